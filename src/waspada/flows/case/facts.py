"""Facts of a case: what people state, with source, author and time; superseded, never overwritten.

What the vendor, the attacker or anybody else says is a claim, and stands beside what we ourselves state. A party that
states a fact anew supersedes its own earlier word only, so a claim never hides what is confirmed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput
from waspada.flows.case.fact_names import FAMILIES, KNOWN, NOTE, Shape
from waspada.flows.case.fact_shapes import NONE, ONE_OF, SECTOR, fits, shape_of
from waspada.flows.case.ports import Case
from waspada.flows.case.texts import clean, without_values, written, zoned

US: Final = "us"
PARTIES: Final = (US, "vendor", "attacker", "authority", "press", "researcher")
UNKNOWN: Final = "unknown"
Value = str | int | dict[str, Any] | list[str] | bool | None
_COUNT: Final = re.compile(r"(?P<least>[0-9]{1,12})(?:(?P<more>\+)|\s*(?:-|\.\.)\s*(?P<most>[0-9]{1,12}))?")


class Status(StrEnum):
    """How sure it is."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One time that somebody stated a fact."""

    entry: int
    """Its number in the log."""
    time: str
    actor: str
    """Who wrote it down."""
    name: str
    value: Value = field(repr=False)
    """A text, a count, `{at_least, at_most}`, `{from, to}`, a list, yes or no; None: unknown."""
    status: Status
    by: str
    """Whose word it is."""
    source: str = field(repr=False)
    reason: str = field(repr=False)
    supersedes: int | None
    unread: bool = False
    """Another version wrote what this one does not understand: it says nothing until it is stated anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: what counts now, what others claim, and everything that was ever stated."""

    name: str
    ours: Statement | None
    """The last that we stated ourselves."""
    claims: tuple[Statement, ...]
    """The last of each other party, in the order in which they first spoke."""
    history: tuple[Statement, ...]
    """Oldest first."""

    @property
    def confirmed(self) -> Statement | None:
        """What we confirmed, if we did and have not taken it back."""
        return self.ours if self.ours and self.ours.status is Status.CONFIRMED else None

    @property
    def best(self) -> Statement | None:
        """What to work with: ours where we know, else the last claim; None: nobody knows."""
        known = [one for one in (*self.claims, self.ours) if one and one.value is not None]
        return self.ours if self.ours in known else max(known, key=lambda one: one.entry, default=None)

    @property
    def disputed(self) -> bool:
        """Whether two parties say what cannot both be true; a range and a number in it can."""
        said = [one.value for one in (self.ours, *self.claims) if one and one.value is not None]
        return any(not _agree(self.name, one, other) for place, one in enumerate(said) for other in said[:place])


def facts_of(entries: Iterable[Entry]) -> dict[str, Fact]:
    """All facts in a log: those we know by name in our order, then notes as they came."""
    told: dict[str, list[Statement]] = {}
    for entry in entries:
        if entry.action is Action.FACT:
            told.setdefault(str(entry.data["fact"]), []).append(_statement(entry))
    order = [name for name in KNOWN if name in told] + [name for name in told if name not in KNOWN]
    return {name: _fact(name, told[name]) for name in order}


def state(
    case: Case,
    name: str,
    value: str,
    *,
    actor: str,
    now: float,
    cache: Path | None,
    by: str = US,
    status: str = "",
    source: str = "",
    reason: str = "",
) -> Statement:
    """Put a fact on record.

    Args:
        now: seconds since 1970; nothing happened later than that.
        cache: folder of the pattern database, see `texts.without_values`.
        by: whose word it is; see PARTIES.
        status: by default confirmed where we say it, claimed where others do.

    Raises:
        BadInput: an unknown name, a value of the wrong shape, or personal data in a text.
    """
    name = _known(name.strip())
    if by not in PARTIES:
        raise BadInput("nobody we know by that word speaks here", hint=f"Use --by with one of: {', '.join(PARTIES)}")
    meant = parsed(name, value, now)
    how = _status(status, meant, by)
    texts = meant if isinstance(meant, list) else [meant]
    without_values([source, reason, *(text for text in texts if isinstance(text, str))], cache)
    earlier = facts_of(case.custody.entries()).get(name)
    before = [one for one in earlier.history if one.by == by] if earlier else []
    entry = case.custody.append(
        Action.FACT,
        actor=actor,
        reason=reason,
        data={
            "fact": name,
            "value": meant,
            "status": str(how),
            "by": by,
            "source": source,
            "supersedes": before[-1].entry if before else None,
        },
    )
    return _statement(entry)


