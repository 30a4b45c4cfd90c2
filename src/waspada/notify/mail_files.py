"""Messages in files: one message, an mbox (RFC 4155), a Maildir or a folder of messages; nothing is changed in them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from waspada.core.errors import NothingReadable

MOST_BYTES: Final = 1 << 20
"""Of one message; the rest of it is left away."""
_FROM: Final = b"From "


def messages(path: Path) -> Iterator[bytes]:
    """Every message in a file or a folder.

    Raises:
        NothingReadable: it cannot be opened.
    """
    if path.is_dir():
        for file in _files(path):
            yield from messages(file)
        return
    try:
        stream = path.open("rb")
    except OSError:
        stream = None
    if stream is None:
        raise NothingReadable(f"{path.name} cannot be opened", hint="Check the path and the permissions.")
    with stream:
        yield from in_stream(stream)


def in_stream(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox, or the one message that it is."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    if not buffered.peek(len(_FROM)).startswith(_FROM):
        whole = buffered.read(MOST_BYTES)
        while buffered.read(MOST_BYTES):
            pass  # a pipe wants to be read to its end
        if whole.strip():
            yield whole
        return
    yield from _mbox(buffered)


def _mbox(stream: BinaryIO) -> Iterator[bytes]:
    """Split where a line begins with `From ` after an empty one; `>From ` inside of a message is `From `."""
    lines: list[bytes] = []
    size, blank, first = 0, True, True
    while line := stream.readline(MOST_BYTES):
        if blank and line.startswith(_FROM):
            if not first:
                yield b"".join(lines)
            lines, size, first = [], 0, False
        elif size < MOST_BYTES:
            lines.append(line[1:] if line.lstrip(b">").startswith(_FROM) and line.startswith(b">") else line)
            size += len(line)
        blank = line in (b"\n", b"\r\n")
    if lines:
        yield b"".join(lines)


def _files(folder: Path) -> Iterator[Path]:
    """Those of a Maildir, or all that lie in the folder; links are not followed."""
    boxes = [folder / name for name in ("new", "cur") if (folder / name).is_dir()] or [folder]
    for box in boxes:
        yield from sorted(one for one in box.iterdir() if one.is_file() and not one.is_symlink())


class _Raw(io.RawIOBase):
    """A binary stream without `peek`, for the buffer that has it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)
