"""Codes become sentences, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import waspada.laws
from waspada.laws import words_en, words_id
from waspada.laws.law import CONFIDENCES, STARTS
from waspada.laws.outcome import STATUSES, because
from waspada.laws.words import Names, book, people, sentence

TABLES = ("REASONS", "STATUSES", "CONFIDENCES", "STARTS", "GAPS", "WORDS")


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_have_the_same_codes_and_the_same_gaps(table: str) -> None:
    en, id_ = getattr(words_en, table), getattr(words_id, table)
    assert list(en) == list(id_)
    for code in en:
        fields = [{name for _, name, _, _ in Formatter().parse(text[code]) if name} for text in (en, id_)]
        assert fields[0] == fields[1], code
        assert en[code] != id_[code], code


def test_every_code_that_the_room_gives_has_words_and_no_other() -> None:
    folder = Path(waspada.laws.__file__).parent
    text = "\n".join(path.read_text() for path in folder.glob("*.py") if not path.name.startswith("words"))
    given = {code for code in words_en.REASONS if re.search(rf'"{code}"', text)}
    named = {"sector", "established_in", "does_business_in"}
    made = {f"{word}{end}" for word in named for end in ("", "_not", "_unknown")}
    assert set(words_en.REASONS) - given - made == set()
    asked = set(re.findall(r'because\(\s*"([a-z_]+)"', text))
    assert asked <= set(words_en.REASONS)
    assert set(words_en.STATUSES) == set(STATUSES)
    assert (set(words_en.CONFIDENCES), set(words_en.STARTS)) == (set(CONFIDENCES), set(STARTS))


@pytest.mark.parametrize(
    ("reason", "en", "id_"),
    [
        (
            because("threshold_not_reached", least=249, most=249, threshold=250, word="at_least"),
            "Only 249 people counted; the law says at least 250.",
            "Hanya terhitung 249 orang; batas undang-undang: paling sedikit 250.",
        ),
        (
            because("not_yet_in_force", day="2025-01-02", fact="aware_at", start="2025-06-01"),
            "Not in force on 2 January 2025 (aware_at): it begins on 1 June 2025.",
            "Belum berlaku pada 2 Januari 2025 (aware_at): mulai berlaku 1 Juni 2025.",
        ),
        (
            because("judgement_needed", en="Is it?", id="Apakah?"),
            "A person must judge: Is it?",
            "Perlu penilaian orang: Apakah?",
        ),
        (because("eu_lead", place="IE"), None, None),
        (because("risk_not_assessed", groups=()), "The risk has not been assessed: –.", "Risiko belum dinilai: –."),
    ],
)
def test_sentences(reason: object, en: str | None, id_: str | None) -> None:
    made = [sentence(reason, lang) for lang in ("en", "id")]  # type: ignore[arg-type]
    assert all("{" not in text for text in made)
    assert en is None or made == [en, id_]


def test_names_come_from_the_caller() -> None:
    names = Names(fact=str.upper, kind=str.title, place=str.lower, group=lambda name: f"<{name}>")
    assert "AWARE_AT" in sentence(because("stated", fact="aware_at"), "en", names)
    assert "Email" in sentence(because("elements_met", kinds=("email",)), "en", names)
    assert "<all>" in sentence(because("risk_met", groups=("all",)), "en", names)
    assert " ie" in sentence(because("eu_lead", place="IE"), "en", names)


@pytest.mark.parametrize(
    ("given", "en"),
    [
        ({"least": 1, "most": 1}, "1 person"),
        ({"least": 3, "most": 1200}, "3–1,200 people"),
        ({"least": 5}, "at least 5 people"),
    ],
)
def test_numbers_of_people(given: dict[str, str | int | tuple[str, ...]], en: str) -> None:
    assert people(given, "en") == en


def test_books_are_found_by_language() -> None:
    assert book("STATUSES", "id")["owed"] == "wajib"
