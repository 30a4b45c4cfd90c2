"""The identity number of Taiwan: a letter for the place of registration, a digit for sex, seven digits, a check digit.

Issued by the household registration offices; 8 and 9 as second digit stand on resident certificates since 2021.

Source: Ministry of the Interior, rules on national identity cards (letter table and weights 1 9 8 7 6 5 4 3 2 1 1).

>>> validate("A123456789")
'A123456789'
>>> is_valid("A123456788")
False
>>> format("a123456789")
'A123456789'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_SHAPE = re.compile(r"[A-Z][1289][0-9]{8}")
_PLACES = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not _SHAPE.fullmatch(text):
        raise NotThisNumber("not a letter and nine digits")
    digits = str(_PLACES.index(text[0]) + 10) + text[1:]
    if sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 10:
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
    return text
