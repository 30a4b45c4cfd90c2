"""Killed at any moment, by any hand: the same command gives the same result, and nothing half is ever presented."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from waspada.core.errors import WorkerFailed
from waspada.core.progress import Silent
from waspada.flows.demo.writer import generate

SCRIPT = Path(__file__).with_name("assess_in_parts.py")
FULL = os.environ.get("WASPADA_FULL") == "1"
KILLS = 50 if FULL else 5
WHO = ("group", "parent", "worker")
LONGEST = 120.0


@dataclass(frozen=True)
class Undisturbed:
    """What a run gives that nobody kills."""

    data: Path
    files: dict[str, str]
    steps: int
    seconds: float


def digests(out: Path) -> dict[str, str]:
    """Every file of the results but the one that says what differs from run to run."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


def started(data: Path, out: Path, temporary: Path, *kill: str) -> subprocess.Popen[str]:
    """The assessment in a process group of its own, at the moment when it begins."""
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(data), str(out), *kill],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n", process.communicate()[1]
    return process


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and last line, once nobody of its group is left."""
    shown, errors = process.communicate(timeout=LONGEST)
    deadline = time.monotonic() + 10
    while alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(process.pid), "a worker outlived its parent"
    assert "Traceback" not in errors, errors
    return process.returncode, shown.strip()


def alive(group: int) -> list[int]:
    """Processes of a group that are still at work."""
    found = []
    for process in psutil.process_iter(["status"]):
        try:
            same = os.getpgid(process.pid) == group
        except OSError:
            continue
        if same and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.pid)
    return found


def nothing_half(out: Path) -> None:
    """What stands there is whole: `share` never alone, and every file as the manifest has it."""
    if not (out / "share").exists():
        return
    assert (out / "restricted").is_dir()
    manifest = json.loads((out / "share" / "manifest.json").read_bytes())
    hashes = {row["path"]: row["sha256"] for row in manifest["outputs"]}
    found = digests(out / "share") | digests(out / "restricted")
    assert len(found) == len(hashes) + 1
    for name, digest in hashes.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("kill")
    generate(folder / "data", people=120, organisations=20, events=1500, seed=11, progress=Silent())
    process = started(folder / "data", folder / "out", folder / "temporary")
    began = time.monotonic()
    code, steps = ended(process)
    assert code == 0
    files = digests(folder / "out")
    assert {"share/manifest.json", "share/assessment.json", "restricted/people.csv"} <= files.keys()
    return Undisturbed(folder / "data", files, int(steps), time.monotonic() - began)


@pytest.mark.parametrize("trial", range(KILLS))
def test_after_a_kill_the_same_command_gives_the_same_result(
    undisturbed: Undisturbed, tmp_path: Path, trial: int
) -> None:
    chance = random.Random(trial)
    out, temporary, who = tmp_path / "out", tmp_path / "temporary", WHO[trial % len(WHO)]
    for attempt in range(1 + chance.randrange(2)):
        if (trial + attempt) % 2 and who != "worker":
            process = started(undisturbed.data, out, temporary)
            time.sleep(chance.uniform(0, undisturbed.seconds))
            if process.poll() is None:
                (os.killpg if who == "group" else os.kill)(process.pid, signal.SIGKILL)
        else:
            steps = 60 if who == "worker" else undisturbed.steps
            process = started(undisturbed.data, out, temporary, who, str(chance.randint(1, steps)))
        code, _ = ended(process)
        assert code in (0, -signal.SIGKILL, WorkerFailed.exit_code)
        nothing_half(out)
    code, _ = ended(started(undisturbed.data, out, temporary))
    assert code == 0
    assert digests(out) == undisturbed.files
    assert sorted(path.name for path in out.iterdir()) == ["restricted", "share"], "something was left in the folder"
    assert not list(temporary.iterdir()), "something was left in the folder for temporary files"


def test_what_was_done_before_the_kill_is_not_done_twice(undisturbed: Undisturbed, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started(undisturbed.data, out, tmp_path / "temporary")
    deadline = time.monotonic() + LONGEST
    while len(list(out.glob(".work/*/split-?????"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    ended(process)
    done = {path: path.stat().st_mtime_ns for path in out.glob(".work/*/split-?????")}
    assert len(done) >= 3
    process = started(undisturbed.data, out, tmp_path / "temporary")
    while not list(out.glob(".work/*/results")) and process.poll() is None and time.monotonic() < deadline:
        again = {path: path.stat().st_mtime_ns for path in done if path.exists()}
        assert all(done[path] == changed for path, changed in again.items())
    assert ended(process)[0] == 0
    assert digests(out) == undisturbed.files
