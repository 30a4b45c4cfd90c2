"""age files (https://age-encryption.org/v1), locked to a public key or with a passphrase, armoured or not."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator
from typing import BinaryIO

from waspada.core.errors import Locked
from waspada.readers import age
from waspada.readers.limits import MIB
from waspada.readers.wrapper import PIECE, Broken, Content, Meter, Secrets, inner_name

_MAGIC = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
WHOLE = 512 * MIB
"""A file locked with a passphrase is opened in memory only, and only up to here."""


class AgeFile:
    """One file inside one age file."""

    kinds = ("age", "age-passphrase")

    def detect(self, head: bytes) -> str:
        """See `Wrapper`."""
        text = head.lstrip()
        if text.startswith(_ARMOUR):
            text = _unarmoured(text[len(_ARMOUR) :])
        if not text.startswith(_MAGIC):
            return ""
        return "age-passphrase" if text[len(_MAGIC) :].startswith(b"-> scrypt ") else "age"

    def detect_whole(self, file: BinaryIO) -> str:
        """See `Wrapper`."""
        return ""

    def perhaps(self, head: bytes) -> bool:
        """See `Wrapper`."""
        return False

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """See `Wrapper`."""
        file.seek(0)
        locked = self.detect(file.read(4096)) == "age-passphrase"
        file.seek(0)
        meter.member()
        pieces = _whole(file, secrets) if locked else _streamed(file, secrets)
        yield Content(inner_name(name, ".age", ".asc"), pieces, meter)


def _unarmoured(body: bytes) -> bytes:
    """The beginning of what the letters stand for."""
    letters = b"".join(body[:400].split())
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4], validate=True)
    except binascii.Error:
        return b""


def _streamed(file: BinaryIO, secrets: Secrets) -> Iterator[bytes]:
    if not secrets.identities:
        raise Locked("the age file was locked to a key: its identity is needed")
    reason = ""
    try:
        yield from age.decrypt_stream(file, secrets.identities)
    except ValueError as error:
        reason = str(error)
    if reason:
        raise Broken(reason)


def _whole(file: BinaryIO, secrets: Secrets) -> Iterator[bytes]:
    if not secrets.password:
        raise Locked("the age file needs a passphrase")
    if os.fstat(file.fileno()).st_size > WHOLE:
        raise Broken(
            f"it was locked with a passphrase and is larger than {WHOLE // MIB} MiB, which is as much as we open in "
            "memory: decrypt it with age and seal the result, or ask for it locked to a public key"
        )
    reason, content = "", b""
    try:
        content = age.decrypt_passphrase(file.read(), secrets.password)
    except ValueError as error:
        reason = str(error)
    if reason:
        raise Broken(reason)
    for at in range(0, len(content), PIECE):
        yield content[at : at + PIECE]
