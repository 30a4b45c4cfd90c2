"""The log survives crashes, full disks, many writers and read-only media: nothing lost, nothing doubled, in order."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.case.sealed_case import NOW, clock, lines_of, new_case, rewritten, write_lines

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered
from waspada.store.case.folder import CaseFolder
from waspada.store.case.log import Log

WRITER = """
import sys
from pathlib import Path
from waspada.core.custody import Action
from waspada.store.case.log import Log
folder, who, first = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
log = Log(folder, lambda: 1764079320.0)
for number in range(first, first + 100_000):
    log.append(Action.FACT, actor=who, data={"value": number, "filling": "x" * (number % 7 * 3000)})
    print(number, flush=True)
"""


def fact(case: CaseFolder, value: object = 1) -> None:
    case.custody.append(Action.FACT, actor="dewi", data={"value": value})


def actions(log: Log) -> list[str]:
    return [one.action.name for one in log.entries()]


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return new_case(tmp_path / "case")


def test_an_entry_stands_on_disk_when_the_call_returns(case: CaseFolder) -> None:
    one = case.custody.append(Action.FACT, actor="dewi", reason="call", data={"value": 1})
    assert (one.number, one.time, one.reason) == (2, "2025-11-25T14:02:00.000Z", "call")
    assert case.custody.entries()[-1] == one
    assert (case.path / "custody.ndjson").stat().st_mode & 0o777 == 0o600


def test_killed_writers_lose_nothing_and_double_nothing(case: CaseFolder, full: bool) -> None:
    chance = random.Random(4)
    told: dict[str, list[int]] = {"a": [], "b": [], "c": []}
    ends = time.monotonic() + (10 if full else 3)
    rounds = 0
    while time.monotonic() < ends or rounds < 2:
        rounds += 1
        writers = {
            who: subprocess.Popen(
                [sys.executable, "-c", WRITER, str(case.path), who, str(rounds * 1_000_000)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for who in told
        }
        for writer in writers.values():
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(chance.uniform(0.02, 0.2))
        for who, writer in writers.items():
            writer.send_signal(signal.SIGKILL)
            out, _ = writer.communicate()
            told[who] += [rounds * 1_000_000, *map(int, out.split())]
    fact(case, "the end")
    entries = [one for one in case.custody.entries() if one.action is Action.FACT]
    for who, numbers in told.items():
        written = [one.data["value"] for one in entries if one.actor == who]
        assert written == sorted(set(written)), "doubled, or out of order"
        assert set(numbers) <= set(written), "an entry whose call had returned is lost"
        assert len(set(written) - set(numbers)) <= rounds, "only the one in hand may be unreported"
    assert sum(map(len, told.values())) > 30


@pytest.mark.parametrize("filling", ["", "😀" * 3])
def test_a_line_cut_anywhere_is_set_aside_and_reported(case: CaseFolder, filling: str) -> None:
    fact(case, "kept")
    fact(case, filling)
    whole = lines_of(case)
    for cut in range(1, len(whole[-1]) - 1):
        write_lines(case, [*whole[:-1], whole[-1][:cut]])
        (case.path / "custody.torn").unlink(missing_ok=True)
        assert [one.number for one in case.custody.entries()] == [1, 2]
        fact(case, "next")
        entries = case.custody.entries()
        assert [one.action.name for one in entries] == ["OPEN", "FACT", "TORN", "FACT"]
        digest = hashlib.sha256(whole[-1][:cut]).hexdigest()
        assert entries[2].data == {"bytes": cut, "sha256": digest, "kept": "custody.torn"}
        assert (case.path / "custody.torn").read_bytes() == whole[-1][:cut] + b"\n"
        assert (case.path / "custody.torn").stat().st_mode & 0o777 == 0o600


def test_an_entry_that_lacks_only_its_line_end_is_kept(case: CaseFolder) -> None:
    fact(case, "whole")
    whole = lines_of(case)
    write_lines(case, [whole[0], whole[1][:-1]])
    assert actions(case.custody) == ["OPEN", "FACT"]
    fact(case, "next")
    assert lines_of(case)[:2] == whole
    assert actions(case.custody) == ["OPEN", "FACT", "FACT"]


def test_a_broken_end_that_no_crash_leaves_is_not_appended_to(case: CaseFolder) -> None:
    fact(case)
    fact(case)
    whole = lines_of(case)
    stranger = rewritten(whole[2], before=case.custody.entries()[0])
    for lines in ([*whole[:2], whole[2][:-1] + b"x"], [*whole[:2], b"{}\n"], [*whole[:2], stranger[:-1]], [b"\n"]):
        write_lines(case, lines)
        before = (case.path / "custody.ndjson").read_bytes()
        with pytest.raises(EvidenceAltered, match="last entry"):
            fact(case)
        assert (case.path / "custody.ndjson").read_bytes() == before


def test_a_log_that_is_gone_does_not_begin_anew(case: CaseFolder) -> None:
    (case.path / "custody.ndjson").unlink()
    with pytest.raises(EvidenceAltered, match="gone"):
        case.custody.entries()
    for _ in range(2):
        with pytest.raises(EvidenceAltered, match="begin anew"):
            fact(case)
    (case.path / "custody.ndjson").unlink(missing_ok=True)
    (case.path / "custody.ndjson").symlink_to(case.path / "case.json")
    with pytest.raises(CannotWrite):
        fact(case)


def test_reading_names_the_first_entry_that_is_wrong(case: CaseFolder) -> None:
    for value in range(5):
        fact(case, value)
    lines = lines_of(case)
    write_lines(case, [*lines[:2], *lines[3:]])
    with pytest.raises(EvidenceAltered, match="entry 3") as caught:
        case.custody.entries()
    assert caught.value.exit_code == 12


def test_a_full_disk_leaves_the_log_as_it_was(case: CaseFolder) -> None:
    fact(case, "x" * 5000)
    before = (case.path / "custody.ndjson").read_bytes()
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from waspada.core.custody import Action; from waspada.core.errors import CannotWrite\n"
        "from waspada.store.case.log import Log\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 2000},) * 2)\n"
        "try: Log(Path(sys.argv[1]), lambda: 0.0).append(Action.FACT, actor='a', data={'value': 'y' * 9000})\n"
        "except CannotWrite as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(case.path)], capture_output=True, text=True, check=True)
    assert done.stdout == "the log of the case could not be written: file too large\n"
    assert (case.path / "custody.ndjson").read_bytes() == before
    fact(case, "room again")
    assert actions(case.custody) == ["OPEN", "FACT", "FACT"]


def test_what_is_not_on_disk_is_taken_back(case: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    fact(case)
    before = (case.path / "custody.ndjson").read_bytes()

    def failing(_handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(CannotWrite, match="input/output error"):
            fact(case)
    assert (case.path / "custody.ndjson").read_bytes() == before


def test_an_entry_with_an_address_is_refused_before_anything_is_written(case: CaseFolder) -> None:
    before = (case.path / "custody.ndjson").read_bytes()
    with pytest.raises(BadInput, match="in: value"):
        fact(case, "ani@example.org")
    assert (case.path / "custody.ndjson").read_bytes() == before


@pytest.fixture
def read_only(case: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Media on which the case cannot be opened for writing, switched on and off."""
    real = os.open

    def opening(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_ACCMODE != os.O_RDONLY and Path(path).is_relative_to(case.path):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *more, **named)

    def switch(on: bool) -> None:
        monkeypatch.setattr(os, "open", opening if on else real)

    return switch


