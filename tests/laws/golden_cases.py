"""The goldens: situations whose outcome a statute or a regulator decides in words that each of them quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from waspada.detect.registry import KINDS
from waspada.laws.registry import REGIMES
from waspada.laws.yaml_text import Block, parse

FOLDER = Path(__file__).parent / "goldens"
_LISTS = ("missing", "because", "depends_on")


@dataclass(frozen=True, slots=True)
class Golden:
    """One case."""

    regime: str
    outcome: str
    quote: str
    url: str
    first_hand: bool
    """The statute or the regulator was read (also on a mirror), not what others write of it."""
    situation: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]
    name: str

    def __str__(self) -> str:
        return f"{self.regime}: {self.name}"


@cache
def goldens(regime: str) -> tuple[Golden, ...]:
    """All cases of a regime; empty where there is no file."""
    path = FOLDER / f"{regime}.yaml"
    if not path.exists():
        return ()
    top = parse(path.read_text(encoding="utf-8"), path.name)
    assert top.text("regime") == regime, path.name
    read = {one.text("url"): one.text("read") for one in top.each("sources", lambda one: one)}
    return tuple(top.each("cases", lambda block: _golden(regime, block, read)))


def _golden(regime: str, block: Block, read: Mapping[str, str]) -> Golden:
    block.only(("notes", "note"), ("name", "outcome", "url", "quote", "situation", "expect"))
    given: dict[str, Any] = dict(block.block("situation"))
    used = {kind for row in given.get("people") or () for kind in row.get("kinds", ())}
    known = {kind: category for kind, category in _categories().items() if kind in used}
    given["categories"] = {**known, **given.get("categories", {})}
    return Golden(
        regime=regime,
        outcome=block.choice("outcome", ("fired", "not_fired")),
        quote=block.text("quote"),
        url=block.text("url"),
        first_hand="secondary" not in read.get(block.text("url"), "secondary").lower(),
        situation=given,
        expect=block.each("expect", lambda one: one),
        name=block.text("name"),
    )


@cache
def _categories() -> dict[str, str]:
    return {kind.id: kind.category for kind in KINDS.values()}


def counting() -> tuple[str, ...]:
    """The registered regimes that count: a fired and a not-fired golden each, in the words of statute or regulator."""
    found = []
    for regime in REGIMES:
        good = {case.outcome for case in goldens(regime) if case.first_hand and case.quote and case.url}
        if good == {"fired", "not_fired"}:
            found.append(regime)
    return tuple(found)


def differs(wanted: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What an outcome (as JSON) says otherwise than a golden expects: key → (wanted, made)."""
    return {key: (value, made.get(key)) for key, value in wanted.items() if not _same(key, value, made)}


def _same(key: str, value: Any, made: Mapping[str, Any]) -> bool:
    given: Any = made.get(key)
    if key in ("due", "limit", "done"):
        return given is None if value in (None, "null") else given is not None and _at(value) == _at(given)
    if key == "start" and isinstance(value, Mapping):
        return given is not None and all(
            _at(one) == _at(given[name]) if name == "at" else one == given[name] for name, one in value.items()
        )
    if key == "people" and isinstance(value, int):
        return bool(given == {"at_least": value, "at_most": value})
    if key == "people" and isinstance(value, list):
        return bool([given["at_least"], given["at_most"]] == value) if given else False
    if key == "people":
        return all(given[name] == one for name, one in value.items()) if given else False
    if key == "term" and isinstance(value, bool):
        return bool(made["no_number"] == value)
    if key == "recipient":
        return value in (made["place"], made["controller"]) or str(value).lower() in given["en"].lower()
    if key in _LISTS:
        codes = [one["code"] if isinstance(one, dict) else one for one in given]
        return all(any(one == code or code.endswith(f".{one}") for code in codes) for one in value)
    return bool(given == value)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
