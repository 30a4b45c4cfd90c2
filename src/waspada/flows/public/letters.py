"""What the public page shows of a letter, sealed so that only who has the letter's code can read it."""

from __future__ import annotations

import json
import re
import secrets
import struct
import zlib
from dataclasses import asdict, dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waspada.core.errors import BadInput
from waspada.flows.public.table import Table, Writer
from waspada.notify import code

SIZES: Final = (4 << 10, 8 << 10, 16 << 10, 64 << 10)
"""Bytes of a record: a letter is compressed, then padded to one of these."""
LEAST: Final = 64
"""Records, however few letters there are: none at all looks the same."""
_NONCE: Final = 12
_TAG: Final = 16
_LENGTH: Final = struct.Struct(">I")
_MOST: Final = 1 << 20
"""Bytes of a letter's text with what stands above it."""
_ADDRESS: Final = re.compile(r"[^\s<>@*•…]+@[^\s<>@*•…]+\.[^\s<>@*•…]+")
_NOTHING: Final = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One letter, as its recipient can compare it."""

    code: str = field(repr=False)
    """As printed in the letter."""
    sender: str
    """Name and address in From."""
    subject: str
    date: str
    """Day on which it went out, `2026-11-23`; empty while it has not: codes are published before letters go."""
    masked_recipient: str
    """`b•••@e•••.org`; see `masked`."""
    text: str = field(repr=False)
    """All of it, as in its plain part."""
    lang: str


def masked(address: str) -> str:
    """Enough of an address for whoever owns it to know it again.

    >>> masked("budi@mail.example.org")
    'b•••@m•••.org'
    """
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain[:1]}•••.{domain.rpartition('.')[2]}"


def add(letter: Shown, writer: Writer) -> None:
    """Seal one letter into the table.

    Raises:
        BadInput: its code is none, its recipient is not masked, or it is too long.
    """
    canonical = code.canonical(letter.code)
    if not canonical:
        raise BadInput("a letter has no check code", hint="A code has 20 letters, in four groups of five.")
    if _ADDRESS.search(letter.masked_recipient):
        raise BadInput("the recipient of a letter is not masked", hint="Show as much as `b•••@e•••.org`, no more.")
    fields = asdict(letter)
    del fields["code"]
    plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(plain, 6)
    size = writer.size_for(_NONCE + _LENGTH.size + len(packed) + _TAG)
    if not size or len(plain) > _MOST:
        raise BadInput("a letter is too long to be shown", hint="A letter may have about 60 KB, compressed.")
    name, key = code.opened(canonical)
    padded = (_LENGTH.pack(len(packed)) + packed).ljust(size - _NONCE - _TAG, b"\0")
    nonce = secrets.token_bytes(_NONCE)
    writer.add(name, nonce + AESGCM(key).encrypt(nonce, padded, name))


def find(table: Table, typed: str) -> tuple[bytes, Shown | None]:
    """The letter of a code that somebody typed, with the name of its record; None where there is none.

    The same is done for any code: one search, one opening.
    """
    canonical = code.canonical(typed)
    name, key = code.opened(canonical)
    record = table.find(name)
    packed = _opened(record, key, name) if record else _opened(_NOTHING, key, name)
    if not packed or not canonical:
        return name, None
    length = _LENGTH.unpack_from(packed)[0]
    fields = json.loads(zlib.decompressobj().decompress(packed[_LENGTH.size : _LENGTH.size + length], _MOST))
    return name, Shown(code=code.printed(canonical), **fields)


def _opened(record: bytes, key: bytes, name: bytes) -> bytes:
    """Empty when the key is another one, or a byte was changed."""
    try:
        return AESGCM(key).decrypt(record[:_NONCE], record[_NONCE:], name)
    except InvalidTag:
        return b""
