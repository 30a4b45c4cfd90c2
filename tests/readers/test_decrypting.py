"""A library in a process of its own: pieces come, one word tells the end, and it never outlives its reader."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from waspada.readers.decrypting import SLOW, decrypted
from waspada.readers.wrapper import PIECE

MODULE = """
import os, pathlib, time
from waspada.readers.decrypting import bound
def decrypt(given):
    if given["do"] == "hold":
        bound(1 << 30, 1)
        try:
            bytes(2 << 30)
        except MemoryError:
            while True:
                pass
    if given["do"] == "break":
        raise ValueError(given["password"])
    with open(given["input"], "rb") as file, open(given["output"], "wb") as output:
        output.write(file.read() + given["password"].encode())
        output.flush()
        if given["do"] == "wait":
            pathlib.Path(given["pid"]).write_text(str(os.getpid()))
            time.sleep(60)
    return "done"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Starts it on a file of three pieces."""
    (tmp_path / "keeper_of_a_test.py").write_text(MODULE)
    (tmp_path / "in").write_bytes(b"x" * 3 * PIECE)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def start(do: str, seconds: float = 20) -> Generator[bytes, None, str]:
        with (tmp_path / "in").open("rb") as file:
            given = {"do": do, "password": "w\u00f6rd", "pid": str(tmp_path / "pid")}
            outcome = yield from decrypted("keeper_of_a_test", file, given, seconds)
        return outcome

    return start


def outcome_of(pieces: Generator[bytes, None, str]) -> tuple[bytes, str]:
    found = b""
    while True:
        try:
            piece = next(pieces)
        except StopIteration as end:
            return found, end.value
        assert len(piece) <= PIECE
        found += piece


def test_pieces_and_the_word_at_the_end(run: Any) -> None:
    assert outcome_of(run("go")) == (b"x" * 3 * PIECE + "w\u00f6rd".encode(), "done")


def test_a_fault_has_no_word_and_shows_nothing(run: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert outcome_of(run("break")) == (b"", "")
    assert "rd" not in "".join(capfd.readouterr())


def test_memory_and_work_are_bounded(run: Any) -> None:
    assert outcome_of(run("hold")) == (b"", "")


def test_who_waits_too_long_is_ended(run: Any, tmp_path: Path) -> None:
    found, outcome = outcome_of(run("wait", seconds=2))
    assert (len(found), outcome) == (3 * PIECE + 5, SLOW)
    assert gone(int((tmp_path / "pid").read_text()))


def test_it_ends_with_its_reader(run: Any, tmp_path: Path) -> None:
    pieces = run("wait")
    for _ in range(3):
        next(pieces)
    until = time.monotonic() + 10
    while not (tmp_path / "pid").exists() and time.monotonic() < until:
        next(pieces, None)
    pieces.close()
    assert gone(int((tmp_path / "pid").read_text()))


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
