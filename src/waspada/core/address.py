"""Addresses of people, for mail, post and phone: the form in which they are compared, and a keyed hash that names one.

>>> normal("  Budi@Example.ORG ")
'budi@example.org'
>>> normal("0062 (0)812-3456")
'+6208123456'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

_NUMBER: Final = re.compile(r"\+?[\d\s().\-/]{5,}")
_MAIL: Final = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+\.[^\s@<>(),;:\"\\\[\].]{2,}")
_LONGEST_MAIL: Final = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
_BYTES: Final = 16


def normal(address: str) -> str:
    """The form in which addresses are compared: Unicode NFKC, small letters, one blank; of phone numbers the digits."""
    text = " ".join(unicodedata.normalize("NFKC", address).casefold().split())
    if not _NUMBER.fullmatch(text):
        return text
    digits = "".join(sign for sign in text if sign.isdigit())
    return f"+{digits.removeprefix('00')}" if text.startswith(("+", "00")) else digits


def takes_mail(address: str) -> bool:
    """Whether a message could be sent to it: one plain address, with nothing in it that a header could break on."""
    inner = address.strip()
    return (
        bool(_MAIL.fullmatch(inner)) and inner.isprintable() and len(inner.encode("utf-8", "replace")) <= _LONGEST_MAIL
    )


def address_ids(key: bytes, normals: Iterable[str]) -> list[str]:
    """The keyed hash (BLAKE2b, 128 bits) that names each address, given in its normal form."""
    start = blake2b(digest_size=_BYTES, key=key[:64], person=b"waspada.address")
    found = []
    for one in normals:
        state = start.copy()
        state.update(one.encode("utf-8", "surrogatepass"))
        found.append(state.hexdigest())
    return found
