"""Opens what a split names: walks through compression, zip and tar again, in any process, within the limits."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from typing import BinaryIO

from waspada.core.split import Split, Unit
from waspada.readers.containers import Tar, Zip
from waspada.readers.limits import MIB, Limits
from waspada.readers.reader import Source, Stream, option
from waspada.readers.sealed import LAYER, SealedStream
from waspada.readers.streams import COMPRESSION, Bounded, inflate, open_file

_IN_MEMORY = 64 * MIB
_OPEN_ZIPS = 16

Key = tuple[str, tuple[str, ...], tuple[str, ...]]


class _Nothing:
    """Stands for a member that is not there any more."""

    def __init__(self, problem: str) -> None:
        self.problem = problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        return b""[:size]

    def close(self) -> None:
        """See `Stream`."""


class _TarMember:
    """One member of a tar walk that stays open for the next member."""

    def __init__(self, tar: Tar) -> None:
        self._tar = tar

    @property
    def problem(self) -> str:
        """See `Stream`."""
        return self._tar.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        return self._tar.read(size)

    def close(self) -> None:
        """See `Stream`."""


class Door:
    """The opener of one process.

    Remembers zip directories, spilled members and the place in the last tar, so that reading the members of a
    container in order costs one pass, not one pass each.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pid = os.getpid()
        self._zips: OrderedDict[Key, Zip] = OrderedDict()
        self._tar: tuple[Key, Tar] | None = None

    def stream(self, what: Source | Split) -> Stream:
        """See `Opener`."""
        if self._pid != os.getpid():
            self.__init__(self._limits)  # type: ignore[misc]
        layers = layers_of(what)
        if isinstance(what, Split) and what.unit is Unit.BYTES and not layers:
            inner: Stream = self._file(what.source, what.start, what.end)
            packed = max(what.end - what.start, 1)
        else:
            path = what.path if isinstance(what, Source) else what.source
            inner = self._open((path, layers, what.member))
            packed = _size(path)
        return Bounded(inner, packed, self._limits)

    def seekable(self, what: Source | Split) -> BinaryIO:
        """See `Opener`. Raises OSError when it does not fit, or ended early."""
        path = what.path if isinstance(what, Source) else what.source
        if not layers_of(what):
            return open(path, "rb")
        return spill(self.stream(what), self._limits, sealed=layers_of(what)[0] == LAYER)

    def _file(self, path: str, start: int = 0, end: int = -1) -> Stream:
        try:
            return open_file(path, start, end)
        except OSError:
            return _Nothing("the file could not be opened any more")

    def _open(self, key: Key) -> Stream:
        path, layers, member = key
        if not layers:
            return self._file(path)
        if layers[-1] == LAYER:
            return SealedStream(path)
        if layers[-1] in COMPRESSION:
            return inflate(self._open((path, layers[:-1], member)), layers[-1])
        outer = (path, layers[:-1], member[:-1])
        if layers[-1] == "zip":
            archive = self._zip(outer)
            return (archive and archive.open(member[-1])) or _Nothing("the zip member could not be opened")
        return self._tar_member(outer, member[-1])

    def _zip(self, key: Key) -> Zip | None:
        if key in self._zips:
            self._zips.move_to_end(key)
            return self._zips[key]
        path, layers, _ = key
        try:
            file: BinaryIO
            if layers:
                inner = Bounded(self._open(key), _size(path), self._limits)
                file = spill(inner, self._limits, sealed=layers[0] == LAYER)
            else:
                file = open(path, "rb")
            archive = Zip(file, self._limits.members)
        except (OSError, ValueError):
            return None
        self._zips[key] = archive
        if len(self._zips) > _OPEN_ZIPS:
            self._zips.popitem(last=False)[1].close()
        return archive

    def _tar_member(self, key: Key, label: str) -> Stream:
        for fresh in (False, True):
            if fresh or self._tar is None or self._tar[0] != key:
                if self._tar is not None:
                    self._tar[1].close()
                self._tar = (key, Tar(self._open(key)))
            tar = self._tar[1]
            while (found := tar.next()) is not None:
                if found.label == label:
                    return _TarMember(tar)
        return _Nothing("the tar member could not be reached")


def layers_of(what: Source | Split) -> tuple[str, ...]:
    """What to unwrap, outermost first."""
    return what.layers if isinstance(what, Source) else tuple(option(what, "layers").split())


def spill(stream: Stream, limits: Limits, *, sealed: bool = False) -> BinaryIO:
    """Make a stream seekable: in memory when small or `sealed`, else in an unlinked temporary file (0600), bounded.

    Raises:
        OSError: it is larger than the limit, or ended early; the message is for people.
    """
    file: BinaryIO = os.fdopen(os.memfd_create("waspada"), "w+b")
    total = 0
    while data := stream.read(MIB):
        total += len(data)
        if total > limits.spill_bytes:
            file.close()
            raise OSError("it is larger than we are willing to unpack")
        if total > _IN_MEMORY >= total - len(data) and not sealed:
            file = _moved(file)
        file.write(data)
    if stream.problem:
        file.close()
        raise OSError(stream.problem)
    file.seek(0)
    return file


def _moved(small: BinaryIO) -> BinaryIO:
    large: BinaryIO = tempfile.TemporaryFile()  # it has no name: nothing stays after a kill
    small.seek(0)
    while data := small.read(MIB):
        large.write(data)
    small.close()
    return large


def _size(path: str) -> int:
    try:
        if os.path.isdir(path):  # a sealed file: its segments
            return sum(entry.stat().st_size for entry in os.scandir(path))
        return os.stat(path).st_size
    except OSError:
        return 1
