"""Where a case stands, from its log alone: no key is needed, and no personal value is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.language import parse_moment
from waspada.flows.case import facts, questions
from waspada.flows.case.decide import Subject, subject_as_json, subjects_of
from waspada.flows.case.facts import Fact, facts_of, moments
from waspada.flows.case.ports import Case
from waspada.flows.case.questions import Asked, questions_of

SCHEMA: Final = "waspada/case/1"
_SINCE: Final = ("aware_at", "told_us_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Since when we know."""

    fact: str
    """`aware_at`, or `told_us_at` where the other was not stated."""
    at: datetime
    """The earliest moment that was stated, in its zone: a clock that may run already runs."""
    hours: float
    by: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One case, as its log tells it."""

    case_id: str
    title: str
    vendor: str
    encrypted: bool
    entries: tuple[Entry, ...]
    facts: Mapping[str, Fact]
    questions: tuple[Asked, ...]
    decided: tuple[Subject, ...]
    now: float
    """Seconds since 1970."""

    @property
    def opened(self) -> Entry | None:
        """The first entry."""
        return self.entries[0] if self.entries else None

    @property
    def since(self) -> Since | None:
        """Since when we know; None: nobody stated it."""
        for name in _SINCE:
            said = self.facts[name].best if name in self.facts else None
            ends = moments(said.value) if said else None
            if said and ends:
                hours = (self.now - ends[0].timestamp()) / 3600
                return Since(fact=name, at=ends[0], hours=hours, by=said.by, status=str(said.status))
        return None

    @property
    def handovers(self) -> list[Entry]:
        """The entries of what was sealed."""
        return self.of(Action.SEAL)

    @property
    def runs(self) -> list[Entry]:
        """The entries of finished assessments."""
        return self.of(Action.RUN)

    @property
    def open(self) -> list[Asked]:
        """Questions without an answer, those first that wait longest."""
        waiting = [one for one in self.questions if one.open_since]
        return sorted(waiting, key=lambda one: parse_moment(one.open_since))

    @property
    def disputed(self) -> list[Subject]:
        """Decisions on which two people disagree."""
        return [one for one in self.decided if one.disputed]

    @property
    def holds(self) -> list[str]:
        """Legal holds in force, by name."""
        held: dict[str, None] = {}
        for entry in self.entries:
            if entry.action is Action.HOLD:
                held[str(entry.data["hold"])] = None
            elif entry.action is Action.RELEASE:
                held.pop(str(entry.data["hold"]), None)
        return list(held)

    @property
    def scheduled(self) -> str:
        """The day of destruction; empty: none is set."""
        return next((str(entry.data["on"]) for entry in reversed(self.of(Action.SCHEDULE))), "")

    @property
    def destroyed(self) -> str:
        """When the data was destroyed; empty: it was not."""
        return next((entry.time for entry in reversed(self.of(Action.DESTROY))), "")

    def of(self, action: Action) -> list[Entry]:
        """The entries of one action."""
        return [entry for entry in self.entries if entry.action is action]


def standing(case: Case, vendor: str, now: float) -> Standing:
    """Read where a case stands.

    Args:
        now: seconds since 1970.

    Raises:
        EvidenceAltered: the log is not whole.
    """
    entries = tuple(case.custody.entries())
    return Standing(
        case_id=case.case_id,
        title=case.title,
        vendor=vendor,
        encrypted=case.encrypted,
        entries=entries,
        facts=facts_of(entries),
        questions=tuple(questions_of(entries)),
        decided=tuple(subjects_of(entries)),
        now=now,
    )


def as_json(shown: Standing, *, log: bool = False) -> dict[str, Any]:
    """The contract's JSON.

    Args:
        log: with every entry of the log.
    """
    since, opened = shown.since, shown.opened
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "case_id": shown.case_id,
        "title": shown.title,
        "vendor": shown.vendor,
        "encrypted": shown.encrypted,
        "opened": {"at": opened.time, "by": opened.actor} if opened else None,
        "known_since": {
            "fact": since.fact,
            "at": since.at.isoformat().replace("+00:00", "Z"),
            "by": since.by,
            "status": since.status,
            "hours": math.floor(since.hours * 10) / 10,
        }
        if since
        else None,
        "facts": [facts.as_json(fact) for fact in shown.facts.values()],
        "handovers": [_handover(entry) for entry in shown.handovers],
        "runs": [{"run": entry.data.get("run"), "at": entry.time, "by": entry.actor} for entry in shown.runs],
        "questions": questions.as_json(shown.questions, shown.now),
        "decisions": [subject_as_json(one) for one in shown.decided],
        "disagreements": len(shown.disputed),
        "holds": shown.holds,
        "destroy_on": shown.scheduled or None,
        "destroyed": shown.destroyed or None,
        "anchors": len(shown.of(Action.ANCHOR)),
        "log": {"entries": len(shown.entries), "head": shown.entries[-1].digest if shown.entries else None},
    }
    if log:
        document["entries"] = [
            {**{name: getattr(entry, name) for name in Entry.__slots__}, "action": str(entry.action)}
            for entry in shown.entries
        ]
    return document


def files_in(entry: Entry) -> tuple[int, int]:
    """Files and bytes of one sealed hand-over."""
    files = entry.data.get("files") or []
    return len(files), sum(int(file.get("bytes", 0)) for file in files)


def _handover(entry: Entry) -> dict[str, Any]:
    files, size = files_in(entry)
    return {"handover": entry.data.get("handover"), "at": entry.time, "by": entry.actor, "files": files, "bytes": size}
