"""The sentences of `case diff` and `case account`: complete in both languages, singular and plural, short."""

from __future__ import annotations

import string
from typing import Any

import pytest

from waspada.assess.vendor_words import because
from waspada.cli import case_words_diff as words
from waspada.cli.case_words_diff import account_lines, diff_lines
from waspada.core.language import Lang

LABELS = {"phone": {"en": "phone number", "id": "nomor telepon"}}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same() -> None:
    assert words._DIFF["en"].keys() == words._DIFF["id"].keys()
    for name, text in words._DIFF["en"].items():
        assert gaps(words._DIFF["id"][name]) | {"are", "be", "have"} >= gaps(text), name
        assert gaps(words._DIFF["id"][name]) <= gaps(text), name
    for sentences in (words._COLUMNS, words._SETTINGS, words._VERDICT, words._STATEMENT):
        assert sentences["en"].keys() == sentences["id"].keys()


def document(**changes: Any) -> dict[str, Any]:
    nothing = {"new": 0, "gone": 0, "changed": 0, "recounted": 0, "same": 1}
    people = {
        **nothing, "before": 100, "after": 109, "new": 12, "gone": 3, "changed": 41, "became_subject": 0,
        "became_mentioned": 0, "more_exposed": 40, "less_exposed": 0, "changed_in": {"kinds": 40, "mfa": 1},
        "kinds_added": {"phone": 40}, "kinds_removed": {}, "mentioned": nothing,
    }  # fmt: skip
    ends = {"records": 1000, "first_record": "2025-11-01T00:00:00Z", "last_record": "2025-11-08T00:00:00Z"}
    rows: dict[str, Any] = {"new": [], "gone": [], "changed": []}
    return {
        "key": "shown", "incomplete": [], "differs": True, "people": people, "kinds": {"new": ["phone"], "gone": []},
        "first": {"name": "Run 1", **ends}, "second": {"name": "Run 2", **ends, "records": 1200}, "fields": rows,
        "secrets": nothing, "organisations": {**nothing, "new": 2}, "ambiguous": nothing, "period": {"days": []},
        "claims": {
            **rows,
            "changed": [
                {
                    "id": "c", "changed": ["verdict"], "before": {"verdict": "holds"},
                    "after": {"verdict": "contradicted"},
                }
            ],
        },
        "inputs": {"new": [], "gone": [], "same": 1}, "settings": {"options": [], "versions": []}, **changes,
    }  # fmt: skip


def test_the_first_sentence_says_it() -> None:
    lines = list(diff_lines(document(), LABELS, "en"))
    assert lines[:3] == [
        "Run 1 compared with Run 2.",
        "12 people are new, 3 are gone, 40 have more exposed.",
        "More exposed: phone number (40).",
    ]
    assert "Claim “c”: holds → contradicted." in lines
    assert "Records: 1,000 → 1,200." in lines
    indonesian = list(diff_lines(document(), LABELS, "id"))
    assert indonesian[1] == "12 orang baru, 3 orang tidak ada lagi, 40 orang lebih banyak datanya terpapar."
    assert "Klaim “c”: benar → terbantah." in indonesian


def test_one_is_one_person() -> None:
    given = document()
    given["people"] = {**given["people"], "new": 1, "gone": 1, "more_exposed": 1}
    assert list(diff_lines(given, LABELS, "en"))[1] == "1 person is new, 1 is gone, 1 has more exposed."


@pytest.mark.parametrize(("lang", "said"), [("en", "Nothing differs"), ("id", "Tidak ada perbedaan")])
def test_no_difference_is_one_sentence(lang: Lang, said: str) -> None:
    lines = list(diff_lines(document(differs=False), LABELS, lang))
    assert len(lines) == 2
    assert lines[1].startswith(said)


@pytest.mark.parametrize(("lang", "said"), [("en", "Nothing shows"), ("id", "Tidak ada yang menunjukkan")])
def test_doubts_come_first(lang: Lang, said: str) -> None:
    given = document(key="not_shown", incomplete=["Run 2"], settings={"options": [{}], "versions": []})
    text = "\n".join(diff_lines(given, LABELS, lang))
    assert said in text.splitlines()[1]
    assert "Run 2" in text


def test_an_account_is_its_line_and_its_statements() -> None:
    rows = [
        {
            "id": "records",
            "verdict": "does_not_hold",
            "because": because("records_more", {"found": 9, "by": 1, "said": (8, 8)}),
        }
    ]
    given = {"line": {"en": "It does not hold.", "id": "Tidak benar."}, "statements": rows}
    assert list(account_lines(given, "en")) == [
        "It does not hold.",
        "! Records: does not hold; 9 records were found, 1 more than announced (8).",
    ]
    assert list(account_lines(given, "id"))[1].startswith("! Rekaman: tidak benar; ditemukan 9 rekaman")
