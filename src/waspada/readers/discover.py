"""From arguments (files, folders, patterns) to readable sources: opens containers, names all that cannot be read."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from waspada.readers.containers import Labels, Member, Tar, Zip
from waspada.readers.limits import Limits
from waspada.readers.opening import spill
from waspada.readers.reader import Source, Stream
from waspada.readers.sealed import LAYER, SealedFile, SealedStream
from waspada.readers.streams import Bounded, compression_of, inflate, open_file, read_up_to
from waspada.readers.workbook import REST, WORKBOOK, book_in

_CLOSED = {
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x04\x22\x4d\x18": "an LZ4 file",
    b"\x1f\x9d": "a Unix compress file",
    b"Salted__": "an OpenSSL-encrypted file",
    b"-----BEGIN PGP MESSAGE": "a PGP-encrypted file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office document, or an encrypted one",
    b"%PDF-": "a PDF, whose text is mostly packed",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was not, or not wholly, read; or read, with a note."""

    name: str
    reason: str
    """Plain words."""
    lost: bool = True
    """Data was not read, so the result is incomplete (exit 11); False is only a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One file as it was delivered."""

    path: str
    name: str
    bytes: int
    sha256: str = ""
    """Where it was taken before: of a file under seal, whose every byte is authenticated when it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """Everything the arguments named."""

    files: tuple[Delivered, ...]
    sources: tuple[Source, ...]
    troubles: tuple[Trouble, ...]


@dataclass(slots=True)
class _Walk:
    """What one run of `discover` gathers."""

    limits: Limits
    files: list[Delivered] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    members: int = 0
    unpacked: int = 0

    def lost(self, name: str, reason: str) -> None:
        self.troubles.append(Trouble(name, reason))

    def note(self, name: str, reason: str) -> None:
        self.troubles.append(Trouble(name, reason, lost=False))


Argument = str | os.PathLike[str] | SealedFile


def discover(arguments: Iterable[Argument], limits: Limits | None = None) -> Discovered:
    """Find every readable thing. Reads the first bytes of each, and through tar streams; hashes nothing."""
    walk = _Walk(limits or Limits())
    labels = Labels()
    seen: set[tuple[int, int]] = set()
    for path, name in _candidates(arguments, walk):
        if len(walk.files) >= walk.limits.files:
            walk.lost(name, f"more than {walk.limits.files} files: the rest was not looked at")
            break
        if isinstance(path, SealedFile):
            _deliver_sealed(path, labels.take(name), walk)
        else:
            _deliver(path, labels.take(name), walk, seen)
    return Discovered(files=tuple(walk.files), sources=tuple(walk.sources), troubles=tuple(walk.troubles))


def sha256(path: str) -> str:
    """Digest of a file as delivered. Releases the lock of the interpreter, so a thread can do it beside the reading."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _candidates(arguments: Iterable[Argument], walk: _Walk) -> Iterator[tuple[str | SealedFile, str]]:
    for argument in arguments:
        if isinstance(argument, SealedFile):
            yield argument, argument.name
            continue
        path = os.fspath(argument)
        if os.path.isdir(path):
            yield from _folder(path, walk)
        elif os.path.lexists(path):
            yield path, os.path.basename(path)
        elif matches := sorted(glob.glob(path, recursive=True)):
            for match in matches:
                if os.path.isdir(match):
                    if "**" not in path:
                        yield from _folder(match, walk)
                else:
                    yield match, os.path.basename(match)
        else:
            walk.lost(path, "there is no such file or folder")


def _folder(top: str, walk: _Walk) -> Iterator[tuple[str, str]]:
    def refused(error: OSError) -> None:
        walk.lost(os.path.relpath(error.filename or top, top), "the folder could not be opened: check its permissions")

    for folder, below, names in os.walk(top, onerror=refused):
        below.sort()
        for name in sorted(below):
            if os.path.islink(path := os.path.join(folder, name)):
                walk.lost(os.path.relpath(path, top), "it is a symbolic link to a folder and was not followed")
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                walk.lost(
                    os.path.relpath(path, top), "it is a symbolic link and was not followed: give its target instead"
                )
            else:
                yield path, os.path.relpath(path, top)


def _deliver(path: str, name: str, walk: _Walk, seen: set[tuple[int, int]]) -> None:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            walk.lost(name, "it is a device, pipe or socket, not a file")
            return
        if (status.st_dev, status.st_ino) in seen:
            walk.note(name, "the same file was named twice; it was read once")
            return
        stream: Stream = open_file(path)
    except OSError as error:
        walk.lost(name, f"it could not be opened: {(error.strerror or 'input/output error').lower()}")
        return
    seen.add((status.st_dev, status.st_ino))
    walk.files.append(Delivered(path=path, name=name, bytes=status.st_size))
    walk.members = walk.unpacked = 0
    stream = Bounded(stream, status.st_size, walk.limits)
    _Look(walk, path, status.st_size).into(stream, name, (), (), status.st_size)
    stream.close()


def _deliver_sealed(file: SealedFile, name: str, walk: _Walk) -> None:
    stream: Stream = SealedStream(file.folder)
    walk.files.append(Delivered(path=file.folder, name=name, bytes=file.bytes, sha256=file.sha256))
    walk.members = walk.unpacked = 0
    stream = Bounded(stream, max(file.bytes, 1), walk.limits)
    head = read_up_to(stream, walk.limits.head_bytes)
    if stream.problem:
        walk.lost(name, stream.problem)
    else:
        _Look(walk, file.folder, file.bytes).into(stream, name, (LAYER,), (), file.bytes, head)
    stream.close()


