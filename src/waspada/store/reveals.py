"""Looks at unmasked values outside of any case, in `WASPADA_HOME/reveals.ndjson`: a line before each look."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from waspada.core.errors import CannotWrite

NAME: Final = "reveals.ndjson"
_HINT: Final = "Check free space and permissions of WASPADA_HOME; without the entry nothing is revealed."


def record(home: Path, *, time: str, actor: str, reason: str, command: str, what: Sequence[str]) -> None:
    """On disk before the call returns.

    Args:
        what: names of files, masked; empty for a text.

    Raises:
        CannotWrite: nothing may be shown.
    """
    entry = {"time": time, "actor": actor, "reason": reason, "command": command, "what": list(what)}
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    failed = ""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(home / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.fchmod(handle, 0o600)
            _write(handle, line)
        finally:
            os.close(handle)
        _sync(home)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the look could not be put on record, so nothing is shown: {failed}", hint=_HINT)


def _write(handle: int, line: bytes) -> None:
    """Whole; one call, so that two at once do not mix. Of a line that did not fit nothing stays."""
    before = os.fstat(handle).st_size
    if os.write(handle, line) < len(line):
        os.ftruncate(handle, before)
        raise OSError(28, "No space left on device")
    os.fsync(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
