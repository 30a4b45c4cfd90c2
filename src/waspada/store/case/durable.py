"""Files and folders that are whole and on disk, or not there: how everything under seal is written."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from waspada.core.errors import CannotWrite


def write(path: Path, content: bytes) -> None:
    """A new file, 0600, on disk when this returns. Raises OSError; also where something is there already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def close(unfinished: Path, final: Path) -> None:
    """Read-only, under its own name, on disk when this returns. Raises OSError."""
    for path in sorted(unfinished.rglob("*"), reverse=True):
        path.chmod(0o500 if path.is_dir() else 0o400)
    unfinished.rename(final)
    final.chmod(0o500)
    sync(final.parent)


def sync(folder: Path) -> None:
    """The names in a folder, on disk when this returns. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """SHA-256 of a file; empty where there is none.

    Raises:
        OSError: it is there and cannot be read now, which says nothing about what it is.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


@contextlib.contextmanager
def trouble(what: str, hint: str | None = None) -> Iterator[None]:
    """Say in our words why something could not be written. Raises CannotWrite."""
    reason = ""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(f"{what}: {reason}", hint=hint)
