"""Findings given to records and people: masks for whole cells, rows for the rest, the same sums either way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from waspada.core.partial import MASK_BITS
from waspada.core.split import Batch, Split
from waspada.detect.engine import Detector
from waspada.flows.cells import Expected, read_cells
from waspada.flows.paths import Paths
from waspada.flows.raw import Lines
from waspada.flows.sightings import Sightings


def test_more_dense_fields_than_one_word_holds(split: Split, batch: Callable[..., Batch], detector: Detector) -> None:
    width = MASK_BITS + 5
    made = batch([{f"c{number}": "x" if number % 2 == row else None for number in range(width)} for row in (0, 1)])
    paths, expected = Paths(detector), Expected("city", "format", True)
    cells = [read_cells(made, column, expected, None, paths, detector) for column in made.columns]
    mask = Sightings(split).mask(made, cells)
    assert mask.shape == (2, 2)
    assert sum(bin(int(word)).count("1") for word in mask[0]) == (width + 1) // 2
    assert not np.any(mask[0] & mask[1])


def test_values_of_lists_are_counted_by_value(split: Split, batch: Callable[..., Batch], detector: Detector) -> None:
    made = batch([{"x": "1"}] * 3, tags=[(0, "Bandung"), (0, "Bandung"), (1, "Medan"), (2, "")])
    paths = Paths(detector)
    cells = [
        read_cells(
            made, column, Expected("city", "name", True) if "tags" in column.path else None, None, paths, detector
        )
        for column in made.columns
    ]
    found = Sightings(split)
    found.mask(made, cells)
    for item in cells:
        found.add(made, item, np.array([0, 0, 1]), np.arange(3))
    rows = found.tables()["hits"].to_pylist()
    assert Counter({(row["value"], row["identity"]): row["values"] for row in rows}) == {
        ("Bandung", 0): 2,
        ("Medan", 0): 1,
    }
    assert {row["value"]: row["records"] for row in rows} == {"Bandung": 1, "Medan": 1}
    (held,) = found.tables()["hit_records"].to_pylist()
    assert held["records"] == 2


def test_raw_lines_count_each_line_once_a_kind(split: Split, detector: Detector) -> None:
    found = Sightings(split)
    found.add_raw(detector, Lines([0, 90], ["ani@example.org and budi@example.org", "citra@example.org"]))
    tables = found.tables()
    assert tables["hits"].num_rows == 3
    assert set(tables["hits"]["identity"].to_pylist()) == {None}
    assert [row["records"] for row in tables["hit_records"].to_pylist()] == [2]


def test_ids_in_other_fields_than_the_records_own_are_kept(
    split: Split, batch: Callable[..., Batch], detector: Detector
) -> None:
    made = batch([{"user_id": "u1", "assignee_id": "u2"}, {"user_id": "u1", "assignee_id": "u3"}])
    paths, expected = Paths(detector), Expected("account_id", "name", True)
    cells = [read_cells(made, column, expected, None, paths, detector) for column in made.columns]
    found = Sightings(split)
    found.mask(made, cells, {"user_id"})
    assert sorted(found.tables()["dense_values"]["value"].to_pylist()) == ["u2", "u3"]
