"""What a finder may lean on besides the text itself: the field's name, and words nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from waspada.detect.kind import Kind, Match, Place

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=8192)
def snake(name: str) -> str:
    """A field's name in snake_case, without sigils: `$currentURL` → `current_url`, `E-Mail` → `e_mail`."""
    return _NOT_WORD.sub("_", _CAMEL.sub("_", name).lower()).strip("_")


@lru_cache(maxsize=8192)
def tokens(name: str) -> frozenset[str]:
    """The words of a name."""
    return frozenset(snake(name).split("_"))


@lru_cache(maxsize=8192)
def _named(name: str, names: tuple[str, ...]) -> bool:
    flat = snake(name)
    return any(flat == known or flat.endswith("_" + known) for known in names)


def named(place: Place, kind: Kind) -> bool:
    """Whether the field's meaning or its name (or the end of its name) says that it holds this kind."""
    if place.meaning:
        return place.meaning == kind.id
    return bool(place.name) and _named(place.name, kind.names)


def before(text: str, start: int, reach: int = 40) -> str:
    """The words just before a value, in lower case."""
    return text[max(0, start - reach) : start].lower()


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """The finder of kinds that no text can show: they are counted where a field's meaning is theirs."""

    kinds: tuple[Kind, ...]
    triggers: tuple[str, ...] = ()

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Nothing: the engine counts every filled cell of a field with such a meaning."""
        return iter(())