class TestReadOnlyMedia:
    def test_what_must_write_stops_and_says_so(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        read_only(True)
        with pytest.raises(CannotWrite, match="read-only"):
            Log(case.path, clock, home=tmp_path / "home").append(Action.SEAL, actor="dewi", data={})
        with pytest.raises(CannotWrite, match="read-only"):
            Log(case.path, clock).append(Action.READ, actor="dewi", data={})
        assert not (tmp_path / "home").exists()

    def test_what_only_reads_waits_at_home_and_is_joined_later(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        now = [NOW]
        log = Log(case.path, lambda: now[0], home=tmp_path / "home")
        read_only(True)
        for number in range(3):
            now[0] += 60
            log.append(Action.REVEAL if number == 1 else Action.READ, actor="dewi", data={"handover": number})
        kept = tmp_path / "home" / "custody-pending" / f"{case.case_id}.ndjson"
        assert (kept.parent.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)
        assert [one.data["handover"] for one in log.waiting()] == [0, 1, 2]
        assert actions(log) == ["OPEN"]
        waiting = log.waiting()
        read_only(False)
        now[0] += 3600
        log.append(Action.FACT, actor="budi", data={"value": 1})
        entries = log.entries()
        assert [one.action.name for one in entries] == ["OPEN", "READ", "REVEAL", "READ", "FACT"]
        assert [one.time for one in entries[1:4]] == [one.time for one in waiting]
        assert [one.data["pending"] for one in entries[1:4]] == [one.digest for one in waiting]
        assert entries[1].data["joined"] == entries[4].time == "2025-11-25T15:05:00.000Z"
        assert log.waiting() == []

    def test_a_crash_while_joining_doubles_nothing(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        log = Log(case.path, clock, home=tmp_path / "home")
        read_only(True)
        for number in range(3):
            log.append(Action.READ, actor="dewi", data={"handover": number})
        read_only(False)
        kept = tmp_path / "home" / "custody-pending" / f"{case.case_id}.ndjson"
        waiting, before = kept.read_bytes(), lines_of(case)
        fact_after = Log(case.path, clock, home=tmp_path / "home")
        fact_after.append(Action.FACT, actor="dewi", data={})
        joined = lines_of(case)[1:4]
        for count in range(4):  # how many were written when it crashed, the last one perhaps only half
            for rest in (b"", joined[count][:99] if count < 3 else b""):
                kept.write_bytes(waiting)
                write_lines(case, [*before, *joined[:count], rest])
                log.append(Action.FACT, actor="dewi", data={})
                assert [one.data["handover"] for one in log.entries() if one.action is Action.READ] == [0, 1, 2]

    def test_the_same_reading_twice_is_joined_twice(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        log = Log(case.path, clock, home=tmp_path / "home")
        for _ in range(2):
            read_only(True)
            log.append(Action.READ, actor="dewi", data={"handover": 1})
            read_only(False)
            log.append(Action.FACT, actor="dewi", data={})
        assert actions(log) == ["OPEN", "READ", "FACT", "READ", "FACT"]

    def test_a_half_written_waiting_entry_is_dropped_and_an_altered_one_refused(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        log = Log(case.path, clock, home=tmp_path / "home")
        read_only(True)
        log.append(Action.READ, actor="dewi", data={"handover": 1})
        kept = tmp_path / "home" / "custody-pending" / f"{case.case_id}.ndjson"
        whole = kept.read_bytes()
        kept.write_bytes(whole + whole[:50])
        log.append(Action.READ, actor="dewi", data={"handover": 2})
        assert [one.data["handover"] for one in log.waiting()] == [1, 2]
        kept.write_bytes(kept.read_bytes().replace(b"dewi", b"budi", 1))
        read_only(False)
        with pytest.raises(EvidenceAltered, match="wait in WASPADA_HOME"):
            log.append(Action.FACT, actor="dewi", data={})
        assert actions(log) == ["OPEN"]

    def test_an_id_that_leads_elsewhere_names_no_file(
        self, case: CaseFolder, tmp_path: Path, read_only: Callable[[bool], None]
    ) -> None:
        facts = json.loads((case.path / "case.json").read_text())
        (case.path / "case.json").write_text(json.dumps({**facts, "case_id": "../../outside"}))
        read_only(True)
        with pytest.raises(CannotWrite, match="no id"):
            Log(case.path, clock, home=tmp_path / "home").append(Action.READ, actor="dewi", data={})
        assert not list(tmp_path.glob("outside*"))


def test_a_file_name_that_is_no_text_can_be_told(case: CaseFolder) -> None:
    name = os.fsdecode(b"\xff" + base64.b64encode(b"x"))
    case.custody.append(Action.SEAL, actor="dewi", data={"files": [{"name": name}]})
    assert case.custody.entries()[-1].data["files"][0]["name"] == name
