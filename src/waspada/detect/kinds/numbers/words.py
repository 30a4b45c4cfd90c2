"""Words around numbers, compiled so that a thousand cost one pass, and the labels that speak against a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEFT, RIGHT = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"

_RIVALS = (
    "account no|amount|booking|epoch|extension|fax|fedex|gtin|handphone|hotline|hp|imei|invoice|invoice no|isbn|issn|"
    "jumlah|mobile|msisdn|nomor pesanan|order|order id|order no|order number|part no|part number|pesanan|phone|"
    "phone number|receipt|reference|resi|serial|serial number|sku|sms|tel|telefon|telefone|teléfono|telepon|telephone|"
    "telp|ticket|ticket id|tiket|timestamp|tracking|tracking number|transaction id|trx|upc|version|versi|wa|whatsapp|"
    "zip|faktur|ref|ref no|nomor seri|nomor telepon|no telp|kode pos|no hp"
)
"""What labels another number: between a word and a number it takes the number away from the word."""


def alternation(words: Iterable[str]) -> str:
    """A regex for any of `words` that shares common beginnings, so that each position of a text is looked at once."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _branches(tree)


def bounded(word: str) -> bool:
    """Whether letters or digits may not touch the word: those of scripts without blanks may stand anywhere."""
    return all(edge.isascii() and edge.isalnum() for edge in (word[0], word[-1]))


def in_bytes(word: str) -> str:
    """A word as an ASCII regex over UTF-8 bytes, for Hyperscan."""
    body = "".join(
        r"[ _.\-]?" if c == " " else re.escape(c) if c.isascii() else "".join(f"\\x{b:02x}" for b in c.encode())
        for c in word
    )
    return rf"(?:\b|_){body}s?(?:\b|_)" if bounded(word) else body


def _branches(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in tree
    parts = [_letter(character) + _branches(below) for character, below in sorted(tree.items()) if character]
    if not parts:
        return ""
    joined = f"(?:{'|'.join(parts)})" if len(parts) > 1 or ends else parts[0]
    return joined + "?" if ends else joined


def _letter(character: str) -> str:
    """One character; a blank in a word also stands for the separators of keys in JSON and URLs, or for nothing."""
    return r"[ _.\-]?" if character == " " else re.escape(character)


RIVALS = re.compile(f"{LEFT}(?:{alternation(_RIVALS.split('|'))}){RIGHT}", re.ASCII | re.IGNORECASE)
