"""The envelope sender of a letter: `bounces+TOKEN@domain`, so that whatever comes back names its row (VERP).

A token is random and says nothing about whom it belongs to. Letters keep their case on the way only by custom, so it
is read without regard to it. ENVID and ORCPT (RFC 3461) say the same to servers that know them.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable
from typing import Final

TOKEN_BYTES: Final = 15
TOKEN_LENGTH: Final = 24
"""Letters of base 32 (RFC 4648) in lower case: 120 bits, no padding."""
_TOKEN: Final = r"[a-z2-7]{24}"


def new_token() -> str:
    """Of one row, for ever."""
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().lower()


def address(token: str, *, mailbox: str, domain: str) -> str:
    """The envelope sender of the letter with this token."""
    return f"{mailbox}+{token}@{domain}"


def token_in(texts: Iterable[str], *, mailbox: str, domain: str) -> str:
    """The token of the first envelope sender of ours in these texts; empty: there is none.

    >>> token_in(["<Bounces+ABCDEFGHIJKLMNOPQRSTUVWX@b.example>"], mailbox="bounces", domain="b.example")
    'abcdefghijklmnopqrstuvwx'
    """
    ours = re.compile(
        rf"(?<![a-z0-9.+_=-]){re.escape(mailbox)}[+]({_TOKEN})@{re.escape(domain)}(?![a-z0-9-]|\.[a-z0-9])",
        re.IGNORECASE,
    )
    found = next(filter(None, map(ours.search, texts)), None)
    return found[1].lower() if found else ""


def message_id(token: str, *, domain: str) -> str:
    """`<TOKEN@domain>`: the same letter, tried again, keeps its Message-ID."""
    return f"<{token}@{domain}>"


def token_of_id(text: str, *, domain: str) -> str:
    """The token in a Message-ID, an In-Reply-To or an ENVID of ours; empty: it is none.

    >>> token_of_id("<abcdefghijklmnopqrstuvwx@example.com>", domain="example.com")
    'abcdefghijklmnopqrstuvwx'
    """
    found = re.search(rf"(?<![a-z0-9])({_TOKEN})@{re.escape(domain)}(?![a-z0-9.-])", text, re.IGNORECASE)
    if found is None:
        found = re.fullmatch(rf"\s*({_TOKEN})\s*", text, re.IGNORECASE)
    return found[1].lower() if found else ""


def orcpt(recipient: str) -> str:
    """The parameter ORCPT for a recipient, in xtext (RFC 3461, 4)."""
    signs = (
        one if "!" <= one <= "~" and one not in "+=" else "".join(f"+{b:02X}" for b in one.encode())
        for one in recipient
    )
    return f"rfc822;{''.join(signs)}"


def from_xtext(text: str) -> str:
    """What xtext stands for; what is none stays as it is.

    >>> from_xtext("ani+2Btag@example.org")
    'ani+tag@example.org'
    """
    return re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text)
