"""CCCD, the citizen number of Vietnam: province (3), century and sex (1), year (2), six random digits.

Issued by the Ministry of Public Security. No check digit.

Source: Decree 137/2015/ND-CP; Circular 59/2021/TT-BCA, annex of province codes.

>>> validate("001 090 123 456")
'001090123456'
>>> is_valid("003090123456")
False
>>> format("001090123456")
'001090123456'
"""

from __future__ import annotations

from waspada.detect.number import NotThisNumber

_PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 "
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 "
    "089 091 092 093 094 095 096".split()
)


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not (len(text) == 12 and text.isascii() and text.isdigit()):
        raise NotThisNumber("not twelve digits")
    born = 1900 + 100 * (int(text[3]) // 2) + int(text[4:6])
    if text[:3] not in _PROVINCES or born > 2026:
        raise NotThisNumber("no such province or year of birth")
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
