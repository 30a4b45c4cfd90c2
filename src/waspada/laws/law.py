"""The promise of a law: what a rule file in `texts/` says, as frozen data; `law_text` reads it strictly.

A file is one regime, `<id>.yaml`. Dates are `2026-01-31`; texts for people are `{en: …, id: …}`; an unknown or missing
key is an error with file and line; there are no YAML aliases.

    id, version, checked         file name; +1 with every change of substance; day it was last held against the text
    name, places, except_places  `US` covers `US-TX`; except_places are left to another law
    reach                        residents (default): people who live in `places` count; anywhere: the law binds by who
                                 we are, which `scope` then says
    established                  binds who is established in `places` too, whoever is hit: everybody (then all count),
                                 or counts (it may, so with nobody there it is open)
    sectoral                     true: never fills the gap "place without a rule"
    zone, calendar               days are counted in the zone; `calendar` is a country or region of `holidays`
    in_force, until              first day, first day no more; `in_force: null` is guidance, its duties are `voluntary`
    confidence                   official_text, regulator, secondary, general, mixed; a duty may have its own
    sources, pending, notes      `sources` is a list of {title, url, read}
    scope, definitions           a condition for all duties; named conditions, used as {defined: NAME}
    duties                       each: id, role, per, reach, in_force, until, voluntary, confidence, recipient, when,
                                 clock, term, cite {article, quote, url}, content [{key, en, id}], form, notes

Dated versions of a duty are the same id twice, with days that do not overlap. A clock is {start, value, unit, after,
count_from, roll, roll_time, backstop, limit, instead}; `instead` is a list of {when, value, unit, start, count_from};
without `value` the law sets no number and `term` speaks. Conditions are in `condition`, three-valued, judged for each
profile of people. docs/laws.md explains all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waspada.laws.condition import Condition

CONFIDENCES: Final = ("official_text", "regulator", "secondary", "general", "mixed")
UNITS: Final = ("hours", "calendar_days", "business_days", "months", "years")
STARTS: Final = (
    *("awareness", "discovery", "determination", "reason_to_believe", "assessment_done", "classification"),
    *("materiality_determination", "after_authority_notice", "after_individual_notice", "unspecified"),
)
REACHES: Final = ("residents", "anywhere")
DUTY_ROLES: Final = ("controller", "processor", "any")
MEMBER_STATE: Final = "member_state"
GENERAL: Final = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Where it stands."""

    article: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that was read for this file."""

    title: str
    url: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a notice must say."""

    key: str
    """What a form fills in; may be empty."""
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time that runs from a start."""

    start: str
    value: int
    unit: str
    late_start: bool = False
    """Does not bind a clock that only started after it."""
    end_of_year: bool = False
    """Counted from the end of the start's calendar year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """Another number, where a condition holds."""

    when: Condition
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long, since when."""

    start: str
    value: int | None
    """None: no number in the law."""
    unit: str
    after: str = ""
    """The own duty whose doing starts it."""
    end_of_year: bool = False
    """Counted from the end of the start's calendar year."""
    roll: bool = False
    """A last day that is no working day moves to the next."""
    roll_time: str = ""
    backstop: Span | None = None
    limit: Span | None = None
    instead: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that a law obliges us to do."""

    id: str
    role: str
    per_state: bool
    reach: str
    """Empty: as the law's; else its own."""
    in_force: date | None
    until: date | None
    """First day on which it is not in force any more."""
    voluntary: bool
    confidence: str
    recipient: Mapping[str, str]
    when: Condition | None
    """None: every breach."""
    clock: Clock
    term: Mapping[str, str]
    cite: Cite
    content: tuple[Item, ...] = ()
    form: str = ""
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One regime."""

    id: str
    version: int
    checked: date
    name: Mapping[str, str]
    places: tuple[str, ...]
    except_places: tuple[str, ...]
    anywhere: bool
    """Everybody counts, wherever they live."""
    established: str
    """`everybody`, `counts` or empty."""
    sectoral: bool
    zone: str
    calendar: str
    in_force: date | None
    """None: guidance, no statute."""
    until: date | None
    confidence: str
    sources: tuple[Source, ...]
    pending: Mapping[str, str]
    notes: Mapping[str, str]
    scope: Condition | None
    duties: tuple[Duty, ...]
    sha256: str
    """Of the file."""

    def is_anywhere(self, duty: Duty) -> bool:
        """Whether everybody counts for this duty, wherever they live."""
        return duty.reach == "anywhere" if duty.reach else self.anywhere

    def full(self, duty: Duty) -> str:
        """The duty's name among those of all laws."""
        return f"{self.id}.{duty.id}"
