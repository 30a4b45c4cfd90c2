"""The second count: how many JSON scalars stand in each line, from the raw bytes alone.

Shares no code with the readers and knows no schema. Two counts for two needs:

`_bound` is a quick upper bound for a block of simple lines (no backslash, no bracket, no blank before a colon): each
`":` is a key, or a text that begins with a colon, so the count can only be too high. A parser can only deliver too
little. So where both agree over a block, they agree on every line of it.

`exact` finds the quotes that are not escaped, takes the parity of quotes as inside or outside a string (the idea of
simdjson, Langdale and Lemire 2019) and counts by RFC 8259's grammar: scalars = 1 + commas - empty containers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]

_NEWLINE, _QUOTE, _COLON, _COMMA, _BACKSLASH, _SPACE = 10, 34, 58, 44, 92, 32
_OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = 91, 93, 123, 125


_BLOCK_LINES = 128
_BLOCK = 1 << 17
"""Bytes looked at together: they stay in the processor's cache."""


class Audit(NamedTuple):
    """What the second count says of a chunk."""

    scalars: int
    """Scalars in all lines."""
    wrong: Index
    """Lines whose delivered counts differ, ascending."""
    wrong_scalars: Index
    """Scalars of each of those."""


class Counts(NamedTuple):
    """Scalars (null included) and containers inside the root, one number a line."""

    scalars: Index
    containers: Index


def line_spans(data: Bytes) -> tuple[Index, Index]:
    """Start and end (without the newline) of every line of `data` that is not blank."""
    blocks = [np.flatnonzero(data[at : at + _BLOCK] == 10) + at for at in range(0, len(data), _BLOCK)]
    newlines = np.concatenate(blocks).astype(np.int64) if blocks else np.zeros(0, np.int64)
    if len(data) and (not len(newlines) or newlines[-1] != len(data) - 1):
        newlines = np.append(newlines, len(data))
    starts = np.concatenate((np.zeros(1, np.int64), newlines[:-1] + 1)) if len(newlines) else newlines
    keep = newlines > starts
    short = np.flatnonzero(keep & (newlines - starts < 64))
    for line in short:
        if not data[starts[line] : newlines[line]].tobytes().strip(b" \t\r"):
            keep[line] = False
    return starts[keep], newlines[keep]


def audit(data: Bytes, starts: Index, ends: Index, delivered: Counts) -> Audit:
    """Count the lines again and name those whose delivered counts differ.

    Args:
        data: the chunk; `starts`, `ends`: its lines, ascending.
        delivered: what the parser delivered, one number a line.
    """
    if not len(starts):
        return Audit(0, np.zeros(0, np.int64), np.zeros(0, np.int64))
    gap = 1 if b'": ' in data[starts[0] : ends[0]].tobytes() else 0
    total, recount = 0, []
    for first in range(0, len(starts), _BLOCK_LINES):
        last = min(first + _BLOCK_LINES, len(starts))
        odd, bound = _bound(data, starts[first:last], ends[first:last], gap)
        simple = ~odd
        seen = (int(delivered.scalars[first:last][simple].sum()), int(delivered.containers[first:last][simple].sum()))
        if seen == bound:
            total += bound[0]
            recount.append(first + np.flatnonzero(odd))
        else:
            recount.append(np.arange(first, last))
    lines = np.concatenate(recount)
    counts = exact(data, starts[lines], ends[lines])
    wrong = (counts.scalars != delivered.scalars[lines]) | (counts.containers != delivered.containers[lines])
    return Audit(total + int(counts.scalars.sum()), lines[wrong], counts.scalars[wrong])


def _bound(data: Bytes, starts: Index, ends: Index, gap: int) -> tuple[npt.NDArray[np.bool_], tuple[int, int]]:
    """Which lines are not simple, and an upper bound of (scalars, containers) of the simple ones together.

    Not simple: a backslash, a bracket, a blank before a colon, or a root that is not an object.
    """
    origin = int(starts[0])
    block = data[origin : int(ends[-1]) + 1]
    odd: npt.NDArray[np.bool_] = (data[starts] != _OPEN) | (data[ends - 1] != _CLOSE)
    colon = block == _COLON
    marks = (block - np.uint8(_OPEN_LIST)) <= 1
    marks[:-1] |= (block[:-1] <= _SPACE) & colon[1:]
    where = np.flatnonzero(marks)
    if len(where):
        odd[np.searchsorted(starts, where + origin, side="right") - 1] = True
    key = (block[:-1] == _QUOTE) & colon[1:]
    for line in np.flatnonzero(odd).tolist():
        key[starts[line] - origin : ends[line] - origin] = False
    members = int(np.count_nonzero(key))
    behind = block[2 + gap :] == _OPEN
    containers = int(np.count_nonzero(key[: len(behind)] & behind))
    return odd, (members - containers, containers)


