"""Workers killed at random moments of sending: no letter is lost, none goes twice without being flagged.

Four workers over one database, SQLite or what DATABASE_URL names; a real Postfix receives, or, where there is none, a
small server that writes down what it took. The moments are drawn from a seed.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests import databases
from tests.faults.postfix import postfix

FULL = "1" in (os.environ.get("WASPADA_FULL"), os.environ.get("WASPADA_ALL_LETTERS"))
"""`.ci/run` sets the second where the rest of the suite runs as for everybody."""
KILLS = 200 if FULL else 5
LETTERS = 50_000 if FULL else 800
WORKERS = 4
SEED = 20_261_219
HERE = Path(__file__).parent
Arrived = Callable[[], Counter[str]]


@dataclass
class Stage:
    """See letters_stage.py."""

    process: subprocess.Popen[str]

    @classmethod
    def over(cls, home: Path) -> Stage:
        env = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
        command = [sys.executable, str(HERE / "letters_stage.py")]
        return cls(subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))

    def ask(self, name: str, **given: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{name} {json.dumps(given)}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@dataclass
class Crew:
    """Workers, each a process."""

    stage: Stage
    port: int
    pids: list[int] = field(default_factory=list)
    killed: int = 0

    def fill(self) -> None:
        while len(self.pids) < WORKERS:
            self.pids.append(self.stage.ask("spawn", port=self.port))

    def kill(self, at: int) -> None:
        os.kill(self.pids.pop(at), signal.SIGKILL)
        self.killed += 1

    def close(self) -> None:
        for pid in self.pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def small_receiver(place: Path) -> Iterator[tuple[int, Arrived]]:
    taken = place / "taken.txt"
    command = [sys.executable, str(HERE / "receiver.py"), str(taken)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline()), lambda: Counter(taken.read_text().split())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextlib.contextmanager
def real_receiver(_: Path) -> Iterator[tuple[int, Arrived]]:
    with postfix() as server:

        def arrived() -> Counter[str]:
            server.settled(300)
            return server.arrived()

        yield server.port, arrived


@pytest.fixture(params=[*(() if FULL else ("small",)), pytest.param("postfix", marks=pytest.mark.needs("postfix"))])
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[int, Arrived]]:
    if request.param == "postfix" and os.geteuid() and not FULL:
        pytest.skip("Postfix must be started by root")
    with (real_receiver if request.param == "postfix" else small_receiver)(tmp_path) as there:
        yield there


def test_no_letter_is_lost_and_none_goes_twice(tmp_path: Path, receiver: tuple[int, Arrived]) -> None:
    port, arrived = receiver
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    chance = random.Random(SEED)
    with contextlib.ExitStack() as stack:
        stage = Stage.over(home)
        stack.callback(stage.close)
        stage.ask("prepare", count=LETTERS, lanes=WORKERS)
        crew = Crew(stage, port)
        stack.callback(crew.close)
        crew.fill()
        _under_way(stage)
        left = stage.ask("left")
        share = left["left"] / (KILLS + 1)
        while left["left"] or left["state"] != "done":
            assert left["state"] in ("sending", "done"), left
            assert left["problems"] == []
            if crew.killed < KILLS and left["left"] <= share * (KILLS - crew.killed):
                time.sleep(chance.uniform(0, 0.02))
                crew.kill(chance.randrange(WORKERS))
                crew.fill()
            elif crew.killed == KILLS or left["left"] > share * (KILLS - crew.killed + 1):
                time.sleep(0.05)
            left = stage.ask("left")
        found = stage.ask("check")
    hold(found, arrived(), crew.killed)
    shutil.rmtree(home)


def _under_way(stage: Stage) -> None:
    for _ in range(600):
        if stage.ask("left")["left"] < LETTERS:
            return
        time.sleep(0.05)
    raise AssertionError("no worker began")


def hold(found: dict[str, Any], arrived: Counter[str], killed: int) -> None:
    """What must be true however the moments fell."""
    states = {address: state for address, state, *_ in found["rows"]}
    doubtful = {address for address, state in states.items() if state == "unknown"}
    assert len(states) == LETTERS
    assert set(states.values()) <= {"accepted", "unknown"}
    assert [address for address, state in states.items() if state == "accepted" and arrived[address] != 1] == []
    assert [address for address in doubtful if arrived[address] > 1] == []
    assert set(arrived) <= set(states), "somebody got a letter who is not in the ledger"
    assert killed == KILLS
    assert len(doubtful) <= killed
    assert {note for _, state, note, _ in found["rows"] if state == "unknown"} <= {"worker_died"}
    assert found["audit"] == []
    assert KILLS < 100 or doubtful, "no kill fell between the beginning and the end of a letter: it shows nothing"
