"""German pension insurance number: area, date of birth, first letter of the name, serial, check digit.

Issued by Deutsche Rentenversicherung; also the social security number on the health card's back and payslips.

Source: SGB VI § 147; VKVV § 2 and § 4 (weights 2 1 2 5 7 1 2 1 2 1 2 1 over area, date, letter as two digits, serial).

>>> validate("15 070649 C 103")
'15070649C103'
>>> is_valid("15 070649 C 104")
False
>>> format("15070649C103")
'15 070649 C 103'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_SHAPE = re.compile(r"[0-9]{8}[A-Z][0-9]{3}")
_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not _SHAPE.fullmatch(text):
        raise NotThisNumber("not eight digits, a letter and three digits")
    if not (1 <= int(text[2:4]) % 50 <= 31 and 1 <= int(text[4:6]) <= 12 and int(text[:2]) >= 2):
        raise NotThisNumber("no such area or date of birth")
    digits = text[:8] + f"{ord(text[8]) - 64:02d}" + text[9:11]
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, _WEIGHTS, strict=True))
    if total % 10 != int(text[11]):
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
    return " ".join((text[:2], text[2:8], text[8], text[9:]))
