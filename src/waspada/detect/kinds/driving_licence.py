"""Driving licence numbers: only where the field's name or the words nearby carry them; the UK's also by its own form.

Issued by each country, in federal states by each state, in its own format. The UK number is built from the name and the
date of birth, so its layout can be checked; Indonesia's SIM has 12 to 16 digits.

Source: UK Driver and Vehicle Licensing Agency, INF45; AAMVA, DL/ID Card Design Standard; Peraturan Polri 5/2021 (SIM).

>>> validate("MORGA 753116 SM9IJ")
'MORGA753116SM9IJ'
>>> is_valid("MORGA793116SM9IJ")
False
>>> format("MORGA753116SM9IJ")
'MORGA 753116 SM9IJ'
"""

from __future__ import annotations

import re

from waspada.detect.kind import By
from waspada.detect.number import NotThisNumber, number

_UK = r"[A-Z]{2,5}9{0,3} ?[0-9][0156][0-9][0-3][0-9]{2} ?[A-Z][A-Z9][0-9A-Z][A-Z]{2}"
_UK_SHAPE = re.compile(r"[A-Z]{2,5}9{0,3}[0-9]([0156][0-9])([0-3][0-9])[0-9][A-Z][A-Z9][0-9A-Z][A-Z]{2}")
_OTHER = (
    r"[A-Z]{0,3}[ -]?[0-9]{2,4}(?:[ -]?[0-9]{2,6}){1,3}[A-Z]?|[A-Z][0-9]{3}(?:-[0-9]{3,4}){2,3}-?[0-9]?|[A-Z0-9]{7,9}"
)
_OTHER_SHAPE = re.compile(r"(?=(?:[^0-9]*[0-9]){5})[A-Z0-9]{6,18}")


def compact(number: str) -> str:
    """Without blanks and hyphens, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact number, or NotThisNumber; the date inside a UK number must exist."""
    text = compact(number)
    uk = len(text) == 16 and text[:2].isalpha() and text[5:11].isdigit()
    if uk:
        layout = _UK_SHAPE.fullmatch(text)
        if not (layout and 1 <= int(layout[1]) % 50 <= 12 and 1 <= int(layout[2]) <= 31):
            raise NotThisNumber("no such date of birth")
    elif not _OTHER_SHAPE.fullmatch(text) or len(set(text)) < 3:
        raise NotThisNumber("not written like a licence number")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """The UK number in its three parts, others without separators."""
    text = compact(number)
    return f"{text[:5]} {text[5:11]} {text[11:]}" if len(text) == 16 and text[:2].isalpha() else text


FORMAT = number(
    "id.driving_licence",
    "driving licence number",
    "nomor surat izin mengemudi (SIM)",
    f"{_UK}|{_OTHER}",
    check="waspada.detect.kinds.driving_licence",
    names=(
        "driving_licence",
        "driving_license",
        "drivers_license",
        "driver_license",
        "drivers_licence",
        "driver_licence",
        "driving_licence_number",
        "driving_license_number",
        "drivers_license_number",
        "driver_license_number",
        "driver_s_license",
        "drivers_license_no",
        "license_number_driver",
        "dl_number",
        "dl_no",
        "no_sim",
        "nomor_sim",
        "sim_number_driver",
        "surat_izin_mengemudi",
        "fuhrerschein",
        "fuehrerscheinnummer",
        "permis_de_conduire",
        "licencia_de_conducir",
        "rijbewijs",
        "cnh",
    ),
    words=(
        "driving licence",
        "driving license",
        "drivers license",
        "driver's license",
        "driver’s license",
        "drivers licence",
        "driver's licence",
        "driver license",
        "driver licence",
        "DL number",
        "dl no",
        "nomor sim",
        "no sim",
        "no. sim",
        "izin mengemudi",
        "führerschein",
        "permis de conduire",
        "licencia de conducir",
        "patente di guida",
    ),
    category="user.government_id.drivers_license_number",
    by=By.MEANING,
    source="DVLA INF45; AAMVA DL/ID Card Design Standard; Peraturan Polri 5/2021",
    chance=0.66,
    near=25,
)
