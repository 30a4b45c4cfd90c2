"""The summary of an access request, in both languages, escaped."""

from __future__ import annotations

import pytest

from waspada.core.language import LANGUAGES, Lang
from waspada.flows.case.access_words import page, say

TOLD = {
    "vendor": "<b>Acme</b>",
    "run": 2,
    "day": {"en": "9 March 2026", "id": "9 Maret 2026"},
    "records": 1,
    "files": [{"path": "records/01-t.csv", "records": 1}],
    "kinds": [{"label": "e-mail", "category": {"en": "contact", "id": "kontak"}, "values": 1200}],
    "mentions": 0,
    "sources": ["a<script>.csv"],
    "gaps": [("gap_quarantine", {"count": 3}), ("gap_purpose", {})],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_whole_and_asks_nobody_for_anything(lang: Lang) -> None:
    made = page(TOLD, lang)
    assert f'<html lang="{lang}">' in made
    assert "<b>" not in made
    assert "<script>" not in made
    assert "http" not in made
    assert "{" not in made.replace(made[made.index("<style>") : made.index("</style>")], "")


def test_numbers_are_written_as_the_language_does() -> None:
    assert "1,200" in page(TOLD, "en")
    assert "1.200" in page(TOLD, "id")
    assert say("count", "en", count=1) == "One record is yours."
    assert say("count", "en", count=2) == "2 records are yours."


def test_nobody_with_no_record_is_told_otherwise() -> None:
    made = page({**TOLD, "records": 0, "files": [], "mentions": 2}, "en")
    assert "No record in this data is your own." in made
    assert "In 2 more places" in made
