"""What evaluating a rule gives: whether a duty is owed, to whom, about how many people, by when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from waspada.laws.law import Cite, Item

Status = Literal["owed", "open", "ask_counsel", "not_owed", "not_in_force"]
STATUSES: Final[tuple[Status, ...]] = ("owed", "open", "ask_counsel", "not_owed", "not_in_force")
Param: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code that `words` turns into a sentence."""

    code: str
    params: tuple[tuple[str, Param], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"code": self.code} | {
            name: list(value) if isinstance(value, tuple) else value for name, value in self.params
        }


def because(code: str, **params: Param) -> Reason:
    """A reason; parameters stand in the order of their names."""
    return Reason(code, tuple(sorted(params.items())))


_UNITED: Final = MappingProxyType(
    {
        "elements_met": "kinds",
        "elements_missing": "kinds",
        "elements_unknown": "kinds",
        "risk_not_assessed": "groups",
        "risk_met": "groups",
        "risk_below": "groups",
        "role_unknown": "groups",
    }
)
"""Codes that many profiles give: one reason names all of what they name."""


def united(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, in order; those of one code about many things as one."""
    found: dict[object, Reason] = {}
    for reason in reasons:
        list_name = _UNITED.get(reason.code)
        rest = tuple(pair for pair in reason.params if pair[0] != list_name)
        key = (reason.code, rest)
        if list_name and key in found:
            both = (*dict(found[key].params).get(list_name, ()), *dict(reason.params).get(list_name, ()))  # type: ignore[misc]
            merged = {**dict(rest), list_name: tuple(sorted(set(both)))}
            found[key] = Reason(reason.code, tuple(sorted(merged.items())))
        else:
            found.setdefault(key, reason)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Count:
    """How many people; `most` is None where nobody knows an upper bound."""

    least: int
    most: int | None

    def __add__(self, other: Count) -> Count:
        most = None if self.most is None or other.most is None else self.most + other.most
        return Count(self.least + other.least, most)

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"at_least": self.least, "at_most": self.most}


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What started the clock."""

    clock: str
    """As the law has it: awareness, discovery …"""
    fact: str
    """The fact that was used."""
    at: datetime
    assumed: bool
    """The law names another moment, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person put beside the rule's own outcome."""

    verdict: Literal["owed", "not_owed", "disabled"]
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One duty, evaluated."""

    duty: str
    """`<regime>.<id>`."""
    law: str
    status: Status
    role: str
    place: str
    """A Member State, where each has its own authority."""
    controller: str
    """Whom a processor tells."""
    recipient: Mapping[str, str]
    people: Count
    start: Start | None
    due: datetime | None
    due_by: str
    """`clock` or `backstop`."""
    waiting_for: str
    """The fact that will start the clock."""
    limit: datetime | None
    """By when that fact must be there."""
    no_number: bool
    """The law sets no number: `term` speaks."""
    term: Mapping[str, str]
    because: tuple[Reason, ...]
    missing: tuple[str, ...]
    """Facts that would settle it."""
    cite: Cite
    content: tuple[Item, ...]
    form: str
    notes: Mapping[str, str]
    confidence: str
    done: datetime | None
    """When it was done, as told."""
    depends_on: tuple[str, ...]
    words: tuple[Word, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells outcomes apart: duty, place, controller."""
        return (self.duty, self.place, self.controller)

    def as_json(self) -> dict[str, Any]:
        """Plain data; times with their zone."""
        return {
            "duty": self.duty,
            "law": self.law,
            "status": self.status,
            "role": self.role,
            "place": self.place,
            "controller": self.controller,
            "recipient": dict(self.recipient),
            "people": self.people.as_json(),
            "start": None if self.start is None else _start(self.start),
            "due": _iso(self.due),
            "due_by": self.due_by,
            "waiting_for": self.waiting_for,
            "limit": _iso(self.limit),
            "no_number": self.no_number,
            "term": dict(self.term),
            "because": [reason.as_json() for reason in self.because],
            "missing": list(self.missing),
            "cite": {"article": self.cite.article, "quote": self.cite.quote, "url": self.cite.url},
            "content": [{"key": item.key, **item.text} for item in self.content],
            "form": self.form,
            "notes": dict(self.notes),
            "confidence": self.confidence,
            "done": _iso(self.done),
            "depends_on": list(self.depends_on),
            "words": [{"verdict": one.verdict, "by": one.by, "at": one.at, "reason": one.reason} for one in self.words],
        }


def _start(start: Start) -> dict[str, Any]:
    return {"clock": start.clock, "fact": start.fact, "at": start.at.isoformat(), "assumed": start.assumed}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
