"""Duties of a case: a situation made of facts and of the people of a run, and what the laws make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES
from waspada.flows.case.facts import Fact, moments
from waspada.flows.duty_words import NAMES
from waspada.flows.kinds import kind_rows
from waspada.flows.profiles import EVERYBODY, Row
from waspada.laws.contracts import LAW as CONTRACT
from waspada.laws.evaluate import evaluate
from waspada.laws.gaps import Gap, gaps
from waspada.laws.law import Law
from waspada.laws.law_text import chosen
from waspada.laws.outcome import Outcome
from waspada.laws.overlay import Overlay, with_laws, with_words
from waspada.laws.registry import REGIMES
from waspada.laws.replay import record
from waspada.laws.situation import ANSWERS, MOMENTS, Situation, from_json
from waspada.laws.words import sentence

SCHEMA: Final = "waspada/duties/1"
_LISTS: Final = ("established_in", "does_business_in", "sectors")
_FAMILIES: Final = ("told", "judged")


class Recorded(Protocol):
    """What a workbench knows beyond the facts of a case."""

    @property
    def groups(self) -> Sequence[Mapping[str, Any]]:
        """Groups of people, `{id, role, controllers}`; empty: one group, whose role is the fact `role`."""

    @property
    def risk(self) -> Mapping[str, Mapping[str, Any]]:
        """The signed assessment of each group."""

    @property
    def overlay(self) -> Overlay:
        """The workspace's own rules and counsel's words."""

    @property
    def contracts(self) -> Law | None:
        """Duties from contracts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No workbench: the facts of the case alone."""

    groups: tuple[Mapping[str, Any], ...] = ()
    risk: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overlay: Overlay = field(default_factory=Overlay)
    contracts: Law | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Everything that is to be said about duties."""

    situation: Situation
    laws: tuple[Law, ...]
    outcomes: tuple[Outcome, ...]
    gaps: tuple[Gap, ...]
    by_vendor: Mapping[tuple[str, str, str], datetime]
    """When it would be due if the vendor's knowledge were ours: (duty, place, controller) → due."""

    @property
    def incomplete(self) -> bool:
        """Whether something is open, or a place has no rule."""
        return bool(self.gaps) or any(outcome.status == "open" for outcome in self.outcomes)


def laws_of(recorded: Recorded | None = None) -> tuple[Law, ...]:
    """Our laws, with a workspace's own in their place, and its contracts last."""
    known = recorded or Nothing()
    ours = with_laws(chosen(REGIMES), known.overlay)
    return (*ours, known.contracts) if known.contracts else ours


def situation_of(
    facts: Mapping[str, Fact], profiles: Sequence[Row] | None, recorded: Recorded | None = None
) -> Situation:
    """The situation of a case.

    Args:
        profiles: from `profiles`; None: nobody knows who is affected.

    Raises:
        BadInput: what was recorded does not fit together.
    """
    known = recorded or Nothing()
    said = {name: fact.best.value if fact.best else None for name, fact in facts.items()}
    incident: dict[str, Any] = {
        name: ends[0].isoformat() for name in MOMENTS if (ends := moments(said.get(name))) is not None
    }
    incident |= {name: "unknown" if said[name] is None else said[name] for name in ANSWERS if name in said}
    workspace = {name: said[name] for name in (*_LISTS, "eu_main_establishment") if said.get(name) is not None}
    families = {family: _family(said, family) for family in _FAMILIES}
    groups = [dict(group) for group in known.groups]
    named = {group["id"] for group in groups}
    if not groups or (EVERYBODY not in named and any(row.get("group") == EVERYBODY for row in profiles or ())):
        groups.append(_one_group(said))
    told = {name: ends[0].isoformat() for name, value in families["told"].items() if (ends := moments(value))}
    document: dict[str, Any] = {
        "incident": incident,
        "workspace": workspace,
        "groups": groups,
        "risk": _risk(facts) | dict(known.risk),
        "told": told,
        "judged": {name: "unknown" if value is None else value for name, value in families["judged"].items()},
    }
    if profiles is not None:
        document["people"] = list(profiles)
        document["categories"] = _categories(profiles)
    problem = ""
    try:
        return from_json(document, "the situation of the case")
    except BadInput as error:
        problem = str(error).replace(", line 0", "")
    raise BadInput(problem, hint="It stands in the facts of the case, or on the page of the workspace: state it anew.")


def _family(said: Mapping[str, Any], family: str) -> dict[str, Any]:
    return {name.removeprefix(f"{family}."): value for name, value in said.items() if name.startswith(f"{family}.")}


