"""Gates: what a text must hold before a trigger can fire, so that a slow pattern is run only where it could.

Prose is mostly letters and blanks. A pattern with two digits in it is looked for around digits only; one of 19 or more
characters without a blank, only where such a stretch stands. Which gate a trigger has follows from its regex; a finder
of words that mean something only beside a number says so itself (`near_digits`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from waspada.detect.trigger import Atom, atoms, split

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]

MARGIN: Final = 320
"""Bytes around a place that are looked at: 60 characters of up to four bytes, and the longest word."""
BLANK: Final = 0x2A
"""Bytes up to this one (`*`) are no part of a solid stretch: controls, the blank, quotes, brackets, `$`, `%`, `&`."""
SOLID_LEAST: Final = 19
"""A stretch of this length covers four aligned words of four bytes, wherever it begins."""

_MOST_WAYS = 4000
_BLOCK = 1 << 17
_NEWLINE = 10
_LETTER = 65
"""Letters are bytes from here on; the few others that are too do no harm."""
_ALL = frozenset(range(256))
_DIGITS = frozenset(b"0123456789")
_BLANKS = frozenset(range(BLANK + 1))
_ZERO_WIDTH = frozenset(("\\b", "\\B", "^", "$"))


class Gate(Enum):
    """Where a trigger is looked for."""

    ANYWHERE = "anywhere"
    DIGITS = "around a digit in a word, or two digits one character apart"
    SOLID = "around long stretches without a blank"
    BARE = "in texts that are digits and nothing else"
    """Not a gate of its own: those of all the others that can fire there."""


class _Unit(NamedTuple):
    """One character of a match: which bytes it may be, and whether it is always there."""

    bytes: frozenset[int]
    certain: bool


class _TooManyWays(Exception):
    pass


def gate_of(trigger: str) -> Gate:
    """The gate that every match of a Hyperscan regex passes.

    >>> gate_of("[0-9]{3}-[0-9]{2}").name, gate_of("ghp_[A-Za-z0-9]{20}").name, gate_of("://[a-z]*:").name
    ('DIGITS', 'SOLID', 'ANYWHERE')
    """
    width = _width(trigger)
    if width is None or width > MARGIN // 2:
        return Gate.ANYWHERE
    try:
        ways = _ways(trigger)
    except _TooManyWays:
        return Gate.ANYWHERE
    if all(_solid(way) for way in ways):
        return Gate.SOLID
    return Gate.DIGITS if all(_digits(way) for way in ways) else Gate.ANYWHERE


def fires_on_digits(trigger: str) -> bool:
    """Whether a text of digits alone can match.

    >>> fires_on_digits("[0-9]{4}[ -]?[0-9]{4}"), fires_on_digits("[0-9]{3}-[0-9]{2}")
    (True, False)
    """
    try:
        ways = _ways(trigger)
    except _TooManyWays:
        return True
    return any(all(unit.bytes & _DIGITS for unit in way if unit.certain) for way in ways)


def bare(data: Bytes) -> bool:
    """Whether there are digits only, and the newlines between texts."""
    return all(
        bool((((block - np.uint8(48)) < 10) | (block == _NEWLINE)).all())
        for block in (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK))
    )


def places(data: Bytes, gate: Gate) -> Index:
    """Offsets in `data`, ascending: where a digit and its neighbour begin, or the words of a solid stretch."""
    find = _beside if gate is Gate.DIGITS else _stretches
    found = [find(data[at : at + _BLOCK + 16]) + at for at in range(0, len(data), _BLOCK)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def holds(data: Bytes, gate: Gate) -> bool:
    """Whether there is any such place."""
    find = _beside if gate is Gate.DIGITS else _stretches
    return any(len(find(data[at : at + _BLOCK + 16])) for at in range(0, len(data), _BLOCK))


def around(where: Index, begins: Index, size: int) -> tuple[Index, Index]:
    """Starts and ends of the windows around `where`, joined where they touch; none reaches over a value's border.

    Args:
        where: ascending offsets, at least one.
        begins: where each value begins, ascending; between two values stands one separator.
        size: where the last value ends.
    """
    value = np.searchsorted(begins, where, side="right") - 1
    ends = np.append(begins[1:] - 1, size)
    start = np.maximum(where - MARGIN, begins[value])
    end = np.minimum(where + SOLID_LEAST + MARGIN, ends[value])
    first = np.flatnonzero(np.concatenate(([True], start[1:] > end[:-1])))
    last = np.append(first[1:], len(where)) - 1
    return start[first], end[last]


def _beside(block: Bytes) -> Index:
    """Where a digit stands beside a digit or a letter, or beside a digit with one character between."""
    digit = (block - np.uint8(48)) < 10
    word = digit | (block >= _LETTER)
    near = digit[:-1] & word[1:]
    near |= word[:-1] & digit[1:]
    near[:-1] |= digit[:-2] & digit[2:]
    return np.flatnonzero(near[:_BLOCK])


def _stretches(block: Bytes) -> Index:
    full = (block[: len(block) // 4 * 4] <= BLANK).view(np.uint32) == 0
    return np.flatnonzero((full[:-3] & full[1:-2] & full[2:-1] & full[3:])[: _BLOCK // 4]) * 4


def _solid(way: Sequence[_Unit]) -> bool:
    length = 0
    for unit in way:
        if unit.bytes & _BLANKS:
            length = 0
        elif unit.certain:
            length += 1
        if length >= SOLID_LEAST:
            return True
    return False


def _digits(way: Sequence[_Unit]) -> bool:
    at = [place for place, unit in enumerate(way) if unit.certain and unit.bytes <= _DIGITS]
    return any(
        later - earlier == 1 or (later - earlier == 2 and way[earlier + 1].certain)
        for earlier, later in itertools.pairwise(at)
    )


def _ways(regex: str) -> list[tuple[_Unit, ...]]:
    """Every way through a regex, repeats that may go on written as one uncertain unit."""
    return [way for branch in split(regex) for way in _of_branch(branch)]


def _of_branch(branch: str) -> list[tuple[_Unit, ...]]:
    ways: list[tuple[_Unit, ...]] = [()]
    for atom in atoms(branch):
        inner = _of_atom(atom)
        if len(ways) * len(inner) > _MOST_WAYS:
            raise _TooManyWays
        ways = [way + more for way, more in itertools.product(ways, inner)]
    return ways


def _of_atom(atom: Atom) -> list[tuple[_Unit, ...]]:
    if atom.text in _ZERO_WIDTH:
        return [()]
    if atom.group is None:
        chars = _bytes_of(atom.text)
        rest = () if atom.least == atom.most else (_Unit(chars, certain=False),)
        return [(_Unit(chars, certain=True),) * atom.least + rest]
    inner = _ways(atom.group)
    if atom.least != atom.most and (atom.least, atom.most) != (0, 1):
        return [(*way, _Unit(_ALL, certain=False)) for way in _repeated(inner, atom.least)]
    return [(), *inner] if atom.least == 0 else _repeated(inner, atom.least)


def _repeated(inner: Sequence[tuple[_Unit, ...]], times: int) -> list[tuple[_Unit, ...]]:
    ways: list[tuple[_Unit, ...]] = [()]
    for _ in range(times):
        if len(ways) * len(inner) > _MOST_WAYS:
            raise _TooManyWays
        ways = [way + more for way, more in itertools.product(ways, inner)]
    return ways


@cache
def _bytes_of(text: str) -> frozenset[int]:
    fits = re.compile(text.encode(), re.IGNORECASE | re.DOTALL).fullmatch
    return frozenset(byte for byte in range(256) if fits(bytes((byte,))))


def _width(regex: str) -> int | None:
    """Most bytes that a match has; None without a bound."""
    widest = 0
    for branch in split(regex):
        total = 0
        for atom in atoms(branch):
            inner = 0 if atom.text in _ZERO_WIDTH else 1 if atom.group is None else _width(atom.group)
            if inner is None or atom.most is None:
                return None
            total += inner * atom.most
        widest = max(widest, total)
    return widest
