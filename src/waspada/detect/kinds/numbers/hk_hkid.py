"""HKID, the number of the Hong Kong identity card: one or two letters, six digits, a check digit in brackets.

Issued by the Immigration Department.

Source: Registration of Persons Regulations (Cap. 177A); check digit mod 11 over letters as 10 to 35, a blank as 36.

>>> validate("A123456(3)")
'A1234563'
>>> is_valid("A123456(4)")
False
>>> format("A1234563")
'A123456(3)'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_SHAPE = re.compile(r"[A-Z]{1,2}[0-9]{6}[0-9A]")


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("(", "").replace(")", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not _SHAPE.fullmatch(text):
        raise NotThisNumber("not one or two letters, six digits and a check digit")
    values = [36] * (9 - len(text)) + [int(character, 36) for character in text]
    if sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11:
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
    return f"{text[:-1]}({text[-1]})"
