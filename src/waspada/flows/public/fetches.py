"""A list under a link that works once: the server keeps a hash of the token and a box that only the token opens."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waspada.core.errors import BadInput, CannotWrite

TOKEN_BYTES: Final = 32
LIVES: Final = 7 * 86_400
"""Seconds."""
LOG: Final = "fetched.ndjson"
_LEAST: Final = 64 << 10
_MOST: Final = 64 << 20
_NONCE: Final = 12
_TAG: Final = 16
_HEAD: Final = struct.Struct(">Q")
"""When it ends, seconds since 1970."""
_LENGTH: Final = struct.Struct(">I")
_BOX: Final = ".box"
_TAKEN: Final = ".taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What the link gave."""

    content: bytes = field(repr=False)


def new_token() -> str:
    """256 random bits, as they stand in a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def put(folder: Path, token: str, content: bytes, *, expires: float) -> None:
    """Seal a list under a token. Lists of similar length become boxes of the same size.

    Raises:
        BadInput: it is too long.
        CannotWrite: it could not be written.
    """
    if len(content) > _MOST:
        raise BadInput("a list is too long for a link", hint="At most 64 MB; hand it over in another way.")
    name, key = _opened(token)
    size = max(_LEAST, 1 << (len(content) + _LENGTH.size - 1).bit_length())
    head, nonce = _HEAD.pack(int(expires)), secrets.token_bytes(_NONCE)
    padded = (_LENGTH.pack(len(content)) + content).ljust(size, b"\0")
    new = folder / f"{name}.new"
    failed = ""
    try:
        with new.open("xb") as file:
            file.write(head + nonce + AESGCM(key).encrypt(nonce, padded, head + name.encode()))
            file.flush()
            os.fsync(file.fileno())
        new.rename(folder / f"{name}{_BOX}")
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"a list could not be put under its link: {failed}")


def exists(folder: Path, token: str, now: float) -> bool:
    """Whether a link would still give something."""
    name, _ = _opened(token)
    with contextlib.suppress(OSError), (folder / f"{name}{_BOX}").open("rb") as file:
        return bool(_HEAD.unpack(file.read(_HEAD.size))[0] > now)
    return False


def take(folder: Path, token: str, now: float) -> Fetched | None:
    """What the link gives, once: of two who ask at the same moment one gets it. None: used, ended, or never was.

    It is written down, without who or what, before it is handed out.
    """
    name, key = _opened(token)
    taken = folder / f"{name}{_TAKEN}"
    try:
        (folder / f"{name}{_BOX}").rename(taken)
        raw = taken.read_bytes()
        _note(folder, name, now)
        taken.unlink()
    except OSError:
        return None
    head, nonce = raw[: _HEAD.size], raw[_HEAD.size : _HEAD.size + _NONCE]
    if _HEAD.unpack(head)[0] <= now:
        return None
    try:
        plain = AESGCM(key).decrypt(nonce, raw[_HEAD.size + _NONCE :], head + name.encode())
    except InvalidTag:
        return None
    return Fetched(content=plain[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(plain)[0]])


def remove(folder: Path, token: str) -> None:
    """Take a link back that reached nobody."""
    (folder / f"{_opened(token)[0]}{_BOX}").unlink(missing_ok=True)


def sweep(folder: Path, now: float) -> int:
    """Remove what has ended, and what a process that was killed left half; how many links had ended."""
    ended = 0
    for path in folder.iterdir():
        with contextlib.suppress(OSError, struct.error):
            if path.suffix == _BOX:
                with path.open("rb") as file:
                    over = _HEAD.unpack(file.read(_HEAD.size))[0] <= now
                ended += over
            else:
                over = path.suffix in (_TAKEN, ".new") and path.stat().st_mtime < now - 3600
            if over:
                path.unlink()
    return ended


def link_name(token: str) -> str:
    """How the log of fetches names a link: part of its hash."""
    return _opened(token)[0][:16]


def _note(folder: Path, name: str, now: float) -> None:
    at = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    handle = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(handle, json.dumps({"at": at, "link": name[:16]}).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(token: str) -> tuple[str, bytes]:
    """Name of its box and the key of that (RFC 5869): neither leads to the token or to the other."""
    both = HKDF(SHA256(), 64, salt=None, info=b"waspada.fetch.1").derive(token.encode("utf-8", "surrogatepass"))
    return both[:32].hex(), both[32:]
