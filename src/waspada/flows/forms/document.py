"""A filled form as a document for programs: each answer in both languages, with where it comes from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from waspada.core.language import LANGUAGES
from waspada.flows.forms.form import Answer, Filled


def as_json(filled: Filled, *, withheld: Collection[str] = ()) -> dict[str, Any]:
    """The form as data.

    Args:
        withheld: ids of what was asked whose answers do not stand in it, for a personal value is in them.
    """
    form = filled.form
    return {
        "form": form.id,
        "title": dict(form.title),
        "law": dict(form.law),
        "official": dict(form.official),
        "stage": filled.stage,
        "case_id": filled.case_id,
        "recipient": dict(filled.recipient),
        "made": dict(filled.made),
        "against": dict(filled.against) if filled.against else None,
        "answered": len(filled.answers) - len(filled.lacks),
        "asked": len(filled.answers),
        "parts": [
            {
                "id": part.id,
                "title": dict(part.title),
                "answers": [_answer(one, hidden=one.ask.id in withheld) for one in answers],
            }
            for part, answers in filled.parts
        ],
        "changed": [one.ask.id for one in filled.changes],
    }


def lack_of(answer: Answer) -> dict[str, Any]:
    """What is missing in an answer, and who owes it."""
    lack = answer.lack
    return {
        "id": answer.ask.id,
        "ask": dict(answer.ask.text),
        "owner": str(lack.owner) if lack else "",
        "what": dict(lack.text) if lack else dict.fromkeys(LANGUAGES, ""),
        "fact": lack.fact if lack else "",
        "question": lack.question if lack else "",
    }


def _answer(answer: Answer, *, hidden: bool) -> dict[str, Any]:
    return {
        "id": answer.ask.id,
        "ask": dict(answer.ask.text),
        "origin": answer.origin,
        "withheld": hidden,
        "text": {lang: "" if hidden else answer.text(lang) for lang in LANGUAGES},
        "sources": [{"of": one.of, "name": one.name, "entry": one.entry} for one in answer.sources],
        "lack": lack_of(answer) if answer.lack else None,
    }