def _risk(facts: Mapping[str, Fact]) -> dict[str, dict[str, Any]]:
    """What was stated as `risk.<group>`, with who stated it and when."""
    found = {}
    for name, fact in facts.items():
        if name.startswith("risk.") and fact.best is not None:
            signed = {"level": fact.best.value, "signed_by": fact.best.actor, "at": fact.best.time}
            found[name.removeprefix("risk.")] = signed
    return found


def _one_group(said: Mapping[str, Any]) -> dict[str, Any]:
    """Everybody; who never stated a role is taken for a controller, as nearly always."""
    role = said.get("role", "controller") or "unknown"
    group: dict[str, Any] = {"id": EVERYBODY, "role": role}
    return group | ({"controllers": said["controllers"]} if role == "processor" and said.get("controllers") else {})


def _categories(profiles: Iterable[Row]) -> dict[str, str]:
    rows = kind_rows()
    kinds = {kind for profile in profiles for kind in profile.get("kinds", ())}
    return {kind: rows[kind]["category"] for kind in sorted(kinds) if kind in rows}


def duties_of(situation: Situation, recorded: Recorded | None = None) -> Duties:
    """What the laws and contracts make of a situation."""
    known = recorded or Nothing()
    laws = laws_of(known)
    outcomes = evaluate(laws, situation)
    return Duties(
        situation=situation,
        laws=laws,
        outcomes=with_words(outcomes, known.overlay),
        gaps=gaps(laws, situation, outcomes),
        by_vendor=_by_vendor(laws, situation),
    )


def _by_vendor(laws: Sequence[Law], situation: Situation) -> dict[tuple[str, str, str], datetime]:
    """The same clocks from the moment the vendor noticed: whose knowledge counts is disputed often enough."""
    noticed, aware = situation.moments.get("detected_at"), situation.moments.get("aware_at")
    if noticed is None or (aware is not None and noticed >= aware):
        return {}
    earlier = replace(situation, moments={**situation.moments, "aware_at": noticed})
    return {
        key_of(outcome): outcome.due
        for outcome in evaluate(laws, earlier)
        if outcome.due and outcome.start and outcome.start.fact == "aware_at"
    }


def key_of(outcome: Outcome) -> tuple[str, str, str]:
    """What tells outcomes apart."""
    return (outcome.duty, outcome.place, outcome.controller)


@dataclass(frozen=True, slots=True)
class Move:
    """One duty that a changed fact moves; None: it was not there, or is no more."""

    key: tuple[str, str, str]
    before: Outcome | None
    after: Outcome | None


def moved(before: Duties, after: Duties) -> tuple[Move, ...]:
    """What changes for people: status, people, due time, recipient; reasons alone do not count."""
    old, new = ({key_of(one): one for one in duties.outcomes} for duties in (before, after))
    keys = dict.fromkeys((*old, *new))
    return tuple(Move(key, old.get(key), new.get(key)) for key in keys if _seen(old.get(key)) != _seen(new.get(key)))


def _seen(outcome: Outcome | None) -> Any:
    if outcome is None:
        return None
    return (outcome.status, outcome.people, outcome.due, outcome.limit, outcome.waiting_for, dict(outcome.recipient))


def as_json(duties: Duties, *, case_id: str = "", run: int | None = None) -> dict[str, Any]:
    """The document of `waspada duties --json`; its `evaluation` can be replayed."""
    stored = record(duties.laws, duties.situation, duties.outcomes)
    return {
        "schema": SCHEMA,
        "case_id": case_id,
        "run": run,
        "evaluation": {name: stored[name] for name in ("sha256", "situation", "laws", "holidays")},
        "laws": [_law(law) for law in duties.laws if law.id != CONTRACT],
        "gaps": [gap.as_json() for gap in duties.gaps],
        "duties": [_outcome(outcome, duties) for outcome in duties.outcomes],
    }


def _law(law: Law) -> dict[str, Any]:
    return {
        "id": law.id,
        "name": dict(law.name),
        "version": law.version,
        "checked": law.checked.isoformat(),
        "in_force": law.in_force.isoformat() if law.in_force else None,
        "confidence": law.confidence,
        "sources": [{"title": one.title, "url": one.url, "read": one.read} for one in law.sources],
        "pending": dict(law.pending),
    }


def _outcome(outcome: Outcome, duties: Duties) -> dict[str, Any]:
    row = outcome.as_json()
    row["because"] = [
        reason.as_json() | {"text": {lang: sentence(reason, lang, NAMES[lang]) for lang in LANGUAGES}}
        for reason in outcome.because
    ]
    due = duties.by_vendor.get(key_of(outcome))
    return row | {"due_by_vendor_clock": due.isoformat() if due and outcome.due else None}
