"""Rows out of XML, whatever the pieces in which it comes."""

from __future__ import annotations

import pytest

from waspada.readers.sheet_xml import Sheet, held, plain_number

XML = (
    b'<worksheet><cols/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row><row r="2"/>'
    b'<row><c><f>A1&amp;"x"</f></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c><c s="3"/></row>'
    b'<row r="9"><c r="B9" t="str"><f t="shared" si="0"/><v/></c></row></sheetData><tail>t</tail></worksheet>'
)


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_every_piece_size_gives_the_same_rows(size: int) -> None:
    sheet = Sheet()
    for at in range(0, len(XML), size):
        sheet.feed(XML[at : at + size])
    sheet.feed(b"", final=True)
    assert sheet.problem == ""
    assert [(row.number, [(c.column, c.kind, c.value, c.formula) for c in row.cells]) for row in sheet.rows] == [
        (1, [(0, "n", "1", None), (2, "s", "0", None)]),
        (3, [(0, "n", None, 'A1&"x"'), (1, "inlineStr", "ab", None)]),
        (9, [(1, "str", "", None)]),
    ]
    assert [row.scalars for row in sheet.rows] == [held(row.raw) for row in sheet.rows] == [2, 2, 1]
    outside = b"".join(sheet.outside)
    assert b"<tail>t</tail>" in outside
    assert b'<row r="9"' not in outside
    assert "1" not in repr(sheet.rows[0].cells[0]).replace("Cell(", "")


def test_what_follows_a_fault_is_given_out_as_it_is() -> None:
    sheet = Sheet()
    sheet.feed(b'<worksheet><sheetData><row r="1"><c><v>1</v></c></row><row><c><v>lost@example.org</x>')
    sheet.feed(b"later@example.org", final=True)
    assert [row.number for row in sheet.rows] == [1]
    assert "damaged" in sheet.problem
    assert b"lost@example.org" in b"".join(sheet.outside)
    assert b"later@example.org" in b"".join(sheet.outside)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("007", "007"), ("42.0", "42"), ("-1.0", "-1"), ("1E3", "1000"), ("1.5", "1.5"), ("1E-7", "1E-7"), ("", ""),
        ("12345678901234567890.0", "12345678901234567890"), ("0.30000000000000004", "0.30000000000000004"),
        ("6.2087999999999997", "6.2088"), ("NaN", "NaN"), ("1E400", "1E400"), ("word", "word"), (" 5 ", "5"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(stored: str, shown: str) -> None:
    assert plain_number(stored) == shown
