"""One record as it came, from every sort of file: the same bytes of JSON, else the cells by name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from waspada.flows.case.as_it_came import Record, cells_of, has_text, holds, texts
from waspada.readers import planning

ROWS = [{"id": number, "note": f'line {number}\twith "quotes" and é', "n": {"x": [1.50, None]}} for number in range(50)]


def picked(path: Path, chosen: set[int]) -> list[Record]:
    """Records by the number in their field `id`, in their order."""
    found: list[Record] = []
    for split in planning.plan([path]).splits:
        wanted: list[int] = []
        for batch in planning.read(split):
            rows = [row for row in range(batch.records) if int(cells_of(batch, row)["id"]) in chosen]
            if has_text(split):
                wanted += [batch.positions[row].as_py() for row in rows]
            else:
                found += [cells_of(batch, row) for row in rows]
        if wanted:
            found += [text for _, text in texts(split, sorted(wanted))]
    return found


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_line_is_the_line(tmp_path: Path, packed: bool, ending: str) -> None:
    lines = [json.dumps(row, ensure_ascii=False).encode() for row in ROWS]
    content = b"".join(line + ending.encode() for line in lines)
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(content) if packed else content)
    assert picked(path, {0, 7, 49}) == [lines[0], lines[7], lines[49]]


def test_an_element_of_a_document_becomes_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(ROWS, indent=2))
    first, other = picked(path, {0, 31})
    assert isinstance(first, bytes)
    assert isinstance(other, bytes)
    assert (json.loads(first), json.loads(other)) == (ROWS[0], ROWS[31])
    assert b"\n" not in other
    assert b"1.5" in other


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    for name, content in (
        ("a.jsonl", "\ufeff" + "".join(json.dumps(row) + "\n" for row in ROWS)),
        ("b.json", "\ufeff" + json.dumps(ROWS)),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        first, other = picked(tmp_path / name, {0, 5})
        assert isinstance(first, bytes)
        assert isinstance(other, bytes)
        assert (json.loads(first), json.loads(other)) == (ROWS[0], ROWS[5])


def test_rows_of_tables_are_their_cells_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,note\n1,"a ""b"", c"\n2,\n3,=SUM(1)\n')
    assert picked(tmp_path / "a.csv", {1, 2}) == [{"id": "1", "note": 'a "b", c'}, {"id": "2", "note": ""}]
    pq.write_table(pa.table({"id": [1, 2], "tags": [["x", "y"], []]}), tmp_path / "a.parquet")
    first, second = picked(tmp_path / "a.parquet", {1, 2})
    assert isinstance(first, dict)
    assert first["id"] == "1"
    assert list(first.values())[1] == ["x", "y"]
    assert isinstance(second, dict)
    assert second["id"] == "2"


def test_records_come_also_where_readers_deliver_them_out_of_order(tmp_path: Path) -> None:
    odd = {3: "\\ud83d", 7: "\\u0000"}  # escapes that the quick way of reading leaves to the slow one
    lines = [f'{{"id": {number}, "note": "n{odd.get(number, "")}"}}' for number in range(20)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    found = picked(tmp_path / "a.jsonl", set(range(20)))
    assert found == [line.encode() for line in lines]


def test_a_text_holds_values_not_parts_of_them() -> None:
    text = b'{"a": "u12", "b": [7, {"c": "x@y.example"}], "a": "second"}'
    assert holds(text, {"u12", "second", "7", "x@y.example"})
    assert not holds(text, {"u1"})
    assert not holds(text, {"a"})
    assert not holds(b"{broken", {"u12"})
    assert holds(b"{}", set())
