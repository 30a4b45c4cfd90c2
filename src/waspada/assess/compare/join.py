"""Rows of two tables joined by key, and their columns compared: whole columns as numbers, one column at a time.

A column of both tables becomes one dictionary and two arrays of places in it, so that equal values are equal numbers.
It is exact, and a million rows a side need memory for two columns and not for two tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.errors import BadInput

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
BETWEEN: Final = "\x1f"
"""Between the parts of a list or of a key that are put together (ASCII's unit separator)."""
_AT_ONCE: Final = 1 << 16


def slim(table: pa.Table, whole: Iterable[str]) -> pa.Table:
    """The same rows in little memory: lists become one text each, and everything but `whole` a dictionary."""
    kept = frozenset(whole)
    for at, name in enumerate(table.column_names):
        column = table[name]
        if pa.types.is_list(column.type):
            column = _joined(column)
        elif name in kept or pa.types.is_dictionary(column.type):
            continue
        table = table.set_column(at, name, _encoded(column))
    return table


def _joined(column: Any) -> Any:
    """One text for each list, a piece at a time: spelled out all at once they would take more than the table."""
    pieces = [
        pc.binary_join(chunk.slice(start, _AT_ONCE).cast(pa.list_(pa.string())), BETWEEN).dictionary_encode(
            null_encoding="encode"
        )
        for chunk in column.chunks
        for start in range(0, len(chunk), _AT_ONCE)
    ]
    return pa.chunked_array(pieces, pa.dictionary(pa.int32(), pa.string()))


def parts(text: str | None) -> list[str]:
    """A list that `slim` put together."""
    return text.split(BETWEEN) if text else []


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of both tables as numbers into one dictionary."""

    values: pa.Array = field(repr=False)
    first: Ints = field(repr=False)
    second: Ints = field(repr=False)


def pair(first: Any, second: Any) -> Pair:
    """Number the values of a column of both tables; null is a value like any other."""
    one, other = _encoded(first), _encoded(second)
    values = pa.concat_arrays([one.dictionary, other.dictionary])
    both = values.dictionary_encode(null_encoding="encode")
    codes = both.indices.to_numpy().astype(np.int64, copy=False)
    cut = len(one.dictionary)
    return Pair(both.dictionary, _through(codes[:cut], one), _through(codes[cut:], other))


def pair_of_lists(first: Any, second: Any) -> Pair:
    """The same for columns that `slim` made of lists: the order in a list does not count."""
    given = pair(first, second)
    sorted_ = [None if text is None else BETWEEN.join(sorted(parts(text))) for text in given.values.to_pylist()]
    again = pa.array(sorted_, pa.string()).dictionary_encode(null_encoding="encode")
    codes = again.indices.to_numpy().astype(np.int64, copy=False)
    return Pair(again.dictionary, codes[given.first], codes[given.second])


@dataclass(frozen=True, slots=True)
class Joined:
    """All keys of both tables, sorted, and their rows."""

    keys: pa.Array = field(repr=False)
    first: Ints = field(repr=False)
    """Row in the first table; -1: it is not there."""
    second: Ints = field(repr=False)

    @property
    def both(self) -> Flags:
        """Keys that stand in both."""
        return (self.first >= 0) & (self.second >= 0)

    @property
    def new(self) -> Flags:
        """Keys of the second alone."""
        return self.first < 0

    @property
    def gone(self) -> Flags:
        """Keys of the first alone."""
        return self.second < 0

    def differ(self, column: Pair) -> Flags:
        """For each key whether a column has different values; false where the key is in one table only."""
        found, both = np.zeros(len(self.keys), np.bool_), self.both
        found[both] = column.first[self.first[both]] != column.second[self.second[both]]
        return found


def join(first: Any, second: Any) -> Joined:
    """Join two columns of keys.

    Raises:
        BadInput: a key stands twice in one of them.
    """
    numbered = pair(first, second)
    size = len(numbered.values)
    order = pc.sort_indices(numbered.values).to_numpy().astype(np.int64)
    rows = []
    for codes in (numbered.first, numbered.second):
        at = np.full(size, -1, np.int64)
        at[codes] = np.arange(len(codes))
        if int((at >= 0).sum()) != len(codes):
            raise BadInput("A result holds one key twice.", hint="Assess the hand-over again, then compare.")
        rows.append(at[order])
    return Joined(numbered.values.take(pa.array(order)), rows[0], rows[1])


def keys_of(table: pa.Table, *names: str) -> Any:
    """One text for each row from several columns."""
    columns = [pc.fill_null(_text(table[name]), "") for name in names]
    return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, BETWEEN)


def chosen(values: Any, rows: Ints) -> pa.Array:
    """Values of these rows; null where the row is -1."""
    return _one(values).take(pa.array(rows, mask=rows < 0))


def _text(column: Any) -> Any:
    return pc.cast(column, pa.string()) if pa.types.is_dictionary(column.type) else column


def _one(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _encoded(column: Any) -> Any:
    column = _one(column)
    if pa.types.is_dictionary(column.type):
        if not column.indices.null_count:
            return column
        column = pc.cast(column, column.type.value_type)
    return column.dictionary_encode(null_encoding="encode")


def _through(codes: Ints, encoded: Any) -> Ints:
    found: Ints = codes[encoded.indices.to_numpy()]
    return found
