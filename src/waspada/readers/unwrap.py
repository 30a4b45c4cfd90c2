"""Opens what vendors lock for the way: finds the wrapper, gives its contents one by one, also those in a second one.

Nothing inside is ever on disk in the clear. A wrapper inside a wrapper that must be sought in lies in memory, bounded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from waspada.core.errors import Locked
from waspada.readers.discover import Trouble
from waspada.readers.limits import MIB, Limits
from waspada.readers.reader import Stream
from waspada.readers.wrapper import Broken, Content, Meter, Secrets, Wrapper
from waspada.readers.wrappers.age_file import AgeFile
from waspada.readers.wrappers.office import Office
from waspada.readers.wrappers.openpgp import OpenPgp
from waspada.readers.wrappers.seven_zip import SevenZip
from waspada.readers.wrappers.zip_encrypted import ZipEncrypted

WRAPPERS: tuple[Wrapper, ...] = (ZipEncrypted(), SevenZip(), AgeFile(), OpenPgp(), Office())


def wrapper_of(head: bytes, name: str) -> str:
    """What these first bytes are wrapped in; empty for nothing.

    `zip-encrypted`, `7z`, `openpgp`, `age`, `age-passphrase` or `office`. Content decides, not the name. A zip file
    whose first locked member lies behind the head, and an Office file whose directory does, are found by
    `wrapper_of_file` only.
    """
    return next((kind for one in WRAPPERS if (kind := one.detect(head))), "")


def wrapper_of_file(path: str | os.PathLike[str]) -> str:
    """The same for a file on disk, with a look at its directory. Raises OSError."""
    with open(path, "rb") as file:
        return wrapper_of(file.read(Limits().head_bytes), os.fspath(path)) or _of_whole(file)


def _of_whole(file: BinaryIO) -> str:
    return next((kind for one in WRAPPERS if (kind := one.detect_whole(file))), "")


def open_wrapper(
    what: str | os.PathLike[str] | Stream, kind: str, secrets: Secrets, limits: Limits | None = None, name: str = ""
) -> Opened:
    """Everything inside. What is not seekable is first taken into memory, up to `limits.spill_bytes`.

    Args:
        kind: as `wrapper_of` says.
        name: what people call the file; by default the path's last part.

    Raises:
        OSError: the file cannot be opened.
    """
    limits = limits or Limits()
    if isinstance(what, str | os.PathLike):
        return Opened(open(what, "rb"), kind, secrets, limits, name or os.path.basename(os.fspath(what)))
    file, rest = _in_memory(iter(lambda: what.read(MIB), b""), limits)
    problem = what.problem or ("it is larger than we are willing to hold in memory" if rest else "")
    return Opened(file, kind, secrets, limits, name or "content", problem)


class Opened:
    """The contents of one wrapper, in order; `troubles` is complete once they were all read."""

    def __init__(
        self, file: BinaryIO, kind: str, secrets: Secrets, limits: Limits, name: str, problem: str = ""
    ) -> None:
        """Takes the file over."""
        self._file = file
        self._meter = Meter(os.fstat(file.fileno()).st_size, limits)
        if problem:
            self._meter.lost(name, problem)
        self._secrets = secrets
        self._contents = self._all(kind, name)

    def __iter__(self) -> Iterator[Content]:
        """Each must be read before the next is asked for; what is left of it is read and dropped.

        Raises:
            Locked: a key or password is missing or wrong; what came before it is not to be trusted as complete.
        """
        return self._contents

    def __next__(self) -> Content:
        """See `__iter__`."""
        return next(self._contents)

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What was not, or not wholly, read, and what was odd."""
        return tuple(self._meter.troubles)

    def close(self) -> None:
        """Let go of the file, also before the end."""
        self._contents.close()  # type: ignore[attr-defined]
        self._file.close()

    def _all(self, kind: str, name: str) -> Iterator[Content]:
        with self._file:
            yield from self._inside(self._file, kind, name, self._meter, 1)

    def _inside(self, file: BinaryIO, kind: str, name: str, meter: Meter, depth: int) -> Iterator[Content]:
        keeper = next(one for one in WRAPPERS if kind in one.kinds)
        try:
            for content in keeper.open(file, name, self._secrets, meter):
                yield from self._looked_into(content, meter, depth)
                content.drain()
        except Broken as broken:
            self._meter.lost(meter.inside[:-1] or name, str(broken))

    def _looked_into(self, content: Content, meter: Meter, depth: int) -> Iterator[Content]:
        """The content itself, or what is inside when it is a wrapper again."""
        limits = self._meter.limits
        head, kept = b"", []
        while len(head) < limits.head_bytes and (chunk := next(content.chunks, b"")):
            kept.append(chunk)
            head += chunk[: limits.head_bytes]
        content.chunks = self._to_the_end(chain(kept, content.chunks))
        kind = wrapper_of(head, content.name)
        if not kind and any(one.perhaps(head) for one in WRAPPERS):
            yield from self._looked_into_whole(content, meter, depth)
        elif not kind:
            yield content
        else:
            yield from self._wrapped(content, kind, meter, depth)

    def _wrapped(self, content: Content, kind: str, meter: Meter, depth: int) -> Iterator[Content]:
        """What is in it, or itself where it lies too deep."""
        if depth < self._meter.limits.depth:
            yield from self._nested(content, kind, meter, depth)
            return
        meter.lost(content.label, f"wrapped deeper than {self._meter.limits.depth} times: it is kept as it is")
        yield content

    def _looked_into_whole(self, content: Content, meter: Meter, depth: int) -> Iterator[Content]:
        """The same where only the whole of it tells what it is."""
        file, rest = _in_memory(content.chunks, self._meter.limits)
        with file:
            kind = "" if rest else _of_whole(file)
            content.chunks = self._to_the_end(chain(_pieces(file), [rest], content.chunks))
            if kind:
                yield from self._wrapped(content, kind, meter, depth)
            else:
                yield content

    def _to_the_end(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same; a wrong password that only shows at the end of a member ends everything, so the file is closed."""
        try:
            yield from chunks
        except Locked:
            self._file.close()
            raise

    def _nested(self, content: Content, kind: str, meter: Meter, depth: int) -> Iterator[Content]:
        """What is inside; the wrapper itself where it does not open."""
        file, rest = _in_memory(content.chunks, self._meter.limits)
        with file:
            reason = "it is too large to be opened in memory: it is kept as it is" if rest else ""
            try:
                if not reason:
                    yield from self._inside(file, kind, content.label, meter.below(content.name), depth + 1)
            except Locked:
                reason = "it is locked itself, and not with what was given: it is kept as it is"
            if reason:
                meter.lost(content.label, reason)
                content.chunks = chain(_pieces(file), [rest], content.chunks)
                yield content


def _in_memory(chunks: Iterator[bytes], limits: Limits) -> tuple[BinaryIO, bytes]:
    """A file without a place on any disk, and the first piece for which there was no more room."""
    file: BinaryIO = os.fdopen(os.memfd_create("waspada"), "w+b")
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.spill_bytes:
            file.flush()
            return file, chunk
        file.write(chunk)
    file.flush()
    file.seek(0)
    return file, b""


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(MIB):
        yield data
