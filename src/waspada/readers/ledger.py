"""The second count: how many JSON scalars stand in each line, from the raw bytes alone.

Shares no code with the readers and knows no schema. Two counts for two needs:

`_bound` is a quick upper bound for a block of simple lines (no backslash, no bracket, no blank before a colon): each
`":` is a key, or a text that begins with a colon, and each `{` opens an object, or stands in a text, so the counts can
only be too high. A parser can only deliver too little. So where both agree over a block, they agree on every line.

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
_KEY_END = _QUOTE | _COLON << 8
"""`":` as one number."""
_OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE = 91, 93, 123, 125


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
    blocks = [np.flatnonzero(data[at : at + _BLOCK] == _NEWLINE) + at for at in range(0, len(data), _BLOCK)]
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
    total, recount = 0, []
    step = _lines_of_a_block(starts, ends)
    for first in range(0, len(starts), step):
        last = min(first + step, len(starts))
        odd, bound = _bound(data, starts[first:last], ends[first:last])
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


def _bound(data: Bytes, starts: Index, ends: Index) -> tuple[npt.NDArray[np.bool_], tuple[int, int]]:
    """Which lines are not simple, and an upper bound of (scalars, containers) of the simple ones together.

    Not simple: a backslash, a bracket, a blank before a colon, or a root that is not an object.
    """
    origin = int(starts[0])
    block = data[origin : int(ends[-1]) + 1].copy()
    odd: npt.NDArray[np.bool_] = (data[starts] != _OPEN) | (data[ends - 1] != _CLOSE)
    _blank_out(
        block, starts - origin, ends - origin, odd, np.flatnonzero((block == _OPEN_LIST) | (block == _BACKSLASH))
    )
    pairs = _pairs(block)
    spaced = [(pair - np.uint16(_COLON << 8)) <= _SPACE for pair in pairs]
    if spaced[0].any() or spaced[1].any():
        marks = np.concatenate([np.flatnonzero(here) * 2 + at for at, here in enumerate(spaced)])
        _blank_out(block, starts - origin, ends - origin, odd, marks)
        pairs = _pairs(block)
    members = sum(int(np.count_nonzero(pair == _KEY_END)) for pair in pairs)
    containers = int(np.count_nonzero(block == _OPEN)) - len(starts) + int(np.count_nonzero(odd))
    return odd, (members - containers, containers)


def _blank_out(block: Bytes, starts: Index, ends: Index, odd: npt.NDArray[np.bool_], marks: Index) -> None:
    """Note the lines in which a mark stands, and blank all noted ones, so that nothing in them is counted."""
    if len(marks):
        odd[np.searchsorted(starts, marks, side="right") - 1] = True
    for line in np.flatnonzero(odd).tolist():
        block[starts[line] : ends[line]] = 0


def _pairs(block: Bytes) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """Every two neighbouring bytes as one number: those that begin at an even place, and at an odd one."""
    even, odd = len(block) // 2 * 2, (len(block) - 1) // 2 * 2
    return block[:even].view("<u2"), block[1 : odd + 1].copy().view("<u2")


def exact(data: Bytes, starts: Index, ends: Index) -> Counts:
    """Exact counts of the given lines; for a line that is not JSON, the best the grammar can say.

    `starts` and `ends` are ascending and disjoint.
    """
    if not len(starts):
        return Counts(np.zeros(0, np.int64), np.zeros(0, np.int64))
    step = _lines_of_a_block(starts, ends)
    parts = [_exact(data, starts[at : at + step], ends[at : at + step]) for at in range(0, len(starts), step)]
    return Counts(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _lines_of_a_block(starts: Index, ends: Index) -> int:
    return max(4, _BLOCK * len(starts) // int((ends - starts).sum() + 1))


def _exact(data: Bytes, starts: Index, ends: Index) -> Counts:
    text, begin, _end = _gather(data, starts, ends)
    folded = text | np.uint8(0x20)  # [ and { are one bit apart, so are ] and }
    opens, quotes = folded == _OPEN, text == _QUOTE
    _drop_escaped(text, quotes)
    marks = np.flatnonzero(quotes | opens | (text == _COMMA))
    quote, opening = quotes[marks], opens[marks]
    bounds = np.append(np.searchsorted(marks, begin), len(marks))
    inside = np.bitwise_xor.accumulate(quote.view(np.uint8)) ^ quote  # at each mark, from the first line on
    first = np.append(inside, 0)[bounds[:-1]]
    outside = (inside == np.repeat(first, np.diff(bounds))) & ~quote
    opening &= outside
    commas = _each(outside & ~opening, bounds)
    empty = _closed_at_once(text, marks[opening])
    containers = _each(opening, bounds)
    scalars = 1 + commas - np.bincount(np.searchsorted(begin, empty, side="right") - 1, minlength=len(begin))
    return Counts(np.maximum(scalars, 0), np.maximum(containers - opens[begin], 0))


def _each(marked: npt.NDArray[np.bool_], bounds: Index) -> Index:
    """How many are marked between one bound and the next."""
    return np.diff(np.concatenate((np.zeros(1, np.int64), np.cumsum(marked)))[bounds])


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
