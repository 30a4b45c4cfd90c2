"""Seal files that arrive piece by piece (an upload): each byte is hashed and stored as it comes, and lies nowhere else.

What a wrapper holds is sealed beside it, as in `seal`. Of an encrypted case nothing may be on disk in the clear, so a
wrapper is kept in memory while it passes, up to a limit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from waspada.core.errors import BadInput, NothingReadable
from waspada.core.progress import Progress
from waspada.flows.case.ports import Case, Vault, Writer
from waspada.flows.case.seal import ORIGINS, About, HandOver, concluded, sealed
from waspada.readers.limits import Limits
from waspada.readers.unwrap import open_wrapper, wrapper_of, wrapper_of_file
from waspada.readers.wrapper import Secrets

_PERHAPS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Zip and Office files may be locked further inside than their first bytes tell."""
_HEAD: Final = Limits().head_bytes
HELD: Final = 512 << 20
"""Bytes of a wrapper that are held in memory."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """One file on its way in; its pieces are read once, before the next file is asked for."""

    name: str
    chunks: Iterator[bytes] = field(repr=False)


def seal_arriving(
    case: Case,
    vault: Vault,
    files: Iterable[Arriving],
    about: About,
    *,
    actor: str,
    progress: Progress,
    reason: str = "",
    secrets: Secrets | None = None,
    mask: Callable[[str], str] = str,
) -> HandOver:
    """Take files into the case while they arrive. Whatever goes wrong on the way, nothing of them is kept.

    Args:
        secrets, mask: see `seal`.

    Raises:
        NothingReadable: no file came.
        BadInput: an origin that is none.
        Locked: a wrapper whose password is missing or wrong.
        CannotWrite: it could not be stored.
    """
    if about.origin not in ORIGINS:
        raise BadInput(f"the origin of a hand-over is one of {', '.join(ORIGINS)}")
    with vault.handover(sealed(case.custody.entries())) as writer:
        rows: list[dict[str, Any]] = []
        troubles: list[str] = []
        for number, file in enumerate(files, 1):
            row = _one(file, number, writer, progress, secrets or Secrets(), troubles, encrypted=case.encrypted)
            rows.append({"number": number, **row})
        if not rows:
            raise NothingReadable("no file arrived", hint="Choose at least one file.")
        return concluded(case, writer, rows, troubles, about, actor=actor, reason=reason, mask=mask)


def _one(
    file: Arriving,
    number: int,
    writer: Writer,
    progress: Progress,
    secrets: Secrets,
    troubles: list[str],
    *,
    encrypted: bool,
) -> dict[str, Any]:
    with _Passing(file.chunks, progress, in_memory=encrypted) as passing:
        row = writer.store(f"{number:04}", file.name, passing)
        path = writer.lies(row) or passing.path
        kind = wrapper_of_file(path) if path else wrapper_of(passing.head, file.name)
        contents: list[Mapping[str, Any]] = []
        if kind and path:
            contents = list(_contents(path, file.name, kind, number, writer, secrets, troubles))
        elif kind:
            troubles.append(f"{file.name}: it is too large to be opened in memory: it is kept as it is")
        return {**row, "wrapper": kind, "in_place": "", "contents": contents}


def _contents(
    path: Path,
    name: str,
    kind: str,
    number: int,
    writer: Writer,
    secrets: Secrets,
    troubles: list[str],
) -> Iterator[Mapping[str, Any]]:
    with open_wrapper(path, kind, secrets, name=name) as opened:
        for at, content in enumerate(opened, 1):
            yield writer.store(f"{number:04}.in/{at:04}", content.name, content.chunks)
    troubles += [f"{trouble.name}: {trouble.reason}" for trouble in opened.troubles]


class _Passing:
    """The pieces of a file as they pass; what may be a wrapper is also held in memory, as a file on no disk."""

    def __init__(self, chunks: Iterator[bytes], progress: Progress, *, in_memory: bool) -> None:
        self._chunks, self._progress = chunks, progress
        self._memory: BinaryIO | None = None
        if in_memory:
            self._memory = os.fdopen(os.memfd_create("waspada"), "w+b")
        self.head = b""

    def __enter__(self) -> _Passing:
        return self

    def __exit__(self, *_: object) -> None:
        self._forget()

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._chunks:
            size += len(chunk)
            self._progress.advance(size=len(chunk))
            self.head += chunk[: max(0, _HEAD - len(self.head))]
            if self._memory and (size > HELD or (size >= _HEAD and not _perhaps(self.head))):
                self._forget()
            if self._memory:
                self._memory.write(chunk)
            yield chunk

    @property
    def path(self) -> Path | None:
        """Where it can be read again once it has passed; None: it was not held."""
        if self._memory is None or not _perhaps(self.head):
            return None
        self._memory.flush()
        return Path(f"/proc/self/fd/{self._memory.fileno()}")

    def _forget(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory = None


def _perhaps(head: bytes) -> bool:
    return head.startswith(_PERHAPS) or bool(wrapper_of(head, ""))
