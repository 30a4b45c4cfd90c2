"""Delimiter, header and width are found from the text; prose is not a table."""

from __future__ import annotations

import pytest

from waspada.readers.csv_dialect import find, is_header, unique


@pytest.mark.parametrize(
    ("first", "rest", "headed"),
    [
        (["id", "email"], [["1", "a@example.org"]], True),
        (["1", "a@example.org"], [["2", "b@example.org"]], False),
        (["First Name", "Last Name", "Joined"], [["Siti", "Rahma", "2026-01-01"]], True),
        (["Siti", "Rahma", "Bogor"], [["Budi", "Rahma", "Depok"]], False),
        (["Siti", "Rahma", "Bogor"], [["Budi", "Santoso", "Depok"]], False),
        (["nama", "surel"], [["Siti", "a@example.org"]], True),
        (["user_name", "org_name"], [["siti", "example"]], True),
        (["Distinct ID", "City"], [["u1", "Bogor"]], True),
        (["2026-01-01", "x"], [["2026-01-02", "y"]], False),
        (["a", "b"], [["1", "2"]], True),
        (["", ""], [["1", "2"]], False),
    ],
)
def test_header(first: list[str], rest: list[list[str]], headed: bool) -> None:
    assert is_header(first, rest) is headed


def test_names_are_made_unique() -> None:
    assert unique(["a", "", "a", "a_2", " a "]) == ("a", "c2", "a_2", "a_2_2", "a_3")


def test_the_first_row_speaks_for_the_delimiter() -> None:
    table = find(b"id;price\n1;2,5\n2;3,5\n3;4,5\n4;5,5\n", named=True, final=True)
    assert table is not None
    assert (table.dialect.delimiter, table.header) == (";", ("id", "price"))


@pytest.mark.parametrize(
    "text", [b"One, two.\nThree, four, five.\nSix.\n", b"a,b\n", b"", b"\n\n\n", b"word\nword\nword\n"]
)
def test_text_is_no_table_unless_its_name_says_so(text: bytes) -> None:
    assert find(text, named=False, final=True) is None


def test_a_table_of_one_column_needs_the_name() -> None:
    table = find(b"email\na@example.org\n", named=True, final=True)
    assert table is not None
    assert table.header == ("email",)
