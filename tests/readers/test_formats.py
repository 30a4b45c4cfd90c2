"""Each format with its traps: what comes out equals what a second, slower reading of the same bytes says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

from waspada.readers import registry
from waspada.readers.formats.raw import OVERLAP, WINDOW
from waspada.readers.limits import MIB, Limits

Run = Callable[..., Any]
Put = Callable[[str, bytes | str], Path]


def table(rows: list[list[str]], **options: Any) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", **options).writerows(rows)
    return text.getvalue()


ROWS = [["id", "email", "note"], *([str(i), f"u{i}@example.org", f'said "x, {i}"\nand left'] for i in range(50))]


class TestCsv:
    """Tables as text."""

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_is_found(self, census: Run, put: Put, delimiter: str) -> None:
        found = census(put("people.csv", table(ROWS, delimiter=delimiter)))
        assert found.records == 50
        assert found.cells == 150
        assert not found.quarantined
        assert found.column("note") == [row[2] for row in ROWS[1:]]

    @pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_the_encoding_is_found(self, census: Run, put: Put, code: str) -> None:
        rows = [["id", "name", "city"], *([str(i), "José Müller", "Besançon"] for i in range(30))]
        found = census(put("people.csv", table(rows).encode(code)))
        assert found.records == 30
        assert set(found.column("name")) == {"José Müller"}
        assert set(found.column("city")) == {"Besançon"}
        assert found.plan.tables["people"].paths == ("id", "name", "city")

    def test_without_a_header_columns_are_numbered(self, census: Run, put: Put) -> None:
        lines = "".join(f"app\tweb\t2026-01-0{i}\t203.0.113.{i}\tu{i}@example.org\n" for i in range(1, 9))
        found = census(put("events.tsv", lines))
        assert found.records == 8
        assert found.plan.tables["events"].paths == ("c1", "c2", "c3", "c4", "c5")

    def test_doubled_and_empty_names_are_made_unique(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", "id,email,,email\n1,a@example.org,x,b@example.org\n"))
        assert found.plan.tables["x"].paths == ("id", "email", "c3", "email_2")

    def test_a_row_of_another_width_is_quarantined_with_its_place(self, census: Run, put: Put) -> None:
        text = "id,email,city\n1,a@example.org,Bern\n2,b@example.org\n3,c@example.org,Oslo\n"
        found = census(put("x.csv", text))
        assert found.records == 2
        (item,) = found.quarantined
        assert item.position == text.index("2,b")
        assert item.raw == b"2,b@example.org"
        assert item.scalars == 2
        assert item.reason == "the row has 2 cells, the table has 3"

    def test_a_stray_quote_costs_one_row(self, census: Run, put: Put) -> None:
        lines = [f'{i},u{i}@example.org,"Bern, CH"' for i in range(1000)]
        lines[10] = '10,"u10@example.org,Bern'
        lines[500] = '500,u500@example.org,5" disk'
        found = census(put("x.csv", "id,email,city\n" + "\n".join(lines) + "\n"))
        assert [item.raw for item in found.quarantined] == [b'10,"u10@example.org,Bern']
        assert found.records == 999
        assert '5" disk' in found.column("city")

    def test_broken_utf8_stays_in_its_cell(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", b"id,name\n1,Ren\xc3\xa9\n2,Ren\xe9\n3,Zo\xc3\xab\n4,Zo\xc3\xab\n" * 20))
        assert found.records > 70
        assert {"René", "Zoë", b"Ren\xe9"} == set(found.column("name")) - {"name"}

    def test_an_empty_field_is_a_cell_and_a_blank_line_is_no_record(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", "id,email\n1,\n\n\r\n2,null\n3,NA\n"))
        assert found.records == 3
        assert found.cells == 6
        assert found.column("email") == ["", "null", "NA"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, census: Run, put: Put, end: str) -> None:
        found = census(put("x.csv", end.join(["id,email", "1,a@example.org", "2,b@example.org"])))
        assert found.column("email") == ["a@example.org", "b@example.org"]

    def test_nul_bytes(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", b"id,email\n1,a\0b@example.org\n2,c@example.org\n3,d@example.org\n"))
        assert found.records == 3
        assert found.column("email")[0] == "a\0b@example.org"

    def test_titles_above_the_header(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", "Report of users\n\nid,email,city\n1,a@example.org,Bern\n2,b@example.org,Oslo\n"))
        assert found.records == 2
        assert found.plan.tables["x"].paths == ("id", "email", "city")
        assert [item.raw for item in found.quarantined] == [b"Report of users"]

    def test_backslash_escapes(self, census: Run, put: Put) -> None:
        rows = "".join(f'{i},"a \\"b\\", c",x\\,y\n' for i in range(20))
        found = census(put("x.csv", "id,note,city\n" + rows))
        assert found.records == 20
        assert found.column("note")[0] == 'a "b", c'
        assert found.column("city")[0] == "x,y"

    def test_a_large_file_is_cut_at_record_ends(self, census: Run, put: Put) -> None:
        path = put("x.csv", table([ROWS[0], *(ROWS[1:] * 2000)]))
        small = Limits(split_bytes=512 << 10, block_bytes=100_000)
        found = census(path, limits=small)
        assert len(found.plan.splits) > 3
        assert found.records == 100_000
        assert not found.quarantined
        assert found.positions == census(path).positions
        assert found.bytes_unpacked == path.stat().st_size

    def test_a_line_of_many_megabytes(self, census: Run, put: Put) -> None:
        long = b"2," + b"x" * (40 * MIB) + b",z\n"
        found = census(put("x.csv", b"id,email,city\n1,a@example.org,Bern\n" + long + b"3,c@example.org,Oslo\n"))
        assert found.records == 2
        assert len(found.quarantined) == 1
        assert len(found.quarantined[0].raw) == len(long) - 1

    def test_a_header_alone_names_its_fields(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", "id,email,city\n"))
        assert found.records == 0
        assert ("x", "email") in found.values

    def test_one_column(self, census: Run, put: Put) -> None:
        found = census(put("x.csv", "email\na@example.org\nb@example.org\n"))
        assert found.column("email") == ["a@example.org", "b@example.org"]

    def test_content_decides_not_the_extension(self, census: Run, put: Put) -> None:
        found = census(put("people.json", table(ROWS)), put("events.csv", '{"a": 1}\n{"a": 2}\n'))
        assert found.formats() == {"people.json": "csv", "events.csv": "ndjson"}

    def test_the_same_header_makes_one_table(self, census: Run, put: Put) -> None:
        put("in/users-1.csv", "id,email\n1,a@example.org\n")
        put("in/users-2.csv", "id,email\n2,b@example.org\n")
        put("in/users-3.csv", "id,phone\n2,+62 812\n")
        found = census(put("in/y.csv", "z,email\nq,1\n").parent)
        assert set(found.plan.tables) == {"users", "users_2", "y"}


def lines(records: list[Any]) -> bytes:
    """Records as NDJSON."""
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


EVENTS = [
    {
        "event": "Page view",
        "properties": {"time": 1762646400 + i, "distinct_id": f"user-{i % 7}", "$insert_id": f"i{i}", "$city": "Bogor"},
    }
    for i in range(500)
]


class TestJson:
    """Lines and documents."""

    def test_lines(self, census: Run, put: Put) -> None:
        path = put("events.jsonl", lines(EVENTS))
        found = census(path, limits=Limits(split_bytes=10_000))
        assert len(found.plan.splits) > 3
        assert found.records == 500
        assert found.cells == 2500
        assert found.bytes_unpacked == path.stat().st_size
        assert found.column("properties.$insert_id") == [f"i{i}" for i in range(500)]
        assert found.positions == census(path).positions

    @pytest.mark.parametrize("indent", [None, 2])
    def test_an_array(self, census: Run, put: Put, indent: int | None) -> None:
        text = json.dumps(EVENTS, indent=indent)
        found = census(put("events.json", text))
        assert found.records == 500
        assert found.cells == 2500
        assert not found.quarantined
        assert all(text[at] == "{" for at in found.positions)
        assert len(set(found.positions)) == 500

    @pytest.mark.parametrize("indent", [None, 2])
    @pytest.mark.parametrize("copies", [1, 3])
    def test_pages(self, census: Run, put: Put, indent: int | None, copies: int) -> None:
        people = [
            {"$distinct_id": i, "$properties": {"$email": f"u{i}@example.org", "a": [1, {"b": "],"}]}} for i in range(9)
        ]
        page = {"page": 0, "page_size": 1000, "results": people, "session_id": 's\\"{', "status": "ok", "total": 9}
        found = census(put("engage.json", "\n".join([json.dumps(page, indent=indent)] * copies)))
        assert found.formats() == {"engage.json": "mixpanel.engage"}
        assert found.records == 9 * copies
        assert not found.quarantined
        assert found.column("$properties.$email") == [f"u{i}@example.org" for i in range(9)] * copies
        assert found.column("total") == ["9"] * copies
        assert ("mixpanel.people.envelope", "session_id") in found.values

    def test_a_single_object_is_one_record(self, census: Run, put: Put) -> None:
        har = {"log": {"version": "1.2", "entries": [{"time": 1, "request": {"url": "https://example.org/?a=1"}}] * 3}}
        found = census(put("x.har", json.dumps(har, indent=1)))
        assert found.records == 1
        assert found.cells == 7

    def test_a_large_object_is_cut_at_its_long_array(self, census: Run, put: Put) -> None:
        entry = {
            "time": 1,
            "request": {"url": "https://example.org/", "headers": [{"name": "a", "value": "b" * 900}] * 9},
        }
        har = {"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [entry] * 2500}}
        found = census(put("x.har", json.dumps(har)))
        assert found.records == 2500
        assert not found.quarantined
        assert found.column("log.version") == ["1.2"]

    def test_an_array_of_texts(self, census: Run, put: Put) -> None:
        emails: list[Any] = [*(f"u{i}@example.org" for i in range(500)), None, 12345678901234567890123, {"a": 1}, ["x"]]
        found = census(put("emails.json", json.dumps(emails)))
        assert found.records == 504
        assert found.column("value") == [*emails[:500], "12345678901234567890123"]
        assert found.cells == 504

    def test_a_truncated_array_loses_one_record(self, census: Run, put: Put) -> None:
        text = json.dumps(EVENTS)
        found = census(put("events.json", text[: len(text) // 2]))
        assert len(found.quarantined) == 1
        assert found.records == json.dumps(EVENTS)[: len(text) // 2].count("}}")

    @pytest.mark.parametrize("damage", ['"', "}", "{", "]", "\\"])
    def test_damage_in_one_record_leaves_the_others(self, census: Run, put: Put, damage: str) -> None:
        records = [json.dumps(event) for event in EVENTS]
        records[100] = records[100].replace("Bogor", f'Bo"{damage}gor')
        records[200] = records[200].replace("}}", "}" + damage)
        found = census(put("events.json", "[" + ",\n".join(records) + "]"))
        assert found.records >= 490
        assert b"i499" in found.everything()
        assert b"i100" in found.everything()

    def test_a_line_end_inside_a_string_is_refused_not_rewritten(self, census: Run, put: Put) -> None:
        found = census(put("x.json", '[{"a": "x\ny"},\n {"a":\n "z"}]'))
        assert found.column("a") == ["z"]
        assert found.quarantined[0].raw == b'{"a": "x\ny"}'

    def test_late_keys_and_strange_lines(self, census: Run, put: Put) -> None:
        odd = [
            {"event": "x", "late": "secret-1"},
            {"event": {"deep": ["secret-2"]}},
            "secret-3",
            [["secret-4"]],
            12,
            None,
        ]
        found = census(put("x.jsonl", lines([*EVENTS, *odd, *EVENTS])))
        assert found.records + len(found.quarantined) == 1006
        assert all(f"secret-{i}".encode() in found.everything() for i in range(1, 5))

    def test_a_long_line(self, census: Run, put: Put) -> None:
        long = b'{"a": "' + b"x" * (60 * MIB) + b'"}\n'
        found = census(put("x.jsonl", b'{"a": 1}\n{"a": 2}\n' + long + b'{"a": 3}\n'))
        assert found.column("a") == ["1", "2", "3"]
        assert len(found.quarantined) == 1
        assert found.quarantined[0].raw + b"\n" == long

    def test_utf16_and_marks(self, census: Run, put: Put) -> None:
        text = lines([{"name": "Zoë"}] * 20).decode()
        a = put("a.jsonl", text.encode("utf-16"))
        b = put("b.jsonl", b"\xef\xbb\xbf" + text.encode())
        c = put("c.json", b"\xef\xbb\xbf" + json.dumps([{"name": "Zoë"}] * 20).encode())
        found = census(a, b, c)
        assert found.records == 60
        assert set(found.column("name")) == {"Zoë"}
        assert not found.quarantined


NESTED = pa.table(
    {
        "id": pa.array([1, 2, None, 4], pa.int64()),
        "price": pa.array([Decimal("1.10"), None, Decimal("-0.05"), Decimal("3.00")], pa.decimal128(12, 2)),
        "at": pa.array([0, 1, None, 3], pa.timestamp("us", "UTC")),
        "kind": pa.array(["a", "b", None, "a"]).dictionary_encode(),
        "blob": pa.array([b"\xff\xfe", b"text", None, b""], pa.binary()),
        "tags": pa.array([["x", None], [], None, ["y"]], pa.list_(pa.string())),
        "people": pa.array(
            [[{"email": "a@example.org", "age": 3}], None, [], [{"email": None, "age": None}, None]],
            pa.list_(pa.struct([("email", pa.string()), ("age", pa.int8())])),
        ),
        "map": pa.array([[("k", "v")], [], None, [("k", None)]], pa.map_(pa.string(), pa.string())),
        "where": pa.array(
            [{"city": "Bern"}, None, {"city": None}, {"city": "Oslo"}], pa.struct([("city", pa.string())])
        ),
        "day": pa.array([0, None, 2, 3], pa.date32()),
        "big": pa.array(["x", "", None, "z"], pa.large_string()),
        "none": pa.nulls(4),
        "half": pa.array([1.5, None, 0.25, 3.0], pa.float32()),
    }
)


class TestArrow:
    """Columns that have a type."""

    def check(self, found: Any) -> None:
        assert found.records == 4
        assert found.column("people[].email") == ["a@example.org"]
        assert found.column("where.city") == ["Bern", "Oslo"]
        assert found.column("price") == ["1.10", "-0.05", "3.00"]
        assert found.column("tags[]") == ["x", "y"]
        assert set(found.column("blob")) == {b"\xff\xfe", "text", ""}
        assert found.column("kind") == ["a", "b", "a"]
        assert found.column("at")[1] == "1970-01-01 00:00:00.000001Z"
        assert found.column("id") == ["1", "2", "4"]

    @pytest.mark.parametrize("groups", [1, 4])
    def test_parquet_counts_as_its_metadata(self, census: Run, tmp_path: Path, groups: int) -> None:
        pq.write_table(NESTED, tmp_path / "x.parquet", row_group_size=4 // groups)
        found = census(tmp_path / "x.parquet")
        assert len(found.plan.splits) == groups
        assert found.positions == [0, 1, 2, 3]
        self.check(found)

    @pytest.mark.parametrize("how", ["file", "stream"])
    def test_arrow(self, census: Run, tmp_path: Path, how: str) -> None:
        with open(tmp_path / "x.arrow", "wb") as file:
            new = pa.ipc.new_file if how == "file" else pa.ipc.new_stream
            with new(file, NESTED.schema) as writer:
                writer.write_table(NESTED, max_chunksize=2)
        found = census(tmp_path / "x.arrow")
        assert found.formats() == {"x.arrow": "arrow"}
        assert found.positions == [0, 1, 2, 3]
        self.check(found)

    def test_a_table_without_rows_names_its_fields(self, census: Run, tmp_path: Path) -> None:
        pq.write_table(NESTED.slice(0, 0), tmp_path / "x.parquet")
        found = census(tmp_path / "x.parquet")
        assert ("x", "people[].email") in found.values
        assert found.records == 0

    def test_a_damaged_row_group_is_named(self, census: Run, tmp_path: Path) -> None:
        column = pa.array([f"u{i}@example.org" for i in range(3000)])
        path = tmp_path / "x.parquet"
        pq.write_table(pa.table({"email": column}), path, row_group_size=1000, use_dictionary=False, compression="gzip")
        where = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
        data = bytearray(path.read_bytes())
        data[where + 40 : where + 200] = bytes(160)
        path.write_bytes(data)
        found = census(path)
        assert found.records == 2000
        assert len(found.quarantined) == 1
        assert found.quarantined[0].scalars == 1000


class TestRaw:
    """Files that no reader knows."""

    def test_binary_files_are_scanned(self, census: Run, put: Put) -> None:
        found = census(put("x.bin", bytes(range(256)) * 10 + b"secret-1" + bytes(range(256))))
        assert found.formats() == {"x.bin": "unknown"}
        assert b"secret-1" in found.everything()

    @pytest.mark.parametrize(
        "size", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW, 5 * WINDOW + OVERLAP, 7 * WINDOW]
    )
    def test_windows_cover_every_byte_and_their_edges(self, census: Run, put: Put, size: int) -> None:
        content = (b"%015d\n" * (size // 16 + 1) % tuple(range(size // 16 + 1)))[:size]
        for limits in (Limits(), Limits(split_bytes=2 * MIB)):
            found = census(put("x.weird", content), limits=limits)
            covered = 0
            for number, (_, offset, raw) in enumerate(found.windows):
                assert content[offset : offset + len(raw)] == raw
                assert offset <= covered
                last = number == len(found.windows) - 1
                assert last or (len(raw) == WINDOW and found.windows[number + 1][1] == offset + WINDOW - OVERLAP)
                covered = offset + len(raw)
            assert covered == size
            assert found.bytes_unpacked == size

    def test_utf16_text_is_decoded(self, census: Run, put: Put) -> None:
        found = census(put("x.txt", "Dear Zoë, my key is secret-1.\n".encode("utf-16")))
        assert b"secret-1" in found.everything()

    def test_prose_is_no_table(self, census: Run, put: Put) -> None:
        prose = (
            "First, we looked at it.\nThen, we went home.\n[1] See there.\nAnd so, it ended, at last, in peace.\n" * 5
        )
        assert census(put("x.txt", prose)).formats() == {"x.txt": "unknown"}


def test_of_two_lines_one_broken_the_name_breaks_the_tie() -> None:
    head = b'{"a":"x"\n{"a":1}\n'
    assert registry.reader("ndjson").detect(head, "export.jsonl")
    assert not registry.reader("ndjson").detect(head, "export.json")
