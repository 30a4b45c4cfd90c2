"""Whether a process still runs: its number alone is no proof."""

from __future__ import annotations

import os
import subprocess
import sys

from waspada.store.db import alive


def test_this_process_runs() -> None:
    assert alive.me().split("/")[-2] == str(os.getpid())
    assert alive.ended(alive.me()) is False


def test_one_that_was_killed_is_over_also_before_anybody_collected_it() -> None:
    program = "import sys; from waspada.store.db import alive; print(alive.me(), flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert alive.ended(name) is False
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert alive.ended(name) is True
    assert alive.ended(name) is True


def test_a_number_that_was_given_again_is_another_process() -> None:
    place, _, _ = alive.me().rpartition("/")
    assert alive.ended(f"{place}/1") is True


def test_of_another_machine_nothing_can_be_told() -> None:
    assert alive.ended("") is None
    assert alive.ended(f"other-boot/pid:[1]/{os.getpid()}/1") is None
    assert alive.ended("nonsense") is None
