"""Peak memory of a process tree, sampled every 100 ms: the sum of Pss without Pss_File from /proc/PID/smaps_rollup.

Pss shares a page among those who map it, so forked workers do not count again what their parent loaded; mapped files
are left out, since the kernel may drop them at any time. Source: Documentation/filesystems/proc.rst of Linux.
"""

from __future__ import annotations

import os
import threading
import time
from types import TracebackType

EVERY = 0.1


class Sampler:
    """Watches all descendants of this process, in a thread, from `with` to its end."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.shares: tuple[int, ...] = ()
        """Bytes of each process at the peak, parents first."""
        self.at = 0.0
        """Seconds after the start."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True) if enabled else None

    def __enter__(self) -> Sampler:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        started = time.perf_counter()
        while not self._stop.wait(EVERY):
            shares = tuple(memory(pid) for pid in descendants(os.getpid()))
            if sum(shares) > sum(self.shares):
                self.shares, self.at = shares, time.perf_counter() - started


def memory(pid: int) -> int:
    """Bytes that a process holds without mapped files; 0 when it has just ended."""
    total = 0
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            for line in file:
                name, _, rest = line.partition(b":")
                if name in (b"Pss", b"Pss_File"):
                    size = int(rest.split()[0]) * 1024
                    total += size if name == b"Pss" else -size
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return total


def descendants(pid: int) -> list[int]:
    """Children, their children, and so on."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = _children(waiting.pop())
        found += children
        waiting += children
    return found


def _children(pid: int) -> list[int]:
    """A child is listed under the thread that started it."""
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                children += [int(child) for child in file.read().split()]
    except (FileNotFoundError, ProcessLookupError):
        return children
    return children
