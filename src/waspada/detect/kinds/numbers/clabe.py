"""CLABE, the standardised bank account number of Mexico: bank (3), city (3), account (11), check digit.

Issued by the banks for transfers through SPEI.

Source: Asociación de Bancos de México; weights 3 7 1 repeated, each product mod 10.

>>> validate("032180000118359719")
'032180000118359719'
>>> is_valid("032180000118359718")
False
>>> format("032180000118359719")
'032 180 00011835971 9'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 18 and text.isascii() and text.isdigit() and text[:3] != "000"):
        raise NotThisNumber("not eighteen digits")
    total = sum(int(digit) * (3, 7, 1)[place % 3] % 10 for place, digit in enumerate(text[:17]))
    if -total % 10 != int(text[17]):
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
    return f"{text[:3]} {text[3:6]} {text[6:17]} {text[17]}"
