"""Raw text (quarantined records, files that no reader knows) cut into lines, without losing what a cut would split."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 64 << 10
"""Bytes of one piece; longer lines are cut where a blank stands, or overlap."""
OVERLAP = 4 << 10

_BLOCK, _BLOCK_END = b"-----BEGIN ", b"-----END "


class Lines(NamedTuple):
    """Pieces of text and the byte offset of each."""

    offsets: list[int]
    texts: list[str]

    def __repr__(self) -> str:
        return f"Lines({len(self.texts)})"


def record_lines(position: int, raw: bytes) -> Lines:
    """The lines of one quarantined record."""
    lines = Lines([], [])
    _cut(raw, 0, len(raw), position, lines)
    return lines


def window_lines(windows: Iterable[tuple[int, bytes]], size: int, overlap: int) -> Lines:
    """The lines of windows that overlap, each line once.

    Args:
        windows: (offset, bytes); each begins `size - overlap` after the one before it, in this call or another.
        size: length of a window that is followed by another.

    A window owns what begins from the first blank or newline of its head to the first one of its tail; its neighbours
    draw the same borders from the same bytes.
    """
    lines = Lines([], [])
    for offset, data in windows:
        begin = _border(data, 0, overlap) if offset else 0
        end = _border(data, size - overlap, size) if len(data) == size else len(data)
        _cut(data, begin, end, offset, lines)
    return lines


def _border(data: bytes, start: int, stop: int) -> int:
    found = [at for mark in b" \n" if (at := data.find(mark, start, stop)) >= 0]
    return min(found) + 1 if found else start


def _cut(data: bytes, begin: int, end: int, offset: int, lines: Lines) -> None:
    while begin < end:
        stop, following = _line(data, begin, end)
        if data[begin:stop].strip():
            lines.offsets.append(offset + begin)
            lines.texts.append(data[begin:stop].decode("utf-8", "replace"))
        begin = following


def _line(data: bytes, begin: int, end: int) -> tuple[int, int]:
    """End of the piece that begins here, and where the next begins."""
    stop = data.find(b"\n", begin, min(end, begin + LONGEST))
    if stop >= 0:
        if data.find(_BLOCK, begin, stop) >= 0:  # a key of several lines is one value
            closing = data.find(_BLOCK_END, stop, min(end, begin + LONGEST))
            newline = data.find(b"\n", closing, end)
            stop = stop if closing < 0 else newline if newline >= 0 else end
        return stop, stop + 1
    stop = min(end, begin + LONGEST)
    if stop == end:
        return stop, stop
    blank = data.rfind(b" ", stop - OVERLAP, stop)
    return (blank, blank + 1) if blank > 0 else (stop, stop - OVERLAP)
