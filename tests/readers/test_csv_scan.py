"""Two ways to find records, and the standard library as referee."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers.csv_scan import Dialect, fields_apart, records, scan

COMMA = Dialect()
CELL = st.text(st.sampled_from('ab ,"\n\r\\é'), max_size=8)


def by_parity(data: bytes, dialect: Dialect = COMMA, *, final: bool = True) -> list[int] | None:
    found = scan(np.frombuffer(data, np.uint8), dialect, final=final)
    return None if found is None else found.fields.tolist()


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=8))
def test_what_the_standard_library_writes_is_read_alike(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    data = out.getvalue().encode()
    found = [[cell.decode() for cell in record.cells] for record in records(data, COMMA, final=True)]
    assert found == rows
    assert by_parity(data) == [len(row) for row in rows]


@given(st.binary(max_size=60).map(lambda data: data.translate(bytes([b'a,"\n'[i % 4] for i in range(256)]))))
def test_parity_agrees_with_the_tokeniser_or_says_that_it_does_not_know(data: bytes) -> None:
    counted = by_parity(data)
    if counted is not None:
        found = [record for record in records(data, COMMA, final=True) if record.end > record.start]
        assert counted == [len(record.cells) for record in found]
        assert counted == [fields_apart(data[record.start : record.end], COMMA) for record in found]


@pytest.mark.parametrize("data", [b'a,5" x\n', b'a,"b" c\n', b'a,"b\n', b'"a""\n'])
def test_a_stray_quote_is_not_trusted(data: bytes) -> None:
    assert by_parity(data) is None


def test_an_unfinished_record_waits_for_more() -> None:
    assert by_parity(b'a,b\nc,"d', final=False) == [2]
    assert [record.after for record in records(b'a,b\nc,"d\ne"', COMMA, final=False)] == [4]
    assert [record.after for record in records(b"a,b\r", COMMA, final=False)] == []


def test_backslashes() -> None:
    escaped = Dialect(escaped=True)
    data = b'"a \\" b",c\\,d\n"x\\\\",y\n'
    assert by_parity(data, escaped) == [2, 2]
    assert [record.cells for record in records(data, escaped, final=True)] == [[b'a " b', b"c,d"], [b"x\\", b"y"]]


def test_a_quote_that_is_never_closed_is_doubtful() -> None:
    first = next(records(b'a,"b\nc,d\n', COMMA, final=True))
    assert first.doubtful
    assert first.end == 4
