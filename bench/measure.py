"""Runs a command in a fresh process and says what it cost: wall time, CPU of the whole tree, peak memory of the tree.

CPU and exit code come from wait4. This process is the reaper of its descendants (prctl), so that a worker that outlives
its parent is waited for and counted too. Peak memory is sampled: see bench/tree.py.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bench.tree import Sampler

_PR_SET_CHILD_SUBREAPER = 36
_LAST_WORDS = 1500
_PATIENCE = 10.0


class Failed(Exception):
    """A command that was to be measured did not do its work: its figure would mean nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process and all its children cost."""

    wall: float
    cpu: float
    """User and system seconds."""
    peak_shares: tuple[int, ...]
    """Bytes of each process of the tree when it was largest; empty when it was not sampled."""
    peak_at: float
    """Seconds after the start."""
    exit_code: int
    output: bytes
    """Standard output."""
    rss: int = 0
    """Largest resident set of the process itself, in bytes."""

    @property
    def peak(self) -> int:
        """Bytes of the whole tree."""
        return sum(self.peak_shares)


def become_reaper() -> None:
    """Orphans of a measured command come to us, not to process 1."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise Failed("This system has no child subreaper (Linux 3.4 or newer): CPU of children cannot be counted.")


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    accept: Collection[int] = (0,),
    sample: bool = False,
) -> Run:
    """Run it to its end, with nothing on its standard input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        with Sampler(enabled=sample) as sampler:
            started = time.perf_counter()
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env={**os.environ, **(env or {})},
            )  # fmt: skip
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            cpu = usage.ru_utime + usage.ru_stime + _orphans()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accept:
            raise Failed(f"{Path(str(command[0])).name} ended with {process.returncode}:\n{_last_words(errors)}")
        out.seek(0)
        return Run(
            wall=wall, cpu=cpu, peak_shares=sampler.shares, peak_at=sampler.at,
            exit_code=process.returncode, output=out.read(), rss=usage.ru_maxrss * 1024,
        )  # fmt: skip


def _orphans() -> float:
    """CPU of what the command left behind."""
    cpu, until = 0.0, time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return cpu
        if pid:
            cpu += usage.ru_utime + usage.ru_stime
        else:
            time.sleep(0.005)
    raise Failed(f"A process was still running {_PATIENCE:.0f} s after the command that started it had ended.")


def _last_words(file: BinaryIO) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LAST_WORDS))
    return file.read().decode(errors="replace").strip() or "(it said nothing)"


def warm(*paths: Path) -> None:
    """Read files once, so that every contestant finds them in the page cache."""
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 22):
                pass


def in_turn(contestants: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    """A B A B: what disturbs the machine for a while disturbs each of them."""
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            runs[name].append(contestant())
    return runs
