"""A process beside this one: started again when it dies, ended with this one."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

GRACE: Final = 10.0
"""Seconds for the piece at hand when it is told to stop; then it is killed, and what it did is taken up later."""
_AGAIN: Final = (1.0, 60.0)
"""Seconds until it is started again: first, and at most; each death soon after a start doubles them."""
_SOON: Final = 60.0


class Minded:
    """Keeps a command running. Its standard input ends when this process does, however it ends: it should stop then."""

    def __init__(self, command: Sequence[str], died: Callable[[int], None], *, again: float = _AGAIN[0]) -> None:
        """`died` is told each exit code that was not asked for."""
        self._command, self._died, self._again = command, died, again
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._mind, daemon=True)

    def __enter__(self) -> Minded:
        self._start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
        self._thread.join()

    @property
    def pid(self) -> int:
        """Of the process as it runs now."""
        with self._lock:
            return self._process.pid if self._process else 0

    def _mind(self) -> None:
        wait = self._again
        while not self._over.is_set():
            with self._lock:
                process = self._process
            began = time.monotonic()
            code = process.wait() if process else 0
            if process and process.stdin:
                process.stdin.close()
            if self._over.is_set():
                return
            self._died(code)
            wait = self._again if time.monotonic() - began > _SOON else min(wait, _AGAIN[1])
            self._over.wait(wait)
            wait *= 2
            self._start()

    def _start(self) -> None:
        with self._lock:
            if not self._over.is_set():
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()
