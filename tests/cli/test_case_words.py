"""The words of a case: both languages complete, values as people write them."""

from __future__ import annotations

import string
from typing import Any

import pytest

from waspada.cli import case_show_words, case_words
from waspada.cli.case_words import PARTY, letter_lines, value_text
from waspada.core.custody import Action
from waspada.core.language import Lang
from waspada.flows.case.facts import PARTIES
from waspada.flows.case.question_list import QUESTIONS

TABLES = {
    name: getattr(module, name)
    for module in (case_words, case_show_words)
    for name in ("OPEN", "FACT", "PARTY", "ASK", "LETTER", "DECIDE", "SHOW", "ACTION")
    if hasattr(module, name)
}


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same(name: str) -> None:
    def gaps(text: str) -> set[str]:
        return {gap for _, gap, _, _ in string.Formatter().parse(text) if gap}

    table = TABLES[name]
    assert table["en"].keys() == table["id"].keys()
    for key, text in table["en"].items():
        assert gaps(table["id"][key]) == gaps(text), key


def test_every_party_and_action_has_a_name() -> None:
    assert set(PARTY["en"]) == {*PARTIES}
    assert set(case_show_words.ACTION["en"]) == {str(action) for action in Action}


@pytest.mark.parametrize(
    ("name", "value", "lang", "text"),
    [
        ("people", 12000, "en", "12,000"),
        ("people", {"at_least": 10000, "at_most": 12000}, "id", "10.000 sampai 12.000"),
        ("people", {"at_least": 10000}, "en", "at least 10,000"),
        ("people", None, "id", "tidak diketahui"),
        ("encrypted", False, "en", "no"),
        ("countries", ["ID", "DE"], "id", "Indonesia, Jerman"),
        ("fields", ["name", "e\x1bmail"], "en", "name, e mail"),
        ("aware_at", "2025-11-25T21:02:00+07:00", "id", "25 November 2025 pukul 21.02 UTC+07:00"),
        ("detected_at", {"from": "2025-11-09T00:00:00Z", "to": "2025-11-10T00:00:00Z"}, "en", "9 November 2025 (UTC)"),
        (
            "detected_at",
            {"from": "2025-11-09T01:00:00Z", "to": "2025-11-10T00:00:00Z"},
            "en",
            "9 November 2025 at 01:00 UTC to 10 November 2025 at 00:00 UTC",
        ),
        ("note.x", "a\nb", "en", "a b"),
    ],
)
def test_values_as_people_write_them(name: str, value: Any, lang: Lang, text: str) -> None:
    assert value_text(name, value, lang) == text


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_letter_holds_every_question_and_fits_the_page(lang: Lang) -> None:
    asked = [(question.id, question.text(lang), question.basis) for question in QUESTIONS]
    lines = list(letter_lines(asked, vendor="Mixpanel", title="November", case_id="0198", lang=lang))
    assert max(len(line) for line in lines) <= 80
    text = " ".join(" ".join(lines).split())
    assert all(f"[{question.id}] {question.text(lang)}" in text for question in QUESTIONS)
    assert text.count("(GDPR") == sum(question.basis.startswith("GDPR") for question in QUESTIONS)
    assert "Mixpanel" in text
