"""What forms are filled from: facts, counts, judgements and duties, and the workspace. No row about a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.flows.case.facts import Fact, Statement, Value, facts_of
from waspada.flows.case.judged import Group, Risk, groups_of, risks_of
from waspada.flows.case.questions import Asked, questions_of
from waspada.flows.duties import Duties
from waspada.flows.forms.form import Stage
from waspada.laws.outcome import Outcome

_LOOKS: Final = frozenset((Action.READ, Action.REVEAL, Action.EXPORT, Action.COPY, Action.ANCHOR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A case as a form sees it."""

    case_id: str
    vendor: str
    entries: Sequence[Entry] = field(repr=False)
    facts: Mapping[str, Fact] = field(repr=False)
    questions: Sequence[Asked] = field(repr=False)
    groups: Sequence[Group]
    risks: Mapping[str, Sequence[Risk]] = field(repr=False)
    run: int | None
    """Number of the run that counts; None: nothing was assessed yet."""
    assessment: Mapping[str, Any] = field(repr=False)
    """Its `assessment.json`; empty without one."""
    duties: Duties = field(repr=False)
    name: str
    """Of the workspace."""
    contact: str = field(repr=False)
    """Data protection officer, as the workspace states it."""
    tasks_done: int
    tasks_open: int
    now: float
    """Seconds since 1970."""
    zone: tzinfo
    """In which the form writes times."""
    outcome: Outcome | None = None
    """The duty that asks for the form; None: none does."""
    stage: Stage = "preliminary"

    def best(self, name: str) -> Statement | None:
        """What to work with; None: nobody stated it, or it is unknown."""
        fact = self.facts.get(name)
        return fact.best if fact else None

    def value(self, name: str) -> Value:
        """Its value; None: unknown."""
        said = self.best(name)
        return said.value if said else None

    def asked(self, name: str) -> Asked | None:
        """A question to the vendor, if it was asked or answered."""
        return next((one for one in self.questions if one.id == name), None)

    def of(self, action: Action) -> list[Entry]:
        """The entries of one action."""
        return [entry for entry in self.entries if entry.action is action]

    @property
    def people(self) -> Mapping[str, Any]:
        """Counts of people of the run."""
        found: Mapping[str, Any] = self.assessment.get("people", {})
        return found

    @property
    def head(self) -> Entry | None:
        """The last entry that changed the case: looking at it, or taking something out, changes nothing."""
        return next((entry for entry in reversed(self.entries) if entry.action not in _LOOKS), None)


def material(
    *,
    case_id: str,
    vendor: str,
    entries: Sequence[Entry],
    run: int | None,
    assessment: Mapping[str, Any],
    duties: Duties,
    name: str,
    contact: str,
    now: float,
    zone: tzinfo,
    tasks: tuple[int, int] = (0, 0),
    outcome: Outcome | None = None,
    stage: Stage = "preliminary",
) -> Material:
    """Gather it.

    Args:
        run: number of the run whose assessment it is.
        tasks: how many are done, how many are open.
    """
    return Material(
        case_id=case_id,
        vendor=vendor,
        entries=entries,
        facts=facts_of(entries),
        questions=questions_of(entries),
        groups=groups_of(entries),
        risks=risks_of(entries),
        run=run,
        assessment=assessment,
        duties=duties,
        name=name,
        contact=contact,
        tasks_done=tasks[0],
        tasks_open=tasks[1],
        now=now,
        zone=zone,
        outcome=outcome,
        stage=stage,
    )
