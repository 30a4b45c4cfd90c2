"""A process beside this one: started again, and ended with it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from waspada.cli import minded
from waspada.cli.minded import Minded

WAITS = "import sys; sys.stdin.read()"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"


def until_other(one: Minded, pid: int) -> int:
    end = time.monotonic() + 20
    while time.monotonic() < end and one.pid == pid:
        time.sleep(0.01)
    return one.pid


def test_it_is_started_again_when_it_dies_and_its_death_is_told() -> None:
    codes: list[int] = []
    with Minded([sys.executable, "-c", WAITS], codes.append, again=0.01) as one:
        first = one.pid
        os.kill(first, signal.SIGKILL)
        assert until_other(one, first) not in (0, first)
    assert codes == [-signal.SIGKILL]
    assert not Path(f"/proc/{one.pid}").exists()


def test_what_dies_at_once_is_started_ever_more_rarely() -> None:
    codes: list[int] = []
    with Minded([sys.executable, "-c", "raise SystemExit(3)"], codes.append, again=0.2):
        time.sleep(2)
    assert 1 <= len(codes) <= 4
    assert set(codes) == {3}


def test_what_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minded, "GRACE", 0.1)
    codes: list[int] = []
    with Minded([sys.executable, "-c", DEAF], codes.append) as one:
        time.sleep(0.5)
    assert not Path(f"/proc/{one.pid}").exists()
    assert codes == []
