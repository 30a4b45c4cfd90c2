"""What people judge in a case: groups of people with our role for them, the risk to each group, counsel's word.

Each is an entry of the log; the later one about the same thing counts, and nothing is deleted. A word of another
version that this one does not know says nothing: a role is unknown then, a risk is not assessed.
Sources: GDPR Art. 4(7), (8), 33(2) for roles; Art. 33(1), 34(1) and EDPB Guidelines 9/2022, part IV, for the risk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput
from waspada.flows.case.ports import Case
from waspada.flows.case.texts import clean, without_values
from waspada.flows.profiles import EVERYBODY

ROLES: Final = ("controller", "processor", "unknown")
SEVERITIES: Final = ("low", "medium", "high")
LIKELIHOODS: Final = ("unlikely", "possible", "likely")
LEVELS: Final = ("unlikely", "risk", "high")
"""No risk to speak of; a risk; a high risk (GDPR Art. 33(1), 34(1))."""
VERDICTS: Final = ("owed", "not_owed")
_OF_RISK: Final = {"severity": SEVERITIES, "likelihood": LIKELIHOODS, "level": LEVELS}
_NAME: Final = re.compile(r"[a-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People for whom we have one role."""

    id: str
    role: str
    controllers: tuple[str, ...] = ()
    """As processor: whom we must tell (GDPR Art. 33(2))."""
    products: tuple[str, ...] = ()
    """Who uses one of these belongs to it (directory column `products`); empty: everybody in no other group."""
    reason: str = ""
    actor: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The assessment of one group, signed."""

    group: str
    severity: str
    likelihood: str
    level: str
    reason: str = field(repr=False)
    signed_by: str
    at: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselWord:
    """Counsel's word on one duty, beside the rule's own outcome."""

    duty: str
    place: str
    controller: str
    verdict: str
    reason: str = field(repr=False)
    by: str
    at: str


def suggested(severity: str, likelihood: str) -> str:
    """A level to start from, by the usual product of both; whoever signs may choose another."""
    product = (SEVERITIES.index(severity) + 1) * (LIKELIHOODS.index(likelihood) + 1)
    return "unlikely" if product == 1 else "high" if product >= 6 else "risk"


def state_group(case: Case, group: Group, *, actor: str, cache: Path | None) -> None:
    """Put a group on record.

    Raises:
        BadInput: a word that is none, or personal data in the reason.
    """
    if not _NAME.fullmatch(group.id):
        raise BadInput("a group is named in small letters", hint="For example: customers, staff, leads.")
    _one_of(group.role, ROLES, "a role")
    if group.controllers and group.role != "processor":
        raise BadInput("only a processor has controllers to tell", hint="Leave them out, or choose processor.")
    if group.id == EVERYBODY and group.products:
        raise BadInput("“all” is whoever is in no other group", hint="Give the group another name.")
    words = [clean(word, "a word") for word in (*group.controllers, *group.products)]
    without_values([group.reason, *words], cache)
    data = {"group": group.id, "role": group.role, "controllers": list(group.controllers)}
    case.custody.append(Action.GROUP, actor=actor, reason=group.reason, data={**data, "products": list(group.products)})


def assess_risk(
    case: Case,
    group: str,
    *,
    severity: str,
    likelihood: str,
    level: str,
    reason: str,
    actor: str,
    cache: Path | None,
) -> None:
    """Sign the risk assessment of a group.

    Raises:
        BadInput: a word that is none, no reason, or personal data in it.
    """
    _one_of(severity, SEVERITIES, "a severity")
    _one_of(likelihood, LIKELIHOODS, "a likelihood")
    _one_of(level, LEVELS, "a level of risk")
    if not _NAME.fullmatch(group):
        raise BadInput("a group is named in small letters", hint="“all” is everybody in no other group.")
    reason = clean(reason, "the reason", lines=True)
    without_values([reason], cache)
    data = {"group": group, "severity": severity, "likelihood": likelihood, "level": level}
    case.custody.append(Action.RISK, actor=actor, reason=reason, data=data)


def judge(
    case: Case,
    duty: str,
    verdict: str,
    *,
    reason: str,
    actor: str,
    cache: Path | None,
    place: str = "",
    controller: str = "",
) -> None:
    """Put counsel's word on a duty on record.

    Raises:
        BadInput: a verdict that is none, no reason, or personal data in it.
    """
    _one_of(verdict, VERDICTS, "a verdict")
    reason = clean(reason, "the reason", lines=True)
    without_values([reason], cache)
    data = {"duty": duty, "place": place, "controller": controller, "verdict": verdict}
    case.custody.append(Action.COUNSEL, actor=actor, reason=reason, data=data)


def groups_of(entries: Iterable[Entry]) -> list[Group]:
    """The groups of a case, in the order in which they were first named."""
    found: dict[str, Group] = {}
    for entry in entries:
        if entry.action is Action.GROUP:
            data = entry.data
            role = data.get("role") if data.get("role") in ROLES else "unknown"
            name = str(data.get("group", ""))
            found[name] = Group(
                id=name,
                role=str(role),
                controllers=_words(data, "controllers") if role == "processor" else (),
                products=_words(data, "products"),
                reason=entry.reason,
                actor=entry.actor,
                time=entry.time,
            )
    return list(found.values())


def risks_of(entries: Iterable[Entry]) -> dict[str, list[Risk]]:
    """Group → its assessments, the one that counts last."""
    found: dict[str, list[Risk]] = {}
    for entry in entries:
        if entry.action is Action.RISK and _known(entry, _OF_RISK):
            said = {name: str(entry.data.get(name, "")) for name in ("group", *_OF_RISK)}
            one = Risk(**said, reason=entry.reason, signed_by=entry.actor, at=entry.time, entry=entry.number)
            found.setdefault(one.group, []).append(one)
    return found


def words_of(entries: Iterable[Entry]) -> list[CounselWord]:
    """What counsel said: the last word on each duty."""
    found: dict[tuple[str, str, str], CounselWord] = {}
    for entry in entries:
        if entry.action is Action.COUNSEL and _known(entry, {"verdict": VERDICTS}):
            said = {name: str(entry.data.get(name, "")) for name in ("duty", "place", "controller", "verdict")}
            one = CounselWord(**said, reason=entry.reason, by=entry.actor, at=entry.time)
            found[one.duty, one.place, one.controller] = one
    return list(found.values())


def as_groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """As a situation has them; everybody in no other group is controlled by us unless somebody said otherwise."""
    rows: list[dict[str, Any]] = []
    for group in groups:
        row: dict[str, Any] = {"id": group.id, "role": group.role}
        rows.append(row | ({"controllers": list(group.controllers)} if group.controllers else {}))
    return rows


def as_risk(risks: dict[str, list[Risk]]) -> dict[str, dict[str, Any]]:
    """As a situation has it: what counts of each group."""
    names = ("severity", "likelihood", "level", "signed_by", "at")
    return {group: {name: asdict(said[-1])[name] for name in names} for group, said in risks.items()}


def group_column(groups: Sequence[Group], products: Iterable[Sequence[str] | None]) -> list[str]:
    """The group of each person, by the products they use; the first group that fits."""
    named = [(group.id, frozenset(group.products)) for group in groups if group.products]
    return [next((name for name, wanted in named if wanted & set(used or ())), "") for used in products]


def _known(entry: Entry, words: Mapping[str, Sequence[str]]) -> bool:
    return all(entry.data.get(name) in known for name, known in words.items())


def _words(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    given = data.get(name)
    return tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()


def _one_of(word: str, words: Sequence[str], what: str) -> None:
    if word not in words:
        raise BadInput(f"{what} is missing, or is none that we know", hint=f"One of: {', '.join(words)}")