def as_json(fact: Fact) -> dict[str, Any]:
    """One fact, as `waspada case show --json` has it."""
    return {
        "fact": fact.name,
        "ours": _plain(fact.ours) if fact.ours else None,
        "claims": [_plain(one) for one in fact.claims],
        "disputed": fact.disputed,
        "history": [_plain(one) for one in fact.history],
    }


def _plain(one: Statement) -> dict[str, Any]:
    said = {name: value for name, value in asdict(one).items() if name not in ("name", "unread")}
    return said | {"status": str(one.status)}


def parsed(name: str, text: str, now: float) -> Value:
    """The value of a fact as it is kept; None for `unknown`.

    Raises:
        BadInput: it has not the shape of this fact.
    """
    text = clean(text, f"the value of {name}", lines=name.startswith(NOTE))
    if text.lower() == UNKNOWN:
        return None
    shape = shape_of(name)
    if shape is Shape.MOMENT:
        return _moment(name, text, now)
    if shape is Shape.COUNT:
        return _count(name, text)
    if shape is Shape.YES_NO:
        if text.lower() not in _YES_NO:
            raise BadInput(f"{name} is yes, no or unknown", hint="Say yes, no or unknown.")
        return _YES_NO[text.lower()]
    if shape is Shape.TEXT:
        return text
    return _chosen(name, shape, text) if shape in ONE_OF or shape is Shape.STATE else _list(name, shape, text)


def _list(name: str, shape: Shape, text: str) -> list[str]:
    if shape in (Shape.PLACES, Shape.SECTORS) and text.lower() == NONE:
        return []
    items = list(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))
    if not items:
        raise BadInput(f"{name} is a list with nothing in it", hint="Write one or more, with commas: name,email")
    if shape is Shape.SECTORS:
        words = [item.lower() for item in items]
        if not all(SECTOR.fullmatch(word) for word in words):
            raise BadInput(
                f"{name}: a sector is one word", hint="For example: financial_entity,listed_company; or none"
            )
        return list(dict.fromkeys(words))
    return items if shape is Shape.LIST else _places(name, items, regions=shape is Shape.PLACES)


def _chosen(name: str, shape: Shape, text: str) -> str:
    if shape is Shape.STATE:
        return NONE if text.lower() == NONE else _places(name, [text])[0]
    if text.lower() not in ONE_OF[shape]:
        raise BadInput(f"{name} is one of a few words", hint=f"Say {', '.join(ONE_OF[shape])} or unknown.")
    return text.lower()


_YES_NO: Final = {"yes": True, "ya": True, "no": False, "tidak": False}


def moments(value: Value) -> tuple[datetime, datetime] | None:
    """First and last moment of the value of a fact that is a time; None: unknown."""
    if isinstance(value, str):
        return datetime.fromisoformat(value), datetime.fromisoformat(value)
    if isinstance(value, dict):
        return datetime.fromisoformat(value["from"]), datetime.fromisoformat(value["to"])
    return None


def _agree(name: str, one: Value, other: Value) -> bool:
    shape = shape_of(name)
    if shape is Shape.MOMENT:
        ends, others = moments(one), moments(other)
        return ends is None or others is None or (ends[0] <= others[1] and others[0] <= ends[1])
    if shape is Shape.COUNT:
        (least, most), (least_other, most_other) = bounds(one), bounds(other)
        return least <= most_other and least_other <= most
    if isinstance(one, list) and isinstance(other, list):
        return {item.casefold() for item in one} == {item.casefold() for item in other}
    return one == other


