"""OpenPGP messages (RFC 9580, RFC 4880), to a public key or with a password, armoured or binary.

pysequoia decrypts whole files only, and lets no other thread run meanwhile. So it runs in a process of its own and
writes into a pipe: pieces come as they are decrypted, nothing is on disk, memory stays small, and a bomb is ended by
ending the process. Sequoia holds back up to 25 MiB until they are verified; of more, a change shows at the end.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, BinaryIO

from waspada.core.errors import Locked
from waspada.readers.decrypting import SLOW, bound, decrypted
from waspada.readers.limits import GIB
from waspada.readers.wrapper import Broken, Content, Meter, Secrets, inner_name

_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_PUBLIC_KEY, _PASSWORD = 1, 3
"""Packet tags 1 and 3: what opens the message was itself locked to a key, or with a password."""
_KEY_ALGORITHMS = (1, 2, 16, 18, 25, 26, 35, 36)
_CIPHERS = (1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13)
_MEMORY = 3 * GIB
"""What a password may ask for while it is being turned into a key (Argon2)."""
_LOCKED = {
    "key": "the OpenPGP key given cannot be read",
    "passphrase": "the passphrase of the OpenPGP key is wrong or missing",
    "unfit": "the OpenPGP key given cannot decrypt: it has no key for encryption",
    "locked": "the OpenPGP message opens with none of the keys and passwords given",
}


class OpenPgp:
    """One file inside one message."""

    kinds = ("openpgp",)

    def detect(self, head: bytes) -> str:
        """See `Wrapper`."""
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_ARMOUR):
            return "openpgp"
        return "openpgp" if _is_packet(head) else ""

    def detect_whole(self, file: BinaryIO) -> str:
        """See `Wrapper`."""
        return ""

    def perhaps(self, head: bytes) -> bool:
        """See `Wrapper`."""
        return False

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """See `Wrapper`."""
        if not secrets.password and not secrets.openpgp_key:
            raise Locked("the OpenPGP message needs a secret key or a password")
        meter.member()
        pieces = _pieces(file, secrets, meter.limits.seconds)
        yield Content(inner_name(name, ".pgp", ".gpg", ".asc"), pieces, meter)


def _is_packet(head: bytes) -> bool:
    """A packet that locks a session key, by its tag, its length and its first fields."""
    if len(head) < 16 or not head[0] & 0x80:
        return False
    if head[0] & 0x40:
        tag, at = head[0] & 0x3F, 2 if head[1] < 192 else (3 if head[1] < 224 else 6)
    else:
        tag, at = head[0] >> 2 & 0xF, {0: 2, 1: 3, 2: 5}.get(head[0] & 3, 0)
    if not at:
        return False
    version = head[at]
    if tag == _PUBLIC_KEY:
        return version == 6 or (version == 3 and head[at + 9] in _KEY_ALGORITHMS)
    return tag == _PASSWORD and (
        version in (5, 6) or (version == 4 and head[at + 1] in _CIPHERS and head[at + 2] in (0, 1, 3, 4))
    )


def _pieces(file: BinaryIO, secrets: Secrets, seconds: float) -> Iterator[bytes]:
    given = {
        "password": secrets.password,
        "key": base64.b64encode(secrets.openpgp_key).decode(),
        "passphrase": secrets.openpgp_passphrase,
    }
    outcome = yield from decrypted(__name__, file, given, seconds)
    if outcome in _LOCKED:
        raise Locked(_LOCKED[outcome])
    if outcome == SLOW:
        raise Broken("reading it took longer than the limit; reading stopped here")
    if outcome != "done":
        raise Broken("the OpenPGP message is damaged, was cut off, or is of a kind that is no longer safe to accept")


def decrypt(given: dict[str, Any]) -> str:
    """Runs in the process of its own: `done`, or one word for why not; never a word of the message."""
    import pysequoia  # only here: the process that reads everything else never loads it

    bound(_MEMORY)
    key, why = None, "locked"
    try:
        if given["key"]:
            why = "key"
            secret = pysequoia.Tsk.from_bytes(base64.b64decode(given["key"]))
            why = "passphrase"
            key = secret.decryptor(given["passphrase"] or None)
    except (RuntimeError, ValueError, OSError) as error:
        why = "unfit" if "No suitable decryption subkey" in str(error) else why
    if key is None and not given["password"]:
        return why
    text = ""
    try:
        passwords = [given["password"]] if given["password"] else []
        pysequoia.decrypt_file(given["input"], given["output"], decryptor=key, passwords=passwords)
    except (RuntimeError, ValueError, OSError) as error:
        text = str(error)
    if "No key to decrypt" in text:
        return "locked" if key is not None or not given["key"] else why
    return "broken" if text else "done"