def exact(data: Bytes, starts: Index, ends: Index) -> Counts:
    """Exact counts of the given lines; for a line that is not JSON, the best the grammar can say.

    `starts` and `ends` are ascending and disjoint.
    """
    parts = [
        _exact(data, starts[at : at + _BLOCK_LINES], ends[at : at + _BLOCK_LINES])
        for at in range(0, len(starts), _BLOCK_LINES)
    ]
    if not parts:
        return Counts(np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Counts(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _exact(data: Bytes, starts: Index, ends: Index) -> Counts:
    text, begin, _end = _gather(data, starts, ends)
    folded = text | np.uint8(0x20)  # [ and { are one bit apart, so are ] and }
    opens, quotes = folded == _OPEN, text == _QUOTE
    _drop_escaped(text, quotes)
    marks = np.flatnonzero(quotes | opens | (text == _COMMA))
    quote = quotes[marks]
    line = np.searchsorted(begin, marks, side="right") - 1
    running = np.cumsum(quote) - quote
    first = np.searchsorted(marks, begin)
    base = np.concatenate((running, [running[-1] + quote[-1]] if len(marks) else [0]))[first]
    outside = ((running - base[line]) & 1 == 0) & ~quote
    commas = np.bincount(line[outside & ~opens[marks]], minlength=len(begin))
    opening = outside & opens[marks]
    empty = _closed_at_once(text, marks[opening])
    containers = np.bincount(line[opening], minlength=len(begin))
    scalars = 1 + commas - np.bincount(np.searchsorted(begin, empty, side="right") - 1, minlength=len(begin))
    return Counts(np.maximum(scalars, 0), np.maximum(containers - opens[begin], 0))


def _closed_at_once(text: Bytes, opens: Index) -> Index:
    """Those of the opening brackets behind which nothing but blanks stands before the closing one."""
    after = text[opens + 1]
    closed = (after == _CLOSE) | (after == _CLOSE_LIST)
    for at in np.flatnonzero((after <= _SPACE) & (after != _NEWLINE)).tolist():
        rest = text[opens[at] + 1 : opens[at] + 4096].tobytes().lstrip(b" \t\r")
        closed[at] = rest[:1] in (b"}", b"]")
    return np.asarray(opens[closed], np.int64)


def _gather(data: Bytes, starts: Index, ends: Index) -> tuple[Bytes, Index, Index]:
    """The lines one after the other, each closed by a newline, and where each begins and ends."""
    lengths = ends - starts + 1
    end = np.cumsum(lengths) - 1
    begin = end - lengths + 1
    text = np.full(int(end[-1]) + 1, 10, np.uint8)
    if len(starts) > 1 and bool((starts[1:] == ends[:-1] + 1).all()):
        text[: int(ends[-1] - starts[0])] = data[starts[0] : ends[-1]]
        return text, begin, end
    for source, stop, target in zip(starts.tolist(), ends.tolist(), begin.tolist(), strict=True):
        text[target : target + stop - source] = data[source:stop]
    return text, begin, end


def _drop_escaped(text: Bytes, quote: npt.NDArray[np.bool_]) -> None:
    """Clear the quotes that stand after an odd run of backslashes."""
    slashes = np.flatnonzero(text == _BACKSLASH)
    if not len(slashes):
        return
    breaks = np.flatnonzero(np.diff(slashes) != 1)
    first = slashes[np.concatenate(([0], breaks + 1))]
    last = slashes[np.concatenate((breaks, [len(slashes) - 1]))]
    odd = ((last - first) & 1) == 0
    behind = last[odd] + 1
    quote[behind[behind < len(quote)]] = False
