"""Ends of legal times, over zones, summer time, leap days and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.core.errors import BadInput
from waspada.laws import calendars
from waspada.laws.clock import end_of_day, ends, last_day

ZONES = (
    *("UTC", "Europe/Brussels", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Jakarta", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut", "America/Havana", "Africa/Cairo", "Pacific/Kiritimati"),
)
zones = st.sampled_from(ZONES)
moments = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
values = st.integers(1, 400)
calendar_names = st.sampled_from(["US", "BR", "IL", "US-CA", "DE"])


@pytest.mark.parametrize(
    ("start", "value", "unit", "zone", "more", "end"),
    [
        ("2025-11-09T14:00:00Z", 72, "hours", "Europe/Brussels", {}, "2025-11-12T15:00:00+01:00"),
        ("2025-11-25T14:02:00Z", 72, "hours", "UTC", {}, "2025-11-28T14:02:00+00:00"),
        ("2026-03-28T12:00:00+01:00", 24, "hours", "Europe/Brussels", {}, "2026-03-29T13:00:00+02:00"),
        ("2026-01-01T23:30:00-08:00", 30, "calendar_days", "America/Los_Angeles", {}, "2026-01-31T23:59:59-08:00"),
        ("2026-01-02T06:30:00Z", 30, "calendar_days", "America/Los_Angeles", {}, "2026-01-31T23:59:59-08:00"),
        ("2024-02-28T12:00:00Z", 1, "calendar_days", "UTC", {}, "2024-02-29T23:59:59+00:00"),
        ("2026-03-31T12:00:00Z", 1, "months", "UTC", {}, "2026-04-30T23:59:59+00:00"),
        ("2024-01-31T12:00:00Z", 1, "months", "UTC", {}, "2024-02-29T23:59:59+00:00"),
        ("2024-02-29T12:00:00Z", 1, "years", "UTC", {}, "2025-02-28T23:59:59+00:00"),
        ("2025-12-31T12:00:00Z", 2, "months", "UTC", {}, "2026-02-28T23:59:59+00:00"),
        (
            "2025-12-23T12:00:00Z",
            3,
            "business_days",
            "America/New_York",
            {"calendar": "US"},
            "2025-12-29T23:59:59-05:00",
        ),
        ("2026-03-05T12:00:00Z", 60, "calendar_days", "UTC", {"end_of_year": True}, "2027-03-01T23:59:59+00:00"),
        (
            "2026-05-01T12:00:00+02:00",
            72,
            "hours",
            "Europe/Brussels",
            {"calendar": "BE", "roll": True, "roll_time": "12:00"},
            "2026-05-04T12:00:00+02:00",
        ),
        (
            "2026-05-02T12:00:00+02:00",
            1,
            "calendar_days",
            "Europe/Brussels",
            {"calendar": "BE", "roll": True},
            "2026-05-04T23:59:59+02:00",
        ),
    ],
)
def test_known_ends(start: str, value: int, unit: str, zone: str, more: dict[str, object], end: str) -> None:
    made = ends(datetime.fromisoformat(start), value, unit, zone, **more)  # type: ignore[arg-type]
    assert made.isoformat() == end


@given(moments, values, zones)
def test_hours_are_exact_whatever_the_zone_does(start: datetime, value: int, zone: str) -> None:
    assert ends(start, value, "hours", zone).astimezone(UTC) - start == timedelta(hours=value)


@given(moments, values, zones)
def test_days_end_with_the_last_second_of_their_last_day(start: datetime, value: int, zone: str) -> None:
    where = ZoneInfo(zone)
    end = ends(start, value, "calendar_days", zone)
    day = start.astimezone(where).date() + timedelta(days=value)
    after = (end.astimezone(UTC) + timedelta(seconds=1)).astimezone(where)
    assert after.date() > day or (after.date(), after.hour) == (day, 0)
    if zone != "Pacific/Apia":  # there a whole day was left out
        assert end.date() == day
    assert end.astimezone(UTC) > start


@given(moments, st.integers(1, 60), zones)
def test_months_keep_the_day_or_take_the_last(start: datetime, value: int, zone: str) -> None:
    begun = start.astimezone(ZoneInfo(zone)).date()
    last = last_day(begun, value, "months")
    assert last.month == (begun.month - 1 + value) % 12 + 1
    assert last.day == begun.day or (last.day < begun.day and (last + timedelta(days=1)).day == 1)
    assert last_day(begun, value, "years") == last_day(begun, value * 12, "months")


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 15), calendar_names)
def test_working_days_count_working_days_only(day: date, count: int, name: str) -> None:
    last = last_day(day, count, "business_days", name)
    between = [day + timedelta(days=number) for number in range(1, (last - day).days + 1)]
    assert sum(calendars.is_working_day(name, one) for one in between) == count
    assert calendars.is_working_day(name, last)


@given(moments, values, st.sampled_from(["hours", "calendar_days", "months"]), zones)
def test_a_later_start_never_ends_earlier(start: datetime, value: int, unit: str, zone: str) -> None:
    later = start + timedelta(hours=7)
    assert ends(start, value, unit, zone).astimezone(UTC) <= ends(later, value, unit, zone).astimezone(UTC)


@given(moments, values, zones)
def test_how_a_moment_is_written_does_not_matter(start: datetime, value: int, zone: str) -> None:
    elsewhere = start.astimezone(ZoneInfo("Asia/Jakarta"))
    assert ends(start, value, "calendar_days", zone) == ends(elsewhere, value, "calendar_days", zone)


def test_where_midnight_comes_twice_the_later_end_counts() -> None:
    # Beirut set its clocks back from midnight to 23:00 on 26 October 2025: 23:59:59 came twice on the 25th.
    end = end_of_day(date(2025, 10, 25), ZoneInfo("Asia/Beirut"))
    assert (end.hour, end.utcoffset()) == (23, timedelta(hours=2))


def test_a_moment_at_the_end_of_time_is_refused() -> None:
    with pytest.raises(BadInput):
        ends(datetime(9999, 12, 31, tzinfo=UTC), 1, "months", "UTC")
