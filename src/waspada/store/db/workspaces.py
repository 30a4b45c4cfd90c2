"""What holds for the whole workspace, checked before it is saved: duties are computed from it."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from waspada.core.errors import BadInput, WaspadaError
from waspada.flows.case.texts import clean
from waspada.laws.contracts import read_contracts
from waspada.laws.overlay import read_overlay
from waspada.store.db import audit
from waspada.store.db.models import User, Workspace
from waspada.store.db.people_in import administrator

_PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_SECTOR: Final = re.compile(r"[a-z][a-z0-9_]{1,40}")
_MOST: Final = 400_000
"""Characters of a table or an overlay."""
NONE: Final = "none"
"""Stated: there is none. An empty field: nobody said."""
DELAYS: Final = (15, 720)
"""Fewest and most minutes before break-glass opens."""


def save(by: User, given: Mapping[str, str], *, now: float, today: date) -> Mapping[str, str]:
    """Check and save; what is wrong, by field, in which case nothing is saved.

    Raises:
        Refused: only administrators may.
    """
    administrator(by)
    workspace, problems = Workspace.get(), {}
    for name, read in _READ.items():
        found: object = None
        try:
            found = read(given.get(name, "").strip())
        except WaspadaError as error:
            problems[name] = f"{error}. {error.advice}"
        if name not in problems:
            setattr(workspace, name, found)
    if "zone" not in problems:
        problems |= _texts(workspace, given, today)
    if problems:
        return problems
    with audit.acting():
        workspace.save()
        audit.record(by, "workspace.change", now=now)
    return {}


def _texts(workspace: Workspace, given: Mapping[str, str], today: date) -> Mapping[str, str]:
    problems = {}
    readers: Mapping[str, Callable[[str], object]] = {
        "contracts": lambda text: read_contracts(text, "contracts", zone=workspace.zone, on=today),
        "overlay": lambda text: read_overlay(text, "overlay"),
    }
    for name, read in readers.items():
        text = given.get(name, "").replace("\r\n", "\n").strip()
        if len(text) > _MOST:
            problems[name] = f"longer than {_MOST:,} characters"
            continue
        try:
            if text:
                read(text)
        except WaspadaError as error:
            problems[name] = f"{str(error).rstrip('.')}. {error.advice}"
        setattr(workspace, name, text + "\n" if text else "")
    return problems


def _name(text: str) -> str:
    if len(text) > 200:
        raise BadInput("the name is longer than 200 characters", hint="Shorten it.")
    return clean(text, "the name") if text else ""


def _zone(text: str) -> str:
    if text not in zoneinfo.available_timezones():
        raise BadInput("there is no such time zone", hint="Write it like Asia/Jakarta or Europe/Dublin.")
    return text


def _places(text: str) -> list[str] | None:
    if text.lower() == NONE:
        return []
    found = _split(text.upper())
    if not all(_PLACE.fullmatch(place) for place in found):
        raise BadInput("one of them is no code of a country or region", hint="Write them like ID, IE, US-CA.")
    return found or None


def _main_establishment(text: str) -> str:
    text = NONE if text.lower() == NONE else text.upper()
    if text and text != NONE and not re.fullmatch(r"[A-Z]{2}", text):
        raise BadInput("this is no code of a country", hint="Write it like IE; `none` where there is none.")
    return text


def _sectors(text: str) -> list[str] | None:
    if text.lower() == NONE:
        return []
    found = _split(text.lower())
    if not all(_SECTOR.fullmatch(sector) for sector in found):
        raise BadInput("a sector is one word", hint="Write them like financial_entity, or none.")
    return found or None


def _contact(text: str) -> str:
    return clean(text, "the contact", lines=True) if text else ""


def _delay(text: str) -> int:
    fewest, most = DELAYS
    minutes = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
    if not fewest <= minutes <= most:
        raise BadInput("the delay is a number of minutes", hint=f"Choose {fewest} to {most}.")
    return minutes


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part))


_READ: Final[Mapping[str, Callable[[str], object]]] = {
    "name": _name,
    "zone": _zone,
    "established_in": _places,
    "eu_main_establishment": _main_establishment,
    "does_business_in": _places,
    "sectors": _sectors,
    "dpo": _contact,
    "break_glass_minutes": _delay,
}
