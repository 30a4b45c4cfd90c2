"""Zip files with a password: WinZip AES (AE-1, AE-2; 128, 192, 256) and the old ZipCrypto, member by member.

The directory says what is inside; each member is handed to stream-unzip behind a header of its own, so that a damaged
one costs no other. Format: PKWARE APPNOTE 6.3.10, WinZip AE-2 specification.
"""

from __future__ import annotations

import os
import struct
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import stream_unzip

from waspada.core.errors import Locked
from waspada.readers.containers import Zip
from waspada.readers.limits import KIB, MIB
from waspada.readers.reader import Stream
from waspada.readers.streams import Slice
from waspada.readers.wrapper import Broken, Content, Member, Meter, Secrets

_LOCAL = struct.Struct("<4s5H3I2H")
_DESCRIPTOR = struct.Struct("<4sIQQ")
_END = b"PK\x01\x02"
_READABLE = (0, 8, 9, 12)
_TRIED = 16
_LOOKED_AT = 16
_AES = 0x9901
_STOPPED = (stream_unzip.UnzipError, ValueError, OSError, struct.error, EOFError, IndexError, RuntimeError)


class _Refused(Broken):
    """The password was turned down before anything was decrypted."""


class ZipEncrypted:
    """Zip files in which at least one member is encrypted."""

    kinds = ("zip-encrypted",)

    def detect(self, head: bytes) -> str:
        """See `Wrapper`. What the head shows; a first locked member further on is found by `detect_whole`."""
        at = 0
        while head[at : at + 4] == b"PK\x03\x04" and len(head) >= at + _LOCAL.size:
            _, _, flags, _, _, _, _, packed, _, name, extra = _LOCAL.unpack(head[at : at + _LOCAL.size])
            if flags & 1:
                return "zip-encrypted"
            after = at + _LOCAL.size + name + extra + packed
            at = head.find(b"PK\x03\x04", at + 4) if flags & 8 else after
            if at < 0:
                break
        return ""

    def detect_whole(self, file: BinaryIO) -> str:
        """See `Wrapper`."""
        file.seek(0)
        if file.read(4) != b"PK\x03\x04":
            return ""
        infos = _directory(file) or ()
        return "zip-encrypted" if any(info.flag_bits & 1 for info in infos) else ""

    def perhaps(self, head: bytes) -> bool:
        """See `Wrapper`."""
        return False

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """See `Wrapper`."""
        infos = _directory(file)
        if infos is None:
            yield from _as_it_comes(file, name, secrets, meter)
            return
        infos = [info for info in infos if not info.is_dir()]
        if len(infos) > meter.limits.members:
            raise Broken(f"it has more than {meter.limits.members} members and was not opened")
        password = _password(file, infos, secrets.password)
        members = Member(meter)
        plain = Zip(open(os.dup(file.fileno()), "rb"), meter.limits.members)
        for info, same in zip(infos, plain.members(), strict=True):
            label = members.take(_name(info))
            if reason := _refusal(info):
                meter.lost(label, reason)
            elif info.flag_bits & 1 or _method(info) in _READABLE:
                yield Content(label, _member(file, info, password), meter)
            else:
                yield Content(label, _from(plain.open(same.label)), meter)
        plain.close()


def _directory(file: BinaryIO) -> list[zipfile.ZipInfo] | None:
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as directory:
            return directory.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError):
        return None


