"""Byte streams that end instead of raising: slices of files, decompression, and bounds on size, ratio and time."""

from __future__ import annotations

import bz2
import lzma
import os
import time
import zlib
from collections.abc import Callable
from typing import Protocol

import zstandard

from waspada.readers.limits import KIB, MIB, Limits
from waspada.readers.reader import Stream

_UNREADABLE = "the file could not be read on (input/output error)"
_SHORTER = "the file is shorter than it was when it was planned"
_FEED = 64 * KIB
# One 4-byte zstd block can stand for 128 KiB, and its decompressor takes no output bound: so it is fed in small bites.
_FEED_ZSTD = 4 * KIB


class Slice:
    """Bytes `start` to `end` of an open file. Uses `pread`, so a forked process never shares a position."""

    def __init__(self, fd: int, start: int, end: int, *, owns: bool) -> None:
        self._fd = fd
        self._at = start
        self._end = end
        self._owns = owns
        self.problem = ""

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        size = min(size, self._end - self._at)
        if size <= 0 or self._fd < 0:
            return b""
        try:
            data = os.pread(self._fd, size, self._at)
        except OSError:
            self.problem = _UNREADABLE
            return b""
        if not data:
            self.problem = _SHORTER
            self._at = self._end
        self._at += len(data)
        return data

    def readinto(self, view: memoryview) -> int:
        """Like `read`, without a copy."""
        view = view[: max(self._end - self._at, 0)]
        if not view.nbytes or self._fd < 0:
            return 0
        try:
            size = os.preadv(self._fd, [view], self._at)
        except OSError:
            self.problem = _UNREADABLE
            return 0
        if not size:
            self.problem = _SHORTER
        self._at += size
        return size

    def close(self) -> None:
        """See `Stream`."""
        if self._owns and self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def __del__(self) -> None:
        self.close()


