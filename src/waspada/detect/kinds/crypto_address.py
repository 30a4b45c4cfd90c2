"""Addresses of cryptocurrency wallets: Bitcoin, Litecoin, Dogecoin, Dash and Tron, and Ethereum.

Anyone makes their own; an address in a customer record ties every payment on the public chain to that person.
Base58check and bech32 carry real checksums; an Ethereum address carries one in the case of its letters (EIP-55), and
none when it is written in one case.

Source: Bitcoin BIP 13, BIP 173, BIP 350; EIP-55; Tron developer documentation.

>>> validate("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")
'1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'
>>> chain("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
'Bitcoin'
>>> is_valid("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
True
>>> is_valid("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
False
>>> format("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")
'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
"""

from __future__ import annotations

import re
from hashlib import sha256

from waspada.detect.kind import By
from waspada.detect.number import NotThisNumber, number

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VERSIONS = {
    0x00: "Bitcoin",
    0x05: "Bitcoin",
    0x30: "Litecoin",
    0x32: "Litecoin",
    0x1E: "Dogecoin",
    0x16: "Dogecoin",
    0x4C: "Dash",
    0x41: "Tron",
}
_PREFIXES = {"bc": "Bitcoin", "ltc": "Litecoin"}
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}")
_B32 = re.compile(r"(bc|ltc)1([qpzry9x8gf2tvdw0s3jn54khce6mua7l]{38,90})")


def compact(number: str) -> str:
    """Without surrounding blanks; bech32 in lower case."""
    text = number.strip()
    return text.lower() if text[:3].lower() in ("bc1", "ltc") and text in (text.upper(), text.lower()) else text


def _base58check(text: str) -> str:
    """The chain, or empty."""
    value = 0
    for character in text:
        place = _BASE58.find(character)
        if place < 0:
            return ""
        value = value * 58 + place
    if value.bit_length() > 200:
        return ""
    raw = value.to_bytes(25, "big")
    zeros = len(text) - len(text.lstrip("1"))
    if zeros != len(raw) - len(raw.lstrip(b"\0")) or sha256(sha256(raw[:21]).digest()).digest()[:4] != raw[21:]:
        return ""
    return _VERSIONS.get(raw[0], "")


def _bech32(text: str) -> str:
    """The chain, or empty. Version 0 has the checksum of BIP 173, later ones that of BIP 350."""
    layout = _B32.fullmatch(text)
    if not layout:
        return ""
    prefix, data = layout[1], [_BECH32.index(character) for character in layout[2]]
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + data:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> bit & 1 else 0
    return _PREFIXES[prefix] if data[0] <= 16 and check == (1 if data[0] == 0 else 0x2BC830A3) else ""


def _keccak256(message: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it (the padding of 2011, not that of FIPS 202); one block is enough here."""
    block = bytearray(message + b"\x01" + bytes(135 - len(message)))
    block[135] |= 0x80
    lanes = [
        [int.from_bytes(block[8 * (x + 5 * y) :][:8], "little") if x + 5 * y < 17 else 0 for y in range(5)]
        for x in range(5)
    ]
    state = 1
    for _ in range(24):
        parity = [lane[0] ^ lane[1] ^ lane[2] ^ lane[3] ^ lane[4] for lane in lanes]
        mixed = [parity[(x + 4) % 5] ^ _rotate(parity[(x + 1) % 5], 1) for x in range(5)]
        lanes = [[lanes[x][y] ^ mixed[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, lanes[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x][y] = lanes[x][y], _rotate(current, (step + 1) * (step + 2) // 2 % 64)
        for y in range(5):
            row = [lanes[x][y] for x in range(5)]
            for x in range(5):
                lanes[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
        for power in range(7):
            state = (state << 1 ^ (state >> 7) * 0x171) % 256
            lanes[0][0] ^= ((state >> 1) & 1) << ((1 << power) - 1)
    return b"".join(lanes[x][0].to_bytes(8, "little") for x in range(4))


def _rotate(value: int, by: int) -> int:
    return ((value << by) | (value >> (64 - by))) & 0xFFFFFFFFFFFFFFFF if by else value


def _ethereum(text: str) -> bool:
    digits = text[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    digest = _keccak256(digits.lower().encode()).hex()
    return all(c.isupper() == (int(h, 16) > 7) for c, h in zip(digits, digest, strict=False) if c.isalpha())


def chain(number: str) -> str:
    """The chain that the address belongs to; empty for none."""
    text = compact(number)
    if _ETHEREUM.fullmatch(text):
        return "Ethereum" if _ethereum(text) else ""
    return _bech32(text) if text[:3] in ("bc1", "ltc") else _base58check(text) if 25 <= len(text) <= 35 else ""


def validate(number: str) -> str:
    """The compact address, or NotThisNumber."""
    if not chain(number):
        raise NotThisNumber("no chain accepts this address")
    return compact(number)


def validate_mixed_case(number: str) -> str:
    """Like `validate`, but an Ethereum address must carry its checksum."""
    text = validate(number)
    if text.startswith("0x") and text[2:] in (text[2:].lower(), text[2:].upper()):
        raise NotThisNumber("an address in one case carries no checksum")
    return text


def is_valid(number: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        return bool(validate(number))
    except NotThisNumber:
        return False


def format(number: str) -> str:
    """As shared: the compact form."""
    return compact(number)


_B58 = r"[13LMDXT][1-9A-HJ-NP-Za-km-z]{25,34}"
_SEGWIT = r"(?:bc|ltc)1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{38,87}|(?:BC|LTC)1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{38,87}"
_HEX = r"0x[0-9a-fA-F]{40}"

FORMAT = number(
    "crypto_address",
    "cryptocurrency address",
    "alamat mata uang kripto",
    f"{_B58}|{_SEGWIT}|{_HEX}",
    check="waspada.detect.kinds.crypto_address",
    form_check="waspada.detect.kinds.crypto_address:validate_mixed_case",
    forms=(_B58, _SEGWIT, _HEX),
    lone=(_HEX,),
    triggers=(
        r"\b[13LMDXT][1-9A-HJ-NP-Za-km-z]{25,34}\b",
        r"\b(?:bc1|BC1|ltc1|LTC1)[0-9a-zA-Z]{38}",
        r"\b0x[0-9a-fA-F]{40}\b",
    ),
    names=(
        "wallet_address",
        "crypto_address",
        "btc_address",
        "bitcoin_address",
        "eth_address",
        "ethereum_address",
        "crypto_wallet",
        "eth_wallet",
        "btc_wallet",
        "deposit_address",
        "withdrawal_address",
        "payout_address",
        "usdt_address",
        "tron_address",
        "trx_address",
        "ltc_address",
        "wallet",
        "alamat_wallet",
        "alamat_dompet",
        "dompet_kripto",
    ),
    words=(
        "wallet",
        "bitcoin",
        "btc",
        "ethereum",
        "eth",
        "litecoin",
        "usdt",
        "tron",
        "dogecoin",
        "dompet kripto",
        "alamat dompet",
        "crypto",
    ),
    category="user.financial",
    by=By.FORM,
    source="BIP 13, BIP 173, BIP 350; EIP-55; Tron documentation",
    chance=0.0,
)
