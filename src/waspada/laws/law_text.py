"""Reads rule files: strictly, so that a slip of the pen is an error with its line and not a law nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from waspada.core.errors import BadInput
from waspada.laws.calendars import is_calendar
from waspada.laws.condition import PLACE, Condition, Reading, read
from waspada.laws.law import (
    CONFIDENCES,
    DUTY_ROLES,
    GENERAL,
    MEMBER_STATE,
    REACHES,
    STARTS,
    UNITS,
    Cite,
    Clock,
    Duty,
    Instead,
    Item,
    Law,
    Source,
    Span,
)
from waspada.laws.yaml_text import Block, parse

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_TOLD: Final = ("after_authority_notice", "after_individual_notice")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_DUTY_KEYS: Final = (
    *("role", "per", "reach", "in_force", "until", "voluntary", "confidence", "when", "content", "form", "notes"),
)
_CLOCK_KEYS: Final = ("value", "unit", "after", "count_from", "roll", "roll_time", "backstop", "limit", "instead")
_LAW_KEYS: Final = (
    *("except_places", "reach", "established", "sectoral", "calendar", "until", "pending", "notes", "scope"),
    "definitions",
)
_LAW_NEEDS: Final = (
    *("id", "version", "checked", "name", "places", "zone", "in_force", "confidence", "sources", "duties"),
)


@cache
def packaged(law: str) -> Law:
    """A law of this package.

    Raises:
        BadInput: there is no such text, or it breaks the format.
    """
    file = resources.files("waspada.laws").joinpath("texts", f"{law}.yaml")
    if not _ID.fullmatch(law) or not file.is_file():
        raise BadInput("there is no rule file of this name", hint="Rule files lie in waspada/laws/texts.")
    text = file.read_text(encoding="utf-8")
    return law_of(parse(text, f"{law}.yaml"), text, expected=law)


def law_of(top: Block, text: str, *, expected: str = "") -> Law:
    """A law from the mapping of its file.

    Args:
        text: what its hash is of.
        expected: the id that it must have.
    """
    top.only(_LAW_KEYS, _LAW_NEEDS)
    id_ = top.text("id")
    top.check(bool(_ID.fullmatch(id_)) and expected in ("", id_), "`id` is the name of the file")
    definitions = _definitions(top, id_)
    reading = Reading(id_, definitions)
    confidence = top.choice("confidence", CONFIDENCES)
    in_force, until = top.day("in_force"), top.day("until")
    top.check(in_force is None or until is None or in_force < until, "`until` is before `in_force`")
    calendar = top.text("calendar")
    top.check(not calendar or is_calendar(calendar), "`calendar` is no country or region of the package holidays")
    zone = top.text("zone")
    top.check(_is_zone(zone), "`zone` is no time zone")
    checked = top.day("checked")
    if checked is None:
        top.refuse("`checked` is a date")
    duties = top.each("duties", lambda block: _duty(block, reading, confidence, calendar))
    top.check(bool(duties), "a law has at least one duty")
    law = Law(
        id=id_,
        version=top.number("version", 1),
        checked=checked,
        name=top.both("name"),
        places=_places(top, "places"),
        except_places=_places(top, "except_places"),
        anywhere=top.choice("reach", REACHES, REACHES[0]) == "anywhere",
        established=top.choice("established", ("counts", "everybody", ""), ""),
        sectoral=top.flag("sectoral"),
        zone=zone,
        calendar=calendar,
        in_force=in_force,
        until=until,
        confidence=confidence,
        sources=top.each("sources", _source),
        pending=_maybe_both(top, "pending"),
        notes=_maybe_both(top, "notes"),
        scope=read(top["scope"], top, reading) if "scope" in top else None,
        duties=duties,
        sha256=sha256(text.encode()).hexdigest(),
    )
    _checked_whole(top, law)
    return law


def _checked_whole(top: Block, law: Law) -> None:
    top.check(bool(law.places), "`places` is a list with something in it")
    top.check(bool(law.sources) or law.confidence == GENERAL, "a law needs `sources`, unless it is general knowledge")
    top.check(not (law.established and law.anywhere), "`established` belongs to reach residents")
    voluntary = all(duty.voluntary for duty in law.duties)
    top.check(law.in_force is not None or voluntary, "without `in_force` every duty is `voluntary`")
    for number, one in enumerate(law.duties):
        for other in law.duties[:number]:
            apart = one.id != other.id or not _overlap(one, other)
            top.check(apart, f"the duty `{one.id}` stands twice for the same days")
    ids = {duty.id for duty in law.duties}
    for duty in law.duties:
        after = duty.clock.after
        top.check(not after or after in ids, f"`after: {after}` names no duty of this law")


def _overlap(one: Duty, other: Duty) -> bool:
    first, last = date.min, date.max
    return (one.in_force or first) < (other.until or last) and (other.in_force or first) < (one.until or last)


def _definitions(top: Block, law: str) -> Mapping[str, Condition]:
    found: dict[str, Condition] = {}
    if "definitions" in top:
        block = top.block("definitions")
        for name, value in block.items():
            block.check(bool(_ID.fullmatch(name)), "the name of a definition is a word in small letters")
            found[name] = read(value, block, Reading(law, found))
    return found


def _duty(block: Block, reading: Reading, confidence: str, calendar: str) -> Duty:
    block.only(_DUTY_KEYS, ("id", "recipient", "clock", "term", "cite"))
    id_ = block.text("id")
    block.check(bool(_ID.fullmatch(id_)), "`id` of a duty is a word in small letters")
    own = block.choice("confidence", CONFIDENCES, confidence)
    in_force, until = block.day("in_force"), block.day("until")
    block.check(in_force is None or until is None or in_force < until, "`until` is before `in_force`")
    return Duty(
        id=id_,
        role=block.choice("role", DUTY_ROLES, DUTY_ROLES[0]),
        per_state=block.choice("per", (MEMBER_STATE, ""), "") == MEMBER_STATE,
        reach=block.choice("reach", (*REACHES, ""), ""),
        in_force=in_force,
        until=until,
        voluntary=block.flag("voluntary"),
        confidence=own,
        recipient=block.both("recipient"),
        when=read(block["when"], block, reading) if "when" in block else None,
        clock=_clock(block.block("clock"), reading, calendar),
        term=block.both("term"),
        cite=_cite(block.block("cite"), own),
        content=block.each("content", _item),
        form=block.text("form"),
        notes=_maybe_both(block, "notes"),
    )


def _clock(block: Block, reading: Reading, calendar: str) -> Clock:
    block.only(_CLOCK_KEYS, ("start",))
    start = block.choice("start", STARTS)
    if "value" not in block:
        numbers = sorted(set(block) & {"unit", "count_from", "roll", "roll_time", "backstop", "instead"})
        block.check(not numbers, f"without `value` there is no {', '.join(numbers)}")
    roll = block.choice("roll", ("next_business_day", ""), "") != ""
    roll_time = block.text("roll_time")
    block.check(
        not roll_time or (roll and bool(_TIME.fullmatch(roll_time))), '`roll_time` is a time beside `roll`: "12:00"'
    )
    after = block.text("after")
    block.check(not after or start in _TOLD, "`after` belongs to after_authority_notice and after_individual_notice")
    clock = Clock(
        start=start,
        value=block.number("value", 1) if "value" in block else None,
        unit=block.choice("unit", UNITS) if "value" in block else "",
        after=after,
        end_of_year=block.choice("count_from", ("end_of_year", ""), "") != "",
        roll=roll,
        roll_time=roll_time,
        backstop=_span(block.block("backstop"), "") if "backstop" in block else None,
        limit=_span(block.block("limit"), "") if "limit" in block else None,
        instead=block.each("instead", lambda one: _instead(one, reading, start)),
    )
    spans = [span for span in (clock.backstop, clock.limit, *(one.span for one in clock.instead)) if span]
    units = {clock.unit, *(span.unit for span in spans)}
    block.check(bool(calendar) or not (clock.roll or "business_days" in units), "business days need a `calendar`")
    return clock


def _span(block: Block, start: str) -> Span:
    block.only(("start", "late_start", "when", "count_from"), ("value", "unit"))
    return Span(
        start=block.choice("start", STARTS, start),
        value=block.number("value", 1),
        unit=block.choice("unit", UNITS),
        late_start=block.flag("late_start"),
        end_of_year=block.choice("count_from", ("end_of_year", ""), "") != "",
    )


def _instead(block: Block, reading: Reading, start: str) -> Instead:
    block.only(("start", "value", "unit", "count_from"), ("when",))
    return Instead(when=read(block["when"], block, reading), span=_span(block, start))


def _cite(block: Block, confidence: str) -> Cite:
    block.only((), ("article", "quote", "url"))
    cite = Cite(article=block.text("article"), quote=block.text("quote"), url=block.text("url"))
    block.check(bool(cite.article) and cite.url.startswith("https://"), "`cite` needs an article and an https address")
    block.check(bool(cite.quote) or confidence == GENERAL, "`quote` may be empty only where confidence is general")
    return cite


def _source(block: Block) -> Source:
    block.only((), ("title", "url", "read"))
    source = Source(title=block.text("title"), url=block.text("url"), read=block.text("read"))
    block.check(source.url.startswith(("https://", "http://")), "`url` is an address")
    return source


def _item(block: Block) -> Item:
    block.only(("key",), ("en", "id"))
    words = {lang: block.text(lang) for lang in ("en", "id")}
    block.check(all(words.values()), "an item needs both languages")
    return Item(key=block.text("key"), text=words)


def _maybe_both(block: Block, key: str) -> Mapping[str, str]:
    return block.both(key) if block.get(key) is not None else _NOTHING


def _places(block: Block, key: str) -> tuple[str, ...]:
    codes = block.texts(key)
    block.check(all(PLACE.fullmatch(code) for code in codes), f"`{key}` is a list of country or region codes")
    return codes


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def chosen(laws: Iterable[str]) -> tuple[Law, ...]:
    """Several laws of this package, in this order."""
    return tuple(packaged(law) for law in laws)
