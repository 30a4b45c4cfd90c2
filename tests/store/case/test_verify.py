"""Verify names every altered place of a case, the first one first, and nothing that was not altered."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.store.case.sealed_case import (
    ENTRIES,
    FILES,
    altered,
    anchor,
    flipped,
    lines_of,
    name,
    new_case,
    rewritten,
    sealed_case,
    segments,
    whole,
    write_lines,
)

from waspada.core.custody import parse
from waspada.core.errors import NothingReadable
from waspada.core.progress import Silent
from waspada.store.case.altered import WHYS, Altered
from waspada.store.case.compare import BLOCK
from waspada.store.case.folder import CaseFolder
from waspada.store.case.verify import verify


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> CaseFolder:
    return sealed_case(tmp_path / "case", entries=ENTRIES, files=FILES, encrypted=request.param)


def test_a_sound_case_is_sound_and_stays_as_it_is(case: CaseFolder, tmp_path: Path) -> None:
    kept = anchor(case, tmp_path / "kept.json")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in case.path.rglob("*") if path.is_file()}
    found = verify(case.path, anchors=[kept])
    assert (found.altered, found.case_id, found.entries) == ((), case.case_id, ENTRIES)
    assert found.head == parse(lines_of(case)[-1][:-1]).digest
    assert [(one.file, one.number, one.fits, one.stamped) for one in found.anchors] == [("kept.json", 12, True, "")]
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_a_case_with_nothing_in_it_but_its_opening_is_sound(tmp_path: Path) -> None:
    assert verify(new_case(tmp_path / "case").path).altered == ()


class TestLog:
    def test_a_log_that_is_gone_is_named(self, case: CaseFolder) -> None:
        (case.path / "custody.ndjson").unlink()
        assert altered(case)[0] == Altered("file", "custody.ndjson", "", "missing")
        assert Altered("handover", "sealed/0001", "", "unsealed") in altered(case)

    def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(self, case: CaseFolder) -> None:
        for place, what in (
            ("case.json", "file"),
            ("anchors/000001.json", "anchor"),
            ("sealed/0001/handover.json", "handover"),
        ):
            path = case.path / place
            path.parent.mkdir(exist_ok=True)
            content = path.read_bytes() if path.exists() else b""
            path.unlink(missing_ok=True)
            os.mkfifo(path)
            assert altered(case)[0].what == what
            path.unlink()
            if content:
                path.write_bytes(content)
        (case.path / "custody.ndjson").unlink()
        os.mkfifo(case.path / "custody.ndjson")
        with pytest.raises(NothingReadable, match="not a file"):
            verify(case.path)

    def test_no_case_at_all_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(NothingReadable):
            verify(tmp_path)

    def test_without_its_sealing_entry_a_hand_over_is_named_too(self, case: CaseFolder) -> None:
        lines = lines_of(case)
        write_lines(case, [lines[0], *lines[2:]])
        assert altered(case) == [
            Altered("entry", "custody.ndjson", "2", "missing"),
            Altered("handover", "sealed/0001", "", "unsealed"),
        ]


def test_memory_holds_neither_the_log_nor_a_segment(tmp_path: Path) -> None:
    case = sealed_case(tmp_path / "case", entries=20_000, files={"big": bytes(40 << 20)})
    tracemalloc.start()
    assert verify(case.path).altered == ()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (case.path / "custody.ndjson").stat().st_size > 5 << 20
    assert peak < 5 << 20


def test_progress_is_told_of_every_sealed_byte(case: CaseFolder) -> None:
    class Counting(Silent):
        def __init__(self) -> None:
            self.stages: list[tuple[str, int]] = []
            self.size = 0

        def stage(self, name: str, total_bytes: int = 0) -> None:
            self.stages.append((name, total_bytes))

        def advance(self, *, records: int = 0, size: int = 0) -> None:
            self.size += size

    counting = Counting()
    verify(case.path, progress=counting)
    assert [name for name, _ in counting.stages] == ["verify"]
    assert counting.size == counting.stages[0][1] > sum(map(len, FILES.values()))


TRIES = 1_000
LOG = 1_000


class TestTamper:
    """Any one of 1,000 entries changed or dropped, any one byte of sealed data: found, and named right."""

    def tampering(self, case: CaseFolder, random: Random) -> tuple[Callable[[], None], Altered]:
        """What is done, and what must be found first."""
        lines, kind = lines_of(case), random.choice(("flip", "rewrite", "drop", "seal", "seal", "handover"))
        if kind == "handover":
            path = case.path / "sealed" / "0001" / "handover.json"
            content, _ = flipped(path.read_bytes(), random)
            return lambda: put(path, content), Altered("handover", name(case, path), whole(path), "changed")
        if kind == "seal":
            path = random.choice(segments(case))
            content, at = flipped(path.read_bytes(), random)
            first = at // BLOCK * BLOCK
            range_ = f"{first}-{min(first + BLOCK, len(content)) - 1}"
            return lambda: put(path, content), Altered("segment", name(case, path), range_, "changed")
        number = random.randint(1, LOG)
        at = number - 1
        if kind == "drop" and number == LOG:
            lines, expected = lines[:-1], Altered("tail", "custody.ndjson", str(LOG), "cut")
        elif kind == "drop":
            lines, expected = [*lines[:at], *lines[number:]], Altered("entry", "custody.ndjson", str(number), "missing")
        elif kind == "rewrite":
            one = rewritten(lines[at], value=random.random())
            lines = [*lines[:at], one, *lines[number:]]
            where = f"1-{LOG}" if number == LOG else str(number)
            expected = Altered("entry", "custody.ndjson", where, "rewritten")
        else:
            changed = flipped(lines[at][:-1], random)[0].replace(b"\n", b" ")
            lines = [*lines[:at], changed + b"\n", *lines[number:]]
            expected = Altered("entry", "custody.ndjson", str(number), "changed")
        return lambda: write_lines(case, lines), expected

    @pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
    def test_every_try_is_found_and_named(self, tmp_path: Path, encrypted: bool, full: bool) -> None:
        chance = Random(2025)
        files = {f"file-{n}.csv": chance.randbytes(3_000 + n) for n in range(5)} | {"big": chance.randbytes(3 * BLOCK)}
        case = sealed_case(tmp_path / "case", entries=LOG, files=files, encrypted=encrypted)
        kept = anchor(case, tmp_path / "kept.json")
        before = {path: path.read_bytes() for path in everything(case)}
        found = 0
        tries = (TRIES if full else TRIES // 10) // 2
        for seed in range(tries):
            tamper, expected = self.tampering(case, Random(f"{encrypted} {seed}"))
            tamper()
            named = altered(case, kept)
            assert named[:1] == [expected], (seed, named[:3])
            found += 1
            for path, content in before.items():
                if path.stat().st_size != len(content) or path.read_bytes() != content:
                    put(path, content)
        assert found == tries
        assert altered(case, kept) == []


def everything(case: CaseFolder) -> list[Path]:
    return [case.path / "custody.ndjson", case.path / "sealed" / "0001" / "handover.json", *segments(case)]


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def test_the_words_for_why_are_all_used() -> None:
    sources = Path(__file__).parents[3] / "src" / "waspada" / "store" / "case"
    text = "".join(path.read_text() for path in sources.glob("*.py") if path.name != "altered.py")
    assert [why for why in WHYS if f'"{why}"' not in text] == []
