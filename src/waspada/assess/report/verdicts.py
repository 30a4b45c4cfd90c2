"""What is open and what to do next: chosen from the counts alone, so that no language can choose differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from waspada.assess.report.facts import Facts, Names
from waspada.assess.report.text import Sentence


@dataclass(frozen=True, slots=True)
class Open:
    """A thing that we cannot say, with the count of it."""

    key: str
    count: int


class Step(NamedTuple):
    """A thing to do next; `urgent` means today."""

    key: str
    urgent: bool = False


class Advice(NamedTuple):
    """A step in words: what, and why or how."""

    title: str
    text: Sentence


def open_questions(facts: Facts) -> tuple[Open, ...]:
    """Everything that is left open and is not zero; what may hide whole people first."""
    rows = (
        Open("unopened", facts.unopened),
        Open("quarantined", facts.quarantined),
        Open("unknown_files", facts.unknown_files),
        Open("fields_to_read", facts.fields_to_read),
        Open("weak", facts.weak_values),
        Open("ambiguous", facts.ambiguous),
        Open("own_contact", facts.unknown_with_contact),
        Open("unknown_without_contact", facts.unknown_without_contact),
        Open("organisations_unknown", facts.organisations_unknown),
        Open("device_only", facts.device_only),
        Open("mentioned", facts.mentioned),
        Open("residence", facts.residence_unknown if facts.at_least else 0),
        Open("role", facts.role_unknown if facts.admins is not None else 0),
        Open("mfa", facts.admins_mfa_unknown or 0),
        Open("secrets_unattributed", facts.secrets_unattributed),
        Open("undated", facts.undated if facts.undated < facts.parsed else 0),
    )
    return tuple(row for row in rows if row.count)


def next_steps(facts: Facts, names: Names) -> tuple[Step, ...]:
    """What to do, in the order in which it protects people."""
    people = bool(facts.at_least)
    without, unknown = bool(facts.admins_without_mfa), bool(facts.admins_mfa_unknown)
    some_admins = bool(facts.admins)
    rows = (
        (facts.secrets > 0, Step("revoke", urgent=True)),
        (facts.unreadable or facts.unopened > 0, Step("readable_copy", urgent=True)),
        (people and some_admins and without, Step("admins_without_mfa", urgent=True)),
        (people and some_admins and not without and unknown, Step("admins_mfa_unknown")),
        (people and facts.with_directory and (facts.admins is None or facts.role_unknown > 0), Step("find_admins")),
        (facts.contradicted > 0, Step("correct", urgent=True)),
        (people or facts.unreadable, Step("clocks", urgent=True)),
        (facts.at_least is None, Step("directory")),
        (people, Step("tell")),
        (people and names.contact, Step("phishing")),
        (facts.fields_to_read + facts.weak_values > 0, Step("read")),
        (facts.ambiguous > 0, Step("settle")),
        (facts.origin == "vendor", Step("vendor")),
        (facts.origin == "attacker_sample", Step("whole_export")),
    )
    return tuple(step for needed, step in rows if needed)
