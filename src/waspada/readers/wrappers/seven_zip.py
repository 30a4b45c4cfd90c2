"""7-Zip archives, locked or not: py7zr's decoders, driven in small bites so that no member is ever whole in memory.

Format: 7zFormat.txt of the LZMA SDK.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import py7zr
from py7zr.compressor import algorithm_class_map
from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError
from py7zr.properties import (
    FILTER_ARM,
    FILTER_ARMTHUMB,
    FILTER_BROTLI,
    FILTER_DEFLATE64,
    FILTER_POWERPC,
    FILTER_PPMD,
    FILTER_SPARC,
    FILTER_X86,
)

from waspada.core.errors import Locked
from waspada.readers.limits import KIB, MIB
from waspada.readers.wrapper import Broken, Content, Member, Meter, Secrets

_MAGIC = b"7z\xbc\xaf\x27\x1c"
_AES = b"\x06\xf1\x07\x01"
_ENCODED = b"\x17"
_EXPANDING = b"\x04\xf7\x11\x01"
"""Zstandard: a few bytes can stand for very many, so it is fed in smaller bites."""
# A multiple of 16: the decoder of AES pads what is not, and so would spoil the middle of a stream.
_BITE, _SMALL_BITE = 64 * KIB, 4 * KIB
_AT_ONCE = 8 * MIB
_BRANCHES = (FILTER_X86, FILTER_ARM, FILTER_ARMTHUMB, FILTER_POWERPC, FILTER_SPARC)
_BROKEN = (
    ArchiveError, lzma.LZMAError, zlib.error, OSError, EOFError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, AssertionError, OverflowError, MemoryError, RuntimeError, struct.error,
)  # fmt: skip


# Damaged PPMd data crashes its decoder and with it the process (tried: pyppmd 1.3). So only decoders that Python itself
# maintains are left in: copy, LZMA, LZMA2, delta, BCJ beside LZMA2, Deflate, BZip2, Zstandard, and AES.
for _filter in (FILTER_PPMD, FILTER_DEFLATE64, FILTER_BROTLI, *_BRANCHES):
    algorithm_class_map[_filter] = (algorithm_class_map[_filter][0], None)


class SevenZip:
    """7-Zip archives with or without a password, also with encrypted names."""

    kinds = ("7z",)

    def detect(self, head: bytes) -> str:
        """See `Wrapper`."""
        return "7z" if head.startswith(_MAGIC) else ""

    def detect_whole(self, file: BinaryIO) -> str:
        """See `Wrapper`."""
        return ""

    def perhaps(self, head: bytes) -> bool:
        """See `Wrapper`."""
        return False

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """See `Wrapper`."""
        archive = _archive(file, secrets)
        members = Member(meter)
        for one in archive.files:
            if one.emptystream and not one.is_directory:
                yield Content(members.take(one.filename), iter(()), meter)
        streams = getattr(archive.header, "main_streams", None)
        if streams is None:
            return
        state = _State()
        starts, stream = streams.packinfo.packpositions, 0
        for folder in streams.unpackinfo.folders:
            if folder.files is not None:
                begin = archive.afterheader + streams.packinfo.packpos + starts[min(stream, len(starts) - 1)]
                yield from _folder(folder, _Bites(file, begin, folder), members, meter, state)
            stream += max(len(folder.packed_indices), 1)


class _State:
    """Whether the password was ever proved right by a checksum."""

    proved = False


class _Bites:
    """The packed bytes of one folder, handed out in small pieces."""

    def __init__(self, file: BinaryIO, begin: int, folder: Any) -> None:
        methods = [coder["method"] for coder in folder.coders]
        self.locked = _AES in methods
        self._size = _SMALL_BITE if _EXPANDING in methods else _BITE
        self._file = file
        self._at = begin

    def read(self, size: int) -> bytes:
        """As a file does; the place is its own, whatever others do with the file."""
        self._file.seek(self._at)
        data = self._file.read(min(size, self._size))
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Where it is."""
        return self._at


def _archive(file: BinaryIO, secrets: Secrets) -> Any:
    reason = broken = ""
    try:
        return py7zr.SevenZipFile(file, password=secrets.password or None)
    except PasswordRequired:
        reason = "the 7z archive needs a password"
    except UnsupportedCompressionMethodError:
        broken = "its directory is packed in a way that we cannot read: unpack it with 7-Zip and seal the result"
    except _BROKEN:
        if _names_locked(file):
            reason = "the password of the 7z archive is wrong"
        broken = "the 7z archive is damaged or was cut off: its directory cannot be read"
    if reason:
        raise Locked(reason)
    raise Broken(broken)


def _names_locked(file: BinaryIO) -> bool:
    """Whether the directory is there as it was written, and encrypted: then only the password can be at fault."""
    file.seek(0)
    head = file.read(32)
    if len(head) < 32:
        return False
    offset, size, crc = struct.unpack("<QQI", head[12:32])
    if size > 64 * MIB:
        return False
    try:
        file.seek(32 + offset)
        directory = file.read(size)
    except (OSError, ValueError, OverflowError):
        return False
    return len(directory) == size and directory[:1] == _ENCODED and _AES in directory and zlib.crc32(directory) == crc


def _folder(folder: Any, bites: _Bites, members: Member, meter: Meter, state: _State) -> Iterator[Content]:
    """The members of one packed stream; behind a fault in it nothing of it can be reached."""
    decoder: list[Any] = []
    fault = ""
    for one in folder.files:
        label = members.take(one.filename)
        if fault:
            meter.lost(label, fault)
            continue
        content = Content(label, _bytes(one, folder, bites, decoder, state), meter)
        yield content
        content.drain()
        if content.problem:
            fault = "it stands behind a damaged or refused member of the same packed stream: it was not reached"
            if meter.spent:
                raise Broken("this one and the rest were not opened")


def _bytes(one: Any, folder: Any, bites: _Bites, decoder: list[Any], state: _State) -> Iterator[bytes]:
    left, crc, idle = one.uncompressed, 0, 0
    while left > 0:
        data = b""
        problem = "it is damaged or was cut off"
        try:
            if not decoder:
                decoder.append(folder.get_decompressor(one.compressed))
            before = bites.tell()
            data = bytes(decoder[0].decompress(bites, min(left, _AT_ONCE)))
            idle = 0 if data or bites.tell() != before else idle + 1
            problem = problem if idle > 1 else ""
        except PasswordRequired:
            problem = "locked"
        except UnsupportedCompressionMethodError:
            problem = "it is packed in a way that we cannot read: unpack it with 7-Zip and seal the result"
        except _BROKEN:
            pass
        _check(problem, bites, state)
        left -= len(data)
        crc = zlib.crc32(data, crc)
        for at in range(0, len(data), MIB):
            yield data[at : at + MIB]
    if one.crc32 is not None:
        _check("" if crc == one.crc32 else "it does not match its own checksum", bites, state)
        state.proved |= bites.locked


def _check(problem: str, bites: _Bites, state: _State) -> None:
    """Raise what a fault means: nothing ever proved right in a locked archive speaks for a wrong password."""
    if problem == "locked":
        raise Locked("the 7z archive needs a password")
    if problem and bites.locked and not state.proved and "7-Zip" not in problem:
        raise Locked("the password of the 7z archive is wrong, or the archive was damaged")
    if problem:
        raise Broken(problem)