def open_file(path: str, start: int = 0, end: int = -1) -> Slice:
    """A part of a plain file."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK)
    return Slice(fd, start, os.fstat(fd).st_size if end < 0 else end, owns=True)


class _Decompressor(Protocol):
    """What the four libraries have in common once wrapped."""

    def feed(self, data: bytes) -> bytes: ...
    @property
    def hungry(self) -> bool: ...
    @property
    def eof(self) -> bool: ...
    @property
    def rest(self) -> bytes: ...


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._z = zlib.decompressobj(wbits)
        self._broken = False

    def feed(self, data: bytes) -> bytes:
        if self._broken:
            raise EOFError
        data = self._z.unconsumed_tail + data
        before = self._z.copy()
        try:
            return self._z.decompress(data, MIB)
        except zlib.error:
            self._broken = True
        return _salvage(before, data)

    @property
    def hungry(self) -> bool:
        return not self._z.unconsumed_tail and not self._broken

    @property
    def eof(self) -> bool:
        return self._z.eof

    @property
    def rest(self) -> bytes:
        return self._z.unused_data


def _salvage(z: zlib._Decompress, data: bytes) -> bytes:
    """What came out before the damage: the library throws away all output of the call that failed."""
    out = bytearray()
    try:
        for i in range(len(data)):
            out += z.decompress(data[i : i + 1], MIB - len(out))
            if len(out) >= MIB:
                break
    except zlib.error:
        pass
    return bytes(out)


class _Bounded:
    """`bz2` and `lzma` share an interface."""

    def __init__(self, library: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._z = library

    def feed(self, data: bytes) -> bytes:
        return self._z.decompress(data, MIB)

    @property
    def hungry(self) -> bool:
        return self._z.needs_input

    @property
    def eof(self) -> bool:
        return self._z.eof

    @property
    def rest(self) -> bytes:
        return self._z.unused_data


class _Zstd:
    hungry = True

    def __init__(self) -> None:
        self._z = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()

    def feed(self, data: bytes) -> bytes:
        return self._z.decompress(data)

    @property
    def eof(self) -> bool:
        return self._z.eof

    @property
    def rest(self) -> bytes:
        return self._z.unused_data


_BROKEN = (zlib.error, OSError, lzma.LZMAError, zstandard.ZstdError, EOFError, ValueError, MemoryError)

COMPRESSION: dict[str, tuple[bytes, Callable[[], _Decompressor]]] = {
    "gzip": (b"\x1f\x8b\x08", lambda: _Zlib(31)),
    "zstd": (b"\x28\xb5\x2f\xfd", _Zstd),
    "bzip2": (b"BZh", lambda: _Bounded(bz2.BZ2Decompressor())),
    "xz": (b"\xfd7zXZ\x00", lambda: _Bounded(lzma.LZMADecompressor(memlimit=256 * MIB))),
}
"""Name to first bytes and decompressor. Each may hold several streams one after the other."""


class Inflating:
    """Decompresses another stream, also when it holds several members, is cut short or ends in padding."""

    def __init__(self, packed: Stream, name: str, make: Callable[[], _Decompressor], *, several: bool = True) -> None:
        self._packed = packed
        self._name = name
        self._make = make
        self._several = several
        self._z = make()
        self._feed = _FEED_ZSTD if name == "zstd" else _FEED
        self._fresh = True
        self._complete = False
        self._pending = b""
        self._out = bytearray()
        self._done = False
        self._problem = ""

    @property
    def problem(self) -> str:
        """Its own, or that of the stream below."""
        return self._problem or self._packed.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        while len(self._out) < size and not self._done:
            self._step()
        data = bytes(self._out[:size])
        del self._out[:size]
        return data

    def _step(self) -> None:
        data = b""
        if self._z.hungry:
            data = self._pending or self._packed.read(self._feed)
            data, self._pending = data[: self._feed], data[self._feed :]
            if not data:
                self._end()
                return
            if self._fresh and self._complete:
                # Zeros after a complete member are padding (tape blocks), not a loss.
                data = data.lstrip(b"\0")
                if not data:
                    return
        try:
            self._out += self._z.feed(data)
        except _BROKEN:
            self._stop(f"{self._name} data is damaged from here on")
            return
        self._fresh = False
        if self._z.eof:
            self._pending = self._z.rest + self._pending
            self._z = self._make()
            self._fresh = self._complete = True
            if not self._several:
                self._done = True

    def _end(self) -> None:
        self._stop("" if self._fresh else f"{self._name} data ends early: it was cut off")

    def _stop(self, problem: str) -> None:
        self._done = True
        self._problem = problem

    def close(self) -> None:
        """See `Stream`."""
        self._packed.close()


class Checked:
    """Counts length and CRC-32 of a zip member against what its directory promised."""

    def __init__(self, inner: Stream, size: int, crc: int) -> None:
        self._inner = inner
        self._size = size
        self._crc = crc
        self._seen = 0
        self._sum = 0
        self._problem = ""

    @property
    def problem(self) -> str:
        """Its own, or that of the stream below."""
        return self._problem or self._inner.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        data = self._inner.read(size)
        if data:
            self._seen += len(data)
            self._sum = zlib.crc32(data, self._sum)
        elif size > 0 and not self.problem and (self._seen != self._size or self._sum != self._crc):
            self._problem = "zip member does not match its own checksum: it was damaged or changed"
        return data

    def close(self) -> None:
        """See `Stream`."""
        self._inner.close()


class Bounded:
    """Ends a stream that unpacks to too much, or takes too long."""

    def __init__(self, inner: Stream, packed: int, limits: Limits) -> None:
        self._inner = inner
        self._packed = max(packed, 1)
        self._limits = limits
        self._seen = 0
        self._deadline = time.monotonic() + limits.seconds
        self._problem = ""

    @property
    def problem(self) -> str:
        """Its own, or that of the stream below."""
        return self._problem or self._inner.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        if self._problem:
            return b""
        data = self._inner.read(size)
        self._count(len(data))
        return data

    def readinto(self, view: memoryview) -> int:
        """Like `read`, without a copy where the file is plain."""
        if self._problem:
            return 0
        size = fill(self._inner, view)
        self._count(size)
        return size

    def _count(self, size: int) -> None:
        self._seen += size
        if self._seen > self._limits.unpacked_bytes:
            self._problem = "it unpacks to more than the limit; reading stopped here"
        elif self._seen > self._limits.ratio_from and self._seen > self._packed * self._limits.ratio:
            self._problem = f"it unpacks to more than {self._limits.ratio} times its size; reading stopped here"
        elif time.monotonic() > self._deadline:
            self._problem = "reading it took longer than the limit; reading stopped here"

    def close(self) -> None:
        """See `Stream`."""
        self._inner.close()


def compression_of(head: bytes) -> str:
    """Name of the compression that these first bytes announce, or empty."""
    for name, (magic, _) in COMPRESSION.items():
        if head.startswith(magic) and (name != "bzip2" or head[4:10] in (b"1AY&SY", b"\x17rE8P\x90")):
            return name
    return ""


def inflate(packed: Stream, name: str) -> Inflating:
    """Unwrap one layer of compression."""
    return Inflating(packed, name, COMPRESSION[name][1])


def deflate_member(packed: Stream, method: int) -> Stream | None:
    """Unwrap a zip member by its method number; None when the method is not supported."""
    makes: dict[int, tuple[str, Callable[[], _Decompressor]]] = {
        8: ("deflate", lambda: _Zlib(-15)),
        12: ("bzip2", lambda: _Bounded(bz2.BZ2Decompressor())),
        93: ("zstd", _Zstd),
        95: ("xz", lambda: _Bounded(lzma.LZMADecompressor(memlimit=256 * MIB))),
    }
    if method == 0:
        return packed
    if method not in makes:
        return None
    name, make = makes[method]
    return Inflating(packed, name, make, several=False)


def read_up_to(stream: Stream, size: int) -> bytes:
    """Read until `size` bytes are there or the stream ends."""
    parts = []
    while size > 0 and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def fill(stream: Stream, view: memoryview) -> int:
    """Read until `view` is full or the stream ends; returns the bytes read."""
    done = 0
    while done < view.nbytes:
        if isinstance(stream, (Slice, Bounded)):
            size = stream.readinto(view[done:])
        else:
            data = stream.read(view.nbytes - done)
            size = len(data)
            view[done : done + size] = data
        if not size:
            break
        done += size
    return done
