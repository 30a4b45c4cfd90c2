"""Working days of a country or region: weekends and public holidays.

Source: the package `holidays` (MIT), official and public holidays only.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import holidays

VERSION: Final = version("holidays")


def is_calendar(name: str) -> bool:
    """Whether there is such a calendar: `BR`, `US`, `US-CA`."""
    country, _, region = name.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not region or region in known[country])


def is_working_day(name: str, day: date) -> bool:
    """Whether it is neither weekend nor public holiday there."""
    found: bool = _days(name).is_working_day(day)
    return found


def next_working_day(name: str, day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(name, day):
        day += timedelta(days=1)
    return day


def after_working_days(name: str, day: date, count: int) -> date:
    """The `count`-th working day after `day`, which does not count itself."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(name, day)
    return day


@cache
def _days(name: str) -> Any:
    country, _, region = name.partition("-")
    return holidays.country_holidays(country, subdiv=region or None)
