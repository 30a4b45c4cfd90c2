"""A situation: everything that rules are evaluated on, as pure data that can be stored, hashed and replayed.

A yes-or-no fact has four states: yes, no, stated as unknown, and never stated; only the last may be presumed by a rule.
Of a range of people `most` is None where nobody knows an upper bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final, Literal

from waspada.laws.yaml_text import Block, block_of

Role = Literal["controller", "processor", "unknown"]
Level = Literal["unlikely", "risk", "high"]

MOMENTS: Final = (
    *("occurred_from", "occurred_to", "detected_at", "told_us_at", "aware_at", "discovered_at", "determined_at"),
    *("reason_to_believe_at", "assessed_at", "classified_at", "material_at"),
)
ANSWERS: Final = (
    *("external_attack", "acquired", "encrypted", "key_taken", "internal_only", "published", "large_scale"),
)
ROLES: Final = ("controller", "processor", "unknown")
LEVELS: Final = ("unlikely", "risk", "high")
SEVERITIES: Final = ("low", "medium", "high")
LIKELIHOODS: Final = ("unlikely", "possible", "likely")
EVERYBODY: Final = "all"
"""The group of people who belong to no named one."""
UNKNOWN: Final = "unknown"
NO_ESTABLISHMENT: Final = "none"
_PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,5})?")
_YES_NO: Final[Mapping[object, bool | None]] = MappingProxyType(
    {"yes": True, "no": False, True: True, False: False, UNKNOWN: None}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People for whom we have one role."""

    id: str
    role: Role
    controllers: tuple[str, ...] = ()
    """Where we are processor: for whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """People of one group with the same residence and the same kinds of data."""

    group: str
    residence: str
    """ISO 3166-1 or 3166-2, or `unknown`."""
    kinds: tuple[str, ...]
    least: int
    most: int | None
    complete: bool
    """Whether all their kinds are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The recorded assessment for one group."""

    level: Level | None
    severity: str
    likelihood: str
    signed_by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What rules are evaluated on."""

    moments: Mapping[str, datetime] = field(default_factory=dict)
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    """None: stated as unknown; never stated is not in it."""
    established_in: tuple[str, ...] | None = None
    eu_main_establishment: str | None = None
    """A state, `none`, or None: nobody stated it."""
    sectors: tuple[str, ...] | None = None
    does_business_in: tuple[str, ...] | None = None
    groups: Mapping[str, Group] = field(default_factory=dict)
    people: tuple[Profile, ...] | None = None
    """None: nobody counted; empty: nobody is affected."""
    risk: Mapping[str, Risk] = field(default_factory=dict)
    told: Mapping[str, datetime] = field(default_factory=dict)
    """When a duty was done."""
    judged: Mapping[str, bool | None] = field(default_factory=dict)
    """`<regime>.<key>` → answer to a question that only a person can judge."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """Kind → Fideslang category."""

    def category(self, kind: str) -> str:
        """Category of a kind; a category given in place of a kind is its own."""
        return kind if kind.startswith(("user.", "system.")) else self.categories.get(kind, "")

    def to_json(self) -> dict[str, Any]:
        """Plain data that `from_json` reads back equal; the same situation gives the same bytes."""
        incident: dict[str, Any] = {name: self.moments[name].isoformat() for name in MOMENTS if name in self.moments}
        incident |= {name: _word(self.answers[name]) for name in ANSWERS if name in self.answers}
        workspace = {
            "established_in": _maybe(self.established_in),
            "eu_main_establishment": self.eu_main_establishment,
            "sectors": _maybe(self.sectors),
            "does_business_in": _maybe(self.does_business_in),
        }
        document: dict[str, Any] = {
            "incident": incident,
            "workspace": {name: value for name, value in workspace.items() if value is not None},
            "groups": [_group_json(self.groups[name]) for name in sorted(self.groups)],
            "risk": {name: _risk_json(self.risk[name]) for name in sorted(self.risk)},
            "told": {name: self.told[name].isoformat() for name in sorted(self.told)},
            "judged": {name: _word(self.judged[name]) for name in sorted(self.judged)},
            "categories": dict(sorted(self.categories.items())),
        }
        if self.people is not None:
            document["people"] = [_profile_json(profile) for profile in self.people]
        return document

    def sha256(self) -> str:
        """Hash of the canonical JSON."""
        return sha256(canonical(self.to_json())).hexdigest()


def canonical(document: object) -> bytes:
    """JSON with sorted keys and no spaces: the same content is the same bytes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def from_json(document: object, name: str = "situation") -> Situation:
    """A situation from plain data, as in the module `laws.md` of the docs.

    Raises:
        BadInput: a key or a value that has no meaning; the message names the place, never the value.
    """
    top = block_of(document, name)
    top.only(("incident", "workspace", "groups", "people", "risk", "told", "judged", "categories"))
    incident = top.block("incident") if "incident" in top else Block()
    incident.only((*MOMENTS, *ANSWERS))
    workspace = top.block("workspace") if "workspace" in top else Block()
    workspace.only(("established_in", "eu_main_establishment", "sectors", "does_business_in"))
    groups = {group.id: group for group in top.each("groups", _group)}
    people = tuple(sorted(top.each("people", _profile), key=_key)) if "people" in top else None
    for profile in people or ():
        top.check(not groups or profile.group in groups, "`people` names a group that `groups` does not have")
        groups.setdefault(profile.group, Group(id=profile.group, role="controller")) if "groups" not in top else None
    return Situation(
        moments={key: _moment(incident, key) for key in MOMENTS if key in incident},
        answers={key: _answer(incident, key) for key in ANSWERS if key in incident},
        established_in=_places(workspace, "established_in"),
        eu_main_establishment=_establishment(workspace),
        sectors=tuple(sorted(set(workspace.texts("sectors")))) if "sectors" in workspace else None,
        does_business_in=_places(workspace, "does_business_in"),
        groups=groups or {EVERYBODY: Group(id=EVERYBODY, role="controller")},
        people=people,
        risk=_named(top, "risk", _risk),
        told={key: _moment(block, key) for block in [_maybe_block(top, "told")] for key in block},
        judged={key: _answer(block, key) for block in [_maybe_block(top, "judged")] for key in block},
        categories={key: block.text(key) for block in [_maybe_block(top, "categories")] for key in block},
    )


