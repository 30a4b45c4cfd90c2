"""Why a claim has its verdict, in English and Indonesian; counts and names of kinds only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from waspada.assess.findings import Searched, where_searched
from waspada.assess.kinds import Kinds, label
from waspada.core.language import Lang, counted, number, series

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict with what it rests on."""

    verdict: str
    reason: str
    evidence: tuple[dict[str, Any], ...] = ()
    kinds: tuple[str, ...] = ()
    values: int | None = None
    people: int | None = None
    fields_to_read: tuple[tuple[str, str], ...] = ()
    recall: tuple[int, int] | None = None


def because(answer: Answer, kinds: Kinds, looked: Searched) -> dict[str, str]:
    """The sentence in both languages."""
    return {"en": _english(answer, kinds, looked), "id": _indonesian(answer, kinds, looked)}


def _names(answer: Answer, kinds: Kinds, lang: Lang) -> str:
    names = [label(kind, kinds, lang) for kind in answer.kinds[:_SHOWN]]
    more = len(answer.kinds) - _SHOWN
    if more > 0:
        names.append(f"{number(more, lang)} {'more' if lang == 'en' else 'lainnya'}")
    return series(names, lang)


def _recall(answer: Answer, lang: Lang) -> str:
    if not answer.recall or not answer.recall[1]:
        return ""
    found, planted = (number(count, lang) for count in answer.recall)
    if lang == "en":
        return f" On this project's own cases the search found {found} of {planted}."
    return f" Pada kasus uji proyek ini, pencarian menemukan {found} dari {planted}."


def _english(answer: Answer, kinds: Kinds, looked: Searched) -> str:
    searched, values = where_searched(looked, "en"), counted(answer.values or 0, "value", "values")
    unread, people = (
        counted(len(answer.fields_to_read), "field", "fields"),
        counted(answer.people or 0, "person", "people"),
    )
    names = _names(answer, kinds, "en")
    sentences: dict[str, Callable[[], str]] = {
        "searched": lambda: f"Searched: {searched}; none was found." + _recall(answer, "en"),
        "read": lambda: "Every field that could hold it has a meaning, and none does.",
        "searched_and_read": lambda: (
            f"Searched: {searched}; every field that could hold it has a meaning, and none was found."
            + _recall(answer, "en")
        ),
        "found": lambda: f"It was found: {names} ({values}).",
        "weak": lambda: f"Uncertain: {values} may be one; a person must decide.",
        "unread": lambda: f"What could hold it has no confirmed meaning ({unread}); a person must read it.",
        "without_fields": lambda: "Text without fields was searched, and nobody can tell from it.",
        "weak_and_unread": lambda: (
            f"Uncertain: {values} may be one, and what could hold it has no confirmed meaning ({unread})."
        ),
        "not_searched": lambda: f"Not searched for: {names}." if names else "Nothing was searched.",
        "listed": lambda: "Everything that was found is named in it." + _recall(answer, "en"),
        "unlisted": lambda: f"Also found, but not named: {names}.",
        "not_there": lambda: f"Named, but not found: {names}.",
        "same": lambda: f"It is so for everybody ({people}).",
        "differs": lambda: f"It is different for {people}.",
        "without_value": lambda: f"For {people} the directory does not say.",
        "no_column": lambda: f"The directory has no column {names}.",
    }
    return sentences[answer.reason]()


def _indonesian(answer: Answer, kinds: Kinds, looked: Searched) -> str:
    searched, values = where_searched(looked, "id"), number(answer.values or 0, "id")
    unread, people = number(len(answer.fields_to_read), "id"), number(answer.people or 0, "id")
    names = _names(answer, kinds, "id")
    sentences: dict[str, Callable[[], str]] = {
        "searched": lambda: f"Dicari di {searched}; tidak ditemukan." + _recall(answer, "id"),
        "read": lambda: "Setiap kolom yang mungkin memuatnya sudah bermakna, dan tidak ada yang memuatnya.",
        "searched_and_read": lambda: (
            f"Dicari di {searched}; setiap kolom yang mungkin memuatnya sudah bermakna, dan tidak ditemukan."
            + _recall(answer, "id")
        ),
        "found": lambda: f"Ditemukan: {names} ({values} nilai).",
        "weak": lambda: f"{values} nilai yang belum pasti mungkin termasuk; perlu diputuskan oleh orang.",
        "unread": lambda: f"Makna kolom yang mungkin memuatnya belum dipastikan ({unread}); perlu dibaca oleh orang.",
        "without_fields": lambda: "Teks tanpa kolom diperiksa, dan dari teks itu tidak ada yang dapat memastikannya.",
        "weak_and_unread": lambda: (
            f"{values} nilai yang belum pasti mungkin termasuk, dan makna kolom yang mungkin memuatnya belum "
            f"dipastikan ({unread})."
        ),
        "not_searched": lambda: f"Tidak dicari: {names}." if names else "Tidak ada yang dicari.",
        "listed": lambda: "Semua yang ditemukan disebut di dalamnya." + _recall(answer, "id"),
        "unlisted": lambda: f"Juga ditemukan, tetapi tidak disebut: {names}.",
        "not_there": lambda: f"Disebut, tetapi tidak ditemukan: {names}.",
        "same": lambda: f"Demikian halnya untuk semua {people} orang.",
        "differs": lambda: f"Berbeda untuk {people} orang.",
        "without_value": lambda: f"Untuk {people} orang, direktori tidak menyebutkannya.",
        "no_column": lambda: f"Direktori tidak memiliki kolom {names}.",
    }
    return sentences[answer.reason]()
