"""Streams end instead of raising, and say why."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers import streams
from waspada.readers.limits import Limits


class Packed:
    """Bytes as a stream, a few at a time."""

    problem = ""

    def __init__(self, data: bytes, step: int = 1000) -> None:
        self.data, self.step = data, step

    def read(self, size: int) -> bytes:
        size = min(size, self.step)
        out, self.data = self.data[:size], self.data[size:]
        return out

    def close(self) -> None:
        pass


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 50), st.binary(max_size=3))
def test_gzip_of_several_members(parts: list[bytes], step: int, tail: bytes) -> None:
    packed = b"".join(gzip.compress(part) for part in parts) + b"\0" * len(tail)
    stream = streams.inflate(Packed(packed, step), "gzip")
    assert streams.read_up_to(stream, 10_000) == b"".join(parts)
    assert stream.problem == ""


def test_what_came_before_the_damage_is_kept() -> None:
    content = os.urandom(5000).hex().encode()
    packed = bytearray(gzip.compress(content))
    packed[len(packed) // 2] ^= 0x55
    stream = streams.inflate(Packed(bytes(packed)), "gzip")
    found = streams.read_up_to(stream, 20_000)
    assert len(found) > 4000
    assert found[:4000] == content[:4000]
    assert "damaged" in stream.problem


def test_a_cut_is_named() -> None:
    stream = streams.inflate(Packed(gzip.compress(b"x" * 100)[:-3]), "gzip")
    assert streams.read_up_to(stream, 1000) == b"x" * 100
    assert "ends early" in stream.problem


def test_a_bomb_stops() -> None:
    limits = Limits(ratio=10, ratio_from=1000)
    stream = streams.Bounded(streams.inflate(Packed(gzip.compress(bytes(1 << 20))), "gzip"), 100, limits)
    assert len(streams.read_up_to(stream, 1 << 21)) < 1 << 21
    assert stream.read(1) == b""
    assert "10 times its size" in stream.problem


def test_time_runs_out() -> None:
    stream = streams.Bounded(Packed(b"x" * 100, 1), 100, Limits(seconds=-1.0))
    assert streams.read_up_to(stream, 100) == b"x"
    assert "longer" in stream.problem


def test_a_file_that_shrank_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"0123456789")
    for read in (lambda part: part.read(10), lambda part: bytes([part.readinto(memoryview(bytearray(10)))])):
        part = streams.open_file(str(path), 5, 20)
        assert len(read(part)) in (1, 5)
        assert read(part) in (b"", b"\0")
        assert "shorter" in part.problem
        part.close()
        assert part.read(1) == b""


def test_a_checksum_is_checked() -> None:
    for size, crc, fine in ((3, zlib.crc32(b"abc"), True), (3, 0, False), (4, zlib.crc32(b"abc"), False)):
        stream = streams.Checked(Packed(b"abc"), size, crc)
        assert streams.read_up_to(stream, 10) == b"abc"
        assert (stream.problem == "") is fine


def test_fill_takes_from_any_stream() -> None:
    view = memoryview(bytearray(10))
    assert streams.fill(Packed(b"0123456", 3), view) == 7
    assert bytes(view) == b"0123456\0\0\0"


@pytest.mark.parametrize(
    ("head", "name"), [(b"\x1f\x8b\x08", "gzip"), (b"BZh91AY&SY", "bzip2"), (b"BZhello", ""), (b"", "")]
)
def test_magic(head: bytes, name: str) -> None:
    assert streams.compression_of(head) == name


def test_a_zip_method_that_we_lack() -> None:
    assert streams.deflate_member(Packed(b""), 9) is None
