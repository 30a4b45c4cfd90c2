"""NHI, the New Zealand health number: three letters, then four digits, or (since 2022) two digits and two letters.

Issued by Health New Zealand.

Source: HISO 10046:2022 (letters without I and O as 1 to 24, weights 7 to 2, mod 11 or mod 24).

>>> validate("ZAC5361")
'ZAC5361'
>>> is_valid("ZAC5362")
False
>>> format("zac5361")
'ZAC5361'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_OLD = re.compile(r"[A-HJ-NP-Z]{3}[0-9]{4}")
_NEW = re.compile(r"[A-HJ-NP-Z]{3}[0-9]{2}[A-HJ-NP-Z]{2}")


def _value(character: str) -> int:
    return int(character) if character.isdigit() else _LETTERS.index(character) + 1


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (_OLD.fullmatch(text) or _NEW.fullmatch(text)):
        raise NotThisNumber("not an NHI layout")
    total = sum(_value(character) * weight for character, weight in zip(text[:6], range(7, 1, -1), strict=True))
    if text[6].isdigit():
        good = total % 11 != 0 and (11 - total % 11) % 10 == int(text[6])
    else:
        good = _LETTERS[(24 - total % 24) % 24 - 1] == text[6]
    if not good:
        raise NotThisNumber("wrong check character")
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
