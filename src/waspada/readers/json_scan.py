"""Cuts a JSON document into its records while it streams by: the elements of its long array, one by one.

Strings are told from structure by the parity of quotes that are not escaped (Langdale and Lemire 2019), with numpy;
Python only touches the borders of elements. A damaged element must not take its neighbours along: when one does not
end, cutting goes on behind the next `},{`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from waspada.readers.limits import MIB
from waspada.readers.reader import Stream
from waspada.readers.streams import read_up_to

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]

_QUOTE, _BACKSLASH, _COMMA = 34, 92, 44
_STEP = np.zeros(256, np.int8)
_STEP[[ord("{"), ord("[")]] = 1
_STEP[[ord("}"), ord("]")]] = -1
_STRUCTURE = _STEP != 0
_STRUCTURE[_COMMA] = True
_NEXT_ELEMENT = re.compile(rb"[}\]][ \t\r\n]*,?[ \t\r\n]*(?=\{)")
_NEXT_DOCUMENT = re.compile(rb"[}\]][ \t\r]*\n[ \t\r\n]*(?=[{\[])")
_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"[ \t\r\n]*:[ \t\r\n]*$')
_BLANK = b" \t\r\n"
_BETWEEN = b" \t\r\n,\x1e"
"""What may stand between two top-level values: also RFC 7464's separator."""
_BLOCK = MIB
_CAREFUL = 32 << 10
"""After damage the scan goes on in small steps, so that the next damage throws little work away."""
_MENDS = 5000
"""After so many, damage is not mended any more: time stays bounded."""


class Piece(NamedTuple):
    """A part of the document."""

    start: int
    """Offset in the unpacked member."""
    raw: bytes
    envelope: bool
    """It stands around the records, and is none itself."""

    def __repr__(self) -> str:
        return f"Piece(start={self.start})"


class _Event(NamedTuple):
    at: int
    char: int
    depth: int
    """After it."""


class Scanner:
    """Finds the brackets and commas outside strings, block by block."""

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth
        self._in_string = False
        self._backslashes = 0
        """Length of the run of backslashes at the end of what was seen, modulo 2."""

    def feed(self, data: Bytes, deepest: int) -> list[_Event]:
        """Events of a block whose depth is at most `deepest`."""
        quotes = np.flatnonzero(data == _QUOTE)
        escaped = self._escaped(data)
        if len(escaped):
            quotes = quotes[~np.isin(quotes, escaped, assume_unique=True)]
        places = np.flatnonzero(_STRUCTURE[data])
        outside = (np.searchsorted(quotes, places) + self._in_string) % 2 == 0
        places = places[outside]
        self._in_string = bool((len(quotes) + self._in_string) % 2)
        steps = _STEP[data[places]]
        depths = np.cumsum(steps, dtype=np.int64) + self.depth
        if len(depths):
            self.depth = int(depths[-1])
        shallow = depths - (steps > 0) <= deepest
        chosen = places[shallow]
        return [
            _Event(*event)
            for event in zip(chosen.tolist(), data[chosen].tolist(), depths[shallow].tolist(), strict=True)
        ]

    def _escaped(self, data: Bytes) -> Index:
        """Places that a backslash before them escapes, also one in the block before."""
        backslashes = np.flatnonzero(data == _BACKSLASH)
        carried = self._backslashes
        if not len(backslashes):
            self._backslashes = 0 if len(data) else carried
            return np.zeros(1 if carried else 0, np.int64)
        first = np.concatenate(([True], np.diff(backslashes) != 1))
        last = np.concatenate((first[1:], [True]))
        length = backslashes - backslashes[first][np.cumsum(first) - 1] + 1
        if backslashes[0] == 0:
            length[np.cumsum(first) == 1] += carried
        found = backslashes[last & (length % 2 == 1)] + 1
        self._backslashes = int(length[-1] % 2) if backslashes[-1] == len(data) - 1 else 0
        return np.concatenate((np.zeros(1, np.int64), found)) if carried and backslashes[0] != 0 else found


