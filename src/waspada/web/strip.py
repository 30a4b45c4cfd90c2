"""A small picture of a case in time: the attack, the two clocks, and what happened, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from waspada.flows.case.facts import Fact, moments
from waspada.web.clocks import Clock

WIDTH: Final = 1000
_LEAST: Final = 4
"""Units that a bar is wide at least, so that it can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time."""

    x: int
    width: int
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the picture; its name is a key of words."""

    name: str
    bars: tuple[Bar, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The picture."""

    first: datetime
    last: datetime
    now: int
    rows: tuple[Row, ...]


def strip(facts: Mapping[str, Fact], clocks: Sequence[Clock], events: Sequence[datetime], now: float) -> Strip | None:
    """The picture; None where everything is at one moment."""
    attack = _window(facts)
    moment = datetime.fromtimestamp(now, UTC)
    ends = [clock.end for clock in clocks if clock.end]
    every = [*events, *ends, *(attack or ()), moment]
    first, last = min(every), max(every)
    whole = (last - first).total_seconds()
    if whole <= 0:
        return None

    def at(one: datetime) -> int:
        return int((one - first).total_seconds() / whole * WIDTH + 0.5)

    def bar(begin: datetime, end: datetime, tone: str) -> Bar:
        width = max(_LEAST, at(end) - at(begin))
        return Bar(x=min(at(begin), WIDTH - width), width=width, tone=tone)

    rows = [Row(name="attack", bars=(bar(*attack, "exposed"),))] if attack else []
    rows += [
        Row(name=clock.whose, bars=(bar(clock.start, clock.end, "exposed" if clock.late else "ink"),))
        for clock in clocks
        if clock.start and clock.end
    ]
    rows.append(Row(name="events", bars=tuple(bar(one, one, "ink") for one in dict.fromkeys(events))))
    return Strip(first=first, last=last, now=min(at(moment), WIDTH - 2), rows=tuple(rows))


def _window(facts: Mapping[str, Fact]) -> tuple[datetime, datetime] | None:
    """From the first moment at which the attack may have begun to the last at which it may have ended."""
    found: list[datetime] = []
    for name in ("occurred_from", "occurred_to"):
        best = facts[name].best if name in facts else None
        ends = moments(best.value) if best else None
        found += ends or ()
    return (min(found), max(found)) if found else None
