"""Ends of legal times: hours to the second, days to their end in a zone, working days, months and years.

The day of the event does not count; a period of days, months or years ends with the last second of its last day.
Pure: time zones and calendars in, a moment out.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from waspada.core.errors import BadInput
from waspada.laws import calendars

_LAST: Final = time(23, 59, 59)
_FARTHEST: Final = 9000
"""No year beyond: calendars end, and so do laws."""


def ends(
    start: datetime,
    value: int,
    unit: str,
    zone: str,
    *,
    calendar: str = "",
    end_of_year: bool = False,
    roll: bool = False,
    roll_time: str = "",
) -> datetime:
    """When a time ends, in the zone.

    Args:
        start: with its zone.
        calendar: for working days; see `calendars`.
        end_of_year: count from the end of the start's calendar year.
        roll: where the last day is no working day, the next one.
        roll_time: with it, until this time of that next day.
    """
    where = ZoneInfo(zone)
    day = start.astimezone(where).date()
    if day.year > _FARTHEST:
        raise BadInput("a moment is too far in the future to count from")
    if end_of_year:
        day = date(day.year, 12, 31)
    if unit == "hours" and not end_of_year:
        end = (start.astimezone(UTC) + timedelta(hours=value)).astimezone(where)
        return _rolled(end, end.date(), where, calendar, roll, roll_time)
    last = last_day(day, value, unit, calendar)
    return _rolled(end_of_day(last, where), last, where, calendar, roll, roll_time)


def last_day(day: date, value: int, unit: str, calendar: str = "") -> date:
    """The last day of a time that begins after `day`."""
    if unit == "business_days":
        return calendars.after_working_days(calendar, day, value)
    if unit in ("months", "years"):
        return _months_on(day, value * (12 if unit == "years" else 1))
    return day + timedelta(days=value if unit == "calendar_days" else -(-value // 24))


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Its last second there; the later one where clocks are set back over midnight."""
    return datetime.combine(day, _LAST, zone).replace(fold=1).astimezone(UTC).astimezone(zone)


def _months_on(day: date, months: int) -> date:
    """The same day number so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rolled(end: datetime, last: date, zone: ZoneInfo, calendar: str, roll: bool, roll_time: str) -> datetime:
    if not roll or calendars.is_working_day(calendar, last):
        return end
    day = calendars.next_working_day(calendar, last)
    if roll_time:
        return datetime.combine(day, time.fromisoformat(roll_time), zone)
    return end_of_day(day, zone)