def bounds(value: Value) -> tuple[float, float]:
    """At least and at most of the value of a fact that is a count; nothing known is 0 to infinity."""
    if isinstance(value, int):
        return value, value
    if isinstance(value, dict):
        return value.get("at_least", 0), value.get("at_most", math.inf)
    return 0, math.inf


def _moment(name: str, text: str, now: float) -> Value:
    ends = text.split("/")
    if len(ends) > 2:
        raise BadInput(f"{name} is neither a time nor a range", hint="A range has one slash between two times.")
    first, *rest = (zoned(end, now, name) for end in ends)
    if not rest:
        return written(first)
    if rest[0] < first:
        raise BadInput(f"the range of {name} ends before it begins", hint="Write the earlier time first.")
    return {"from": written(first), "to": written(rest[0])}


def _count(name: str, text: str) -> Value:
    found = _COUNT.fullmatch(text)
    if found is None:
        raise BadInput(
            f"{name} is not a count", hint="Write digits alone: 12000, or 10000-12000, or 10000+ for at least."
        )
    least = int(found["least"])
    if found["more"]:
        return {"at_least": least}
    if found["most"] is None:
        return least
    if int(found["most"]) < least:
        raise BadInput(f"the range of {name} ends before it begins", hint="Write the smaller number first.")
    return {"at_least": least, "at_most": int(found["most"])}


def _places(name: str, items: Sequence[str], *, regions: bool = False) -> list[str]:
    from waspada.assess.report.countries import country

    codes = [item.upper() for item in items]
    for place, code in enumerate(codes, 1):
        land, dash, region = code.partition("-")
        good = re.fullmatch(r"[A-Z0-9]{1,5}", region) if dash and regions else not dash
        if not good or len(land) != 2 or country(land, "en") == land:
            hint = "Use ISO codes: ID,SG,US-CA" if regions else "Use ISO 3166-1 codes: ID,SG,DE"
            raise BadInput(f"{name}: number {place} is no {'place' if regions else 'country'} code", hint=hint)
    return list(dict.fromkeys(codes))


def _known(name: str) -> str:
    prefix = next((one for one in (NOTE, *FAMILIES) if name.startswith(one)), "")
    if name in KNOWN or (prefix and re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", name.removeprefix(prefix))):
        return name
    near = get_close_matches(name, KNOWN, 1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise BadInput(
        "the fact has no name that we know",
        hint=f"{hint}Known: {', '.join(KNOWN)}. Anything else: {NOTE}WORD, in small letters.",
    )


def _status(status: str, value: Value, by: str) -> Status:
    if value is None or status == Status.UNKNOWN:
        if value is not None or status not in ("", Status.UNKNOWN):
            raise BadInput("a fact is either unknown or has a value", hint="Write unknown in place of the value.")
        return Status.UNKNOWN
    if not status:
        return Status.CONFIRMED if by == US else Status.CLAIMED
    if status == Status.CONFIRMED and by != US:
        raise BadInput(
            f"the word of the {by} is a claim until one of us confirms it",
            hint="State it as ours when you have checked it: --by us --status confirmed --source …",
        )
    return Status(status)


def _statement(entry: Entry) -> Statement:
    data, status = entry.data, entry.data.get("status", Status.CLAIMED)
    known = fits(str(data["fact"]), data.get("value")) and status in list(Status)
    return Statement(
        entry=entry.number,
        time=entry.time,
        actor=entry.actor,
        name=str(data["fact"]),
        value=data.get("value") if known else None,
        status=Status(status) if known else Status.UNKNOWN,
        by=str(data.get("by", US)),
        source=str(data.get("source", "")),
        reason=entry.reason,
        supersedes=data.get("supersedes"),
        unread=not known,
    )


def _fact(name: str, history: Sequence[Statement]) -> Fact:
    last = {one.by: one for one in history}
    return Fact(
        name=name,
        ours=last.get(US),
        claims=tuple(one for by, one in last.items() if by != US),
        history=tuple(history),
    )
