"""Any exception as an error of ours: which one and where, never its text, which could quote the data."""

from __future__ import annotations

import errno
import os
import traceback
from typing import ClassVar, Final

from waspada.core.errors import CannotWrite, WaspadaError, WorkerFailed

_NO_ROOM: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_READ_ONLY: Final = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))
_FRAMES: Final = 6


class Defect(WaspadaError):
    """A defect of ours stopped the run."""

    exit_code: ClassVar[int] = 70
    hint: ClassVar[str] = "Please report this line; it holds none of your data. Then run the same command again."


def as_ours(error: BaseException) -> WaspadaError:
    """The same event as an error that may be shown; one of ours is returned as it is.

    Raise it after the `except` block, so that it does not carry the other along.
    """
    if isinstance(error, WaspadaError):
        return error
    if isinstance(error, MemoryError):
        return WorkerFailed("the memory of this machine was not enough")
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return CannotWrite("there is no space left to write")
    if isinstance(error, OSError) and error.errno in _READ_ONLY:
        return CannotWrite(f"a file could not be read or written: {os.strerror(error.errno or 0).lower()}")
    if isinstance(error, OSError) and error.errno:
        message = f"a file could not be read or written: {os.strerror(error.errno).lower()} ({_place(error)})"
        return WaspadaError(message, hint="Check that the disk and the files are still there, then run it again.")
    return Defect(f"a defect of ours stopped the run: {type(error).__name__} at {_place(error)}")


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    names = (f"{os.path.basename(os.path.dirname(f.filename))}/{os.path.basename(f.filename)}" for f in frames)
    return " > ".join(f"{name}:{frame.lineno}" for name, frame in zip(names, frames, strict=True)) or "an unknown place"
