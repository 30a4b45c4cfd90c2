"""The opener of a process: spilled members, one walk through a tar, and what is gone."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from waspada.readers import opening, streams
from waspada.readers.discover import discover
from waspada.readers.limits import Limits
from waspada.readers.opening import Door, spill
from waspada.readers.reader import Source
from waspada.readers.streams import read_up_to


def tgz(tmp_path: Path) -> list[Source]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for i in range(20):
            info = tarfile.TarInfo(f"{i}.txt")
            info.size = 3
            archive.addfile(info, io.BytesIO(b"%03d" % i))
    path = tmp_path / "x.tgz"
    path.write_bytes(gzip.compress(out.getvalue()))
    return list(discover([path]).sources)


def test_members_in_any_order(tmp_path: Path) -> None:
    sources = tgz(tmp_path)
    door = Door(Limits())
    for number in (0, 1, 5, 4, 4, 19, 0):
        stream = door.stream(sources[number])
        assert read_up_to(stream, 10) == b"%03d" % number
        stream.close()


def test_in_order_it_is_one_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tgz(tmp_path)
    opened: list[str] = []

    def counted(path: str, start: int = 0, end: int = -1) -> streams.Slice:
        opened.append(path)
        return streams.open_file(path, start, end)

    monkeypatch.setattr(opening, "open_file", counted)
    door = Door(Limits())
    assert [read_up_to(door.stream(source), 10) for source in sources] == [b"%03d" % i for i in range(20)]
    assert len(opened) == 1


class Long:
    problem = ""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return b"x" * size

    def close(self) -> None:
        pass


def test_spilling_is_bounded_and_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opening, "_IN_MEMORY", 1 << 20)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with spill(Long(3 << 20), Limits()) as file:
        assert len(file.read()) == 3 << 20
        assert os.listdir(tmp_path) == []
    with pytest.raises(OSError, match="larger"):
        spill(Long(3 << 20), Limits(spill_bytes=2 << 20))


def test_what_is_gone_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    (source,) = discover([path]).sources
    path.unlink()
    stream = Door(Limits()).stream(source)
    assert stream.read(10) == b""
    assert stream.problem
