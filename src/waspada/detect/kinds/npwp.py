"""NPWP (Nomor Pokok Wajib Pajak), Indonesia's taxpayer number.

Issued by the Directorate General of Taxes. Until 2024 15 digits: nine with a Luhn check digit, the tax office (3), the
branch (3). Since 2024 16 digits: residents use their NIK; organisations and others put a 0 before the old number.

Source: Peraturan Menteri Keuangan 112/PMK.03/2022 and 136/2023; OECD, Tax identification numbers, Indonesia.

>>> validate("01.300.066.6-091.000")
'013000666091000'
>>> is_valid("01.300.066.7-091.000")
False
>>> format("013000666091000")
'01.300.066.6-091.000'
"""

from __future__ import annotations

from waspada.detect.kinds import nik
from waspada.detect.kinds.payment_card import luhn
from waspada.detect.number import GOVERNMENT, NotThisNumber, number


def compact(number: str) -> str:
    """The digits alone."""
    return number.replace(" ", "").replace("-", "").replace(".", "").strip()


def validate(number: str) -> str:
    """The digits, or NotThisNumber; a 16-digit number that does not start with 0 is checked as NIK."""
    digits = compact(number)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (15, 16)):
        raise NotThisNumber("not fifteen or sixteen digits")
    if len(digits) == 16 and digits[0] != "0":
        return nik.validate(digits)
    old = digits[-15:]
    if old[:8] == "00000000" or old[9:12] == "000":
        raise NotThisNumber("no such taxpayer or tax office")
    if not luhn(old[:9]):
        raise NotThisNumber("wrong check digit")
    return digits


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As printed on the old card; the new form has no separators."""
    digits = compact(number)
    if len(digits) != 15:
        return digits
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}.{digits[8]}-{digits[9:12]}.{digits[12:]}"


FORMAT = number(
    "id.npwp",
    "Indonesian taxpayer number (NPWP)",
    "Nomor Pokok Wajib Pajak (NPWP)",
    r"[0-9]{15,16}|0?[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9][-.][0-9]{3}\.[0-9]{3}",
    check="waspada.detect.kinds.npwp",
    country="ID",
    forms=(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9][-.][0-9]{3}\.[0-9]{3}",),
    names=(
        "npwp",
        "no_npwp",
        "nomor_npwp",
        "npwp_number",
        "npwp16",
        "npwp15",
        "npwp_16",
        "npwp_15",
        "nomor_pokok_wajib_pajak",
    ),
    words=("npwp", "wajib pajak", "nomor pajak"),
    category=GOVERNMENT,
    source="PMK 112/PMK.03/2022; OECD tax identification numbers, Indonesia",
    chance=0.073,
)