class _Peeked:
    """A stream whose head was read already."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head = head
        self._rest = rest

    @property
    def problem(self) -> str:
        """See `Stream`."""
        return self._rest.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return self._rest.read(size)

    def close(self) -> None:
        """See `Stream`."""
        self._rest.close()


class _Look:
    """Looks into one delivered file, through all its layers."""

    def __init__(self, walk: _Walk, path: str, size: int) -> None:
        self._walk = walk
        self._path = path
        self._size = size

    def into(
        self, stream: Stream, name: str, layers: tuple[str, ...], member: tuple[str, ...], size: int, head: bytes = b""
    ) -> None:
        """Record a leaf, or go one layer down."""
        head = head or read_up_to(stream, self._walk.limits.head_bytes)
        kind = _container(head)
        if kind and len(layers) >= self._walk.limits.depth:
            self._walk.lost(
                name, f"containers nested deeper than {self._walk.limits.depth}: what is inside was not opened"
            )
            kind = ""
        if kind == "zip":
            opened = self._zip(_Peeked(head, stream), name, layers, member)
        elif kind == "tar":
            opened = self._tar(_Peeked(head, stream), name, layers, member)
        elif kind:
            opened = self._packed(_Peeked(head, stream), name, (*layers, kind), member)
        else:
            opened = False
            self._closed(head, name)
        if not opened:
            self._leaf(name, layers, member, size, head)

    def _leaf(self, name: str, layers: tuple[str, ...], member: tuple[str, ...], size: int, head: bytes) -> None:
        self._walk.unpacked += max(size, len(head))
        self._walk.sources.append(
            Source(path=self._path, name=name, layers=layers, member=member, size=size, head=head)
        )

    def _closed(self, head: bytes, name: str) -> None:
        for magic, what in _CLOSED.items():
            if head.startswith(magic):
                self._walk.lost(name, f"it is {what}: it was scanned as it is; unpack it and give us what is inside")

    def _packed(self, stream: Stream, name: str, layers: tuple[str, ...], member: tuple[str, ...]) -> bool:
        inner = inflate(stream, layers[-1])
        head = read_up_to(inner, self._walk.limits.head_bytes)
        if not head and inner.problem:
            self._walk.lost(name, f"it begins like {layers[-1]} but cannot be unpacked: it was scanned as it is")
            return False
        self.into(inner, name, layers, member, -1 if head else 0, head)
        return True

    def _full(self, name: str) -> bool:
        limits = self._walk.limits
        self._walk.members += 1
        if self._walk.members > limits.members:
            reason = f"more than {limits.members} members: this one and the rest were not opened"
        elif self._walk.unpacked > min(limits.unpacked_bytes, max(limits.ratio_from, limits.ratio * self._size)):
            reason = (
                f"the container unpacks to over {limits.ratio} times its size: this one and the rest were not opened"
            )
        else:
            return False
        self._walk.lost(name, reason)
        return True

    def _zip(self, stream: Stream, name: str, layers: tuple[str, ...], member: tuple[str, ...]) -> bool:
        reason = ""
        try:
            sealed = layers[:1] == (LAYER,)
            file = spill(stream, self._walk.limits, sealed=sealed) if layers else open(self._path, "rb")
            archive = Zip(file, self._walk.limits.members)
        except (OSError, ValueError) as error:
            reason = str(error) if isinstance(error, ValueError) or not error.errno else "input/output error"
        if reason:
            self._walk.lost(name, f"it begins like a zip file but cannot be opened ({reason}): it was scanned as it is")
            return False
        titles = self._titles(archive)
        for found in archive.members():
            if titles and found.label not in titles:
                continue  # every other part of a workbook is read with its root
            inner_name = f"{name}!{titles.get(found.label, found.label)}"
            if self._full(inner_name):
                break
            if self._readable(found, inner_name):
                inner = archive.open(found.label)
                if inner is None:
                    self._walk.lost(inner_name, "the zip member could not be opened: its header is damaged")
                else:
                    bounded = Bounded(inner, self._size, self._walk.limits)
                    self.into(bounded, inner_name, (*layers, "zip"), (*member, found.label), found.size)
        archive.close()
        return True

    def _titles(self, archive: Zip) -> dict[str, str]:
        """Of a workbook: what people call its sheets, by member; empty for any other zip."""
        book = book_in(archive)
        if book is None:
            return {}
        labels = Labels()
        marked = {sheet.part: sheet.title + (" (hidden)" if sheet.hidden else "") for sheet in book.sheets}
        return {part: labels.take(title) for part, title in marked.items()} | {WORKBOOK: labels.take(REST)}

    def _tar(self, stream: Stream, name: str, layers: tuple[str, ...], member: tuple[str, ...]) -> bool:
        tar = Tar(Bounded(stream, self._size, self._walk.limits))
        while (found := tar.next()) is not None:
            inner_name = f"{name}!{found.label}"
            if self._full(inner_name):
                return True
            if self._readable(found, inner_name):
                self.into(tar, inner_name, (*layers, "tar"), (*member, found.label), found.size)
        if tar.problem:
            self._walk.lost(name, tar.problem)
        return True

    def _readable(self, found: Member, name: str) -> bool:
        if found.note:
            self._walk.note(name, found.note)
        if found.refused:
            self._walk.lost(name, found.refused)
        return not found.refused


def _container(head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if name := compression_of(head):
        return name
    return "tar" if _is_tar(head) else ""


def _is_tar(head: bytes) -> bool:
    if len(head) < 512 or not head[:1].strip(b"\0"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "replace")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return False
    return True