def _name(info: zipfile.ZipInfo) -> str:
    """Info-ZIP writes UTF-8 without saying so; the standard library then takes it for the alphabet of old PCs."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _refusal(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x40:
        return "it is locked with PKWARE's strong encryption, which we cannot open: unpack it and seal the result"
    if info.external_attr >> 28 == 0xA:
        return "it is a symbolic link: it holds no data of its own"
    method = _method(info)
    if method in _READABLE or (method in (93, 95) and not info.flag_bits & 1):
        return ""
    return f"it is packed with method {method}, which we cannot read: unpack it and seal the result"


def _method(info: zipfile.ZipInfo) -> int:
    """How it is packed, under the encryption."""
    if info.compress_type != 99:
        return info.compress_type
    extra = _extra(info.extra, _AES)
    return int.from_bytes(extra[5:7], "little") if len(extra) >= 7 else 99


def _extra(block: bytes, wanted: int) -> bytes:
    while len(block) >= 4:
        kind, size = struct.unpack("<HH", block[:4])
        if kind == wanted:
            return block[4 : 4 + size]
        block = block[4 + size :]
    return b""


def _member(file: BinaryIO, info: zipfile.ZipInfo, password: bytes) -> Iterator[bytes]:
    """The bytes of one member, checked against its own checksum or seal."""
    reason, refused = "", False
    if not info.file_size and not info.CRC and not _method(info):
        return  # an empty member holds nothing to decrypt, and stream-unzip cannot place its end
    try:
        for _, _, chunks in stream_unzip.stream_unzip(_alone(file, info), password or None, chunk_size=256 * KIB):
            yield from _quietly(chunks)
    except (stream_unzip.MissingPasswordError, stream_unzip.IncorrectPasswordError):
        refused = True
        reason = "the password does not open it: it has another one"
    except stream_unzip.TruncatedDataError:
        reason = "it was cut off"
    except stream_unzip.IntegrityError:
        reason = "it does not match its own checksum: it was damaged or changed, or the password is another one"
    except _STOPPED:
        reason = "it is damaged, or its password is another one"
    if reason:
        raise _Refused(reason) if refused else Broken(reason)


def _quietly(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The first piece derives the key, by the rule of WinZip's format; the library warns that it is an old one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        first = next(chunks, b"")
    yield first
    yield from chunks


def _alone(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A zip of this one member: sizes come from the directory, as the member's own header may leave them out."""
    fd, end = file.fileno(), os.fstat(file.fileno()).st_size
    header = Slice(fd, info.header_offset, end, owns=False).read(_LOCAL.size)
    if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
        raise ValueError("the header is damaged")
    *_, name_length, extra_length = _LOCAL.unpack(header)
    # ZipCrypto proves its password by the time when bit 3 is set, and by the checksum when not: the bit must stay.
    described = info.flag_bits & 8
    extra = struct.pack("<HHQQ", 1, 16, info.file_size, info.compress_size)
    if aes := _extra(info.extra, _AES):
        extra += struct.pack("<HH", _AES, len(aes)) + aes
    time = _LOCAL.unpack(header)[4]
    yield (
        _LOCAL.pack(
            b"PK\x03\x04", 20, info.flag_bits & 0xF & ~6 | (info.flag_bits & 0x800), info.compress_type, time, 0,
            info.CRC, 0xFFFFFFFF, 0xFFFFFFFF, 0, len(extra),
        )
        + extra
    )  # fmt: skip
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    packed = Slice(fd, start, min(start + info.compress_size, end), owns=False)
    while data := packed.read(256 * KIB):
        yield data
    if start + info.compress_size > end:
        return
    if described:
        yield _DESCRIPTOR.pack(b"PK\x07\x08", info.CRC, info.compress_size, info.file_size)
    yield _END


def _password(file: BinaryIO, infos: list[zipfile.ZipInfo], given: str) -> bytes:
    """The bytes of the password: Unicode, or as older tools on Windows write it. Raises Locked when none opens."""
    locked = [info for info in infos if info.flag_bits & 1 and not _refusal(info) and info.file_size]
    if not locked:
        return b""
    if not given:
        raise Locked("the zip file needs a password")
    for code in ("utf-8", "cp437", "cp1252"):
        try:
            password = given.encode(code)
        except UnicodeEncodeError:
            continue
        if any(_opens(file, info, password) for info in locked[:_TRIED]):
            return password
    raise Locked("the password of the zip file is wrong (or what it locks was damaged)")


def _opens(file: BinaryIO, info: zipfile.ZipInfo, password: bytes) -> bool:
    """Whether it is the password. ZipCrypto's check byte lets one wrong password of 256 pass: so some data must fit."""
    pieces = _member(file, info, password)
    try:
        for _ in islice(pieces, _LOOKED_AT):
            pass
    except _Refused:
        return False
    except Broken:
        return info.compress_type == 99
    return True


def _from(stream: Stream | None) -> Iterator[bytes]:
    if stream is None:
        raise Broken("the zip member could not be opened: its header is damaged")
    while data := stream.read(MIB):
        yield data
    if stream.problem:
        raise Broken(stream.problem)


def _as_it_comes(file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
    """Without a directory: one member after the other, up to the first fault."""
    meter.lost(name, "the zip file has no directory, so it was probably cut off: its members were read as they come")
    password = secrets.password.encode() or None
    members = Member(meter)
    opened, problem = 0, "what follows cannot be read"
    try:
        for raw, _, chunks in stream_unzip.stream_unzip(_whole(file), password, chunk_size=256 * KIB):
            label = raw.decode("utf-8", "replace")
            if label.endswith("/"):
                for _ in chunks:
                    pass
                continue
            content = Content(members.take(label), _coming(chunks, proved=opened > 0), meter)
            yield content
            content.drain()
            if content.problem:
                return
            opened += 1
        problem = ""
    except _STOPPED:
        pass
    if problem:
        raise Broken(problem)


def _coming(chunks: Iterator[bytes], *, proved: bool) -> Iterator[bytes]:
    reason = ""
    try:
        yield from _quietly(chunks)
    except (stream_unzip.MissingPasswordError, stream_unzip.IncorrectPasswordError):
        reason = "the zip file needs a password, or the one given is wrong"
    except stream_unzip.TruncatedDataError:
        raise_cut = True
    except _STOPPED:
        raise_cut = False
    else:
        return
    if reason and not proved:
        raise Locked(reason)
    raise Broken(reason or ("it was cut off" if raise_cut else "it is damaged"))


def _whole(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(256 * KIB):
        yield data
