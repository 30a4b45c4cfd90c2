"""NIK (Nomor Induk Kependudukan), the number of every Indonesian resident, printed on the KTP and the family card (KK).

Issued by the Directorate General of Population and Civil Registration (Dukcapil). 16 digits: province (2), regency or
city (2), district (2), date of birth DDMMYY with 40 added to the day for women, serial (4, from 0001). No check digit:
so region, date and serial are all checked, and more evidence is asked for.

Source: Law 23/2006 and 24/2013 on population administration; Permendagri on area codes (38 provinces since 2022).

>>> validate("3174 0101 0190 0001")
'3174010101900001'
>>> is_valid("3174013002900001")
False
>>> birth_date("3174014101900001")
datetime.date(1990, 1, 1)
>>> format("3174010101900001")
'3174010101900001'
"""

from __future__ import annotations

import datetime

from waspada.detect.number import NotThisNumber, number

PROVINCES: dict[str, tuple[int, int]] = {
    # code: (highest regency, highest city), from the area code lists, with some room for new ones
    "11": (18, 75),
    "12": (25, 78),
    "13": (12, 77),
    "14": (10, 73),
    "15": (9, 72),
    "16": (13, 74),
    "17": (9, 71),
    "18": (13, 72),
    "19": (6, 71),
    "21": (5, 72),
    "31": (1, 75),
    "32": (18, 79),
    "33": (29, 76),
    "34": (4, 71),
    "35": (29, 79),
    "36": (4, 74),
    "51": (8, 71),
    "52": (8, 72),
    "53": (21, 71),
    "61": (12, 72),
    "62": (13, 71),
    "63": (11, 72),
    "64": (11, 74),
    "65": (4, 71),
    "71": (11, 74),
    "72": (12, 71),
    "73": (26, 73),
    "74": (15, 72),
    "75": (5, 71),
    "76": (6, 70),
    "81": (9, 72),
    "82": (8, 72),
    "91": (20, 71),
    "92": (13, 71),
    "93": (4, 70),
    "94": (36, 71),
    "95": (8, 70),
    "96": (6, 71),
}
"""The 38 provinces (Permendagri 58/2021 with the Papuan provinces of 2022). Older Papuan codes stay in use on cards."""


def compact(number: str) -> str:
    """The digits alone."""
    return number.replace(" ", "").replace("-", "").replace(".", "").strip()


def birth_date(number: str) -> datetime.date:
    """The date of birth in it; the century is the later one that is not in the future."""
    digits = compact(number)
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    for century in (2000, 1900):
        try:
            born = datetime.date(century + year, month, day - 40 if day > 40 else day)
        except ValueError:
            continue
        if born <= _TODAY:
            return born
    raise NotThisNumber("no such date of birth")


# Fixed, so that the same file gives the same result on any day; two-digit years after it are the 1900s.
_TODAY = datetime.date(2026, 12, 31)


def validate(number: str) -> str:
    """The digits, or NotThisNumber."""
    digits = compact(number)
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        raise NotThisNumber("not sixteen digits")
    regencies, cities = PROVINCES.get(digits[:2], (0, 0))
    area = int(digits[2:4])
    if not (1 <= area <= regencies or 71 <= area <= cities):
        raise NotThisNumber("no such province, regency or city")
    if not 1 <= int(digits[4:6]) <= 60 or digits[12:] == "0000":
        raise NotThisNumber("no such district or serial")
    birth_date(digits)
    return digits


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As printed on the card: without separators."""
    return compact(number)


FORMAT = number(
    "id.nik",
    "Indonesian identity number (NIK)",
    "Nomor Induk Kependudukan (NIK)",
    r"[0-9]{16}|(?:[0-9]{6}|[0-9]{2}[ .][0-9]{2}[ .][0-9]{2})[ .-][0-9]{6}[ .-][0-9]{4}|[0-9]{4}(?:[ .-][0-9]{4}){3}",
    check="waspada.detect.kinds.nik",
    country="ID",
    # 17… is left out: clocks in microseconds run through it
    lone=(
        r"(?:1[1-689]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])(?:[0-3][0-9]|7[1-9])[0-9]{2}"
        r"(?:[04][1-9]|[1256][0-9]|[37][01])(?:0[1-9]|1[0-2])[0-9]{6}",
    ),
    names=(
        "nik",
        "ktp",
        "no_ktp",
        "nomor_ktp",
        "ktp_number",
        "no_nik",
        "nomor_nik",
        "nik_ktp",
        "nik_number",
        "nomor_induk_kependudukan",
        "id_ktp",
        "ektp",
        "e_ktp",
        "no_identitas",
        "nomor_identitas",
        "identity_no_ktp",
    ),
    words=("nik", "ktp", "e-ktp", "induk kependudukan", "kartu tanda penduduk", "identitas", "no kependudukan"),
    check_digit=False,
    source="Law 24/2013 on population administration; Permendagri 58/2021 and the Papuan province laws of 2022",
    chance=0.0029,
)
KK = number(
    "id.kk",
    "Indonesian family card number (KK)",
    "nomor Kartu Keluarga (KK)",
    r"[0-9]{16}",
    check="waspada.detect.kinds.nik",
    country="ID",
    names=("no_kk", "nomor_kk", "kk", "kartu_keluarga", "nomor_kartu_keluarga", "no_kartu_keluarga", "kk_number"),
    words=("kartu keluarga", "no kk", "nomor kk", "KK"),
    check_digit=False,
    source="Law 24/2013 on population administration: the same layout, with the day the card was issued",
    chance=0.0027,
)
