"""Partial results put together: rows of hits, bits and order are global."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.assess.builder import Split, written

from waspada.assess.partials import read_partials, write_partial
from waspada.core.errors import Locked, WorkerFailed

A, B = ("a", "email"), ("b", "phone")


def test_rows_of_hits_and_bits_are_global(tmp_path: Path) -> None:
    one, other = Split(0), Split(1)
    one.hit("email", "x@x.example", one.who(account="u1", has=[A]))
    other.who(account="u2", has=[B])
    other.hit("email", "y@x.example", other.who(account="u3", has=[B, A]))
    other.hit("email", "z@x.example", None)
    merged = read_partials(written([one, other], tmp_path))
    assert merged.hits["identity"].to_pylist() == [0, 2, -1]
    assert merged.identities["m0"].to_pylist() == [0b01, 0b10, 0b11]
    assert [(row["field"], row["bit"], row["values"]) for row in merged.dense.to_pylist()] == [("a", 0, 2), ("b", 1, 2)]


def test_masks_of_different_lengths(tmp_path: Path) -> None:
    split = Split()
    slots = [(f"f{number}", "email") for number in range(61)]
    split.who(account="u1", has=slots[:1])
    split.who(account="u1", has=slots)
    merged = read_partials(written([split], tmp_path))
    assert merged.words == 2
    assert merged.identities["m1"].to_pylist() == [0, 1]


def test_nothing_at_all(tmp_path: Path) -> None:
    assert read_partials([]).identities.num_rows == 0
    assert read_partials(written([Split()], tmp_path)).identities.num_rows == 0


def test_a_damaged_partial_is_not_a_result(tmp_path: Path) -> None:
    (path,) = written([Split()], tmp_path)
    (path / "hits.arrow").write_bytes(b"cut")
    with pytest.raises(WorkerFailed, match="split-00000"):
        read_partials([path])


class Turned:
    """A cover that knows when what it opens is none of its own."""

    recipient = "anybody"

    def close(self, content: bytes) -> bytes:
        return b"covered" + content[::-1]

    def open(self, content: bytes) -> bytes:
        if not content.startswith(b"covered"):
            raise Locked("altered")
        return content[7:][::-1]


def test_covered_they_are_the_same_and_not_in_the_clear(tmp_path: Path) -> None:
    split = Split()
    split.hit("email", "zqcanaryzq@x.example", split.who(account="zqcanaryzq", has=[A]))
    cover, folder = Turned(), tmp_path / "split-00000"
    folder.mkdir()
    write_partial(split.partial(), folder, cover)
    assert {path.suffix for path in folder.iterdir()} == {".age"}
    assert not any(b"zqcanaryzq" in path.read_bytes() for path in folder.iterdir())
    merged, plain = read_partials([folder], cover), read_partials(written([split], tmp_path / "plain"))
    assert merged.hits == plain.hits
    assert merged.identities == plain.identities
    (folder / "hits.arrow.age").write_bytes(b"something else")
    with pytest.raises(WorkerFailed, match="split-00000"):
        read_partials([folder], cover)
