"""The second count for Parquet: `num_values` of every row group, read from the footer by itself.

Arrow's own accessor ends the process when statistics in a damaged footer do not fit (seen with pyarrow 26), so the
few numbers are read here. Source: parquet-format `parquet.thrift` and Thrift's compact protocol.
"""

from __future__ import annotations

import os
import struct
from typing import Any, BinaryIO

_LONGEST = 256 << 20
_DEEPEST = 32
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_WHOLE = (4, 5, 6)


def values_per_row_group(file: BinaryIO) -> list[int]:
    """Values (null included) of each row group. Raises ValueError when the footer does not parse."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - 8, 0))
    tail = file.read(8)
    if len(tail) < 8 or tail[4:] != b"PAR1":
        raise ValueError("no footer")
    (length,) = struct.unpack("<I", tail[:4])
    if length > min(size - 8, _LONGEST):
        raise ValueError("the footer is longer than the file")
    file.seek(size - 8 - length)
    try:
        groups = _Compact(file.read(length)).struct(0).get(4, [])
        return [sum(int(chunk[3][5]) for chunk in group[1]) for group in groups]
    except (IndexError, KeyError, TypeError, AttributeError, struct.error):
        pass
    raise ValueError("the footer is damaged")


class _Compact:
    """Thrift's compact protocol: structs as {field number: value}."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self, depth: int) -> dict[int, Any]:
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            delta, kind = head >> 4, head & 15
            number = number + delta if delta else self._whole()
            fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in _WHOLE:
            return self._whole()
        if kind == _BINARY:
            return self._skip(self._unsigned())
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in (_LIST, _SET):
            return self._list(depth)
        if kind == _MAP:
            return self._map(depth)
        if kind in (_TRUE, _FALSE, _BYTE):
            return self._byte()
        if kind == _DOUBLE:
            return self._skip(8)
        raise ValueError("unknown type")

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        size, kind = head >> 4, head & 15
        size = self._unsigned() if size == 15 else size
        if size > len(self._data) - self._at:
            raise ValueError("a list is longer than the footer")
        return [self._value(kind, depth + 1) for _ in range(size)]

    def _map(self, depth: int) -> None:
        size = self._unsigned()
        kinds = self._byte() if size else 0
        if size > len(self._data) - self._at:
            raise ValueError("a map is longer than the footer")
        for _ in range(size):
            self._value(kinds >> 4, depth + 1)
            self._value(kinds & 15, depth + 1)

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _skip(self, size: int) -> None:
        self._at += size
        if self._at > len(self._data):
            raise ValueError("the footer ends early")

    def _unsigned(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("a number is too long")

    def _whole(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
