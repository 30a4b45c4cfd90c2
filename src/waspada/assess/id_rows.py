"""Rows of whole-number ids: where numbers are missing, and on which day a row stops; never which number.

The numbers of a split come down to stretches without a gap, with the days of their ends. Where there are too many the
smallest gaps are closed: so a gap that is told is one, and the largest are always told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int64]

NO_DAY: Final = -(1 << 31)
MOST: Final = 4096
"""Stretches that are kept of a split."""
ROW: Final = 50
"""Different numbers from which on they may be a row."""
_ROUGH: Final = 1.03
"""What an estimate may be off."""
_GAPS: Final = 5
"""The largest, which are told."""
_IN_ORDER: Final = 0.95
"""From this share of neighbours on, larger numbers are taken for later ones."""
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, repr=False)
class Stretches:
    """Numbers without a gap between them, sorted, apart from each other."""

    least: Index
    most: Index
    first: Index
    """Day of the smallest number of each, since 1970; `NO_DAY`: not known, or numbers do not grow with time."""
    last: Index
    exact: bool = True
    """False: small gaps were closed."""

    def __len__(self) -> int:
        return len(self.least)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers in a row that nothing has."""

    missing: int
    after: int
    """Percent of the row that stand before it."""
    last_day: date | None
    """Day of the last number before it, and of the first behind it."""
    next_day: date | None


@dataclass(frozen=True, slots=True)
class IdRow:
    """What may be told of a row of ids."""

    missing: int
    exact: bool
    """False: at least so many are missing."""
    gaps: tuple[Gap, ...]
    """The largest, in the order of the row."""
    gaps_in_all: int
    first_day: date | None
    last_day: date | None
    """Day of the largest number: where the row stops."""

    def as_json(self) -> dict[str, Any]:
        """For `assessment.json`."""
        return {
            "missing": self.missing,
            "missing_is_least": not self.exact,
            "gaps_in_all": self.gaps_in_all,
            "gaps": [
                {
                    "missing": gap.missing,
                    "after_percent": gap.after,
                    "last_day": _text(gap.last_day),
                    "next_day": _text(gap.next_day),
                }
                for gap in self.gaps
            ],
            "first_day": _text(self.first_day),
            "last_day": _text(self.last_day),
        }


def is_row(distinct: int, span: int, *, estimated: bool = False) -> bool:
    """Whether so many different numbers in a span look like counted one after the other: at least half are there."""
    return distinct >= ROW and distinct * 2 * (_ROUGH if estimated else 1) >= span


def of_numbers(numbers: Index, first: Index, last: Index) -> Stretches:
    """The stretches of numbers in any order, with the first and the last day of each number."""
    order = np.argsort(numbers, kind="stable")
    numbers, first, last = numbers[order], first[order], last[order]
    if not in_order(numbers, first):
        first, last = np.full(len(first), NO_DAY), np.full(len(last), NO_DAY)
    begin = np.flatnonzero(np.concatenate([[True], np.diff(numbers) > 1])) if len(numbers) else np.zeros(0, np.int64)
    end = np.append(begin[1:], len(numbers)) - 1 if len(numbers) else begin
    return _bounded(Stretches(numbers[begin], numbers[end], first[begin], last[end]))


def joined(parts: Sequence[Stretches]) -> Stretches:
    """All of them together."""
    least, most, first, last = (
        np.concatenate([getattr(part, name) for part in parts] or [np.zeros(0, np.int64)])
        for name in ("least", "most", "first", "last")
    )
    exact = all(part.exact for part in parts)
    if not len(least):
        return Stretches(least, most, first, last, exact)
    if not in_order(np.concatenate([least, most]), np.concatenate([first, last])):
        first, last = np.full(len(first), NO_DAY), np.full(len(last), NO_DAY)
    order = np.lexsort((first, least))
    least, most, first, last = least[order], most[order], first[order], last[order]
    reach = np.maximum.accumulate(most)
    begin = np.flatnonzero(np.concatenate([[True], least[1:] > reach[:-1] + 1]))
    end = np.append(begin[1:], len(least)) - 1
    owner = np.zeros(len(least), np.int64)
    # Which part reaches furthest so far: its last day is the day of the end.
    new = most >= np.concatenate([[most[0]], reach[:-1]])
    owner[new] = np.flatnonzero(new)
    owner = np.maximum.accumulate(owner)
    return Stretches(least[begin], reach[end], first[begin], last[owner[end]], exact)


def bounded(parts: Sequence[Stretches]) -> Stretches:
    """All of them together, with the smallest gaps closed where there are too many."""
    return _bounded(joined(parts))


def in_order(numbers: Index, days: Index) -> bool:
    """Whether larger numbers are later ones, as far as days are known."""
    known = days != NO_DAY
    sorted_ = days[known][np.lexsort((days[known], numbers[known]))]
    return len(sorted_) < 2 or float(np.mean(np.diff(sorted_) >= 0)) >= _IN_ORDER


def row_of(parts: Sequence[Stretches]) -> IdRow | None:
    """The row that all splits make together; None where there is no number."""
    whole = joined(parts)
    if not len(whole):
        return None
    begin, span = int(whole.least[0]), int(whole.most[-1]) - int(whole.least[0]) + 1
    sizes = whole.least[1:] - whole.most[:-1] - 1
    largest = np.sort(np.argsort(-sizes, kind="stable")[:_GAPS])
    gaps = tuple(
        Gap(
            missing=int(sizes[at]),
            after=(int(whole.most[at]) - begin + 1) * 100 // span,
            last_day=_day(whole.last[at]),
            next_day=_day(whole.first[at + 1]),
        )
        for at in largest
    )
    return IdRow(
        missing=int(sizes.sum()), exact=whole.exact, gaps=gaps, gaps_in_all=len(sizes),
        first_day=_day(whole.first[0]), last_day=_day(whole.last[-1]),
    )  # fmt: skip


def _bounded(whole: Stretches) -> Stretches:
    if len(whole) <= MOST:
        return whole
    sizes = whole.least[1:] - whole.most[:-1]
    kept = np.sort(np.argsort(-sizes, kind="stable")[: MOST - 1])
    begin, end = np.concatenate([[0], kept + 1]), np.append(kept, len(whole) - 1)
    return Stretches(whole.least[begin], whole.most[end], whole.first[begin], whole.last[end], exact=False)


def _day(number: Any) -> date | None:
    return None if number == NO_DAY else _EPOCH + timedelta(days=int(number))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
