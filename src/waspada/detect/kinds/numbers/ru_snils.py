"""SNILS, the Russian individual insurance account number: nine digits and two check digits.

Issued by the Social Fund of Russia to everyone insured, children and foreigners included.

Source: Federal law 27-FZ; Pension Fund board order 192p of 2006 (check number: sum of digit times place, mod 101).

>>> validate("112-233-445 95")
'11223344595'
>>> is_valid("112-233-445 96")
False
>>> format("11223344595")
'112-233-445 95'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 11 and text.isascii() and text.isdigit()):
        raise NotThisNumber("not eleven digits")
    if int(text[:9]) <= 1001998:
        raise NotThisNumber("numbers this low have no check digits and are not issued any more")
    total = sum(int(digit) * place for digit, place in zip(text[:9], range(9, 0, -1), strict=True))
    if total % 101 % 100 != int(text[9:]):
        raise NotThisNumber("wrong check digits")
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
    return f"{text[:3]}-{text[3:6]}-{text[6:9]} {text[9:]}"
