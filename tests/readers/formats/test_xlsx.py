"""Workbooks through the whole reader: nothing lost, nothing rewritten, both counts equal."""

from __future__ import annotations

import importlib.util
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waspada.readers.limits import MIB, Limits

Run = Callable[..., Any]


def _books() -> Any:
    spec = importlib.util.spec_from_file_location("waspada_test_books", Path(__file__).with_name("books.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


books = _books()
book, row = books.book, books.row
USERS = row(1, "id", "email", "note") + "".join(row(n, str(n), f"u{n}@example.org", f"hello {n}") for n in range(2, 8))


def test_every_sheet_is_a_table_also_a_hidden_one(census: Run, tmp_path: Path) -> None:
    found = census(book(tmp_path / "x.xlsx", {"Users": USERS, "Old": USERS}, hidden=["Old"]))
    assert sorted(found.plan.tables) == ["(all but the cells)", "Old (hidden)", "Users"]
    assert set(found.formats().values()) == {"xlsx"}
    assert found.records == 12
    assert found.values["Users", "email"] == [f"u{n}@example.org" for n in range(2, 8)]
    assert found.values["Old (hidden)", "email"] == found.values["Users", "email"]
    assert found.cells == 36
    assert found.quarantined == []
    assert found.plan.troubles == ()


def test_cells_come_as_they_are_stored(census: Run, tmp_path: Path) -> None:
    cells = (
        '<c r="A2" t="s"><v>0</v></c><c r="B2"><v>1234567890123456789</v></c><c r="C2"><v>42.0</v></c>'
        '<c r="D2"><v>0.10000000000000001</v></c><c r="E2"><v>6.2812345678E+11</v></c><c r="F2" t="b"><v>1</v></c>'
        '<c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="str"><f>A2&amp;"x@example.org"</f><v>00123x</v></c>'
        '<c r="I2" s="1"/><c r="J2" t="s"><v>1</v></c>'
    )
    found = census(book(tmp_path / "x.xlsx", {"S": f'<row r="2">{cells}</row>'}, ["00123", ""]))
    assert {path: values for (_, path), values in found.values.items() if values} == {
        "c1": ["00123"],
        "c2": ["1234567890123456789"],
        "c3": ["42"],
        "c4": ["0.1"],
        "c5": ["628123456780"],
        "c6": ["true"],
        "c7": ["#N/A"],
        "c8": ["00123x"],
        "c8.formula": ['A2&"x@example.org"'],
        "c10": [""],
    }
    assert found.positions == [2]


@pytest.mark.parametrize(
    ("since_1904", "style", "number", "text"),
    [
        (False, 1, "45992", "2025-12-01"),
        (False, 2, "45992.5", "2025-12-01T12:00:00"),
        (False, 2, "45992.123456789", "2025-12-01T02:57:46.667"),
        (False, 1, "1", "1900-01-01"),
        (False, 1, "59", "1900-02-28"),
        (False, 1, "60", "60"),
        (False, 1, "61", "1900-03-01"),
        (False, 2, "0.75", "18:00:00"),
        (False, 3, "1.5", "1.5"),
        (False, 1, "-3", "-3"),
        (False, 1, "9999999999", "9999999999"),
        (False, 0, "45992", "45992"),
        (True, 1, "44530", "2025-12-01"),
    ],
)
def test_dates_are_iso_8601(census: Run, tmp_path: Path, since_1904: bool, style: int, number: str, text: str) -> None:
    cells = f'<row r="1"><c r="A1" s="{style}"><v>{number}</v></c></row>'
    found = census(book(tmp_path / "x.xlsx", {"S": cells}, since_1904=since_1904))
    assert found.column("c1") == [text]


def test_titles_above_the_header_are_quarantined_and_searched(census: Run, tmp_path: Path) -> None:
    title = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"/>'
    rows = title + row(4, "id", "email", "city") + "".join(row(n, str(n), f"u{n}@example.org", "Bern") for n in (5, 6))
    found = census(book(tmp_path / "x.xlsx", {"S": rows}, ["Export for boss@example.org"]))
    assert [(item.position, item.raw) for item in found.quarantined] == [(1, b"Export for boss@example.org")]
    assert found.plan.tables["S"].paths == ("id", "email", "city")
    assert found.positions == [5, 6]


def test_a_cell_right_of_the_header_and_an_empty_one(census: Run, tmp_path: Path) -> None:
    late = '<row r="900"><c r="A900"><v>7</v></c><c r="Z900"><v>9</v></c></row>'
    found = census(book(tmp_path / "x.xlsx", {"S": USERS + late}))
    assert found.rows["S", "c26"] == [(900, "9")]
    assert found.rows["S", "id"][-1] == (900, "7")
    assert len(found.column("email")) == 6


def test_what_stands_in_no_cell_is_searched_as_raw_text(census: Run, tmp_path: Path) -> None:
    shared = "<si><t>shown@example.org</t></si><si><t>deleted@example.org</t></si>"
    shared += "<si><t>山田</t><rPh sb='0' eb='1'><t>ヤマダ</t></rPh></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>'
    more = {
        "xl/comments1.xml": "<comments>said by comment@example.org</comments>",
        "xl/worksheets/_rels/sheet1.xml.rels": '<Relationship Target="mailto:link@example.org"/>',
        "docProps/core.xml": "<creator>author@example.org</creator>",
        "xl/pivotCache/pivotCacheRecords1.xml": "<r><s v='pivot@example.org'/></r>",
    }
    sheet = (
        f'<?xml version="1.0"?><worksheet xmlns="{books.MAIN}"><sheetData>{rows}</sheetData>'
        "<oddHeader>head@example.org</oddHeader></worksheet>"
    )
    found = census(book(tmp_path / "x.xlsx", {"S": sheet}, raw_texts=shared, more=more))
    raw = b"".join(window for _, _, window in found.windows)
    for word in ("deleted", "comment", "link", "author", "pivot", "head"):
        assert f"{word}@example.org".encode() in raw, word
    assert "ヤマダ".encode() in raw
    assert b"shown@example.org" not in raw
    assert found.column("c1") + found.column("c2") == ["shown@example.org", "山田"]


def test_a_text_that_is_not_there_is_named(census: Run, tmp_path: Path) -> None:
    rows = row(1, "a") + '<row r="2"><c r="A2" t="s"><v>5</v></c></row>'
    found = census(book(tmp_path / "x.xlsx", {"S": rows}, ["one"]))
    assert [item.reason for item in found.quarantined] == ["it names a text that the workbook does not hold"]


def test_a_row_that_two_ways_read_differently_is_quarantined_as_it_came(census: Run, tmp_path: Path) -> None:
    odd = '<row r="3"><c r="A3"><v>1</v><!-- <v> --></c></row>'
    found = census(book(tmp_path / "x.xlsx", {"S": USERS + odd}))
    assert [(item.position, item.scalars) for item in found.quarantined] == [(3, 2)]
    assert odd.encode() in found.quarantined[0].raw
    assert found.records == 6


def test_prefixed_names_are_read_the_same(census: Run, tmp_path: Path) -> None:
    sheet = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{books.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>17</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert census(book(tmp_path / "x.xlsx", {"S": sheet})).column("c1") == ["17"]


@pytest.mark.parametrize("cut", [200, 1000, 3000])
def test_a_damaged_sheet_keeps_what_came_before(census: Run, tmp_path: Path, cut: int) -> None:
    rows = "".join(row(n, str(n), f"CANARY{n}") for n in range(1, 60))
    body = f'<?xml version="1.0"?><worksheet xmlns="{books.MAIN}"><sheetData>{rows}'
    found = census(book(tmp_path / "x.xlsx", {"S": body[:cut]}))
    everything = found.everything()
    for number in range(1, 60):
        if f">CANARY{number}<" in body[:cut]:
            assert f"CANARY{number}".encode() in everything
    assert found.quarantined[-1].reason == "the sheet is damaged or was cut off here"


def test_entities_are_not_expanded(census: Run, tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "BOOM"}">' for n in range(12))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [{bomb}]><worksheet xmlns="{books.MAIN}"><sheetData><row><c t="str">'
        "<v>&a11;</v></c></row></sheetData></worksheet>"
    )
    begin = time.monotonic()
    found = census(book(tmp_path / "x.xlsx", {"S": sheet}))
    assert time.monotonic() - begin < 10
    assert len(found.everything()) < MIB


def test_two_cells_at_the_far_corners_cost_nothing(census: Run, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    found = census(book(tmp_path / "x.xlsx", {"S": rows}))
    assert (found.column("c1"), found.column("c16384")) == (["1"], ["2"])


def test_a_sheet_that_unpacks_without_end_is_stopped_and_named(census: Run, tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c></row>" * 400_000
    limits = Limits(ratio_from=2 * MIB, ratio=20)
    found = census(book(tmp_path / "x.xlsx", {"S": rows}), limits=limits)
    reasons = {item.reason for item in found.quarantined} | {item.reason for item in found.plan.troubles}
    assert any("times its size" in reason for reason in reasons)
    assert 0 < found.records < 400_000


@pytest.mark.parametrize("what", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_what_is_no_readable_workbook_is_searched_as_the_zip_it_is(census: Run, tmp_path: Path, what: str) -> None:
    path = book(
        tmp_path / "x.xlsx", {"S": row(1, "id", "canary@example.org")}, more={what: b"\xff\xfe<\0w\0canary@example.org"}
    )
    found = census(path)
    assert b"canary@example.org" in found.everything()
    assert "unknown" in found.formats().values()


def test_a_workbook_in_a_zip_and_a_sheet_alone(census: Run, tmp_path: Path) -> None:
    inner = book(tmp_path / "in.xlsx", {"Users": USERS})
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.write(inner, "lists/in.xlsx")
        archive.writestr("alone.xml", zipfile.ZipFile(inner).read("xl/worksheets/sheet1.xml"))
    found = census(tmp_path / "out.zip")
    assert found.formats() == {
        "out.zip!lists/in.xlsx!(all but the cells)": "xlsx",
        "out.zip!lists/in.xlsx!Users": "xlsx",
        "out.zip!alone.xml": "unknown",
    }
    assert found.column("id") == ["2", "3", "4", "5", "6", "7"]


def test_another_reader_agrees(census: Run, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    path = book(tmp_path / "x.xlsx", {"Users": USERS, "Two": row(1, "a", "b") + row(2, "1.5", "x")})
    theirs = calamine.load_workbook(path)
    found = census(path)
    for title in ("Users", "Two"):
        head, *rows = theirs.get_sheet_by_name(title).to_python()
        for index, name in enumerate(head):
            cells = [line[index] for line in rows]
            assert found.values[title, name] == [c if isinstance(c, str) else f"{c:g}" for c in cells]
