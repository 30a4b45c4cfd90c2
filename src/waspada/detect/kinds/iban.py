"""IBAN, the international bank account number: country, two check digits (mod 97), and the country's own length.

Issued by banks; the structures are registered with SWIFT under ISO 13616.

Source: ISO 13616-1:2020; SWIFT IBAN Registry (lengths).

>>> validate("GB82 WEST 1234 5698 7654 32")
'GB82WEST12345698765432'
>>> is_valid("GB82 WEST 1234 5698 7654 33")
False
>>> format("DE89370400440532013000")
'DE89 3704 0044 0532 0130 00'
"""

from __future__ import annotations

from waspada.detect.kind import By
from waspada.detect.number import BANK, NotThisNumber, loaded, number

_COUNTRIES_BY_LENGTH = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
LENGTHS = {country: length for length, countries in _COUNTRIES_BY_LENGTH.items() for country in countries.split()}


def compact(number: str) -> str:
    """Letters and digits alone, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber. Length, then mod 97, then the country's structure (python-stdnum)."""
    text = compact(number)
    if LENGTHS.get(text[:2]) != len(text) or not (text.isascii() and text.isalnum() and text[2:4].isdigit()):
        raise NotThisNumber("not the length of this country's IBAN")
    if int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 != 1:
        raise NotThisNumber("wrong check digits")
    try:
        loaded("stdnum.iban")(text)
    except ValueError:
        structured = False
    else:
        structured = True
    if not structured:
        raise NotThisNumber("not the structure of this country's IBAN")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """In groups of four."""
    text = compact(number)
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def _written(length: int, countries: str) -> str:
    """Exactly this country's length, so that a word behind it is never taken for its last group."""
    groups, rest = divmod(length - 4, 4)
    tail = f"[ -]?[A-Z0-9]{{{rest}}}" if rest else ""
    return f"(?:{countries.replace(' ', '|')})[0-9]{{2}}(?:[ -]?[A-Z0-9]{{4}}){{{groups}}}{tail}"


_FORMS = tuple(_written(length, countries) for length, countries in _COUNTRIES_BY_LENGTH.items())

FORMAT = number(
    "iban",
    "bank account number (IBAN)",
    "nomor rekening bank (IBAN)",
    "|".join(_FORMS),
    check="waspada.detect.kinds.iban",
    forms=_FORMS,
    triggers=(rf"\b(?:{'|'.join(sorted(LENGTHS))})[0-9]{{2}}[ -]?[A-Z0-9]{{4}}[ -]?[A-Z0-9]{{4}}[ -]?[A-Z0-9]{{3}}",),
    names=("iban", "iban_number", "bank_iban", "account_iban", "nomor_iban"),
    words=("iban",),
    category=BANK,
    by=By.FORM,
    source="ISO 13616-1:2020; SWIFT IBAN Registry",
    chance=0.0002,
)
