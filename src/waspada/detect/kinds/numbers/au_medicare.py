"""The Australian Medicare card number: eight digits, a check digit, the card's issue number, and the person's line.

Issued by Services Australia.

Source: Australian Digital Health Agency; weights 1 3 7 9 1 3 7 9, mod 10.

>>> validate("2123 45670 1")
'2123456701'
>>> is_valid("2123 45671 1")
False
>>> format("2123456701")
'2123 45670 1'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").replace("/", "").strip()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) in (10, 11) and text.isascii() and text.isdigit() and text[0] in "23456"):
        raise NotThisNumber("not ten or eleven digits from 2 to 6")
    if sum(int(digit) * weight for digit, weight in zip(text[:8], _WEIGHTS, strict=True)) % 10 != int(text[8]):
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
    return " ".join((text[:4], text[4:9], text[9], text[10:])).strip()
