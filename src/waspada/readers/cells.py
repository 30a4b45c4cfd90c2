"""Arrow arrays of any type to the columns of text that detection reads: nothing dropped, nothing rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.split import Column

Index = npt.NDArray[np.int64]


def text_columns(path: str, values: pa.Array, rows: Index | None = None, nulls: int = 0) -> list[Column]:
    """One column of text; where bytes are not UTF-8, those cells in a second, binary one."""
    index = None if rows is None else pa.array(rows, pa.int32())
    if not _is_binary(values.type):
        return [Column(path, values, index, nulls)]
    try:
        return [Column(path, values.cast(pa.string()), index, nulls)]
    except pa.ArrowInvalid:
        pass
    broken = np.array([cell is not None and not _is_utf8(cell) for cell in values.to_pylist()], bool)
    where = np.arange(len(values)) if rows is None else rows
    mask = pa.array(~broken)
    text = pc.if_else(mask, values, pa.scalar(None, values.type)).cast(pa.string())
    rest = values.filter(pa.array(broken)).cast(pa.binary())
    return [Column(path, text, index, nulls), Column(path, rest, pa.array(where[broken], pa.int32()))]


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _is_utf8(cell: bytes) -> bool:
    try:
        cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def leaves(path: str, values: pa.Array, rows: Index | None) -> list[Column]:
    """Take nested columns apart. A null or empty list or struct counts as one null, as Parquet counts it."""
    kind = values.type
    if isinstance(kind, pa.BaseExtensionType):
        return leaves(path, values.storage, rows)
    if pa.types.is_dictionary(kind):
        return leaves(path, values.dictionary_decode(), rows)
    if pa.types.is_run_end_encoded(kind):
        return leaves(path, pc.run_end_decode(values), rows)
    if pa.types.is_struct(kind):
        return _struct(path, values, rows)
    if pa.types.is_map(kind):
        return _list(path, values.cast(pa.list_(pa.struct([("key", kind.key_type), ("value", kind.item_type)]))), rows)
    if _is_list(kind):
        return _list(path, values, rows)
    text = _as_text(values)
    return text_columns(path, text, rows, text.null_count)


def _is_list(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_list(kind)
        or types.is_large_list(kind)
        or types.is_fixed_size_list(kind)
        or types.is_list_view(kind)
        or types.is_large_list_view(kind)
    )


def _struct(path: str, values: pa.Array, rows: Index | None) -> list[Column]:
    if not values.type.num_fields:
        return [Column(path, pa.nulls(0, pa.string()), pa.array([], pa.int32()), len(values))]
    columns: list[Column] = []
    for field, child in zip(values.type, values.flatten(), strict=True):
        columns += leaves(f"{path}.{field.name}", child, rows)
    return columns


def _list(path: str, values: pa.Array, rows: Index | None) -> list[Column]:
    if pa.types.is_list_view(values.type) or pa.types.is_large_list_view(values.type):
        values = values.cast(pa.large_list(values.type.value_type))
    if pa.types.is_fixed_size_list(values.type):
        values = values.cast(pa.list_(values.type.value_type))
    lengths = pc.list_value_length(values).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    where = np.arange(len(values), dtype=np.int64) if rows is None else rows
    columns = leaves(f"{path}[]", values.flatten(), np.repeat(where, lengths))
    empty = int((lengths == 0).sum())
    if empty:
        columns = [Column(c.path, c.values, c.rows, c.nulls + empty) if _first(c, columns) else c for c in columns]
    return columns


def _first(column: Column, columns: list[Column]) -> bool:
    """A path may have a second, binary column; the nulls are counted with the first."""
    return next(other for other in columns if other.path == column.path) is column


def _as_text(values: pa.Array) -> pa.Array:
    kind = values.type
    types = pa.types
    if types.is_null(kind):
        return pa.nulls(len(values), pa.string())
    if types.is_string(kind) or _is_binary(kind):
        return values
    if types.is_large_string(kind) or types.is_string_view(kind):
        return values.cast(pa.string())
    if types.is_binary_view(kind):
        return values.cast(pa.binary())
    if types.is_timestamp(kind) and kind.tz:
        values = values.cast(pa.timestamp(kind.unit, "UTC"))
    elif types.is_float16(kind):
        values = values.cast(pa.float32())
    elif types.is_duration(kind):
        values = values.cast(pa.int64())
    try:
        return values.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        pass
    return pa.array([_spelled(cell) for cell in values], pa.string())


def _spelled(cell: Any) -> str | None:
    try:
        return None if not cell.is_valid else str(cell.as_py())
    except (ValueError, OverflowError):
        return str(getattr(cell, "value", "?"))


def byte_shares(size: int, rows: Sequence[int]) -> list[int]:
    """Bytes of a file for each group of rows, in proportion; they add up to the whole."""
    total, before, shares = sum(rows), 0, []
    for number, count in enumerate(rows):
        after = before + count
        part = size * after // total - size * before // total if total else (0 if number else size)
        shares.append(part)
        before = after
    return shares


def entries(values: pa.Array) -> int:
    """Scalars of an array by its offsets alone: the second count for Arrow files, sharing no code with `leaves`."""
    kind = values.type
    if isinstance(kind, pa.BaseExtensionType):
        return entries(values.storage)
    if pa.types.is_struct(kind):
        # A struct's children hold a slot for every row, null or not.
        return sum(entries(values.field(i)) for i in range(kind.num_fields)) if kind.num_fields else len(values)
    if not (_is_list(kind) or pa.types.is_map(kind)):
        return len(values)
    if pa.types.is_fixed_size_list(kind):
        size = kind.list_size
        return sum(entries(one.values) if one.is_valid and size else _width(kind.value_type) for one in values)
    total = 0
    leaf_count = _width(kind)
    for one in values:
        inner = one.values if one.is_valid else None
        total += entries(inner) if inner is not None and len(inner) else leaf_count
    return total


def _width(kind: pa.DataType) -> int:
    """Leaf columns under a type."""
    if isinstance(kind, pa.BaseExtensionType):
        return _width(kind.storage_type)
    if pa.types.is_struct(kind):
        return sum(_width(kind.field(i).type) for i in range(kind.num_fields)) or 1
    if pa.types.is_map(kind):
        return _width(kind.key_type) + _width(kind.item_type)
    return _width(kind.value_type) if _is_list(kind) else 1
