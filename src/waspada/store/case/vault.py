"""Writes a hand-over under `sealed/<n>/`: streamed, hashed in passing, whole or not there at all, then read-only.

Unencrypted, a file keeps its name and is one piece; encrypted, it is a folder of age segments. Hashes are SHA-256 of
what is stored, of every MiB of it (so that a changed byte can be placed), and of the content.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import CannotWrite
from waspada.readers.age import encrypt
from waspada.readers.sealed import SEGMENT, segment_name
from waspada.store.case import durable
from waspada.store.case.locks import exclusive

SEALED: Final = "sealed"
HANDOVER: Final = "handover.json"
BLOCK: Final = 1 << 20
"""Bytes of the stored form that have a hash of their own."""
_UNFINISHED: Final = ".sealing"
_AHEAD: Final = 4


@contextmanager
def _our_errors() -> Iterator[None]:
    reason = ""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(
            f"the hand-over could not be sealed: {reason}",
            hint="Nothing of it was kept. Check free space and permissions of the case folder, then seal it again.",
        )


class Vault:
    """The `sealed/` folder of one case."""

    def __init__(self, case: Path, recipient: str) -> None:
        self._sealed = case / SEALED
        self._recipient = recipient

    @contextmanager
    def handover(self, known: Mapping[int, str]) -> Iterator[Writer]:
        """A new hand-over; what was written goes away again unless its entry was promised.

        Args:
            known: hand-over number → SHA-256 of its handover.json, from the log: settles what a crash left.

        Raises:
            CannotWrite: no rights or no space, or another process is sealing.
        """
        with exclusive(self._sealed, "sealing into this case"):
            self._settle(known)
            with self._new() as writer:
                yield writer

    def _settle(self, known: Mapping[int, str]) -> None:
        """Give a hand-over its name if its entry was written, else take it away."""
        with _our_errors():
            for left in self._sealed.glob(f"{_UNFINISHED}-*"):
                number = int(left.name.rpartition("-")[2])
                written = left / HANDOVER
                final = self._sealed / f"{number:04}"
                if written.exists() and not final.exists() and known.get(number) == durable.digest(written):
                    durable.close(left, final)
                else:
                    shutil.rmtree(left)

    @contextmanager
    def _new(self) -> Iterator[Writer]:
        with _our_errors():
            number = 1 + max((int(path.name) for path in self._sealed.iterdir() if path.name.isdigit()), default=0)
            folder = self._sealed / f"{_UNFINISHED}-{number:04}"
            folder.mkdir(mode=0o700)
        writer = Writer(folder, number, self._recipient)
        try:
            yield writer
        finally:
            if folder.exists() and not writer.promised:
                shutil.rmtree(folder)


class Writer:
    """One hand-over being written."""

    def __init__(self, folder: Path, number: int, recipient: str) -> None:
        self._folder, self.number, self._recipient = folder, number, recipient
        self.promised = False
        """Its entry stands in the log: it may not be taken away any more."""

    def store(self, place: str, name: str, chunks: Iterable[bytes]) -> dict[str, Any]:
        """Write one file at `place` (`0001`, or `0001.in/0002` for what was inside it).

        Returns:
            name, bytes and sha256 of the content, and its segments as they are stored.
        """
        with _our_errors():
            folder = self._folder / place
            folder.mkdir(mode=0o700, parents=True)
            if self._recipient:
                return {"name": name, **self._encrypted(folder, place, chunks)}
            return {"name": name, **_plain(folder / safe(name), f"{place}/{safe(name)}", chunks)}

    def _encrypted(self, folder: Path, place: str, chunks: Iterable[bytes]) -> dict[str, Any]:
        whole = hashlib.sha256()
        rows: list[dict[str, Any]] = []
        paths: list[Path] = []
        for number, content in enumerate(_cut(chunks, SEGMENT), 1):
            whole.update(content)
            path = folder / f"{number:06}"
            stored = encrypt(content, self._recipient)
            durable.write(path, stored)
            rows.append(
                {
                    **_hashes(stored),
                    "plain_bytes": len(content),
                    "plain_sha256": hashlib.sha256(content).hexdigest(),
                }
            )
            paths.append(path)
        for number, (path, row) in enumerate(zip(paths, rows, strict=True), 1):
            path.rename(folder / segment_name(number, len(paths)))
            row["name"] = f"{place}/{segment_name(number, len(paths))}"
        return {"bytes": sum(row["plain_bytes"] for row in rows), "sha256": whole.hexdigest(), "segments": rows}

    def lies(self, row: Mapping[str, Any]) -> Path | None:
        """Where a file that was stored can be read again as it came; None: it is encrypted."""
        return None if self._recipient else self._folder / str(row["segments"][0]["name"])

    def finish(self, handover: Mapping[str, Any]) -> str:
        """Write `handover.json`; returns its SHA-256. `keep` makes it appear."""
        content = (json.dumps(handover, ensure_ascii=False, indent=1) + "\n").encode()
        with _our_errors():
            durable.write(self._folder / HANDOVER, content)
        return hashlib.sha256(content).hexdigest()

    def keep(self) -> Path:
        """Give it its name, read-only. Call it when the entry stands in the log."""
        final = self._folder.with_name(f"{self.number:04}")
        with _our_errors():
            durable.close(self._folder, final)
        return final


def safe(name: str) -> str:
    """A file name for the last part of a label: readers tell formats by it, and it can escape nothing."""
    last = name.replace("\\", "/").rpartition("/")[2].rpartition("!")[2]
    plain = "".join(char if char.isprintable() and char != "/" else "_" for char in last).lstrip(".")
    return plain.encode()[:200].decode("utf-8", "ignore") or "file"


def _plain(path: Path, name: str, chunks: Iterable[bytes]) -> dict[str, Any]:
    """Write and hash in one pass: hashing lets go of the interpreter, so it runs beside the writing."""
    whole = hashlib.sha256()
    blocks: list[Future[str]] = []
    pending: list[Future[None]] = []
    size = 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb", buffering=0) as file, ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        for chunk in _cut(chunks, 8 * BLOCK):
            pending.append(one.submit(whole.update, chunk))
            blocks += [other.submit(_digest, memoryview(chunk)[at : at + BLOCK]) for at in range(0, len(chunk), BLOCK)]
            view = memoryview(chunk)
            while view:
                view = view[file.write(view) :]
            size += len(chunk)
            while len(pending) > _AHEAD:
                pending.pop(0).result()
                blocks[max(0, len(blocks) - 8 * _AHEAD)].result()
        for update in pending:
            update.result()
        os.fsync(file.fileno())
    digest = whole.hexdigest()
    row = {"name": name, "bytes": size, "sha256": digest, "blocks": [block.result() for block in blocks]}
    return {"bytes": size, "sha256": digest, "segments": [{**row, "plain_bytes": size, "plain_sha256": digest}]}


def _cut(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of `size`, the last one shorter; one empty piece where there is nothing."""
    parts: list[bytes] = []
    held = 0
    given = False
    for chunk in chunks:
        if len(chunk) == size and not held:
            given = True
            yield chunk
            continue
        parts.append(chunk)
        held += len(chunk)
        if held >= size:
            joined = b"".join(parts)
            for at in range(0, held - size + 1, size):
                given = True
                yield joined[at : at + size]
            rest = joined[held - held % size :] if held % size else b""
            parts, held = ([rest], len(rest)) if rest else ([], 0)
    if held or not given:
        yield b"".join(parts)


def _hashes(stored: bytes) -> dict[str, Any]:
    blocks = [_digest(memoryview(stored)[at : at + BLOCK]) for at in range(0, len(stored), BLOCK)]
    return {"bytes": len(stored), "sha256": hashlib.sha256(stored).hexdigest(), "blocks": blocks}


def _digest(content: memoryview | bytes) -> str:
    return hashlib.sha256(content).hexdigest()
