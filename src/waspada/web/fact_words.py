"""What a fact says, in the reader's language and zone; and what a form that fits its shape says back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from waspada.assess.report.countries import country
from waspada.core import language
from waspada.core.errors import BadInput
from waspada.flows.case.fact_names import Shape, label
from waspada.flows.case.fact_shapes import NONE, ONE_OF, shape_of
from waspada.flows.case.facts import PARTIES, UNKNOWN, Fact, Statement
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


def title(name: str) -> str:
    """What people call a fact; a note by its own word."""
    return label(name, lang()).removeprefix("note.")


def value_text(name: str, value: Any) -> str:
    """The value of a fact."""
    if value is None:
        return said("facts.unknown", lang())
    if isinstance(value, bool):
        return said("facts.yes" if value else "facts.no", lang())
    if isinstance(value, int):
        return language.number(value, lang())
    if isinstance(value, dict):
        return _range(value)
    shape = shape_of(name)
    if isinstance(value, list):
        places = shape in (Shape.COUNTRIES, Shape.PLACES)
        shown = [country(one, lang()) if places else str(one) for one in value]
        return language.series(shown, lang()) if shown else said("facts.none_of_it", lang())
    if shape is Shape.MOMENT:
        return moment_text(str(value))
    if shape in ONE_OF:
        return said(f"facts.choice.{value}", lang())
    if shape is Shape.STATE:
        return said("facts.none_of_it", lang()) if value == NONE else country(str(value), lang())
    return str(value)


def moment_text(value: datetime | str) -> str:
    """A moment in the reader's zone, the zone named."""
    moment = language.parse_moment(value) if isinstance(value, str) else value
    return language.moment(moment, lang(), timezone.get_current_timezone())


def party(by: str) -> str:
    """Who speaks: us, the vendor …"""
    return said(f"facts.party.{by}", lang()) if by in PARTIES else by


def statement(one: Statement) -> dict[str, Any]:
    """One statement as a table shows it."""
    return {
        "value": said("facts.unread", lang()) if one.unread else value_text(one.name, one.value),
        "known": one.value is not None,
        "by": party(one.by),
        "status": str(one.status),
        "tone": {"confirmed": "clear", "claimed": "unsure", "unknown": "unsure"}[str(one.status)],
        "source": one.source,
        "reason": one.reason,
        "actor": one.actor,
        "time": one.time,
        "entry": one.entry,
        "supersedes": one.supersedes,
    }


def fact_row(fact: Fact) -> dict[str, Any]:
    """One fact as a table shows it: what counts now, and what others say beside it."""
    best = fact.best or fact.ours or next(iter(fact.claims), None)
    others = [one for one in (*fact.claims, fact.ours) if one and one is not best]
    return {
        "name": fact.name,
        "title": title(fact.name),
        "best": statement(best) if best else None,
        "others": [statement(one) for one in others],
        "disputed": fact.disputed,
        "times": len(fact.history),
    }


def _range(value: Mapping[str, Any]) -> str:
    if "from" in value:
        return said("facts.between", lang(), first=moment_text(value["from"]), last=moment_text(value["to"]))
    least = language.number(int(value["at_least"]), lang())
    if "at_most" not in value:
        return said("facts.at_least", lang(), number=least)
    return said("facts.range", lang(), first=least, last=language.number(int(value["at_most"]), lang()))


def sent_text(name: str, given: Mapping[str, str]) -> str:
    """What a form said, as `flows.case.facts.state` takes it.

    Raises:
        BadInput: a part is missing, or is no time or zone.
    """
    if given.get("unknown"):
        return UNKNOWN
    shape = shape_of(name)
    if shape is Shape.MOMENT:
        ends = [sent_moment(given.get(end, ""), given.get("zone", "")) for end in ("at", "until")]
        return "/".join(end for end in ends if end)
    if shape is Shape.COUNT:
        return _sent_count(given.get("at_least", "").strip(), given.get("at_most", "").strip())
    text = given.get("value", "").strip()
    if shape is Shape.LIST:
        return ",".join(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
    return text


def sent_moment(text: str, zone: str) -> str:
    """A time of day as a browser sends it, in a zone, with its offset; empty: none was given. Raises BadInput."""
    if not text.strip():
        return ""
    moment: datetime | None = None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None:
        raise BadInput("this is not a time", hint="Write it like 2026-03-09T08:30.")
    if moment.tzinfo is not None:
        return moment.isoformat()
    place: ZoneInfo | None = None
    try:
        place = ZoneInfo(zone.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place = None
    if place is None or not zone.strip():
        raise BadInput("the time names no time zone that we know", hint="Choose one, for example Asia/Jakarta.")
    return moment.replace(tzinfo=place).isoformat()


def _sent_count(least: str, most: str) -> str:
    if not most:
        return f"{least}+" if least else ""
    return least if least == most else f"{least or 0}-{most}"
