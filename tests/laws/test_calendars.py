"""Working days of a country or region."""

from __future__ import annotations

from datetime import date

import pytest

from waspada.laws import calendars


@pytest.mark.parametrize(
    ("name", "known"), [("BR", True), ("US", True), ("US-CA", True), ("XX", False), ("BR-QQ", False)]
)
def test_calendars_are_known_by_code(name: str, known: bool) -> None:
    assert calendars.is_calendar(name) is known


@pytest.mark.parametrize(
    ("name", "day", "working"),
    [
        ("BR", date(2025, 11, 20), False),  # Consciência Negra, national since 2024
        ("BR", date(2025, 11, 21), True),
        ("US", date(2026, 7, 3), False),  # the 4th is a Saturday
        ("IL", date(2026, 1, 2), False),  # Friday
        ("IL", date(2026, 1, 4), True),  # Sunday
        ("DE", date(2026, 1, 4), False),
    ],
)
def test_working_days(name: str, day: date, working: bool) -> None:
    assert calendars.is_working_day(name, day) is working


def test_counting_skips_what_is_no_working_day() -> None:
    assert calendars.after_working_days("BR", date(2025, 11, 18), 3) == date(2025, 11, 24)
    assert calendars.next_working_day("BR", date(2025, 11, 22)) == date(2025, 11, 24)
    assert calendars.next_working_day("BR", date(2025, 11, 24)) == date(2025, 11, 24)
    assert calendars.VERSION
