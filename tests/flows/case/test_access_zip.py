"""The file of an access request: whole or not there, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from waspada.core.errors import CannotWrite
from waspada.core.split import Split, Unit
from waspada.flows.case.access_zip import ZipWriter, whole_file
from waspada.flows.case.as_it_came import Record

TOLD: dict[str, Any] = {
    "vendor": "Acme",
    "person": "p" * 32,
    "run": 3,
    "handovers": [{"number": 1, "sha256": ["0" * 64]}],
    "sources": ["events.jsonl"],
    "evidence": [
        {
            "kind": "email", "table": "t", "field": "f", "values": 4, "records": 2,
            "label": {"en": "e-mail address", "id": "alamat surel"}, "category": "user.contact.email",
        }
    ],
    "gaps": [("gap_purpose", {})],
}  # fmt: skip


def split(reader: str, header: tuple[str, ...] = ()) -> Split:
    return Split(
        number=0, source="s", name="s", member=(), start=0, end=-1, unit=Unit.STREAM, format=reader, table="t",
        schema=header, options=(("reader", reader),),
    )  # fmt: skip


class Found:
    """Two tables with records, one without."""

    def tables(self) -> list[str]:
        return ["a/../b", "empty", "sheet"]

    def of_table(self, name: str) -> Iterator[tuple[Split, Record]]:
        if name == "a/../b":
            yield from ((split("ndjson"), json.dumps({"n": n}).encode()) for n in range(3))
        elif name == "sheet":
            yield split("csv", ("id", "note")), {"id": "1", "note": "=SUM(1)"}

    def mentions(self) -> list[str]:
        return ["events.jsonl:17"]


def test_one_file_a_table_and_a_manifest_that_adds_up(tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    with whole_file(out) as archive:
        written = ZipWriter(archive, TOLD, 1_764_100_000.0).fill(Found())
    with zipfile.ZipFile(out) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert written.files == {"records/01-a-..-b.ndjson": 3, "records/02-sheet.csv": 1}
    assert (written.records, written.mentions) == (4, 1)
    manifest = json.loads(found["manifest.json"])
    assert {row["path"] for row in manifest["files"]} == set(found) - {"manifest.json"}
    assert all(hashlib.sha256(found[row["path"]]).hexdigest() == row["sha256"] for row in manifest["files"])
    assert manifest["evidence"][0]["values"] == 4
    rows = list(csv.reader(io.StringIO(found["records/02-sheet.csv"].decode())))
    assert rows == [["id", "note"], ["1", "'=SUM(1)"]]
    assert b"e-mail address" in found["summary.en.html"]
    assert b"alamat surel" in found["summary.id.html"]


def test_nothing_stays_where_it_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), whole_file(tmp_path / "a.zip"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "a.zip"

    def race() -> None:
        with whole_file(out):
            out.write_text("came meanwhile")

    with pytest.raises(CannotWrite):
        race()
    assert out.read_text() == "came meanwhile"
    assert list(tmp_path.iterdir()) == [out]
