"""The shipped questions: complete in both languages, each id once, and the law asks for the same."""

from __future__ import annotations

import pytest

from waspada.flows.case.question_list import BY_ID, QUESTIONS, Question
from waspada.flows.case.texts import without_values


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_is_asked_in_both_languages(question: Question) -> None:
    english, indonesian = question.text("en"), question.text("id")
    assert english != indonesian
    assert english[-1] in "?."
    assert indonesian[-1] in "?."
    assert 20 < len(english) < 200
    assert 20 < len(indonesian) < 200


def test_about_twenty_and_each_once() -> None:
    assert 18 <= len(QUESTIONS) == len(BY_ID) <= 24
    assert not [name for name in BY_ID if not name.isalpha()]


def test_what_the_laws_want_told_is_asked() -> None:
    named = " ".join(question.basis for question in QUESTIONS)
    for part in ("33(3)(a)", "33(3)(b)", "33(3)(c)", "33(3)(d)", "46(2)(a)", "46(2)(b)", "46(2)(c)"):
        assert part in named


def test_asking_them_is_never_refused() -> None:
    texts = [question.text(lang) for question in QUESTIONS for lang in ("en", "id")]
    without_values(texts, None)
    assert all(texts)
