"""A stored file against what was written down: equal, or the first altered range."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from waspada.core.progress import Silent
from waspada.store.case.altered import Why
from waspada.store.case.compare import BLOCK, difference

CONTENT = os.urandom(1024) * (5 * BLOCK // 2 // 1024)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
BLOCKS = [hashlib.sha256(CONTENT[at : at + BLOCK]).hexdigest() for at in range(0, len(CONTENT), BLOCK)]
LAST = len(CONTENT) - 1


def compared(path: Path, blocks: object = BLOCKS) -> tuple[str, Why] | None:
    return difference(path, len(CONTENT), SHA256, blocks, Silent())


def changed(at: int) -> bytes:
    return CONTENT[:at] + bytes([CONTENT[at] ^ 1]) + CONTENT[at + 1 :]


@pytest.mark.parametrize(
    ("content", "range_"),
    [
        (changed(0), f"0-{BLOCK - 1}"),
        (changed(BLOCK - 1), f"0-{BLOCK - 1}"),
        (changed(BLOCK), f"{BLOCK}-{2 * BLOCK - 1}"),
        (changed(LAST), f"{2 * BLOCK}-{LAST}"),
        (CONTENT[:-1], f"{2 * BLOCK}-{LAST}"),
        (CONTENT[: BLOCK + 5], f"{BLOCK}-{2 * BLOCK - 1}"),
        (CONTENT[:BLOCK], f"{BLOCK}-{2 * BLOCK - 1}"),
        (CONTENT[:7] + CONTENT[8:], f"0-{BLOCK - 1}"),
        (b"", f"0-{BLOCK - 1}"),
        (CONTENT + b"x", f"{LAST + 1}-{LAST + 1}"),
        (CONTENT + bytes(BLOCK), f"{LAST + 1}-{LAST + BLOCK}"),
    ],
)
def test_the_first_altered_block_is_named(tmp_path: Path, content: bytes, range_: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert compared(path) == (range_, "changed")


@pytest.mark.parametrize("blocks", [None, [], BLOCKS[:-1], "no list", 5])
def test_without_blocks_the_whole_file_is_the_range(tmp_path: Path, blocks: object) -> None:
    path = tmp_path / "file"
    path.write_bytes(changed(BLOCK))
    assert compared(path, blocks) == (f"0-{LAST}", "changed")
    path.write_bytes(CONTENT)
    assert compared(path, blocks) is None


def test_an_empty_file_is_compared_too(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    assert difference(path, 0, hashlib.sha256(b"").hexdigest(), [], Silent()) is None
    path.write_bytes(b"x")
    assert difference(path, 0, hashlib.sha256(b"").hexdigest(), [], Silent()) == ("0-0", "changed")


@pytest.mark.parametrize("size", [None, "5", True])
def test_a_size_that_is_none_fits_nothing(tmp_path: Path, size: object) -> None:
    path = tmp_path / "file"
    path.write_bytes(CONTENT)
    assert difference(path, size, SHA256, None, Silent()) == (f"0-{LAST}", "changed")


def test_what_is_not_a_file_of_ours_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(CONTENT)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    assert compared(tmp_path / "missing") == ("", "missing")
    assert [compared(tmp_path / name) for name in ("link", "pipe", ".")] == [("", "unreadable")] * 3
    assert difference(tmp_path / "link", len(CONTENT), SHA256, None, Silent(), links=True) is None
    assert difference(tmp_path / "pipe", 0, SHA256, None, Silent(), links=True) == ("", "unreadable")


def test_progress_is_told_every_byte(tmp_path: Path) -> None:
    class Counting(Silent):
        size = 0

        def advance(self, *, records: int = 0, size: int = 0) -> None:
            self.size += size

    (tmp_path / "file").write_bytes(CONTENT)
    counting = Counting()
    assert difference(tmp_path / "file", len(CONTENT), SHA256, BLOCKS, counting) is None
    assert counting.size == len(CONTENT)
