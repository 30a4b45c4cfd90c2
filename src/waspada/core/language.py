"""Numbers, dates and lists as a person writes them, in English and in Indonesian.

Sources: Unicode CLDR 48 for separators and month names; the Indonesian spelling rules (EYD V) for the clock
(`pukul 21.02`), the decimal comma and the comma before `dan`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final, Literal

Lang = Literal["en", "id"]
Text = str | Mapping[str, str]
"""A text for people: plain, or by language (`{"en": …, "id": …}`)."""

LANGUAGES: Final[tuple[Lang, ...]] = ("en", "id")

_MONTHS: Final[dict[Lang, str]] = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
_MONTHS_SHORT: Final[dict[Lang, str]] = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
}
_TO_INDONESIAN: Final = str.maketrans(",.", ".,")
_UNITS: Final = ("bytes", "KB", "MB", "GB", "TB", "PB")


def number(value: int, lang: Lang) -> str:
    """`19,204` or `19.204`."""
    text = f"{value:,}"
    return text.translate(_TO_INDONESIAN) if lang == "id" else text


def decimal(value: float, digits: int, lang: Lang) -> str:
    """`1,204.5` or `1.204,5`."""
    text = f"{value:,.{digits}f}"
    return text.translate(_TO_INDONESIAN) if lang == "id" else text


def percent(share: float, lang: Lang) -> str:
    """A share of one as a percentage that never rounds something to nothing, nor nearly all to all."""
    value = share * 100
    if value <= 0:
        return "0%"
    if share >= 1:
        return "100%"
    if value > 99.5:
        return ">99%" if value < 99.9 else f">{decimal(99.9, 1, lang)}%"
    if value >= 10:
        return f"{decimal(value, 0, lang)}%"
    if value < 0.0005:
        return f"<{decimal(0.001, 3, lang)}%"
    digits = 1 if value >= 0.095 else 2 if value >= 0.0095 else 3
    text = decimal(value, digits, lang)
    return f"{text.removesuffix(',0').removesuffix('.0')}%"


def part_of(part: int, whole: int, lang: Lang) -> str:
    """`part` as a percentage of `whole`; nothing of nothing is 0%."""
    return percent(part / whole if whole else 0.0, lang)


def size(amount: int, lang: Lang) -> str:
    """Bytes as a person reads them, decimal units: `1.2 GB`, `1,2 GB`; below a kilobyte exact."""
    if amount < 1000:
        unit = ("byte" if amount == 1 else "bytes") if lang == "en" else "byte"
        return f"{amount} {unit}"
    value, step = float(amount), 0
    while value >= 999.5 and step < len(_UNITS) - 1:
        value /= 1000
        step += 1
    return f"{decimal(value, 1 if value < 9.95 else 0, lang)} {_UNITS[step]}"


def counted(count: int, one: str, many: str) -> str:
    """English: `1 person`, `2 people`, `0 people`."""
    return f"{number(count, 'en')} {one if count == 1 else many}"


def series(items: Sequence[str], lang: Lang, *, alternative: bool = False) -> str:
    """`a, b and c`; `a, b, dan c`. With `alternative`: `a, b or c`; `a, b, atau c`."""
    if len(items) < 2:
        return "".join(items)
    if lang == "en":
        word = "or" if alternative else "and"
        return f"{', '.join(items[:-1])} {word} {items[-1]}"
    word = "atau" if alternative else "dan"
    comma = "," if len(items) > 2 else ""
    return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"


def months(lang: Lang) -> list[str]:
    """The names of the twelve, the first of the year first."""
    return _MONTHS[lang].split()


def day(value: date, lang: Lang) -> str:
    """`25 November 2025`; `25 Desember 2025`."""
    return f"{value.day} {_MONTHS[lang].split()[value.month - 1]} {value.year}"


def day_short(value: date, lang: Lang) -> str:
    """`25 Nov`."""
    return f"{value.day} {_MONTHS_SHORT[lang].split()[value.month - 1]}"


def month(value: date, lang: Lang) -> str:
    """`November 2025`."""
    return f"{_MONTHS[lang].split()[value.month - 1]} {value.year}"


def clock(value: datetime, lang: Lang, zone: tzinfo = UTC) -> str:
    """`14:02 UTC`; `21.02 WIB`. The zone is always named."""
    local = value.astimezone(zone)
    mark = ":" if lang == "en" else "."
    return f"{local.hour:02d}{mark}{local.minute:02d} {local.tzname()}"


def moment(value: datetime, lang: Lang, zone: tzinfo = UTC) -> str:
    """`25 November 2025 at 14:02 UTC`; `25 November 2025 pukul 21.02 WIB`."""
    word = "at" if lang == "en" else "pukul"
    return f"{day(value.astimezone(zone).date(), lang)} {word} {clock(value, lang, zone)}"


def parse_moment(text: str) -> datetime:
    """An RFC 3339 time; one without a zone is UTC, as everywhere in our files."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def in_language(text: Text | None, lang: Lang) -> str:
    """The text in this language; English, then any other, where it is missing."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(lang) or text.get("en") or next(iter(text.values()), "")


def opening(text: str) -> str:
    """The text with its first letter in upper case; the rest untouched."""
    return text[:1].upper() + text[1:]
