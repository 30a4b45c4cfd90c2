"""Identity numbers of the United Arab Emirates (Emirates ID) and Saudi Arabia (national ID, iqama).

Emirates ID: 784, year of birth, seven digits, Luhn check digit. Saudi: ten digits, from 1 for citizens and 2 for
residents, Luhn.

Source: Federal Authority for Identity, Citizenship, Customs & Port Security; Saudi Ministry of Interior (Absher).

>>> validate("784-1990-1234567-6")
'784199012345676'
>>> validate("1000000008")
'1000000008'
>>> is_valid("1000000009")
False
>>> format("784199012345676")
'784-1990-1234567-6'
"""

from __future__ import annotations

from waspada.detect.kinds.payment_card import luhn
from waspada.detect.number import NotThisNumber


def validate_emirates(number: str) -> str:
    """The digits of an Emirates ID, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 15 and text.isascii() and text.isdigit() and text[:3] == "784"):
        raise NotThisNumber("not fifteen digits from 784")
    if not (1900 <= int(text[3:7]) <= 2026 and luhn(text)):
        raise NotThisNumber("no such year of birth, or wrong check digit")
    return text


def validate_saudi(number: str) -> str:
    """The digits of a Saudi number, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 10 and text.isascii() and text.isdigit() and text[0] in "12" and luhn(text)):
        raise NotThisNumber("not ten digits from 1 or 2 with the right check digit")
    return text


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if len(text) == 15:
        return validate_emirates(text)
    validate_saudi(text)
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
    return f"{text[:3]}-{text[3:7]}-{text[7:14]}-{text[14]}" if len(text) == 15 else text
