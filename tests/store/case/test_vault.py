"""Hand-overs are written whole or not at all, with hashes of what is stored and of what it holds."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.readers import sealed
from waspada.readers.age import Identity, decrypt
from waspada.store.case import vault
from waspada.store.case.vault import Vault, Writer, safe


def chunks(content: bytes, size: int = 700) -> Iterator[bytes]:
    yield from (content[at : at + size] for at in range(0, len(content), size))


def test_a_plain_file_keeps_its_name_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "BLOCK", 1000)
    content = os.urandom(4321)
    with Vault(tmp_path, "").handover({}) as writer:
        row = writer.store("0001", "export/events.jsonl", chunks(content))
        digest = writer.finish({"number": writer.number})
        writer.promised = True
        folder = writer.keep()
    assert folder == tmp_path / "sealed" / "0001"
    assert (folder / "0001" / "events.jsonl").read_bytes() == content
    assert row["sha256"] == hashlib.sha256(content).hexdigest()
    (segment,) = row["segments"]
    assert segment["blocks"] == [hashlib.sha256(content[at : at + 1000]).hexdigest() for at in range(0, 4321, 1000)]
    assert hashlib.sha256((folder / "handover.json").read_bytes()).hexdigest() == digest
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*")} == {0o400, 0o500}


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 5000])
def test_an_encrypted_file_is_segments_that_decrypt_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(vault, "SEGMENT", 1000)
    key = Identity.new()
    content = os.urandom(size)
    with Vault(tmp_path, key.recipient).handover({}) as writer:
        row = writer.store("0001", "a.csv", chunks(content))
        writer.finish({})
        writer.promised = True
        folder = writer.keep()
    pieces = [decrypt((folder / segment["name"]).read_bytes(), key) for segment in row["segments"]]
    assert b"".join(pieces) == content
    assert len(pieces) == max(1, -(-size // 1000))
    assert [hashlib.sha256(piece).hexdigest() for piece in pieces] == [s["plain_sha256"] for s in row["segments"]]
    assert row["bytes"] == size
    assert [path.name for path in sealed.segments(folder / "0001")] == [
        sealed.segment_name(number, len(pieces)) for number in range(1, len(pieces) + 1)
    ]
    if size > 8:
        assert not any(content[:8] in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"first"
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite, match="no space left"), Vault(tmp_path, "").handover({}) as writer:
        writer.store("0001", "a", broken())
    assert list((tmp_path / "sealed").iterdir()) == []


def interrupted(case: Path) -> str:
    (case / "sealed").mkdir()
    (case / "sealed" / ".sealing-0001").mkdir()
    writer = Writer(case / "sealed" / ".sealing-0001", 1, "")
    writer.store("0001", "a.csv", [b"a"])
    return writer.finish({"number": 1})


def test_a_crash_after_the_entry_is_finished_next_time(tmp_path: Path) -> None:
    digest = interrupted(tmp_path)
    with Vault(tmp_path, "").handover({1: digest}) as writer:
        assert writer.number == 2
    assert [path.name for path in (tmp_path / "sealed").iterdir()] == ["0001"]
    assert json.loads((tmp_path / "sealed/0001/handover.json").read_text()) == {"number": 1}


@pytest.mark.parametrize("known", [{}, {1: "0" * 64}])
def test_a_crash_before_the_entry_leaves_nothing(tmp_path: Path, known: dict[int, str]) -> None:
    interrupted(tmp_path)
    with Vault(tmp_path, "").handover(known) as writer:
        assert writer.number == 1
    assert list((tmp_path / "sealed").iterdir()) == []


def test_two_cannot_seal_at_once_and_neither_harms_the_other(tmp_path: Path) -> None:
    with Vault(tmp_path, "").handover({}) as first:
        first.store("0001", "a.csv", [b"a"])
        with pytest.raises(CannotWrite, match="another process is sealing"), Vault(tmp_path, "").handover({}):
            pass
        first.finish({})
        first.promised = True
        first.keep()
    assert (tmp_path / "sealed/0001/0001/a.csv").read_bytes() == b"a"


def test_hand_overs_are_numbered(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        with Vault(tmp_path, "").handover({}) as writer:
            assert writer.number == number
            writer.finish({})
            writer.promised = True
            writer.keep()


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\\b\\c.csv", "c.csv"),
        ("box.zip!in/side.json", "side.json"),
        ("..", "file"),
        ("", "file"),
        ("tab\there.csv", "tab_here.csv"),
        ("é" * 300 + ".csv", "é" * 100),
    ],
)
def test_no_label_escapes_its_folder(label: str, name: str) -> None:
    assert safe(label) == name
