"""The national identity number of Egypt: century, date of birth, governorate, serial with sex, check digit.

Issued by the Civil Status Organization. How the last digit is computed is not published, so it is not checked.

Source: Law 143 of 1994 and its regulations (layout, governorate codes).

>>> validate("29001011234567")
'29001011234567'
>>> is_valid("29013011234567")
False
>>> format("29001011234567")
'29001011234567'
"""

from __future__ import annotations

import datetime

from waspada.detect.number import NotThisNumber

_GOVERNORATES = frozenset((1, 2, 3, 4, *range(11, 20), *range(21, 30), *range(31, 36), 88))


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 14 and text.isascii() and text.isdigit() and text[0] in "23"):
        raise NotThisNumber("not fourteen digits from 2 or 3")
    try:
        born = datetime.date(1700 + 100 * int(text[0]) + int(text[1:3]), int(text[3:5]), int(text[5:7]))
    except ValueError:
        born = None
    if born is None or born.year > 2026 or int(text[7:9]) not in _GOVERNORATES:
        raise NotThisNumber("no such date of birth or governorate")
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
    return text
