"""What people asked, on its way from the public server to the key holder: each question a file that only they can open.

A file is written beside, synced, then renamed: it is whole or not there. Every question becomes a file of the same
size, encrypted with age to the key holder, under its time and a random name: whoever reads the folder learns how many
came when, and nothing else. The server only adds, the key holder only takes away.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import struct
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from waspada.core.errors import Locked
from waspada.readers import age

PLAIN: Final = 9216
"""Bytes of every question before it is encrypted."""
FRAME: Final = 10_240
"""Bytes of every file: age adds a stanza of random length, so the rest is filled."""
MOST: Final = 32_768
"""Files that may wait: 335 MB. Then no more is taken until the key holder took some away."""
SUFFIX: Final = ".asked"
KEPT: Final = ".kept"
"""Looked at by the key holder, and waiting for a proof or a server: it keeps no room from what comes."""
MOST_KEPT: Final = 10_000
_NEW: Final = ".new"
_LENGTH: Final = struct.Struct(">H")
_RECOUNT: Final = 256
"""Questions that are turned away between two looks at whether some were taken out."""


class Kind(StrEnum):
    """What is asked."""

    AFFECTED = "affected"
    ORGANISATION = "organisation"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One that was asked."""

    id: str
    """Time and random bits; names the question, never who asked."""
    kind: Kind
    at: float
    """Seconds since 1970."""
    lang: str
    fields: Mapping[str, str] = field(repr=False)


class Queue:
    """The side of the server: it adds."""

    def __init__(self, folder: Path, recipient: str, *, most: int = MOST) -> None:
        """Begin.

        Args:
            recipient: age public key of the key holder.
        """
        self._folder, self._recipient, self._most = folder, recipient, most
        self._lock = threading.Lock()
        for path in folder.glob(f"*{_NEW}"):  # begun by a process that was killed: nobody was told that it is taken
            path.unlink(missing_ok=True)
        self._count = self._counted()
        self._writing = self._refused = self._last = 0

    def put(self, kind: Kind, fields: Mapping[str, str], *, lang: str, now: float) -> bool:
        """Take a question; on disk when this returns. False: it is full, too long, or the disk is.

        The same is done for any content.
        """
        name = self._name(now)
        content = _packed({"id": name, "kind": str(kind), "at": now, "lang": lang, "fields": dict(fields)})
        if not content:
            return False
        frame = self._frame(content)
        if not self._has_room():
            return False
        try:
            self._write(self._folder / f"{name}{SUFFIX}", frame)
        except OSError:
            return False
        finally:
            with self._lock:
                self._writing -= 1
        return True

    def _name(self, now: float) -> str:
        """Sorted as they were asked: milliseconds, never twice the same, then random bits."""
        with self._lock:
            self._last = max(self._last + 1, int(now * 1000))
            return f"{self._last:012x}{secrets.token_hex(10)}"

    def _frame(self, content: bytes) -> bytes:
        while True:
            closed = age.encrypt(content, self._recipient)
            if len(closed) <= FRAME - _LENGTH.size:
                return (_LENGTH.pack(len(closed)) + closed).ljust(FRAME, b"\0")

    def _has_room(self) -> bool:
        with self._lock:
            if self._count >= self._most:
                self._refused += 1
                if self._refused % _RECOUNT == 1:
                    self._count = self._counted() + self._writing
            taken = self._count < self._most
            self._count += taken
            self._writing += taken
            return taken

    def _counted(self) -> int:
        with os.scandir(self._folder) as found:
            return sum(1 for entry in found if entry.name.endswith(SUFFIX))

    def _write(self, path: Path, content: bytes) -> None:
        new = path.with_suffix(_NEW)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        try:
            os.write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        new.rename(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def waiting(folder: Path) -> list[Path]:
    """The side of the key holder: the files, oldest first."""
    return sorted((path for path in folder.iterdir() if path.suffix in (SUFFIX, KEPT)), key=lambda path: path.name)


def keep(path: Path) -> None:
    """Put a question aside that waits for something."""
    if path.suffix == SUFFIX:
        path.rename(path.with_suffix(KEPT))


def too_many(folder: Path, most: int = MOST_KEPT) -> int:
    """Let go of the oldest of what waits for something; how many."""
    over = sorted(folder.glob(f"*{KEPT}"))[:-most]
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)


def read(path: Path, identity: age.Identity) -> Question | None:
    """What is asked in a file; None when it cannot be read: it is damaged, or to another key."""
    content = b""
    with contextlib.suppress(OSError):
        content = path.read_bytes()
    if len(content) != FRAME:
        return None
    length = _LENGTH.unpack_from(content)[0]
    try:
        plain = age.decrypt(content[_LENGTH.size : _LENGTH.size + length], identity)
    except Locked:
        return None
    return _question(plain)


def _packed(said: Mapping[str, object]) -> bytes:
    """Of always the same length; empty when it is too long."""
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return b"" if len(plain) > PLAIN - _LENGTH.size else (_LENGTH.pack(len(plain)) + plain).ljust(PLAIN, b"\0")


def _question(plain: bytes) -> Question | None:
    try:
        said = json.loads(plain[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(plain)[0]])
        return Question(
            id=str(said["id"]),
            kind=Kind(said["kind"]),
            at=float(said["at"]),
            lang="id" if said["lang"] == "id" else "en",
            fields={str(name): str(value) for name, value in said["fields"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, struct.error):
        return None


def questions(folder: Path, identity: age.Identity) -> Iterator[tuple[Path, Question | None]]:
    """All that wait, oldest first, each opened when it is asked for."""
    for path in waiting(folder):
        yield path, read(path, identity)
