"""UK National Insurance number (NINO): two letters, six digits, suffix A to D; no check digit.

Issued by HM Revenue & Customs and the Department for Work and Pensions.

Source: HM Revenue & Customs, National Insurance Manual NIM39110 (letters and prefixes that are never used).

>>> validate("ab 12 34 56 c")
'AB123456C'
>>> is_valid("GB123456C")
False
>>> format("AB123456C")
'AB 12 34 56 C'
"""

from __future__ import annotations

import re

from waspada.detect.number import NotThisNumber

_SHAPE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
_NEVER = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def compact(number: str) -> str:
    """Without separators, upper case."""
    return number.replace(" ", "").replace("-", "").strip().upper()


def validate(number: str) -> str:
    """The compact form, or NotThisNumber."""
    text = compact(number)
    if not _SHAPE.fullmatch(text) or text.startswith(_NEVER):
        raise NotThisNumber("not two allowed letters, six digits and a suffix from A to D")
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
    return " ".join((text[:2], text[2:4], text[4:6], text[6:8], text[8:]))
