"""Language and time zone settings: known by what the field means.

Source: RFC 5646 (language tags), IANA time zone database. Worse mistake: a miss.

>>> validate("en_us"), is_valid("zh-Hant-TW"), is_valid("english")
('en-US', True, False)
"""

from __future__ import annotations

import re

from waspada.detect.evidence import ByMeaning
from waspada.detect.kind import By, Kind, Worse

KIND = Kind(
    id="locale",
    category="user.demographic.language",
    by=By.MEANING,
    worse=Worse.MISS,
    source="RFC 5646",
    label="language or locale",
    label_id="bahasa",
    names=(
        *("locale", "language", "lang", "browser_language", "user_language", "preferred_language", "context_locale"),
        *("accept_language", "bahasa", "language_code", "device_language", "browser_language_prefix"),
    ),
)
TIMEZONE = Kind(
    id="timezone",
    category="user.settings",
    by=By.MEANING,
    worse=Worse.MISS,
    source="IANA time zone database",
    label="time zone",
    label_id="zona waktu",
    names=("timezone", "time_zone", "tz", "zona_waktu", "timezone_offset", "context_timezone", "geoip_time_zone"),
)
KINDS = (KIND, TIMEZONE)

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")


def compact(value: str) -> str:
    """With hyphens, without an encoding (`en_US.UTF-8`)."""
    return value.strip().partition(".")[0].replace("_", "-")


def validate(value: str) -> str:
    """The tag in its usual case, or ValueError."""
    tag = _TAG.fullmatch(compact(value))
    if tag is None:
        message = "not a language tag"
        raise ValueError(message)
    language, script, region = tag.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


def is_valid(value: str) -> bool:
    """Whether the value is a language tag."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """The tag in its usual case."""
    return validate(value)


FINDER = ByMeaning(KINDS)
