"""Joining by key and comparing columns: nulls, lists, dictionaries, and keys that stand twice."""

from __future__ import annotations

import pyarrow as pa
import pytest

from waspada.assess.compare.join import chosen, join, keys_of, pair, pair_of_lists, parts, slim
from waspada.core.errors import BadInput


def test_every_key_once_in_order_with_its_rows() -> None:
    joined = join(pa.array(["c", "a", "b"]), pa.array(["d", "b", "c"]))
    assert joined.keys.to_pylist() == ["a", "b", "c", "d"]
    assert joined.first.tolist() == [1, 2, 0, -1]
    assert joined.second.tolist() == [-1, 1, 2, 0]
    assert [flags.tolist() for flags in (joined.new, joined.gone, joined.both)] == [
        [False, False, False, True],
        [True, False, False, False],
        [False, True, True, False],
    ]


def test_nothing_joined_with_nothing_is_nothing() -> None:
    empty = pa.chunked_array([], pa.string())
    assert len(join(empty, empty).keys) == 0
    assert join(empty, pa.array(["a"])).new.tolist() == [True]


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="twice"):
        join(pa.array(["a", "a"]), pa.array(["a"]))


def test_null_is_a_value_and_equals_null_alone() -> None:
    joined = join(pa.array(["a", "b", "c"]), pa.array(["a", "b", "c"]))
    differ = joined.differ(pair(pa.array([None, None, "x"]), pa.array([None, "", "x"])))
    assert differ.tolist() == [False, True, False]


@pytest.mark.parametrize("kind", [pa.string(), pa.dictionary(pa.int32(), pa.string())])
def test_chunks_and_dictionaries_compare_as_what_they_hold(kind: pa.DataType) -> None:
    first = pa.chunked_array([pa.array(["x", None]).cast(kind), pa.array(["y"]).cast(kind)])
    second = pa.array(["y", "x", "y"])
    joined = join(pa.array(["1", "2", "3"]), pa.array(["1", "2", "3"]))
    assert joined.differ(pair(first, second)).tolist() == [True, True, False]


def test_the_order_in_a_list_does_not_count() -> None:
    lists = [pa.table({"k": ["1", "2"], "l": pa.array(value)}) for value in ([["b", "a"], []], [["a", "b"], ["a"]])]
    first, second = (slim(table, ("k",)) for table in lists)
    joined = join(first["k"], second["k"])
    assert joined.differ(pair_of_lists(first["l"], second["l"])).tolist() == [False, True]
    assert joined.differ(pair(first["l"], second["l"])).tolist() == [True, True]


def test_slim_keeps_whole_columns_and_takes_lists_together() -> None:
    table = slim(pa.table({"id": ["1"], "n": [5], "l": [["a", "b"]]}), ("id",))
    assert table["id"].type == pa.string()
    assert parts(table["l"].to_pylist()[0]) == ["a", "b"]
    assert parts(None) == parts("") == []
    assert table["n"].to_pylist() == [5]


def test_keys_of_several_columns_do_not_run_together() -> None:
    keys = keys_of(pa.table({"a": ["1", "12", None], "b": ["23", "3", "x"]}), "a", "b").to_pylist()
    assert len(set(keys)) == 3


def test_a_row_that_is_not_there_is_null() -> None:
    joined = join(pa.array(["a"]), pa.array(["b"]))
    assert chosen(pa.array(["x"]), joined.first).to_pylist() == ["x", None]
