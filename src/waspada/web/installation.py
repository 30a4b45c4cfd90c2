"""What an installation makes for itself once, in WASPADA_HOME."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

from waspada.core.errors import CannotWrite

NAME: Final = "web.key"


def secret_key(home: Path) -> str:
    """The key behind sessions and links: made at the first start, 0600.

    Raises:
        CannotWrite: the folder cannot be written, or the key is damaged.
    """
    path, failed = home / NAME, "the key of the workbench in WASPADA_HOME is damaged"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # Whole or not at all: a process that is killed here must not leave half a key for good.
            handle, temporary = tempfile.mkstemp(dir=home)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(64))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(temporary, path)
            os.unlink(temporary)
        key = path.read_text(encoding="ascii", errors="replace")
        if len(key) >= 64:
            return key
    except OSError as error:
        failed = f"the key of the workbench could not be read or made: {(error.strerror or 'error').lower()}"
    raise CannotWrite(failed)
