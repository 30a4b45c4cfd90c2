"""The sentences: complete in both languages, with the same numbers, and one line for the whole account."""

from __future__ import annotations

import string
from datetime import date

import pytest

from waspada.assess import vendor_words
from waspada.assess.vendor_words import because, line


@pytest.mark.parametrize("reason", sorted(vendor_words._BECAUSE))
def test_both_languages_say_the_same(reason: str) -> None:
    gaps = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in vendor_words._BECAUSE[reason]
    ]
    assert gaps[0] == gaps[1]
    assert not any(text.endswith(".") for text in vendor_words._BECAUSE[reason])


def test_numbers_days_and_lists_as_people_write_them() -> None:
    found = because("records_more", {"found": 12345, "by": 2345, "said": (10000, 10000)})
    assert found["en"] == "12,345 records were found, 2,345 more than announced (10,000)"
    assert "12.345 rekaman, 2.345 lebih banyak" in found["id"]
    days = [date(2025, 12, number) for number in range(1, 9)]
    told = because("days_missing", {"count": 8, "names": days, "usual": 100})
    assert "1 December 2025" in told["en"]
    assert "and 2 more" in told["en"]
    assert "1 Desember 2025" in told["id"]
    assert "at least 5" in because("files_fewer", {"found": 3, "said": (5, None)})["en"]


def test_absent_and_empty_in_one_sentence() -> None:
    told = because("fields_lacking", {"absent": ["phone"], "empty": ["city", "ip"], "count": 3})
    assert told == {
        "en": "announced, but absent: phone; empty: city and ip",
        "id": "dinyatakan, tetapi tidak ada: phone; kosong: city dan ip",
    }


def test_one_line_gives_the_reasons_of_its_verdict_only() -> None:
    rows = [
        {"verdict": "holds", "because": {"en": "fine", "id": "baik"}},
        {"verdict": "does_not_hold", "because": {"en": "a day is missing", "id": "ada hari yang hilang"}},
    ]
    assert line("does_not_hold", rows, "en") == "The vendor's account does not hold, because a day is missing."
    assert line("does_not_hold", rows, "id") == "Keterangan vendor tidak benar, karena ada hari yang hilang."
    assert line("holds", rows[:1], "en") == "The vendor's account holds: 1 of 1 statements agree with the data."
