"""Records of a split as they came: their own line or JSON text where they have one, else their cells by name."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from waspada.core.split import Batch, Split, Unit
from waspada.readers import encoding
from waspada.readers.limits import KIB, MIB, Limits
from waspada.readers.lines import one_line
from waspada.readers.opening import Door, layers_of
from waspada.readers.reader import Stream, option

Record = bytes | Mapping[str, Any]
"""JSON on one line; or field → text, or a list of texts."""
_TEXT: Final = ("ndjson", "json")
_STEP: Final = 64 * KIB
_LONGEST: Final = 64 * MIB
_DECODER: Final = json.JSONDecoder(strict=False)


def has_text(split: Split) -> bool:
    """Whether its records have a text of their own."""
    return option(split, "reader") in _TEXT


def texts(split: Split, positions: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The text of each record, on one line; empty where none can be cut out.

    Args:
        positions: ascending; readers do not deliver records in the order in which they stand.
    """
    stream = encoding.as_utf8(Door(Limits()).stream(split), option(split, "encoding", "utf-8"))
    try:
        forward = _Forward(split, stream)
        for position in positions:
            yield position, forward.record(position)
    finally:
        stream.close()


def holds(record: bytes, values: Iterable[str]) -> bool:
    """Whether a JSON text holds each of these as a value of its own."""
    found: set[str] = set()

    def scalars(value: Any) -> None:
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, _Pairs):
                waiting += [inner for _, inner in one.pairs]
            elif isinstance(one, list):
                waiting += one
            elif isinstance(one, str):
                found.add(one)

    try:
        scalars(json.loads(record, parse_int=str, parse_float=str, object_pairs_hook=_Pairs, strict=False))
    except (ValueError, RecursionError):
        return False
    return found.issuperset(values)


def cells_of(batch: Batch, row: int) -> dict[str, Any]:
    """The cells of one record: field → text, or a list of them."""
    found: dict[str, Any] = {}
    for column in batch.columns:
        places = [row] if column.rows is None else np.flatnonzero(np.asarray(column.rows) == row).tolist()
        for place in places:
            value = column.values[place].as_py()
            if value is None:
                continue
            text = value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
            before = found.get(column.path)
            found[column.path] = text if before is None else [*(before if isinstance(before, list) else [before]), text]
    return found


class _Pairs:
    """An object with all its members, also those whose name stands in it twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


class _Forward:
    """Goes through a split once."""

    def __init__(self, split: Split, stream: Stream) -> None:
        self._whole_line = option(split, "reader") == "ndjson"
        self._stream = stream
        self._at = split.start if split.unit is Unit.BYTES and not layers_of(split) else 0
        self._buffer = b""

    def record(self, position: int) -> bytes:
        """The text that begins here, or before here after blanks; positions only grow."""
        if position < self._at:
            return b""
        while position - self._at > len(self._buffer):
            self._at += len(self._buffer)
            self._buffer = self._stream.read(min(MIB, position - self._at))
            if not self._buffer:
                return b""
        self._buffer, self._at = self._buffer[position - self._at :], position
        return self._line() if self._whole_line else self._value()

    def _line(self) -> bytes:
        seen, end = 0, -1
        while (end := self._buffer.find(b"\n", seen)) < 0 and len(self._buffer) < _LONGEST:
            seen = len(self._buffer)
            more = self._stream.read(_STEP)
            if not more:
                break
            self._buffer += more
        return (self._buffer if end < 0 else self._buffer[:end]).removeprefix(b"\xef\xbb\xbf").strip()

    def _value(self) -> bytes:
        step, final = _STEP, False
        while True:
            text = self._buffer.decode("utf-8", "ignore").lstrip(" \t\r\n,\ufeff")
            with contextlib.suppress(ValueError, RecursionError):
                end = _DECODER.raw_decode(text)[1]
                if end < len(text) or final:
                    return one_line(text[:end].encode())
            if final or len(self._buffer) > _LONGEST:
                return b""
            more = self._stream.read(step)
            final, step = not more, 2 * step
            self._buffer += more
