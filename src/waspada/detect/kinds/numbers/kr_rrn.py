"""RRN (jumin deungnok beonho), the resident registration number of South Korea.

Issued by the municipalities. Date of birth, sex and century, six digits. Numbers given until October
2020 end in a check digit; later ones are random, so the check digit is asked for only of those born before 2020.

Source: Resident Registration Act, enforcement rules; Ministry of the Interior and Safety, 5 October 2020.

>>> validate("900101-1234568")
'9001011234568'
>>> is_valid("901301-1234568")
False
>>> format("9001011234568")
'900101-1234568'
"""

from __future__ import annotations

import datetime

from waspada.detect.number import NotThisNumber

_CENTURIES = {
    "9": 1800,
    "0": 1800,
    "1": 1900,
    "2": 1900,
    "5": 1900,
    "6": 1900,
    "3": 2000,
    "4": 2000,
    "7": 2000,
    "8": 2000,
}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 13 and text.isascii() and text.isdigit()):
        raise NotThisNumber("not thirteen digits")
    try:
        born = datetime.date(_CENTURIES[text[6]] + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        born = None
    if born is None or born.year > 2026:
        raise NotThisNumber("no such date of birth")
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    expected = (11 - total % 11) % 10
    foreign = text[6] in "5678"
    if born.year < 2020 and int(text[12]) != (expected + 2 * foreign) % 10:
        raise NotThisNumber("wrong check digit")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As usually written."""
    text = compact(number)
    return f"{text[:6]}-{text[6:]}"