@dataclass(slots=True, repr=False)
class Cutter:
    """Cuts pieces out of a stream. `path` names the array whose elements are the records; empty for the top level.

    A top-level array is always cut into its elements; another top-level value without the path is one record.
    """

    stream: Stream
    path: tuple[str, ...]
    longest: int
    """Bytes of a piece that is still believed."""
    at: int = 0
    """Offset of the buffer in the member."""
    seen: int = 0
    """Bytes read."""
    _buffer: bytes = b""
    _scanned: int = 0
    """Bytes of the buffer that the scanner has seen."""
    _scanner: Scanner = field(default_factory=Scanner)
    _open: int = -1
    """Where the piece that is being cut begins in the buffer; -1 between top-level values."""
    _inside: int = 0
    """Depth of the elements while in the array, else 0."""
    _matched: int = 0
    """Segments of the path that are open."""
    _key_from: int = 0
    _around: list[bytes] = field(default_factory=list)
    _around_at: int = 0
    _mends: int = 0
    _step: int = MIB

    def pieces(self) -> Iterator[Piece]:
        """Every byte of the document is in a piece, or is space or a comma between two."""
        final = False
        while not final:
            data = read_up_to(self.stream, _BLOCK)
            final = len(data) < _BLOCK
            self.seen += len(data)
            self._buffer += data
            yield from self._scan()
            while self._buffer.strip() if final else len(self._buffer) > self.longest:
                yield from self._mend()
        if self._around:
            # Cut off inside the array: what stood around it so far is closed, so that its cells are read.
            yield Piece(self._around_at, b"".join(self._around) + b"]" + b"}" * len(self.path), True)

    def _scan(self) -> Iterator[Piece]:
        while self._scanned < len(self._buffer):
            base = self._scanned
            self._scanned = min(base + self._step, len(self._buffer))
            self._step = min(2 * self._step, _BLOCK)
            data = np.frombuffer(self._buffer, np.uint8)[base : self._scanned]
            events = self._scanner.feed(data, len(self.path) + 1)
            for event in events:
                here = event._replace(at=event.at + base)
                if self._impossible(here):
                    yield from self._skip(here)
                    break
                yield from self._take(here)
        self._drop()

    def _impossible(self, event: _Event) -> bool:
        """A bracket that closes what is not open. Believed after too many, so that time stays bounded."""
        if self._mends > _MENDS or _STEP[event.char] >= 0:
            return False
        return event.depth < 0 or (self._inside > 0 and event.depth == self._inside - 1 and event.char == ord("}"))

    def _skip(self, event: _Event) -> Iterator[Piece]:
        """Take the impossible bracket into the piece before it, and scan on behind it."""
        self._mends += 1
        if self._inside:
            yield from self._cut(event.at + 1)
            self._open = event.at + 1
        self._scanner = Scanner(self._inside)
        self._scanned = event.at + 1
        self._step = _CAREFUL

    def _take(self, event: _Event) -> Iterator[Piece]:
        opens, closes = bool(_STEP[event.char] > 0), bool(_STEP[event.char] < 0)
        if self._inside:
            if event.char == _COMMA and event.depth == self._inside:
                yield from self._cut(event.at)
                self._open = event.at + 1
            elif closes and event.depth == self._inside - 1:
                yield from self._cut(event.at)
                self._leave(event)
                if event.depth == 0:
                    yield from self._finish(event.at + 1)
        elif opens and event.depth == 1:
            yield from self._begin(event)
        elif self._open >= 0:
            yield from self._within(event, opens=opens, closes=closes)

    def _begin(self, event: _Event) -> Iterator[Piece]:
        yield from self._stray(event.at)
        self._open = event.at
        self._key_from = event.at + 1
        self._matched = 0
        if event.char == ord("["):
            self._inside = 1
            self._open = event.at + 1

    def _within(self, event: _Event, *, opens: bool, closes: bool) -> Iterator[Piece]:
        level = event.depth - 1 if opens else event.depth
        if event.char == _COMMA and level == self._matched + 1:
            self._key_from = event.at + 1
        elif opens and level == self._matched + 1 and self._matched < len(self.path):
            key = _KEY.search(self._buffer[self._key_from : event.at])
            if key and key[1].decode("utf-8", "replace") == self.path[self._matched]:
                last = self._matched + 1 == len(self.path)
                if last != (event.char == ord("[")):
                    return
                self._matched += 1
                self._key_from = event.at + 1
                if last:
                    self._keep_around(event.at + 1)
                    self._inside = event.depth
                    self._open = event.at + 1
        elif closes and event.depth == 0:
            yield from self._finish(event.at + 1)
        elif closes and event.depth <= self._matched:
            self._matched = event.depth - 1 if event.depth else 0

    def _keep_around(self, end: int) -> None:
        if not self._around:
            self._around_at = self.at + self._open
        self._around.append(self._buffer[self._open : end])

    def _leave(self, event: _Event) -> None:
        """The array is over; what follows belongs to the envelope again."""
        self._inside = 0
        self._matched = max(event.depth - 1, 0)
        self._open = event.at

    def _finish(self, end: int) -> Iterator[Piece]:
        """A top-level value is over."""
        raw = self._buffer[self._open : end]
        if self._around:
            yield Piece(self._around_at, b"".join([*self._around, raw]), True)
        elif raw != b"]":
            yield Piece(self.at + self._open, raw, False)
        self._around = []
        self._open = -1
        self._key_from = end
        self._inside = self._matched = 0

    def _cut(self, end: int) -> Iterator[Piece]:
        raw = self._buffer[self._open : end].lstrip(_BLANK)
        if raw:
            yield Piece(self.at + end - len(raw), raw, False)

    def _stray(self, end: int) -> Iterator[Piece]:
        """What stands between two top-level values should be nothing."""
        raw = self._buffer[min(self._key_from, end) : end].lstrip(_BETWEEN)
        if raw:
            yield Piece(self.at + end - len(raw), raw, False)

    def _drop(self) -> None:
        """Forget what was cut."""
        begin = self._open if self._open >= 0 else self._key_from
        if self._open >= 0 and not self._inside:
            begin = min(self._open, self._key_from)
        self.at += begin
        self._buffer = self._buffer[begin:]
        self._scanned -= begin
        self._key_from = max(self._key_from - begin, 0)
        if self._open >= 0:
            self._open -= begin

    def _mend(self) -> Iterator[Piece]:
        """The piece does not end: give up on it, and go on behind the next place that looks like a border."""
        self._mends += 1
        begin = max(self._open, 0)
        border = _NEXT_ELEMENT if self._inside else _NEXT_DOCUMENT
        found = border.search(self._buffer, begin + 1) if self._mends <= _MENDS else None
        raw = self._buffer[begin : found.start() + 1 if found else len(self._buffer)]
        stripped = raw.lstrip(_BETWEEN)
        if stripped:
            yield Piece(self.at + begin + len(raw) - len(stripped), stripped, False)
        end = found.end() if found else len(self._buffer)
        self._scanner = Scanner(self._inside)
        self._step = _CAREFUL
        self.at += end
        self._buffer = self._buffer[end:]
        self._scanned = self._key_from = 0
        self._open = 0 if self._inside else -1
        yield from self._scan()
