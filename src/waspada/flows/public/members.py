"""The look-up table: who is in the data, under names and with answers that only the key holder can make or open."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from waspada.core.errors import BadInput, Locked
from waspada.flows.public.keys import Keys, normal
from waspada.flows.public.table import NAME, Table, Writer

SIZES: Final = (512, 4096)
LEAST: Final = 1024
"""Rows, however few people there are."""
_NONCE: Final = 12
_TAG: Final = 16
_LENGTH: Final = struct.Struct(">H")
_MOST: Final = 64 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one address is told: kinds of data, never a value."""

    categories: tuple[str, ...]
    """Categories (Fideslang) of what was found."""
    mentioned: bool = False
    """Only named in what somebody else wrote."""


def facts_of(row: Mapping[str, Any]) -> Facts:
    """From a recipient's facts (`Recipient.as_json`) or a row of a file; whatever else stands there is left out."""
    return Facts(categories=tuple(sorted(set(row["categories"]))), mentioned=bool(row.get("mentioned", False)))


def add(address: str, facts: Facts, keys: Keys, writer: Writer) -> None:
    """Put one address into the table.

    Raises:
        BadInput: it has more to say than a row holds.
    """
    name = _name(address, keys)
    plain = json.dumps([list(facts.categories), int(facts.mentioned)], separators=(",", ":")).encode()
    packed = zlib.compress(plain, 6)
    size = writer.size_for(_NONCE + _LENGTH.size + len(packed) + _TAG)
    if not size:
        raise BadInput("somebody's categories do not fit into a row", hint="Give categories, not their values.")
    padded = (_LENGTH.pack(len(packed)) + packed).ljust(size - _NONCE - _TAG, b"\0")
    nonce = secrets.token_bytes(_NONCE)
    writer.add(name, nonce + ChaCha20Poly1305(keys.answers).encrypt(nonce, padded, name))


def find(table: Table, address: str, keys: Keys) -> Facts | None:
    """What the table says of an address; None: it is not in the data.

    Raises:
        Locked: the table was made with another key, or was altered.
    """
    name = _name(address, keys)
    record = table.find(name)
    if not record:
        return None
    packed = b""
    try:
        packed = ChaCha20Poly1305(keys.answers).decrypt(record[:_NONCE], record[_NONCE:], name)
    except InvalidTag:
        packed = b""
    if not packed:
        raise Locked("an answer does not open: the table was altered")
    length = _LENGTH.unpack_from(packed)[0]
    said = json.loads(zlib.decompressobj().decompress(packed[_LENGTH.size : _LENGTH.size + length], _MOST))
    return Facts(categories=tuple(said[0]), mentioned=bool(said[1]))


def _name(address: str, keys: Keys) -> bytes:
    return hmac.new(keys.names, normal(address).encode("utf-8", "surrogatepass"), hashlib.sha256).digest()[:NAME]