def _maybe_block(top: Block, key: str) -> Block:
    return top.block(key) if key in top else Block()


def _named(top: Block, key: str, read: Any) -> dict[str, Any]:
    block = _maybe_block(top, key)
    return {name: read(block.block(name)) for name in block}


def _moment(block: Block, key: str) -> datetime:
    value = block.get(key)
    found: datetime | None = None
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
    if found is None or found.utcoffset() is None:
        block.refuse(f"`{key}` is a time with its zone: 2025-11-25T14:02:00Z")
    return found


def _answer(block: Block, key: str) -> bool | None:
    value = block.get(key)
    block.check(isinstance(value, str | bool) and value in _YES_NO, f"`{key}` is yes, no or unknown")
    return _YES_NO[value]


def _places(block: Block, key: str) -> tuple[str, ...] | None:
    if key not in block:
        return None
    codes = block.texts(key)
    block.check(all(_PLACE.fullmatch(code) for code in codes), f"`{key}` is a list of country or region codes")
    return tuple(sorted(set(codes)))


def _establishment(block: Block) -> str | None:
    if "eu_main_establishment" not in block:
        return None
    value = block.text("eu_main_establishment")
    block.check(
        value in (NO_ESTABLISHMENT, UNKNOWN) or bool(re.fullmatch("[A-Z]{2}", value)),
        "`eu_main_establishment` is a country code, none or unknown",
    )
    return None if value == UNKNOWN else value


def _group(block: Block) -> Group:
    block.only(("role", "controllers"), ("id",))
    role: Any = block.choice("role", ROLES, UNKNOWN)
    block.check(not block.get("controllers") or role == "processor", "`controllers` belong to a processor's group")
    return Group(id=block.text("id"), role=role, controllers=block.texts("controllers"))


def _profile(block: Block) -> Profile:
    block.only(("group", "complete", "kinds"), ("residence", "people"))
    residence = block.text("residence")
    block.check(residence == UNKNOWN or bool(_PLACE.fullmatch(residence)), "`residence` is a code, or unknown")
    count = block["people"]
    least, most = count if isinstance(count, list) and len(count) == 2 else (count, count)
    good = isinstance(least, int) and least >= 0 and (most is None or (isinstance(most, int) and most >= least))
    block.check(good, "`people` is a number, or [least, most]")
    complete = block.get("complete", True)
    block.check(isinstance(complete, bool), "`complete` is true or false")
    return Profile(
        group=block.text("group", EVERYBODY),
        residence=residence,
        kinds=tuple(sorted(set(block.texts("kinds")))),
        least=least,
        most=most,
        complete=complete,
    )


def _key(profile: Profile) -> tuple[Any, ...]:
    most = (1, 0) if profile.most is None else (0, profile.most)
    return (profile.group, profile.residence, profile.kinds, profile.complete, profile.least, most)


def _risk(block: Block) -> Risk:
    block.only(("level", "severity", "likelihood", "signed_by", "at", "reasons"))
    level: Any = block.choice("level", LEVELS) if "level" in block else None
    return Risk(
        level=level,
        severity=block.choice("severity", SEVERITIES) if "severity" in block else "",
        likelihood=block.choice("likelihood", LIKELIHOODS) if "likelihood" in block else "",
        signed_by=block.text("signed_by"),
        at=block.text("at"),
    )


def _word(answer: bool | None) -> str:
    return UNKNOWN if answer is None else "yes" if answer else "no"


def _maybe(items: tuple[str, ...] | None) -> list[str] | None:
    return None if items is None else list(items)


def _group_json(group: Group) -> dict[str, Any]:
    row: dict[str, Any] = {"id": group.id, "role": group.role}
    return row | ({"controllers": list(group.controllers)} if group.controllers else {})


def _profile_json(profile: Profile) -> dict[str, Any]:
    return {
        "group": profile.group,
        "residence": profile.residence,
        "kinds": list(profile.kinds),
        "people": profile.least if profile.least == profile.most else [profile.least, profile.most],
        "complete": profile.complete,
    }


def _risk_json(risk: Risk) -> dict[str, Any]:
    row = {
        "level": risk.level,
        "severity": risk.severity,
        "likelihood": risk.likelihood,
        "signed_by": risk.signed_by,
        "at": risk.at,
    }
    return {name: value for name, value in row.items() if value}
