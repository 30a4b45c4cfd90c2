"""By when an enquiry is answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from waspada.flows.enquiries.clocks import a_month_later, clocks, due

RECEIVED = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


def test_access_has_both_terms_the_short_one_first() -> None:
    found = clocks("access", RECEIVED)
    assert [(one.source, one.ends.isoformat()) for one in found] == [
        ("UU PDP, Art. 32(2)", "2026-02-03T09:00:00+00:00"),
        ("GDPR, Art. 12(3)", "2026-02-28T09:00:00+00:00"),
    ]


@pytest.mark.parametrize(
    ("country", "lang", "ends"),
    [
        ("ID", "en", "2026-02-03"),
        ("", "id", "2026-02-03"),
        ("", "en", "2026-02-28"),
        ("DE", "id", "2026-02-28"),
    ],
)
def test_the_day_follows_from_where_somebody_lives(country: str, lang: str, ends: str) -> None:
    assert due("access", RECEIVED, country=country, lang=lang).date().isoformat() == ends


def test_a_question_has_a_term_of_our_own() -> None:
    (only,) = clocks("question", RECEIVED)
    assert (only.source, only.ends.date().isoformat()) == ("", "2026-02-07")


@pytest.mark.parametrize(
    ("day", "later"), [("2026-12-31", "2027-01-31"), ("2028-01-30", "2028-02-29"), ("2026-03-15", "2026-04-15")]
)
def test_a_month_is_a_calendar_month(day: str, later: str) -> None:
    assert a_month_later(datetime.fromisoformat(f"{day}T00:00:00+00:00")).date().isoformat() == later
