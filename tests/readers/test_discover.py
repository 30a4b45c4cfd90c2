"""Containers of every sort around a table: what is inside is read, what cannot be read is named, nothing is written."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from waspada.readers.discover import discover, sha256
from waspada.readers.limits import MIB, Limits

Run = Callable[..., Any]
Put = Callable[[str, bytes | str], Path]

CSV = b"id,email\n" + b"".join(b"%d,u%d@example.org\n" % (i, i) for i in range(1000))
EMAILS = [f"u{i}@example.org" for i in range(1000)]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], **options: Any) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", **options) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "members.gz": lambda data: gzip.compress(data[:5000]) + gzip.compress(data[5000:]) + bytes(512),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: zstandard.compress(data[:7000]) + zstandard.compress(data[7000:]),
    "zip": lambda data: zipped({"a/people.csv": data}),
    "stored.zip": lambda data: zipped({"people.csv": data}, zipfile.ZIP_STORED),
    "bzip2.zip": lambda data: zipped({"people.csv": data}, zipfile.ZIP_BZIP2),
    "tar": lambda data: tarred({"people.csv": data}),
    "pax.tar": lambda data: tarred({"ü" * 120 + "/people.csv": data}, format=tarfile.PAX_FORMAT),
    "gnu.tar": lambda data: tarred({"x" * 300 + "/people.csv": data}, format=tarfile.GNU_FORMAT),
}


@pytest.mark.parametrize("outer", ["", *PACK])
@pytest.mark.parametrize("inner", PACK)
def test_containers_in_containers(census: Run, put: Put, inner: str, outer: str) -> None:
    data = PACK[inner](CSV)
    found = census(put("x.bin", PACK[outer](data) if outer else data))
    assert found.column("email") == EMAILS
    assert not found.quarantined
    assert not found.plan.troubles
    assert found.bytes_unpacked == len(CSV)
    assert [member.format for member in found.plan.members] == ["csv"]


def test_many_members_in_order(census: Run, put: Put) -> None:
    members = {f"day-{i:02}.csv": b"id,email\n%d,u%d@example.org\n" % (i, i) for i in range(30)}
    members["same.csv"] = b"id,email\n30,u30@example.org\n"
    for name, data in {"x.zip": zipped(members), "x.tgz": gzip.compress(tarred(members))}.items():
        found = census(put(name, data))
        assert found.column("email") == [f"u{i}@example.org" for i in range(31)]
        assert found.plan.members[3].name == f"{name}!day-03.csv"


def test_two_members_of_one_name_are_both_read(census: Run, put: Put) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "id,email\n1,first@example.org\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", "id,email\n2,second@example.org\n")
    found = census(put("x.zip", out.getvalue()))
    assert found.column("email") == ["first@example.org", "second@example.org"]
    assert [member.name for member in found.plan.members] == ["x.zip!a.csv", "x.zip!a#2.csv"]


@pytest.mark.parametrize("outer", ["gz", "zst", "tar", "zip"])
def test_parquet_inside(census: Run, put: Put, outer: str) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"email": EMAILS}), out, row_group_size=300)
    found = census(put("x.bin", PACK[outer](out.getvalue())))
    assert found.column("email") == EMAILS
    assert found.positions == list(range(1000))


@pytest.mark.parametrize("kind", ["gz", "zst", "bz2", "xz"])
def test_a_cut_stream_is_read_up_to_its_cut(census: Run, put: Put, kind: str) -> None:
    lines = b"".join(os.urandom(300).hex().encode() + b",u%d@example.org,x\n" % i for i in range(3000))
    data = PACK[kind](b"token,email,x\n" + lines)
    found = census(put("x.bin", data[: len(data) * 2 // 3]))
    assert found.records > 500
    assert found.column("email")[:3] == EMAILS[:3]
    assert any("ends early" in item.reason for item in found.quarantined)


def test_a_damaged_gzip_is_read_up_to_the_damage(census: Run, put: Put) -> None:
    data = bytearray(gzip.compress(CSV, 1))
    data[-8] ^= 1
    found = census(put("x.csv.gz", bytes(data)))
    assert found.column("email") == EMAILS
    assert [item.reason for item in found.quarantined] == ["gzip data is damaged from here on"]


def test_a_zip_member_that_fails_its_checksum_is_named(census: Run, put: Put) -> None:
    data = bytearray(zipped({"x.csv": CSV}, zipfile.ZIP_STORED))
    data[data.index(b"u500@")] = ord("v")
    found = census(put("x.zip", bytes(data)))
    assert found.records == 1000
    assert "checksum" in found.quarantined[0].reason


class TestBombs:
    """Small files that unpack to far too much."""

    limits = Limits(ratio_from=8 * MIB, ratio=100)

    @pytest.mark.parametrize("kind", ["gz", "zst", "bz2", "xz", "zip"])
    def test_reading_stops(self, census: Run, put: Put, kind: str) -> None:
        found = census(put("x.bin", PACK[kind](bytes(64 * MIB))), limits=self.limits)
        assert found.bytes_unpacked < 24 * MIB
        assert "times its size" in found.quarantined[-1].reason

    def test_many_members(self, census: Run, put: Put) -> None:
        data = zipped({f"{i}.txt": bytes(4 * MIB) for i in range(40)})
        found = census(put("x.zip", data), limits=self.limits)
        assert found.bytes_unpacked < 24 * MIB
        assert any("the rest were not opened" in trouble.reason for trouble in found.plan.troubles)

    def test_zips_in_zips(self, put: Put) -> None:
        data = CSV
        for _ in range(12):
            data = zipped({"x": data})
        found = discover([put("x.zip", data)])
        assert any("nested deeper" in trouble.reason for trouble in found.troubles)
        assert len(found.sources) == 1

    def test_many_names(self, put: Put) -> None:
        data = zipped({str(i): b"" for i in range(50)})
        found = discover([put("x.zip", data)], Limits(members=20))
        assert any("more than 20 members" in trouble.reason for trouble in found.troubles)


def test_names_that_point_outside_are_read_in_place(census: Run, put: Put, tmp_path: Path) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    names = ["../../evil.csv", "/etc/evil.csv", "a\\..\\..\\evil.csv", "C:/evil.csv"]
    found = census(put("x.zip", zipped(dict.fromkeys(names, CSV))), put("x.tar", tarred(dict.fromkeys(names, CSV))))
    assert found.records == 8000
    assert sum("points outside" in trouble.reason and not trouble.lost for trouble in found.plan.troubles) == 8
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, tmp_path / "x.zip", tmp_path / "x.tar"])


def test_links_and_devices_inside_hold_nothing(census: Run, put: Put) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"x{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("people.csv")
        info.size = len(CSV)
        archive.addfile(info, io.BytesIO(CSV))
    found = census(put("x.tar", out.getvalue()))
    assert found.records == 1000
    assert len(found.plan.troubles) == 4


def test_an_encrypted_member_is_named_with_a_hint(census: Run, put: Put) -> None:
    data = bytearray(zipped({"a.csv": CSV, "b.csv": CSV}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    found = census(put("x.zip", bytes(data)))
    assert found.records == 1000
    (trouble,) = found.plan.troubles
    assert trouble.name == "x.zip!a.csv"
    assert "password" in trouble.reason
    assert trouble.lost


def test_an_unknown_method_is_named(census: Run, put: Put) -> None:
    data = bytearray(zipped({"a.csv": CSV}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 9)
    found = census(put("x.zip", bytes(data)))
    assert "deflate64" in found.plan.troubles[0].reason


@pytest.mark.parametrize("cut", [30, 200, 3000])
def test_a_zip_without_its_directory_is_scanned_as_it_is(census: Run, put: Put, cut: int) -> None:
    data = zipped({"a.csv": CSV}, zipfile.ZIP_STORED)[:cut]
    found = census(put("x.zip", data))
    assert "cannot be opened" in found.plan.troubles[0].reason
    assert found.plan.troubles[0].lost
    assert (b"u2@example.org" in found.everything()) == (b"u2@example.org" in data)


def test_a_cut_tar_is_named(census: Run, put: Put) -> None:
    found = census(put("x.tar", tarred({"a.csv": CSV, "b.csv": CSV})[:12000]))
    assert found.records + len(found.quarantined) > 500
    assert any("cut off" in trouble.reason for trouble in found.plan.troubles)


class TestFolders:
    """Arguments of every sort."""

    def test_everything_below_in_order(self, census: Run, put: Put) -> None:
        for name in ("b/y.csv", "a/x.csv", "a/.hidden.csv", "z.csv"):
            put(name, f"id,email\n1,{name[0]}@example.org\n")
        found = census(put("c.csv", "id,email\n1,c@example.org\n").parent)
        assert [file.name for file in found.plan.files] == ["c.csv", "z.csv", "a/.hidden.csv", "a/x.csv", "b/y.csv"]

    def test_patterns_and_the_same_file_twice(self, put: Put) -> None:
        path = put("a.csv", CSV)
        put("b.csv", CSV)
        found = discover([str(path.parent / "*.csv"), path, path.parent])
        assert [file.name for file in found.files] == ["a.csv", "b.csv"]
        assert all("read once" in trouble.reason and not trouble.lost for trouble in found.troubles)

    def test_what_is_no_file_is_refused(self, put: Put, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "link").symlink_to("/etc/passwd")
        (tmp_path / "loop").symlink_to(tmp_path)
        found = discover([tmp_path, "/dev/zero", tmp_path / "missing"])
        assert not found.files
        assert len(found.troubles) == 5
        assert {trouble.name for trouble in found.troubles} >= {"pipe", "link", "loop", "zero"}

    def test_empty_files_are_named(self, census: Run, put: Put) -> None:
        found = census(put("a.csv", b""), put("b.gz", gzip.compress(b"")))
        assert found.formats() == {"a.csv": "empty", "b.gz": "empty"}

    def test_two_arguments_of_one_name(self, put: Put) -> None:
        found = discover([put("a/x.csv", CSV), put("b/x.csv", CSV)])
        assert [file.name for file in found.files] == ["x.csv", "x#2.csv"]

    def test_archives_that_stay_closed_are_named(self, census: Run, put: Put) -> None:
        found = census(put("x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100)))
        assert "7-Zip" in found.plan.troubles[0].reason
        assert found.formats() == {"x.7z": "unknown"}

    def test_digest(self, put: Put) -> None:
        assert sha256(str(put("a", b""))).startswith("e3b0c44298fc1c149afbf4c8996fb924")
