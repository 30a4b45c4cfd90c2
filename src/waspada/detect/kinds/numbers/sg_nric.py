"""NRIC and FIN, the identity numbers of Singapore: a letter for the century or series, seven digits, a check letter.

Issued by the Immigration & Checkpoints Authority: S and T to citizens and residents, F, G and M to foreigners.

Source: National Registration Act 1965; weights 2 7 6 5 4 3 2, mod 11, one letter table per series (published widely,
not by the Authority itself).

>>> validate("S1234567D")
'S1234567D'
>>> is_valid("S1234567A")
False
>>> format("s1234567d")
'S1234567D'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_SHAPE = re.compile(r"[STFGM][0-9]{7}[A-Z]")
_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_LETTERS = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}
_OFFSETS = {"T": 4, "G": 4, "M": 3}


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not _SHAPE.fullmatch(text):
        raise NotThisNumber("not a series letter, seven digits and a letter")
    total = sum(int(digit) * weight for digit, weight in zip(text[1:8], _WEIGHTS, strict=True))
    if _LETTERS[text[0]][(total + _OFFSETS.get(text[0], 0)) % 11] != text[8]:
        raise NotThisNumber("wrong check letter")
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
