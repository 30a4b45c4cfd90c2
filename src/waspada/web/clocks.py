"""Two clocks that are always shown side by side: 72 hours since the vendor noticed, and 72 hours since we knew.

Source of the period: GDPR Art. 33(1) (72 hours), UU PDP Art. 46(1) (three times 24 hours). Which law counts, and from
when, is for the duties to say; this only keeps anybody from looking at one clock alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from waspada.core.language import Lang
from waspada.flows.case.facts import Fact, moments
from waspada.web.words.registry import said

PERIOD: Final = timedelta(hours=72)
_FROM: Final = (("theirs", "detected_at"), ("ours", "aware_at"))
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One of the two."""

    whose: str
    """`theirs` or `ours`."""
    fact: str
    """Where it starts from."""
    start: datetime | None
    """The earliest moment stated; None: nobody said."""
    by: str
    """Whose word the start is."""
    status: str
    seconds: float
    """Until it ends; negative when it has."""

    @property
    def end(self) -> datetime | None:
        """When it ends."""
        return self.start + PERIOD if self.start else None

    @property
    def late(self) -> bool:
        """Whether it has ended."""
        return self.start is not None and self.seconds < 0


def clocks(facts: Mapping[str, Fact], now: float) -> tuple[Clock, Clock]:
    """Theirs and ours, also where nobody stated the start."""
    theirs, ours = (_clock(whose, name, facts.get(name), now) for whose, name in _FROM)
    return theirs, ours


def span(seconds: float, lang: Lang) -> str:
    """`2 days 4 hours`, `4 hours 10 minutes`, `12 minutes`; the smaller part is left out where it is nothing."""
    whole = int(abs(seconds))
    steps = ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))
    for place, (size, word) in enumerate(steps):
        if whole < size and word != "minute":
            continue
        parts = [said(f"overview.{word}", lang, count=whole // size)]
        if place + 1 < len(steps) and (rest := whole % size // steps[place + 1][0]):
            parts.append(said(f"overview.{steps[place + 1][1]}", lang, count=rest))
        return " ".join(parts)
    return ""


def _clock(whose: str, name: str, fact: Fact | None, now: float) -> Clock:
    best = fact.best if fact else None
    ends = moments(best.value) if best else None
    start = ends[0] if ends else None
    left = (start + PERIOD - datetime.fromtimestamp(now, UTC)).total_seconds() if start else 0.0
    return Clock(
        whose=whose,
        fact=name,
        start=start,
        by=best.by if best and start else "",
        status=str(best.status) if best and start else "",
        seconds=left,
    )
