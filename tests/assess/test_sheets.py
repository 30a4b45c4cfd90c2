"""CSV cells that a spreadsheet would run are made harmless; everything else stays as it is."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from waspada.assess.sheets import write_csv


def cells(table: pa.Table) -> list[list[str]]:
    stream = io.BytesIO()
    write_csv(stream, table)
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_a_formula_begins_with_an_apostrophe(start: str) -> None:
    assert cells(pa.table({"x": [start + "1+1", "plain", "a=b", None]})) == [
        ["x"],
        ["'" + start + "1+1"],
        ["plain"],
        ["a=b"],
        [""],
    ]


def test_lists_times_and_numbers() -> None:
    table = pa.table(
        {
            "kinds": [["-a", "b"], []],
            "seen": pa.array([datetime(2025, 11, 24, 3, tzinfo=UTC), None], pa.timestamp("us", "UTC")),
            "n": [-1, 2],
        }
    )
    assert cells(table)[1:] == [["'-a; b", "2025-11-24T03:00:00.000000Z", "-1"], ["", "", "2"]]
