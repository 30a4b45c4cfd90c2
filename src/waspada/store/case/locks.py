"""One process at a time writes into a part of a case; the system lets go of the lock when that process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waspada.core.errors import CannotWrite


@contextmanager
def exclusive(folder: Path, doing: str) -> Iterator[None]:
    """Hold a folder, made if it is not there.

    Args:
        doing: what is done in it, for the error of whoever comes second: `sealing into this case`.

    Raises:
        CannotWrite: another process holds it, or it cannot be made.
    """
    handle, reason = -1, ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        reason = "busy"
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason and handle >= 0:
        os.close(handle)
    if reason == "busy":
        raise CannotWrite(f"another process is {doing}", hint="Wait until it has ended, then run the same command.")
    if reason:
        raise CannotWrite(f"the folder {folder.name} of the case could not be used: {reason}")
    try:
        yield
    finally:
        os.close(handle)
