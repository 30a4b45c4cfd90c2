"""Turns the codes of an evaluation into sentences, in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, ModuleType
from typing import Final

from waspada.core.language import Lang, day, number, series
from waspada.laws import words_en, words_id
from waspada.laws.outcome import Param, Reason

_BOOKS: Final[Mapping[Lang, ModuleType]] = MappingProxyType({"en": words_en, "id": words_id})


def _same(name: str) -> str:
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people call things whose names this room does not know."""

    fact: Callable[[str], str] = _same
    kind: Callable[[str], str] = _same
    place: Callable[[str], str] = _same
    group: Callable[[str], str] = _same


def book(table: str, lang: Lang) -> Mapping[str, str]:
    """A table of words: STATUSES, CONFIDENCES, STARTS, GAPS, WORDS."""
    found: Mapping[str, str] = getattr(_BOOKS[lang], table)
    return found


def sentence(reason: Reason, lang: Lang, names: Names | None = None) -> str:
    """One reason as a sentence."""
    given = dict(reason.params)
    words = {key: _word(key, value, lang, names or Names()) for key, value in given.items()}
    if isinstance(given.get("least"), int):
        words["people"] = people(given, lang)
    words["question"] = str(given.get(lang, ""))
    template: str = _BOOKS[lang].REASONS[reason.code]
    return template.format_map(words)


def people(given: Mapping[str, Param], lang: Lang) -> str:
    """`250 people`, `240–260 people`, `at least 240 people`."""
    least, most = int(str(given["least"])), given.get("most")
    noun = "orang" if lang == "id" else "person" if least == most == 1 else "people"
    if most is None:
        return f"{book('WORDS', lang)['at_least']} {number(least, lang)} {noun}"
    low, high = number(least, lang), number(int(str(most)), lang)
    return f"{low} {noun}" if low == high else f"{low}–{high} {noun}"


def _word(key: str, value: Param, lang: Lang, names: Names) -> str:
    if isinstance(value, tuple):
        call = {"facts": names.fact, "kinds": names.kind, "groups": names.group}.get(key, names.place)
        return series([call(item) for item in value], lang) or "–"
    if isinstance(value, int):
        return number(value, lang)
    if key in ("day", "start", "end"):
        return day(date.fromisoformat(value), lang)
    if key == "word":
        return book("WORDS", lang)[value]
    if key == "clock":
        return book("STARTS", lang)[value]
    return {"fact": names.fact, "place": names.place}.get(key, _same)(value)
