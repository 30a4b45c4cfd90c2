"""Files of work and results: for their owner alone, as they are or under a cover."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from waspada.core.cover import SUFFIX, Cover


def covered(path: Path, cover: Cover | None) -> Path:
    """Where the file lies."""
    return path.with_name(f"{path.name}{SUFFIX}") if cover else path


@contextmanager
def writing(path: Path, cover: Cover | None) -> Iterator[BinaryIO]:
    """A new file (0600). With a cover its content stays in memory until it is encrypted."""
    if cover is None:
        with _private(path) as stream:
            yield stream
        return
    content = io.BytesIO()
    yield content
    with _private(covered(path, cover)) as stream:
        stream.write(cover.close(content.getvalue()))


def read(path: Path, cover: Cover | None) -> bytes:
    """The content of a file that `writing` made."""
    content = covered(path, cover).read_bytes()
    return cover.open(content) if cover else content


def _private(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return cast(BinaryIO, os.fdopen(handle, "wb"))
