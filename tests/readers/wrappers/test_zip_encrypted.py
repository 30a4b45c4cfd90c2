"""Zip files with a password: what real programs write, and what hostile ones do."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waspada.core.errors import Locked
from waspada.readers.limits import MIB, Limits
from waspada.readers.unwrap import wrapper_of, wrapper_of_file
from waspada.readers.wrapper import Secrets

Run = Callable[..., Any]
RIGHT = Secrets(password="correct horse")
SECRET = "correct horse"


@pytest.mark.needs("7z")
@pytest.mark.parametrize("method", ["AES128", "AES192", "AES256", "ZipCrypto"])
@pytest.mark.parametrize("packing", ["Copy", "Deflate", "Deflate64", "BZip2"])
def test_what_7_zip_writes(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, method: str, packing: str
) -> None:
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", f"-p{SECRET}", f"-mem={method}", f"-mm={packing}", path, ".")
    found = unwrap(path, RIGHT)
    assert found.kind == "zip-encrypted"
    assert found.contents == files
    assert found.troubles == ()
    assert found.largest <= MIB


@pytest.mark.needs("zip")
@pytest.mark.parametrize("options", [["-r"], ["-r", "-0"], ["-r", "-fd"], ["-r", "-fz"]])
def test_what_info_zip_writes(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, options: list[str]
) -> None:
    path = tmp_path / "x.zip"
    tool("zip", "-P", SECRET, *options, path, ".")
    assert unwrap(path, RIGHT).contents == files


@pytest.mark.needs("zip")
def test_what_came_through_a_pipe(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    tool("sh", "-c", f"cat b.txt | zip -P '{SECRET}' - - > {path}")
    assert unwrap(path, RIGHT).contents == {"-": files["b.txt"]}


@pytest.mark.needs("7z")
@pytest.mark.parametrize("method", ["AES256", "ZipCrypto"])
@pytest.mark.parametrize("password", ["", "wrong", *(f"wrong{n}" for n in range(6))])
def test_a_wrong_password_is_locked_and_never_shown(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, method: str, password: str
) -> None:
    tool("7z", "a", "-tzip", f"-p{SECRET}", f"-mem={method}", tmp_path / "x.zip", ".")
    with pytest.raises(Locked) as caught:
        unwrap(tmp_path / "x.zip", Secrets(password=password))
    assert caught.value.exit_code == 26
    assert caught.value.__context__ is None
    assert "wrong0" not in str(caught.value)
    assert "password" in str(caught.value)


@pytest.mark.needs("7z")
def test_no_check_byte_lets_a_wrong_password_through(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    tool("7z", "a", "-tzip", f"-p{SECRET}", "-mem=ZipCrypto", "-mm=Copy", tmp_path / "x.zip", "d/c.txt")
    for number in range(600):  # about two of them pass the check byte
        with pytest.raises(Locked):
            unwrap(tmp_path / "x.zip", Secrets(password=f"no{number}"))


@pytest.mark.needs("7z")
def test_a_locked_member_behind_open_ones(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", path, "a.bin", "-mm=Copy")
    tool("7z", "a", "-tzip", f"-p{SECRET}", path, "b.txt")
    assert wrapper_of(path.read_bytes()[:65536], "x.zip") == ""
    assert wrapper_of_file(path) == "zip-encrypted"
    assert unwrap(path, RIGHT).contents == {name: files[name] for name in ("a.bin", "b.txt")}


def test_an_open_zip_is_no_wrapper(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a", "b")
    assert wrapper_of_file(tmp_path / "x.zip") == ""


@pytest.mark.needs("7z")
@pytest.mark.parametrize("method", ["AES256", "ZipCrypto"])
def test_a_damaged_member_is_named_and_costs_no_other(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path, method: str
) -> None:
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", f"-p{SECRET}", f"-mem={method}", path, ".")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("a.bin")
    data[info.header_offset + 200_000] ^= 1
    path.write_bytes(data)
    found = unwrap(path, RIGHT)
    assert list(found.problems) == ["a.bin"]
    assert [item.name for item in found.troubles if item.lost] == ["a.bin"]
    assert {name: content for name, content in found.contents.items() if name != "a.bin"} == {
        name: content for name, content in files.items() if name != "a.bin"
    }


@pytest.mark.needs("7z")
def test_a_cut_file_gives_what_is_left(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", f"-p{SECRET}", "-mem=AES256", path, "b.txt", "a.bin")
    data = path.read_bytes()
    path.write_bytes(data[:-200_000])
    found = unwrap(path, RIGHT)
    reasons = [item.reason for item in found.troubles]
    assert "probably cut off" in reasons[0]
    whole = [name for name, content in found.contents.items() if content == files[name]]
    assert len(found.contents) - len(whole) == len(found.problems) == 1


@pytest.mark.needs("7z")
def test_names_are_labels_only(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", f"-p{SECRET}", path, "a.bin", "b.txt")
    path.write_bytes(path.read_bytes().replace(b"a.bin", b"../\x1bx").replace(b"b.txt", b"../\x1bx"))
    found = unwrap(path, RIGHT)
    assert sorted(found.contents) == ["../\N{REPLACEMENT CHARACTER}x", "../\N{REPLACEMENT CHARACTER}x#2"]
    assert ["points outside" in item.reason for item in found.troubles] == [True, True]
    assert not any(item.lost for item in found.troubles)


@pytest.mark.needs("7z")
def test_bombs_and_members_without_end_are_stopped_and_named(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "members"
    (folder / "zeros").write_bytes(bytes(64 * MIB))
    path = tmp_path / "x.zip"
    tool("7z", "a", "-tzip", f"-p{SECRET}", path, "zeros", "b.txt")
    found = unwrap(path, RIGHT, Limits(ratio_from=8 * MIB, ratio=10))
    assert "times its size" in found.problems["zeros"]
    assert sum(map(len, found.contents.values())) < 11 * MIB
    assert [item.name for item in found.troubles if item.lost] == ["zeros"] or found.troubles[-1].name == "x.zip"
    few = unwrap(path, RIGHT, Limits(members=1))
    assert "more than 1 members" in few.troubles[-1].reason


@pytest.mark.needs("7z")
def test_ten_thousand_members(unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "members" / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.txt").write_bytes(b"%d" % number)
    tool("7z", "a", "-tzip", f"-p{SECRET}", "-mem=ZipCrypto", tmp_path / "x.zip", "many")
    found = unwrap(tmp_path / "x.zip", RIGHT)
    assert len(found.contents) == 10_000
    assert found.contents["many/77.txt"] == b"77"


def test_what_stream_unzip_cannot_unpack_is_named(
    unwrap: Run, tool: Run, files: dict[str, bytes], tmp_path: Path
) -> None:
    name, content = b"x.txt", b"abc"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 1, 14, 0, 0, 1, 15, 3, len(name), 0) + name + content * 5
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 1, 14, 0, 0, 1, 15, 3, len(name), 0, 0, 0, 0, 0, 0) + name
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    (tmp_path / "x.zip").write_bytes(local + central + end)
    found = unwrap(tmp_path / "x.zip", RIGHT)
    assert [item.name for item in found.troubles] == ["x.txt"]
    assert "method 14" in found.troubles[0].reason
