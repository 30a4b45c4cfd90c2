"""What can be proved about the inside of a token: checksums and structures that vendors publish."""

from __future__ import annotations

import base64
import binascii
import zlib

from waspada.detect.noise import is_wordy
from waspada.detect.token import Verdict

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def base62_crc32(body: str) -> str:
    """Six base62 digits of the CRC32 of `body`, as GitHub and npm append them.

    https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    """
    number = zlib.crc32(body.encode())
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return digits


def github(token: str) -> Verdict:
    """Check the last six characters of a 40-character token; longer ones (refresh, stateless) publish no checksum."""
    body = token.partition("_")[2]
    if len(body) != 36:
        return Verdict.PLAUSIBLE
    return Verdict.PROVED if base62_crc32(body[:30]) == body[30:] else Verdict.DOUBTFUL


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def discord(token: str) -> Verdict:
    """Check that the first part is a snowflake: digits in base64."""
    number = _decoded(token.partition(".")[0])
    return Verdict.PLAUSIBLE if number and number.isdigit() and 15 <= len(number) <= 20 else Verdict.WRONG


def intercom(token: str) -> Verdict:
    """Check that it reads `tok:` and an id in base64."""
    inside = _decoded(token.rstrip("="))
    return Verdict.PLAUSIBLE if inside and inside.startswith(b"tok:") else Verdict.WRONG


def atlassian_server(token: str) -> Verdict:
    """Check for the twelve digits and the colon that a Data Center token begins with."""
    inside = _decoded(token)
    return Verdict.PLAUSIBLE if inside and inside[:12].isdigit() and inside[12:13] == b":" else Verdict.WRONG


def elastic(token: str) -> Verdict:
    """Check for `id:key`, twenty and twenty-two characters, in base64."""
    inside = _decoded(token.rstrip("="))
    fits = inside is not None and len(inside) in range(42, 46) and inside[20:21] == b":" and inside.isascii()
    return Verdict.PLAUSIBLE if fits else Verdict.WRONG


def mixed(token: str) -> Verdict:
    """Ask for both cases, and for a digit or at least no words: tells a random value from an identifier or a hash."""
    both = any(map(str.islower, token)) and any(map(str.isupper, token))
    return Verdict.PLAUSIBLE if both and _scrambled(token) else Verdict.WRONG


def with_digit(token: str) -> Verdict:
    """Ask for a digit among letters, or capitals that make no words: tells a random value from a long word."""
    return Verdict.PLAUSIBLE if _scrambled(token) and any(map(str.isalpha, token)) else Verdict.WRONG


def _scrambled(token: str) -> bool:
    if any(map(str.isdigit, token)):
        return True
    return any(map(str.isupper, token[1:])) and any(map(str.islower, token)) and not is_wordy(token)


def bech32(token: str) -> Verdict:
    """Check the checksum of BIP 173, which an age secret key carries.

    https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
    """
    prefix, _, data = token.lower().rpartition("1")
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.find(c) for c in data]
    return Verdict.PROVED if min(values) >= 0 and _polymod(values) == 1 else Verdict.DOUBTFUL


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit in range(5):
            checksum ^= _BECH32_GENERATOR[bit] if top >> bit & 1 else 0
    return checksum


def bech32_checksum(prefix: str, data: str) -> str:
    """Six characters that complete `prefix` + "1" + `data`."""
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.find(c) for c in data]
    remainder = _polymod([*values, 0, 0, 0, 0, 0, 0]) ^ 1
    return "".join(_BECH32[remainder >> 5 * (5 - place) & 31] for place in range(6))


def aws_account(key_id: str) -> int | None:
    """Account number inside an access key id, or None for ids from before 2019 or not base32.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html says that the id names its account.
    """
    try:
        inside = base64.b32decode(key_id[4:])
    except (binascii.Error, ValueError):
        return None
    return (int.from_bytes(inside[:6], "big") & 0x7FFFFFFFFF80) >> 7
