"""A filled form as lines, the same for text, Word and PDF: what is in one is in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from waspada.core.language import Lang
from waspada.flows.forms.form import Answer, Filled
from waspada.flows.forms.words import source_text, word

Style = Literal["title", "sub", "heading", "ask", "answer", "lack", "source", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form as paragraphs."""

    title: str
    head: Sequence[tuple[str, str]]
    """Rows above: to whom, under which law."""
    lines: Sequence[Line]


def sheet(filled: Filled, lang: Lang) -> Sheet:
    """Everything that an authority reads."""
    head = [
        (word("to", lang), filled.recipient[lang]),
        (word("law", lang), filled.form.law[lang]),
        (word("case", lang), filled.case_id),
    ]
    return Sheet(
        title=filled.form.title[lang],
        head=tuple((name, text) for name, text in head if text),
        lines=tuple(_lines(filled, lang)),
    )


def _lines(filled: Filled, lang: Lang) -> Iterator[Line]:
    yield Line("sub", word(filled.stage, lang))
    yield Line("note", f"{filled.made[lang]} {word('none_personal', lang)}")
    if filled.stage != "preliminary":
        yield from _changes(filled, lang)
    for part, answers in filled.parts:
        yield Line("heading", part.title[lang])
        for answer in answers:
            yield from _answer(answer, filled, lang)


def _changes(filled: Filled, lang: Lang) -> Iterator[Line]:
    yield Line("heading", word("changes", lang))
    if filled.against is None:
        yield Line("lack", word("no_version", lang))
        return
    yield Line("note", filled.against[lang])
    if not filled.changes:
        yield Line("answer", word("no_changes", lang))
    for change in filled.changes:
        yield Line("ask", change.ask.text[lang])
        yield Line("answer", f"{word('before', lang)}: {change.before or word('nothing', lang)}")
        yield Line("answer", f"{word('now', lang)}: {change.now[lang] or word('nothing', lang)}")


def _answer(answer: Answer, filled: Filled, lang: Lang) -> Iterator[Line]:
    yield Line("ask", answer.ask.text[lang])
    for one in answer.sentences:
        yield Line("answer", one.text[lang])
    if answer.lack:
        later = "more" if answer.sentences else "follows"
        yield Line("lack", word("unknown" if filled.stage == "final" else later, lang))
    if answer.sources:
        yield Line("source", f"[{'; '.join(dict.fromkeys(source_text(one, lang) for one in answer.sources))}]")
