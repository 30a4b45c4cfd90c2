"""Numbers, dates and lists in two languages, at their edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.core import language
from waspada.core.language import Lang


@pytest.mark.parametrize(
    ("value", "en", "indonesian"),
    [(0, "0", "0"), (999, "999", "999"), (19_204, "19,204", "19.204"), (6_849_546, "6,849,546", "6.849.546")],
)
def test_numbers(value: int, en: str, indonesian: str) -> None:
    assert (language.number(value, "en"), language.number(value, "id")) == (en, indonesian)


@pytest.mark.parametrize(
    ("share", "en", "indonesian"),
    [
        (0.0, "0%", "0%"),
        (1.0, "100%", "100%"),
        (0.5, "50%", "50%"),
        (0.0551, "5.5%", "5,5%"),
        (0.06, "6%", "6%"),
        (0.00006, "0.006%", "0,006%"),
        (0.0000001, "<0.001%", "<0,001%"),
        (0.9966, ">99%", ">99%"),
        (0.99999, ">99.9%", ">99,9%"),
    ],
)
def test_percent(share: float, en: str, indonesian: str) -> None:
    assert (language.percent(share, "en"), language.percent(share, "id")) == (en, indonesian)


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.sampled_from(language.LANGUAGES))
def test_some_is_never_nothing_and_most_is_never_all(part: int, rest: int, lang: Lang) -> None:
    text = language.part_of(part, part + rest, lang)
    assert text not in {"0%", "100%"}
    assert language.part_of(0, part, lang) == "0%"
    assert language.part_of(part, part, lang) == "100%"


def test_nothing_of_nothing() -> None:
    assert language.part_of(0, 0, "en") == "0%"


@pytest.mark.parametrize(
    ("amount", "en", "indonesian"),
    [
        (0, "0 bytes", "0 byte"),
        (1, "1 byte", "1 byte"),
        (999, "999 bytes", "999 byte"),
        (1_000, "1.0 KB", "1,0 KB"),
        (999_999, "1.0 MB", "1,0 MB"),
        (48_221_904, "48 MB", "48 MB"),
        (1_240_000_000, "1.2 GB", "1,2 GB"),
        (10**19, "10,000 PB", "10.000 PB"),
    ],
)
def test_sizes(amount: int, en: str, indonesian: str) -> None:
    assert (language.size(amount, "en"), language.size(amount, "id")) == (en, indonesian)


@pytest.mark.parametrize(
    ("items", "en", "indonesian"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a dan b"),
        (["a", "b", "c"], "a, b and c", "a, b, dan c"),
    ],
)
def test_lists(items: list[str], en: str, indonesian: str) -> None:
    assert (language.series(items, "en"), language.series(items, "id")) == (en, indonesian)


def test_lists_of_alternatives() -> None:
    assert language.series(["a", "b", "c"], "en", alternative=True) == "a, b or c"
    assert language.series(["a", "b", "c"], "id", alternative=True) == "a, b, atau c"


def test_counted_nouns() -> None:
    counts = [language.counted(count, "person", "people") for count in (0, 1, 2, 1_000)]
    assert counts == ["0 people", "1 person", "2 people", "1,000 people"]


def test_days_and_moments() -> None:
    moment = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
    jakarta = timezone(timedelta(hours=7), "WIB")
    assert language.moment(moment, "en") == "25 November 2025 at 14:02 UTC"
    assert language.moment(moment, "id", jakarta) == "25 November 2025 pukul 21.02 WIB"
    assert language.moment(datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "id", jakarta).startswith("1 Januari 2026")
    assert language.day(date(2025, 8, 7), "id") == "7 Agustus 2025"
    assert language.day_short(date(2025, 8, 7), "id") == "7 Agu"
    assert language.month(date(2025, 5, 1), "id") == "Mei 2025"


def test_a_time_without_a_zone_is_utc() -> None:
    assert language.parse_moment("2025-11-09T08:41:22Z") == language.parse_moment("2025-11-09T08:41:22")


def test_a_text_falls_back_to_english_then_to_any() -> None:
    assert language.in_language({"en": "keys", "id": "kunci"}, "id") == "kunci"
    assert language.in_language({"en": "keys"}, "id") == "keys"
    assert language.in_language({"fr": "clefs"}, "id") == "clefs"
    assert language.in_language("plain", "id") == "plain"
    assert language.in_language(None, "en") == ""
    assert language.in_language({}, "en") == ""


def test_an_opening_keeps_the_rest() -> None:
    assert [language.opening(text) for text in ("", "e-mail", "API key")] == ["", "E-mail", "API key"]
