"""Hungarian tax numbers: of a person (adóazonosító jel, ten digits from 8) and of a company (adószám, eight and more).

Issued by the National Tax and Customs Administration (NAV).

Source: Act XX of 1996, annex (person: digit times place, mod 11); Act CL of 2017 (company: 9 7 3 1, mod 10).

>>> validate("8071592153")
'8071592153'
>>> is_valid("8071592154")
False
>>> validate_company("12892312-2-41")
'12892312241'
>>> format("8071592153")
'8071592153'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber

_COMPANY_WEIGHTS = (9, 7, 3, 1, 9, 7, 3)


def validate_company(number: str) -> str:
    """The digits of a company's number, or NotThisNumber."""
    text = compact(number).removeprefix("HU")
    if not (len(text) in (8, 11) and text.isascii() and text.isdigit()):
        raise NotThisNumber("not eight or eleven digits")
    total = sum(int(digit) * weight for digit, weight in zip(text[:7], _COMPANY_WEIGHTS, strict=True))
    if -total % 10 != int(text[7]):
        raise NotThisNumber("wrong check digit")
    return text


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 10 and text.isascii() and text.isdigit() and text[0] == "8"):
        raise NotThisNumber("not ten digits from 8")
    if sum(int(digit) * place for place, digit in enumerate(text[:9], 1)) % 11 != int(text[9]):
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
