"""Files under seal, read without ever being unpacked to disk in the clear.

A sealed file is a folder of segments `000001-of-000012.age`, each a whole age file that decrypts and verifies alone
(age authenticates every byte, the names tell when one is missing). The key is given once to this process and to the
workers forked from it; it is in no path, split or plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waspada.core.errors import Locked
from waspada.readers.age import Identity, decrypt, encrypt

LAYER: Final = "sealed"
"""Outermost layer of a source under seal."""
SEGMENT: Final = 32 << 20
"""Bytes of content in a segment; at most 64 MiB by contract."""

_NAME = re.compile(r"(\d{6})-of-(\d{6})\.age")
_keys: list[Identity] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A file under seal, as an argument of the readers."""

    folder: str
    """Folder of its segments."""
    name: str
    """As it arrived."""
    bytes: int
    sha256: str
    """Of the content, taken when it was sealed."""


def unlock(identity: Identity | None) -> None:
    """Give this process the key of the case; None takes it away. Do it before workers are forked."""
    _keys[:] = [identity] if identity else []


@dataclass(frozen=True, slots=True)
class AgeCover:
    """Covers what is made of sealed files with age; opens it with the key that `unlock` gave this process.

    See `core.cover.Cover`.
    """

    recipient: str

    def close(self, content: bytes) -> bytes:
        """See `Cover`."""
        return encrypt(content, self.recipient)

    def open(self, content: bytes) -> bytes:
        """See `Cover`."""
        if not _keys:
            raise Locked("it is encrypted and the key was not given")
        return decrypt(content, _keys[0])


def segment_name(number: int, of: int) -> str:
    """`000001-of-000012.age`."""
    return f"{number:06}-of-{of:06}.age"


def segments(folder: Path) -> Iterator[Path]:
    """The segments in order. Raises ValueError when one is missing."""
    found = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    counts = {path.name[10:16] for path in found}
    if len(counts) != 1 or [path.name for path in found] != [
        segment_name(number, int(next(iter(counts)))) for number in range(1, int(next(iter(counts))) + 1)
    ]:
        raise ValueError("a segment is missing")
    yield from found


class SealedStream:
    """The content of a sealed file, one segment in memory at a time. See `Stream`."""

    def __init__(self, folder: str) -> None:
        self.problem = ""
        self._rest: Sequence[Path] = ()
        self._data = memoryview(b"")
        try:
            self._rest = list(segments(Path(folder)))
        except (OSError, ValueError):
            self.problem = "the sealed file is not whole: verify the case"

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        while not self._data and self._rest and not self.problem:
            self._next()
        data = bytes(self._data[:size])
        self._data = self._data[size:]
        return data

    def _next(self) -> None:
        path, *self._rest = self._rest
        if not _keys:
            self.problem = "it is under seal and the key was not given"
            return
        try:
            self._data = memoryview(decrypt(path.read_bytes(), _keys[0]))
        except Locked:
            self.problem = "a sealed segment does not decrypt: the key is another one, or it was altered"
        except OSError:
            self.problem = "a sealed segment could not be read"

    def close(self) -> None:
        """See `Stream`."""
        self._rest, self._data = (), memoryview(b"")
