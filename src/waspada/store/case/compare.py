"""Compares a stored file with the size and the hash that were written down, in bounded memory."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from waspada.core.progress import Progress
from waspada.store.case.altered import Why

BLOCK: Final = 1 << 20
"""Bytes for which a hand-over holds a hash of their own."""


def difference(
    path: Path, size: object, sha256: object, blocks: object, progress: Progress, *, links: bool = False
) -> tuple[str, Why] | None:
    """None when the file is what was written down; else the first altered byte range, and why.

    Args:
        size: bytes that it must have; a value that is no number fits no file.
        sha256: hexadecimal.
        blocks: SHA-256 of every MiB, to place what is found; empty or None: the whole file is the range.
        links: follow a symbolic link; what we stored ourselves is none.
    """
    whole, count = hashlib.sha256(), 0
    try:
        for piece in _pieces(path, links=links):
            whole.update(piece)
            count += len(piece)
            progress.advance(size=len(piece))
        if count == size and whole.hexdigest() == sha256:
            return None
        expected = size if isinstance(size, int) else 0
        return _placed(path, expected, count, blocks if isinstance(blocks, list) else []), "changed"
    except FileNotFoundError:
        return "", "missing"
    except OSError:
        return "", "unreadable"


def _placed(path: Path, expected: int, count: int, blocks: Sequence[object]) -> str:
    """Where the first difference is, by the hashes of the blocks."""
    first = 0
    if len(blocks) == -(-expected // BLOCK):
        pieces = _pieces(path)
        for number, digest in enumerate(blocks):
            if hashlib.sha256(next(pieces, b"")[: expected - number * BLOCK]).hexdigest() != digest:
                return f"{number * BLOCK}-{min((number + 1) * BLOCK, expected) - 1}"
        first = expected if count > expected else 0
    return f"{first}-{max(expected, count, 1) - 1}"


def _pieces(path: Path, *, links: bool = True) -> Iterator[bytes]:
    """The content, a MiB at a time. A pipe or a device is not opened for reading: it is no evidence."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | (0 if links else os.O_NOFOLLOW))
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a regular file")
        while piece := _full(file):
            yield piece


def _full(file: object) -> bytes:
    """A whole MiB unless the file ends: a read may give less."""
    piece: bytes = file.read(BLOCK)  # type: ignore[attr-defined]
    while piece and len(piece) < BLOCK:
        more: bytes = file.read(BLOCK - len(piece))  # type: ignore[attr-defined]
        if not more:
            break
        piece += more
    return piece
