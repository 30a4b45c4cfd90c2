"""Passport numbers: only where the field's name or the words nearby carry them, and the machine-readable lines.

Issued by governments. Each country writes them its own way, mostly one or two letters and six to eight digits, or eight
or nine digits, so a lone number proves nothing. The machine-readable line of a passport (TD3) or identity card (TD1)
carries check digits (weights 7 3 1) and stands on its own.

Source: ICAO Doc 9303, parts 3, 4 and 5.

>>> line = "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4"
>>> validate(line) == line
True
>>> is_valid(line.replace("640812", "640813"))
False
>>> validate("c 1234567")
'C1234567'
>>> format("c 1234567")
'C1234567'
"""

from __future__ import annotations

import re

from waspada.detect.kind import By
from waspada.detect.number import NotThisNumber, number

_MRZ = r"[A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9]{6}[0-9][MFX<][0-9]{6}[0-9][A-Z0-9<]{14}[0-9<][0-9]"
_SHAPE = (
    r"[A-Z]{1,2} ?[0-9]{6,8}[A-Z]?|[0-9]{8,9}|[A-Z]{3}[0-9]{6}"
    r"|[A-Z][0-9]{2}[A-Z]{2}[0-9]{4}|[0-9]{2}[A-Z]{2}[0-9]{5}|[A-Z][0-9]{4}[A-Z][0-9]{3}"
)
_LINE = re.compile(_MRZ)
_PLAIN = re.compile(_SHAPE)


def compact(number: str) -> str:
    """Without blanks and hyphens, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def _check_digit(field: str) -> str:
    values = (0 if character == "<" else int(character, 36) for character in field)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def validate(number: str) -> str:
    """The compact number or machine-readable line, or NotThisNumber."""
    text = compact(number)
    if _LINE.fullmatch(text):
        composite = text[:10] + text[13:20] + text[21:43]
        fields = ((text[:9], text[9]), (text[13:19], text[19]), (text[21:27], text[27]), (composite, text[43]))
        if any(_check_digit(field) != check.replace("<", "0") for field, check in fields):
            raise NotThisNumber("wrong check digit in the machine-readable line")
        return text
    if not _PLAIN.fullmatch(text):
        raise NotThisNumber("not written like a passport number")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As printed: without separators."""
    return compact(number)


FORMAT = number(
    "id.passport",
    "passport number",
    "nomor paspor",
    _SHAPE,
    check="waspada.detect.kinds.passport",
    forms=(_MRZ,),
    triggers=(r"[0-9<][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{14}",),
    names=(
        "passport",
        "passport_number",
        "passport_no",
        "passport_id",
        "passportnumber",
        "passport_num",
        "no_paspor",
        "nomor_paspor",
        "paspor",
        "travel_document_number",
        "numero_pasaporte",
        "pasaporte",
        "passeport",
        "numero_passeport",
        "reisepass",
        "reisepassnummer",
        "passaporto",
        "passaporte",
        "paspoort",
    ),
    words=(
        "passport",
        "passport number",
        "passport no",
        "paspor",
        "nomor paspor",
        "no paspor",
        "pasaporte",
        "passeport",
        "reisepass",
        "passaporto",
        "护照",
        "паспорт",
    ),
    category="user.government_id.passport_number",
    by=By.MEANING,
    source="ICAO Doc 9303",
    chance=1.0,
    near=25,
)
