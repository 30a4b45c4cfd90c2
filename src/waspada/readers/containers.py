"""Zip and tar, read member by member without unpacking to disk; names inside are labels, never paths.

Zip: PKWARE APPNOTE 6.3.10; tar: POSIX.1-2001 pax and GNU long names.
"""

from __future__ import annotations

import os
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from waspada.readers.limits import MIB
from waspada.readers.reader import Stream
from waspada.readers.streams import Checked, Slice, deflate_member, read_up_to

_BLOCK = 512
_LOCAL = struct.Struct("<4s5H3I2H")
_METHODS = {1: "shrink", 6: "implode", 9: "deflate64", 14: "lzma", 96: "jpeg", 97: "wavpack", 98: "ppmd", 99: "AES"}


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a container."""

    label: str
    """Its name, unique in the container, without control characters."""
    size: int
    """Bytes after unpacking, as promised."""
    refused: str = ""
    """Why it cannot be read, in plain words; empty when it can."""
    note: str = ""
    """Something odd that does not stop us: a name that points outside the container."""


class Labels:
    """Gives every member of a container a name of its own; two members may carry the same one."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def take(self, name: str) -> str:
        """A printable, unique label."""
        plain = (
            "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)[:500] or "(no name)"
        )
        label = plain
        begin, end = os.path.splitext(plain)
        while label in self._seen:
            self._seen[plain] += 1
            label = f"{begin}#{self._seen[plain]}{end}"
        self._seen[label] = 1
        return label


def outside(name: str) -> str:
    """A note when a member's name would escape its folder, were it unpacked."""
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:3] == ":/" or ".." in path.split("/"):
        return "its name points outside the container; it was read in place, nothing is ever unpacked there"
    return ""


class Zip:
    """The directory of a zip file, and its members as streams."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        """Takes the file over. Raises ValueError when it has no readable directory or too many members."""
        self._fd = -1
        infos = None
        with file:
            try:
                with zipfile.ZipFile(file) as directory:
                    infos = directory.infolist()
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError):
                infos = None
            self._fd = os.dup(file.fileno())
            self._end = os.fstat(self._fd).st_size
        if infos is None:
            raise ValueError("its directory is missing or damaged")
        if len(infos) > most:
            raise ValueError(f"it has more than {most} members")
        labels = Labels()
        self._entries = [(labels.take(info.filename), info) for info in infos if not info.is_dir()]
        self._by_label = dict(self._entries)

    def members(self) -> list[Member]:
        """Everything that is not a folder."""
        return [Member(label, info.file_size, _refusal(info), outside(info.filename)) for label, info in self._entries]

    def open(self, label: str) -> Stream | None:
        """The bytes of one member; None when it is not there or cannot be read."""
        info = self._by_label.get(label)
        if info is None or _refusal(info):
            return None
        header = Slice(self._fd, info.header_offset, self._end, owns=False).read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            return None
        *_, name_length, extra_length = _LOCAL.unpack(header)
        start = info.header_offset + _LOCAL.size + name_length + extra_length
        packed = Slice(self._fd, start, min(start + info.compress_size, self._end), owns=False)
        plain = deflate_member(packed, info.compress_type)
        return None if plain is None else Checked(plain, info.file_size, info.CRC)

    def close(self) -> None:
        """Let go of the file."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def __del__(self) -> None:
        self.close()


def _refusal(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "it is encrypted: ask the sender for the password, unpack it, and give us the folder"
    if info.external_attr >> 28 == 0xA:
        return "it is a symbolic link: it holds no data of its own"
    if info.compress_type not in (0, 8, 12, 93, 95):
        method = _METHODS.get(info.compress_type, str(info.compress_type))
        return f"it is packed with {method}, which we cannot read: unpack it and give us the folder"
    return ""


class Tar:
    """Walks a tar stream forward: `next` gives a member, `read` its bytes until they end."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._left = 0
        self._padding = 0
        self._labels = Labels()
        self._pax: dict[str, str] = {}
        self._own = ""

    @property
    def problem(self) -> str:
        """Why the walk, or the member, ended too early."""
        return self._own or self._stream.problem

    def next(self) -> Member | None:
        """Skip to the next member that is not a folder; None at the end."""
        extra: dict[str, str] = {}
        while (info := self._header()) is not None:
            kind = info.type
            if kind in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE):
                self._extend(kind, extra)
                continue
            name = extra.get("path") or self._pax.get("path") or info.name
            if "size" in extra and extra["size"].isdigit():
                self._measure(int(extra["size"]))
            extra = {}
            if kind == tarfile.DIRTYPE:
                continue
            return Member(self._labels.take(name), self._left, _tar_refusal(kind), outside(name))
        return None

    def _header(self) -> tarfile.TarInfo | None:
        self._skip()
        while len(block := read_up_to(self._stream, _BLOCK)) == _BLOCK:
            if not block.strip(b"\0"):
                continue
            try:
                info = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
            except tarfile.HeaderError:
                self._own = "a tar header is damaged: what follows cannot be read"
                return None
            self._measure(max(info.size, 0) if info.type not in _NO_DATA else 0)
            return info
        if block:
            self._own = "the tar file ends early: it was cut off"
        return None

    def _measure(self, size: int) -> None:
        self._left = size
        self._padding = -size % _BLOCK

    def _extend(self, kind: bytes, extra: dict[str, str]) -> None:
        if self._left > MIB:
            self._own = "a tar header is larger than 1 MiB: what follows cannot be read"
            return
        data = read_up_to(self._stream, self._left)
        self._left = 0
        if kind == tarfile.GNUTYPE_LONGNAME:
            extra["path"] = data.rstrip(b"\0").decode("utf-8", "replace")
        elif kind in (tarfile.XHDTYPE, tarfile.XGLTYPE):
            (extra if kind == tarfile.XHDTYPE else self._pax).update(_pax_records(data))

    def _skip(self) -> None:
        left = self._left + self._padding
        self._left = self._padding = 0
        while left and (data := self._stream.read(min(left, MIB))):
            left -= len(data)
        if left:
            self._own = self._own or "the tar file ends early: it was cut off"

    def read(self, size: int) -> bytes:
        """Bytes of the current member."""
        data = self._stream.read(min(size, self._left)) if self._left else b""
        if self._left and not data and size:
            self._own = "the tar file ends early: it was cut off"
            self._left = 0
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()


_NO_DATA = frozenset(
    {tarfile.DIRTYPE, tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE}
)


def _tar_refusal(kind: bytes) -> str:
    if kind in (tarfile.LNKTYPE, tarfile.SYMTYPE):
        return "it is a link: it holds no data of its own"
    if kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
        return "it is a device or pipe, not a file"
    return ""


def _pax_records(data: bytes) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(data):
        length, blank, _ = data[at : at + 20].partition(b" ")
        if not blank or not length.isdigit() or int(length) <= len(length) + 1:
            return
        key, _, value = data[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        yield key.decode("utf-8", "replace"), value.decode("utf-8", "replace")
        at += int(length)
