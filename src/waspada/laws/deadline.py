"""Which fact starts a duty's clock, and when the time ends: start, fallbacks, backstop, limit, other numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from waspada.laws import clock as clocks
from waspada.laws.condition import Condition
from waspada.laws.conditions import Verdict
from waspada.laws.law import Clock, Duty, Law, Span
from waspada.laws.outcome import Reason, Start, because
from waspada.laws.situation import Situation

_AWARE: Final = ("aware_at", "told_us_at")
"""Who was told knows, at the latest then."""
_FACTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "awareness": _AWARE,
        "unspecified": _AWARE,
        "discovery": ("discovered_at", *_AWARE),
        "determination": ("determined_at", *_AWARE),
        "reason_to_believe": ("reason_to_believe_at", *_AWARE),
        "assessment_done": ("assessed_at",),
        "classification": ("classified_at",),
        "materiality_determination": ("material_at",),
    }
)
_NAMED: Final = MappingProxyType({"after_authority_notice": "authority", "after_individual_notice": "individuals"})
_DATES: Final = (*_AWARE, "discovered_at", "occurred_from")
"""By which of these it is judged whether a law was in force, after the start of its clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a duty is due."""

    start: Start | None = None
    due: datetime | None = None
    due_by: str = ""
    waiting_for: str = ""
    limit: datetime | None = None
    no_number: bool = False
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


Judge = Callable[[Condition], Verdict]
"""Answers a condition about the incident, for numbers that depend on one."""


def started(situation: Situation, law: str, start: str, after: str, used: set[str]) -> Start | str:
    """What started a clock, or the name of the fact that it waits for."""
    if start in _NAMED:
        return _told(situation, law, start, after, used)
    names = _FACTS[start]
    for name in names:
        used.add(f"{name}")
        if name in situation.moments:
            assumed = name != names[0] or start == "unspecified"
            return Start(clock=start, fact=f"{name}", at=situation.moments[name], assumed=assumed)
    return f"{names[0]}"


def _told(situation: Situation, law: str, start: str, after: str, used: set[str]) -> Start | str:
    # A stage follows its own predecessor only: a notice to some other authority starts nothing.
    names = [f"{law}.{after}"] if after else [f"{law}.{_NAMED[start]}", _NAMED[start]]
    for name in names:
        used.add(f"told.{name}")
        if name in situation.told:
            return Start(clock=start, fact=f"told.{name}", at=situation.told[name], assumed=False)
    return f"told.{names[0]}"


def date_of(situation: Situation, law: Law, duty: Duty, used: set[str]) -> tuple[date, str] | None:
    """The day on which a duty arises, in the law's zone, and the fact that tells it; None: nothing is dated."""
    start = duty.clock.start
    facts = _FACTS.get(start, ()) if start not in _NAMED else ()
    for name in dict.fromkeys((*facts, *_DATES)):
        used.add(f"{name}")
        if name in situation.moments:
            return situation.moments[name].astimezone(ZoneInfo(law.zone)).date(), f"{name}"
    return None


def deadline(situation: Situation, law: Law, duty: Duty, judge: Judge, used: set[str]) -> Deadline:
    """When the duty is due, if it is owed."""
    clock = duty.clock
    begun = started(situation, law.id, clock.start, clock.after, used)
    start = begun if isinstance(begun, Start) else None
    waiting = "" if isinstance(begun, Start) else begun
    limit = _span(situation, law, clock.limit, used) if clock.limit else None
    if clock.value is None or duty.confidence == "general":
        none = clock.value is None
        return Deadline(
            start=start, waiting_for=waiting, limit=limit if none else None, no_number=none, reasons=_why(start)
        )
    ends, reasons, missing = _numbers(situation, law, duty, judge, used)
    due = min(ends, key=lambda end: end.astimezone(UTC)) if ends else None
    by = "clock" if due else ""
    if clock.backstop:
        last = _span(situation, law, clock.backstop, used)
        # Some backstops do not bind a clock that could only start after them.
        late = clock.backstop.late_start and start is not None and last is not None and start.at > last
        if last is not None and not late and (due is None or last < due):
            due, by = last, "backstop"
    return Deadline(
        start=start,
        due=due,
        due_by=by,
        waiting_for=waiting,
        limit=limit,
        reasons=(*_why(start), *reasons),
        missing=missing,
    )


def _why(start: Start | None) -> tuple[Reason, ...]:
    return (because("start_assumed", clock=start.clock, fact=start.fact),) if start and start.assumed else ()


def _numbers(
    situation: Situation, law: Law, duty: Duty, judge: Judge, used: set[str]
) -> tuple[list[datetime], tuple[Reason, ...], tuple[str, ...]]:
    """The ends that may count: the number of the first condition that holds, and those of conditions still open."""
    clock = duty.clock
    spans: list[Span] = []
    missing: list[str] = []
    settled = False
    for instead in clock.instead:
        verdict = judge(instead.when)
        if settled or verdict.answer is False:
            continue
        spans.append(instead.span)
        missing += verdict.missing if verdict.answer is None else ()
        settled = verdict.answer is True
    if not settled:
        own = Span(start=clock.start, value=clock.value or 0, unit=clock.unit, end_of_year=clock.end_of_year)
        spans.append(own)
    ends = [end for span in spans if (end := _span(situation, law, span, used, clock)) is not None]
    reasons = (because("number_open", facts=tuple(dict.fromkeys(missing))),) if len(spans) > 1 else ()
    return ends, reasons, tuple(dict.fromkeys(missing))


def _span(situation: Situation, law: Law, span: Span, used: set[str], clock: Clock | None = None) -> datetime | None:
    begun = started(situation, law.id, span.start, clock.after if clock else "", used)
    if not isinstance(begun, Start):
        return None
    return clocks.ends(
        begun.at,
        span.value,
        span.unit,
        law.zone,
        calendar=law.calendar,
        end_of_year=span.end_of_year,
        roll=bool(clock and clock.roll),
        roll_time=clock.roll_time if clock else "",
    )
