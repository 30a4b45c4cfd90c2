"""A block of rows: quick, or row by row, with the same result."""

from __future__ import annotations

import pytest

from waspada.core.split import Split, Unit
from waspada.readers.csv_rows import Rows, first_line


def rows(*, by_row: bool = False) -> Rows:
    split = Split(
        number=0,
        source="x",
        name="x",
        member=(),
        start=0,
        end=-1,
        unit=Unit.STREAM,
        format="csv",
        table="x",
        schema=("a", "b"),
        options=(("delimiter", ","), ("quoted", "yes"), ("escaped", "")),
    )
    return Rows(split, by_row=by_row)


@pytest.mark.parametrize("by_row", [False, True])
def test_both_ways_agree_but_for_the_stray_quote(by_row: bool) -> None:
    clean = b'1,"x\ny"\n2,z\nshort\n3,w\n'
    taken, (batch,) = rows(by_row=by_row).parse(clean, 100, final=True)
    odd, (slow,) = rows(by_row=by_row).parse(clean.replace(b"w", b'5" w'), 100, final=True)
    assert (taken, odd) == (len(clean), len(clean) + 3)
    assert batch.positions.to_pylist() == slow.positions.to_pylist() == ([0, 1, 3] if by_row else [100, 108, 118])
    assert batch.columns[0].values.to_pylist() == slow.columns[0].values.to_pylist() == ["1", "2", "3"]
    assert [item.raw for item in batch.quarantined] == [item.raw for item in slow.quarantined] == [b"short"]
    assert batch.counted_apart == slow.counted_apart == 7


def test_an_unfinished_row_is_left() -> None:
    taken, batches = rows().parse(b"1,x\n2,", 0, final=False)
    assert taken == 4
    assert sum(batch.records for batch in batches) == 1


@pytest.mark.parametrize(
    ("raw", "line", "after"),
    [
        (b"a\nb", b"a", 2),
        (b"a\r\nb", b"a", 3),
        (b"a\rb\n", b"a", 2),
        (b"ab", b"ab", 2),
        (b"", b"", 0),
        (b"a\r", b"a", 2),
    ],
)
def test_first_line(raw: bytes, line: bytes, after: int) -> None:
    assert first_line(raw) == (line, after)
