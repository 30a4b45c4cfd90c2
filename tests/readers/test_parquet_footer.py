"""The footer's own numbers, read without Arrow, equal what Arrow says; damage raises, it never ends the process."""

from __future__ import annotations

import contextlib
import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from waspada.readers.parquet_footer import values_per_row_group


def written(rows: int, size: int) -> io.BytesIO:
    out = io.BytesIO()
    table = pa.table({"a": [[1, None]] * rows, "b": [{"x": 1.5, "y": "t"}] * rows})
    pq.write_table(table, out, row_group_size=size)
    return out


@pytest.mark.parametrize(("rows", "size"), [(1, 1), (40, 7), (40, 1), (3, 100)])
def test_it_equals_what_arrow_says(rows: int, size: int) -> None:
    file = written(rows, size)
    meta = pq.ParquetFile(file).metadata
    groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
    expected = [sum(group.column(i).num_values for i in range(group.num_columns)) for group in groups]
    assert values_per_row_group(file) == expected


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1\0\0\0\0PAR1"])
def test_no_footer(data: bytes) -> None:
    with pytest.raises(ValueError, match="footer"):
        values_per_row_group(io.BytesIO(data))


def test_damage_raises() -> None:
    good = written(40, 7).getvalue()
    for number in range(2000):
        dice = random.Random(number)
        data = bytearray(good)
        for _ in range(3):
            data[dice.randrange(len(data) // 2, len(data))] = dice.randrange(256)
        with contextlib.suppress(ValueError):
            assert all(isinstance(count, int) for count in values_per_row_group(io.BytesIO(bytes(data))))
