"""Dates of birth and ages: known by what the field means, or by words like `born` in a text.

Source: ISO 8601 and the day-first and month-first forms in common use, with English and Indonesian month names.
Every date looks alike, so only the field's meaning or words nearby make one a birthday; `created_at` never is.
Worse mistake: a false alarm in text, a miss in fields.

>>> validate("17 Agustus 1985"), validate("1985-08-17T00:00:00Z"), validate("08/17/1985")
('1985-08-17', '1985-08-17', '1985-08-17')
>>> is_valid("2999-01-01"), is_valid("1985-02-30")
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="date_of_birth",
    category="user.demographic.date_of_birth",
    by=By.MEANING,
    worse=Worse.MISS,
    source="ISO 8601; Fideslang user.demographic.date_of_birth",
    label="date of birth",
    label_id="tanggal lahir",
    names=(
        *("date_of_birth", "dateofbirth", "birth_date", "birthdate", "birthday", "birth_day", "dob", "d_o_b", "bday"),
        *("born", "born_on", "birth_year", "year_of_birth", "birth_month", "tanggal_lahir", "tgl_lahir", "tgllahir"),
        *("tempat_tanggal_lahir", "ttl_lahir", "tahun_lahir", "lahir", "geburtsdatum", "fecha_nacimiento"),
        *("fecha_de_nacimiento", "date_naissance", "date_de_naissance", "data_nascimento", "birth"),
    ),
)
AGE = Kind(
    id="age",
    category="user.demographic.age_range",
    by=By.MEANING,
    worse=Worse.MISS,
    source="Fideslang user.demographic.age_range",
    label="age",
    label_id="usia",
    names=("age", "age_range", "age_group", "age_years", "user_age", "usia", "umur"),
)
KINDS = (KIND, AGE)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar march maret",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agu agt agustus",
            "sep sept september",
            "oct october okt oktober",
            "nov november nop",
            "dec december des desember",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"(?P<{0}>(?:18|19|20)[0-9]{{2}})"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = (
    _YEAR.format("y1") + r"[-/.](?P<m1>[01]?[0-9])[-/.](?P<d1>[0-3]?[0-9])(?:[T ][0-9:.]{5,15}(?:Z|[+-][0-9:]{4,6})?)?"
)
_NUMERIC = r"(?P<a>[0-3]?[0-9])[-/. ](?P<b>[0-3]?[0-9])[-/. ]" + _YEAR.format("y2")
_DAY_NAME = rf"(?P<d3>[0-3]?[0-9])(?:st|nd|rd|th)?[ -]?(?i:(?P<n3>{_MONTH}))\.?,?[ -]" + _YEAR.format("y3")
_NAME_DAY = rf"(?i:(?P<n4>{_MONTH}))\.? (?P<d4>[0-3]?[0-9])(?:st|nd|rd|th)?,? " + _YEAR.format("y4")
_DATE = re.compile(rf"(?<![\w./-])(?:{_ISO}|{_NUMERIC}|{_DAY_NAME}|{_NAME_DAY})(?![\w]|[-/][0-9])")
_COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])")
_WORD = re.compile(
    r"(?:\bborn(?: on| in)?|birth[ -]?da(?:te|y)|date of birth|\bd\.?o\.?b\.?|lahir(?:nya)?|tgl\.? lahir|\bttl)"
    r"(?: is| was| adalah| pada| tanggal)?[\"']?\s?[:=,]?\s?[\"']?(?:[a-z .]{3,25}[,/] ?)?\Z"
)
_OLDEST = 125


def _parts(hit: re.Match[str]) -> tuple[int, int, int] | None:
    found = hit.groupdict()
    if found["y1"]:
        return int(found["y1"]), int(found["m1"]), int(found["d1"])
    if found["y2"]:
        first, second = int(found["a"]), int(found["b"])
        day, month = (first, second) if second <= 12 else (second, first)
        return int(found["y2"]), month, day
    at = "3" if found["y3"] else "4"
    return int(found[f"y{at}"]), _MONTHS[found[f"n{at}"].lower()], int(found[f"d{at}"])


def _birthday(year: int, month: int, day: int) -> date | None:
    """The date, when a living person can have it: this century's end bounds it, so that no clock is needed."""
    if not 2100 - _OLDEST - 75 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def compact(value: str) -> str:
    """Single blanks."""
    return " ".join(value.split())


def validate(value: str) -> str:
    """ISO date, or ValueError. A date that can be read in two ways is read day first."""
    text = compact(value)
    plain = _COMPACT.fullmatch(text)
    hit = _DATE.fullmatch(text)
    parts = None
    if plain is not None:
        parts = int(plain["y"]), int(plain["m"]), int(plain["d"])
    elif hit is not None:
        parts = _parts(hit)
    born = _birthday(*parts) if parts is not None else None
    if born is None:
        message = "not a date of birth"
        raise ValueError(message)
    return born.isoformat()


def is_valid(value: str) -> bool:
    """Whether the value is a date on which a living person can be born."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """ISO date."""
    return validate(value)


class DateOfBirthFinder:
    """Finds dates behind words of birth; a field that means a birthday is counted as a whole by the engine."""

    kinds = KINDS
    triggers = (r"(?i)\b(?:born|birth[ -]?da(?:te|y)|date of birth|d\.?o\.?b|lahir|ttl)\b[^\n]{1,40}[0-9]{2}",)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield birthdays with words beside them."""
        if place.meaning == KIND.id:
            return
        for hit in _DATE.finditer(text):
            parts = _parts(hit)
            near = text[max(0, hit.start() - 60) : hit.start()].lower()
            if parts is not None and _birthday(*parts) is not None and _WORD.search(near):
                yield Match(KIND.id, hit.start(), hit.end(), True, How.WORDS_AND_FORM)


FINDER = DateOfBirthFinder()
