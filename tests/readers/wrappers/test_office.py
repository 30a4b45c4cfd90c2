"""Office files saved with a password, and broken, hostile and other compound files."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import py7zr
import pytest
from tests.readers.wrappers import office_files as office

from waspada.core.errors import Locked
from waspada.readers.limits import Limits
from waspada.readers.unwrap import wrapper_of, wrapper_of_file
from waspada.readers.wrapper import Secrets
from waspada.readers.wrappers import office as keeper

Run = Callable[..., Any]
SECRET = "correct hörse"
HORSE = Secrets(password=SECRET)


@pytest.fixture(scope="module")
def book() -> bytes:
    """Any zip file will do: what is inside is not read here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/noise.bin", random.Random(3).randbytes(200_000))
    return out.getvalue()


@pytest.fixture(scope="module")
def locked(book: bytes) -> bytes:
    """The same, locked."""
    return bytes(office.agile(book, SECRET))


@pytest.mark.parametrize("how", ["agile", "standard"])
def test_both_encryptions(unwrap: Run, tmp_path: Path, book: bytes, how: str) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(getattr(office, how)(book, SECRET))
    found = unwrap(path, HORSE)
    assert found.kind == "office"
    assert found.contents == {"people.xlsx": book}
    assert found.troubles == ()
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("how", ["agile", "standard"])
@pytest.mark.parametrize("password", ["", "wrong", "\ud800"])
def test_a_wrong_password_is_said_and_not_shown(
    unwrap: Run, tmp_path: Path, book: bytes, how: str, password: str
) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(getattr(office, how)(book, SECRET))
    with pytest.raises(Locked, match="is wrong" if password else "needs a password") as caught:
        unwrap(path, Secrets(password=password))
    assert caught.value.__context__ is None


def test_what_excel_opens_unasked_is_opened_unasked(unwrap: Run, tmp_path: Path, book: bytes) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(office.agile(book, "VelvetSweatshop"))
    assert unwrap(path).contents == unwrap(path, HORSE).contents == {"people.xlsx": book}


def test_a_change_is_named_and_the_rest_kept(unwrap: Run, tmp_path: Path, book: bytes, locked: bytes) -> None:
    path = tmp_path / "people.xlsx"
    data = bytearray(locked)
    data[100_000] ^= 1
    path.write_bytes(data)
    found = unwrap(path, HORSE)
    assert found.problems == {"people.xlsx": "it does not match its own seal: it was damaged or changed"}
    assert len(found.contents["people.xlsx"]) == len(book)


def test_size_and_time_are_bounded(unwrap: Run, tmp_path: Path, locked: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(locked)
    assert unwrap(path, HORSE, Limits(seconds=0)).problems.keys() == {"people.xlsx"}
    found = unwrap(path, HORSE, Limits(unpacked_bytes=1000))
    assert "more than the limit" in found.problems["people.xlsx"]
    monkeypatch.setattr(keeper, "WHOLE", 1 << 10)
    found = unwrap(path, HORSE)
    assert found.contents == {}
    assert "only be opened in memory" in found.troubles[0].reason


def test_other_locks_are_named(unwrap: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    for version in (b"\x04\x00\x03\x00", b"\x09\x00\x09\x00"):
        path.write_bytes(office.compound(bytes(5000), version + bytes(200)))
        found = unwrap(path, HORSE)
        assert "in a way that we cannot open" in found.problems["people.xlsx"]


def test_other_compound_files_are_none(unwrap: Run, tmp_path: Path, locked: bytes) -> None:
    for new in ("Workbook------", "__substg1.0_37"):
        data = office.renamed(locked, "EncryptionInfo", new)
        (tmp_path / "x").write_bytes(data)
        assert wrapper_of_file(tmp_path / "x") == ""
    assert [wrapper_of(head, "x") for head in (b"", locked[:8], locked[:512])] == [""] * 3


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_is_a_clear_answer(unwrap: Run, tmp_path: Path, locked: bytes, seed: int) -> None:
    """Bytes changed in the head, the directory, the tables and the description of the lock, or the end cut off."""
    chosen = random.Random(seed)
    data = bytearray(locked)
    for _ in range(1 + seed % 3):
        data[chosen.choice((chosen.randrange(8, 4096), chosen.randrange(len(data) - 8192, len(data))))] ^= 0xFF
    if seed % 4 == 3:
        del data[chosen.randrange(1000, len(data)) :]
    path = tmp_path / "people.xlsx"
    path.write_bytes(data)
    try:
        found = unwrap(path, HORSE, kind="office")
    except Locked:
        answered = True
    else:
        answered = bool(found.problems) or bool(found.contents["people.xlsx"])
    assert answered


def test_a_table_that_never_ends_costs_no_memory_of_ours(unwrap: Run, tmp_path: Path, locked: bytes) -> None:
    data = bytearray(locked)
    data[44:48] = struct.pack("<I", 0xFFFFFFFF)
    data[68:76] = struct.pack("<II", int.from_bytes(data[76:80], "little"), (0xFFFFFFFF - 109 + 126) // 127)
    path = tmp_path / "people.xlsx"
    path.write_bytes(data)
    assert unwrap(path, HORSE).problems.keys() == {"people.xlsx"}


def test_a_directory_in_a_circle_ends(tmp_path: Path, locked: bytes) -> None:
    data = bytearray(office.renamed(locked, "EncryptionInfo", "Workbook------"))
    sector, table = (int.from_bytes(data[at : at + 4], "little") for at in (48, 76))
    at = (table + 1) * 512 + sector * 4
    data[at : at + 4] = sector.to_bytes(4, "little")
    (tmp_path / "x").write_bytes(data)
    assert wrapper_of_file(tmp_path / "x") == ""


def test_inside_another_wrapper(unwrap: Run, tmp_path: Path, book: bytes, locked: bytes) -> None:
    """Also where its directory stands far behind, and beside an old workbook, which is kept as it is."""
    old = bytes(office.renamed(locked, "EncryptionInfo", "Workbook------"))
    with py7zr.SevenZipFile(tmp_path / "x.7z", "w", password=SECRET) as archive:
        archive.writestr(locked, "people.xlsx")
        archive.writestr(moved_back(locked), "far.xlsx")
        archive.writestr(old, "old.xls")
    found = unwrap(tmp_path / "x.7z", HORSE)
    assert found.contents == {"people.xlsx!people.xlsx": book, "far.xlsx!far.xlsx": book, "old.xls": old}
    assert found.troubles == ()


def moved_back(data: bytes) -> bytes:
    """The same compound file with the first sector of its directory copied behind the head that detection sees."""
    whole = bytearray(data + bytes(-len(data) % 512))
    sector, table = (int.from_bytes(whole[at : at + 4], "little") for at in (48, 76))
    free = len(whole) // 512 - 1
    assert free * 512 > Limits().head_bytes
    whole += whole[(sector + 1) * 512 : (sector + 2) * 512]
    place, new = (table + 1) * 512 + sector * 4, (int.from_bytes(whole[76 + free // 128 * 4 :][:4], "little") + 1) * 512
    whole[new + free % 128 * 4 : new + free % 128 * 4 + 4] = whole[place : place + 4]
    whole[48:52] = free.to_bytes(4, "little")
    return bytes(whole)
