"""The check code of a letter: it names the letter to whoever has it, and says nothing to anybody else.

100 bits of HMAC-SHA256 (RFC 2104) under the key of the case, in the letters of Crockford's base 32, which nobody
misreads. Of a code, HKDF (RFC 5869) makes two things that do not lead to each other: the name under which a record
lies in the public bundle, and the key that opens it. Without the code there is neither.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 20
"""Letters; five bits each."""
_GROUP: Final = 5
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = frozenset(("Pd", "Cf", "Zs", "Cc", "Sm"))
"""Unicode's classes of what mail programs and word processors put between groups: dashes, blanks, invisible signs."""
_TYPED_MOST: Final = 200
"""Characters; whoever types more does not type a code."""
NAME_BYTES: Final = 16
KEY_BYTES: Final = 32


def code(key: bytes, *, version: str, recipient_id: str, channel: str) -> str:
    """Of one letter, as it is printed: `7K2QF-…`, four groups of five.

    Args:
        key: of the case.
    """
    said = "\x1f".join(("waspada.check.code", version, recipient_id, channel)).encode()
    bits = int.from_bytes(hmac.new(key, said, hashlib.sha256).digest()) >> (256 - 5 * LENGTH)
    signs = "".join(LETTERS[(bits >> (5 * at)) & 31] for at in reversed(range(LENGTH)))
    return printed(signs)


def canonical(typed: str) -> str:
    """What somebody typed, as it is hashed: 20 letters; empty where it can be no code.

    >>> canonical(" o1ab-cdefg hjkmn.pqrst ")
    ''
    >>> canonical("o1ab2-cdefg hjkmn-pqrst")
    '01AB2CDEFGHJKMNPQRST'
    """
    if len(typed) > _TYPED_MOST:
        return ""
    plain = unicodedata.normalize("NFKC", typed)  # full-width letters, non-breaking blanks
    signs = "".join(sign for sign in plain if unicodedata.category(sign) not in _BETWEEN).upper().translate(_MISREAD)
    return signs if len(signs) == LENGTH and all(sign in LETTERS for sign in signs) else ""


def printed(canonical_code: str) -> str:
    """As it stands in a letter.

    >>> printed("01AB2CDEFGHJKMNPQRST")
    '01AB2-CDEFG-HJKMN-PQRST'
    """
    return "-".join(canonical_code[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def opened(canonical_code: str) -> tuple[bytes, bytes]:
    """Name of the record (16 bytes) and its key (32 bytes)."""
    secret = hmac.new(b"waspada.check.code.1", canonical_code.encode(), hashlib.sha256).digest()
    name = hmac.new(secret, b"name\x01", hashlib.sha256).digest()[:NAME_BYTES]
    return name, hmac.new(secret, b"key\x01", hashlib.sha256).digest()
