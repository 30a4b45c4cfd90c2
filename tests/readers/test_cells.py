"""Any Arrow type as text: nothing lost, nothing rewritten, and counted twice."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers.cells import byte_shares, entries, leaves, text_columns


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([2**63 - 1], pa.int64(), [str(2**63 - 1)]),
        ([2**64 - 1], pa.uint64(), [str(2**64 - 1)]),
        ([0.1, 1e300], pa.float64(), ["0.1", "1e+300"]),
        ([True, None], pa.bool_(), ["true", None]),
        ([datetime.date(2026, 1, 2)], pa.date32(), ["2026-01-02"]),
        ([1_000_001], pa.timestamp("us"), ["1970-01-01 00:00:01.000001"]),
        ([0], pa.timestamp("s", "Asia/Jakarta"), ["1970-01-01 00:00:00Z"]),
        ([1], pa.duration("s"), ["1"]),
        (["x", None], pa.string_view(), ["x", None]),
        ([b"x", None], pa.binary_view(), ["x", None]),
        ([b"ab"], pa.binary(2), ["ab"]),
        ([None, None], pa.null(), [None, None]),
        ([datetime.time(1, 2, 3)], pa.time64("us"), ["01:02:03.000000"]),
    ],
)
def test_as_text(values: list[Any], kind: pa.DataType, texts: list[str | None]) -> None:
    (column,) = leaves("x", pa.array(values, kind), None)
    assert column.values.to_pylist() == texts
    assert column.cells == len(values)


NESTED = pa.list_(pa.struct([("a", pa.int8()), ("b", pa.list_(pa.string())), ("m", pa.map_(pa.string(), pa.int8()))]))
ROW = st.none() | st.lists(
    st.none()
    | st.fixed_dictionaries(
        {
            "a": st.none() | st.integers(0, 9),
            "b": st.none() | st.lists(st.none() | st.text("xy", max_size=2), max_size=3),
            "m": st.none() | st.lists(st.tuples(st.text("kl", max_size=1), st.none() | st.integers(0, 9)), max_size=2),
        }
    ),
    max_size=3,
)


@given(st.lists(ROW, max_size=5), st.integers(0, 2))
def test_the_second_count_agrees_on_nested_columns(rows: list[Any], offset: int) -> None:
    values = pa.array(rows, NESTED)[offset:]
    columns = leaves("x", values, None)
    assert sum(column.cells for column in columns) == entries(values)
    for column in columns:
        assert column.rows is None or len(column.rows) == len(column.values)


def test_rows_of_list_elements() -> None:
    (column,) = leaves("x", pa.array([["a"], [], None, ["b", "c"]]), None)
    assert column.rows is not None
    assert (column.path, column.values.to_pylist(), column.rows.to_pylist()) == ("x[]", ["a", "b", "c"], [0, 3, 3])
    assert column.cells == 5


def test_bytes_that_are_no_text_stand_apart() -> None:
    text, rest = text_columns("x", pa.array([b"a", b"\xff", None], pa.binary()), np.array([5, 6, 7]), 1)
    assert text.values.to_pylist() == ["a", None, None]
    assert rest.values.to_pylist() == [b"\xff"]
    assert rest.rows is not None
    assert rest.rows.to_pylist() == [6]
    assert text.cells + rest.cells == 3


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=1, max_size=9))
def test_shares_add_up(size: int, rows: list[int]) -> None:
    shares = byte_shares(size, rows)
    assert sum(shares) == size
    assert len(shares) == len(rows)
