"""What a vendor says it exported: counts, window, fields and files, from the log of a case or from YAML."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any, Final, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from waspada.assess.yaml_files import read_yaml, refuse
from waspada.core.errors import BadInput

PREFIX: Final = "vendor_account."
"""Before the names of facts that are the vendor's account."""
NAMES: Final = ("records", "people", "files", "from", "to", "fields")
_ALIASES: Final = {"window_from": "from", "window_to": "to"}
_ABOUT: Final = frozenset({"source", "by", "status", "zone", "partial"})
_RANGE: Final = re.compile(r"(\d{1,12})(?:(\+)|\s*(?:-|\.\.)\s*(\d{1,12}))?")
_OFFSET: Final = re.compile(r"([+-])(\d{2}):?(\d{2})")
_DAY: Final = timedelta(days=1)
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""The farthest a clock is ahead of UTC, and behind it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number, or a range of which both ends are possible."""

    least: float
    most: float
    """Infinity: nobody says how many at most."""

    def holds(self, number: float) -> bool:
        return self.least <= number <= self.most


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, with the earliest and the latest that may be meant."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of the vendor."""

    name: str
    """One of NAMES."""
    value: Count | Moment | tuple[str, ...] | None
    """None: the vendor said that it does not know."""
    source: str = ""
    partial: bool = False
    """`fields` does not claim to be complete."""


def said_in(facts: Iterable[Mapping[str, Any]]) -> tuple[Said, ...]:
    """The account in the facts of a case.

    Args:
        facts: `data` of the log's entries of facts, oldest first. The vendor's own last word counts; where the vendor
            itself said nothing, the last of anybody.
    """
    last: dict[str, Mapping[str, Any]] = {}
    for fact in facts:
        name = str(fact.get("fact", ""))
        if name.startswith(PREFIX):
            name = name.removeprefix(PREFIX)
            name = _ALIASES.get(name, name)
            before = last.get(name)
            if before is None or fact.get("by") == "vendor" or before.get("by") != "vendor":
                last[name] = fact
    return tuple(
        Said(
            name=name,
            value=None if last[name].get("status") == "unknown" else _value(name, last[name].get("value"), None),
            source=str(last[name].get("source") or ""),
        )
        for name in NAMES
        if name in last
    )


def read_account(path: Path) -> tuple[Said, ...]:
    """The account in a YAML file: `account:` with a list of statements, each with one of NAMES and a `source`.

    Raises:
        BadInput: it does not say what it must, with the line.
    """
    found: dict[str, Said] = {}
    for row in read_yaml(path, "account"):
        given = {_ALIASES.get(name, name): value for name, value in row.items()}
        names = [name for name in NAMES if name in given]
        unknown = given.keys() - _ABOUT - set(NAMES)
        if unknown or len(names) != 1:
            refuse(path, row.line, f"a statement has exactly one of {', '.join(NAMES)}")
        name, problem = names[0], ""
        value: Count | Moment | tuple[str, ...] | None = None
        try:
            value = _value(name, given[name], _zone(given.get("zone")))
        except BadInput as error:
            problem = str(error)
        if problem:
            refuse(path, row.line, problem)
        if value is None and given.get("status") != "unknown" and given[name] != "unknown":
            refuse(path, row.line, f"`{name}` has no value")
        source, partial = str(given.get("source") or ""), given.get("partial") is True
        found[name] = Said(name=name, value=value, source=source, partial=partial)
    return tuple(found[name] for name in NAMES if name in found)


def _value(name: str, given: Any, zone: tzinfo | None) -> Count | Moment | tuple[str, ...] | None:
    if given is None or given == "unknown":
        return None
    if name in ("from", "to"):
        return _moment(name, given, zone)
    if name == "fields" or (name == "files" and isinstance(given, list)):
        items = given if isinstance(given, list) else str(given).split(",")
        texts = tuple(dict.fromkeys(str(item).strip() for item in items if str(item).strip()))
        return texts or _refuse(name)
    return _count(name, given)


def _count(name: str, given: Any) -> Count:
    if isinstance(given, bool):
        _refuse(name)
    if isinstance(given, int) and given >= 0:
        return Count(given, given)
    if isinstance(given, Mapping):
        least, most = given.get("at_least", 0), given.get("at_most", math.inf)
        if all(isinstance(end, int | float) and not isinstance(end, bool) for end in (least, most)) and least <= most:
            return Count(least, most)
    if isinstance(given, str) and (found := _RANGE.fullmatch(given.strip())):
        least = int(found[1])
        most = math.inf if found[2] else int(found[3] or least)
        if least <= most:
            return Count(least, most)
    _refuse(name)


def _moment(name: str, given: Any, zone: tzinfo | None) -> Moment:
    if isinstance(given, Mapping):
        ends = [_moment(name, given.get(end), zone) for end in ("from", "to")]
        return Moment(ends[0].earliest, ends[1].latest)
    text, found, whole_day = str(given).strip(), None, False
    try:
        whole_day = len(text) == 10
        found = datetime.combine(date.fromisoformat(text), time()) if whole_day else datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None:
        _refuse(name)
    if whole_day and name == "to":
        found += _DAY - timedelta(microseconds=1)  # the day named is the last one in it
    if found.tzinfo is None and zone is None:
        utc = found.replace(tzinfo=UTC)
        return Moment(utc - _EAST, utc + _WEST)
    moment = found if found.tzinfo else found.replace(tzinfo=zone)
    return Moment(moment.astimezone(UTC), moment.astimezone(UTC))


def _zone(given: Any) -> tzinfo | None:
    if given is None:
        return None
    text = str(given)
    if found := _OFFSET.fullmatch(text):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(ahead if found[1] == "+" else -ahead)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise BadInput("`zone` is no time zone", hint="Use a name such as Asia/Jakarta, or an offset such as +07:00.")


def _refuse(name: str) -> NoReturn:
    raise BadInput(f"`{name}` is not understood", hint="See what a vendor's account may say: docs/case.md")
