"""The local engine: a pool of forked processes. Children share what the parent loaded, and end when it ends."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from waspada.assess.engine import Result, Task
from waspada.core.defect import as_ours
from waspada.core.errors import WaspadaError, WorkerFailed

_PR_SET_PDEATHSIG = 1


class LocalEngine:
    """Create it before any thread is started: forking a process with threads can copy a held lock."""

    def __init__(self, workers: int = 0) -> None:
        """`workers`: processes; 0 takes one for each core; 1 runs everything in this process."""
        self._workers = workers or _cores()
        self._pool: ProcessPoolExecutor | None = None
        self._running: set[Future[Any]] = set()
        self._lifeline: tuple[Connection, Connection] | None = None
        """Every worker waits at its end, and ends when the other is closed or spoken to."""

    def start(self) -> None:
        """Fork the workers now.

        Raises:
            WorkerFailed: they ended at once.
        """
        if self._workers < 2 or self._pool is not None:
            return
        forks = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self._lifeline = end, ours = context.Pipe(duplex=False)
        arguments = (os.getpid(), end, ours if forks else None)
        self._pool = ProcessPoolExecutor(self._workers, context, initializer=_begin, initargs=arguments)
        with _no_worker_lost():
            self._pool.submit(_nothing).result()

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        """See `Engine`.

        Raises:
            WaspadaError: of the function; any other exception in it becomes a `Defect`, without its text.
        """
        safe = partial(_safely, function)
        if self._pool is None:
            yield from map(safe, tasks)
            return
        with _no_worker_lost():
            yield from self._run(self._pool, safe, tasks)

    def _run(
        self, pool: ProcessPoolExecutor, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[Result]:
        waiting = iter(tasks)
        running: set[Future[Result]] = set()
        for task in waiting:
            running.add(pool.submit(function, task))
            if len(running) >= 2 * self._workers:
                break
        while running:
            self._running = {*running}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                for task in waiting:
                    running.add(pool.submit(function, task))
                    break
                yield future.result()

    def close(self) -> None:
        """See `Engine`. What is still at work is not waited for: its part would not be taken."""
        pool, self._pool = self._pool, None
        if pool is None or self._lifeline is None:
            return
        end, ours = self._lifeline
        if any(not future.done() for future in self._running):
            os.write(ours.fileno(), bytes(self._workers))
        pool.shutdown(wait=True, cancel_futures=True)
        end.close()
        ours.close()


@contextlib.contextmanager
def _no_worker_lost() -> Iterator[None]:
    died = False
    try:
        yield
    except BrokenProcessPool:
        died = True
    if died:
        message = "a worker process ended before its part was done"
        raise WorkerFailed(message)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _safely(function: Callable[[Task], Result], task: Task) -> Result:
    """Run it; whatever it raises travels without a value from the data, also in the traceback that a pool adds."""
    failed: WaspadaError
    try:
        return function(task)
    except Exception as error:  # noqa: BLE001  (nothing is swallowed: it is raised below in words of ours)
        failed = as_ours(error).with_traceback(None)
    raise failed


def _begin(parent: int, end: Connection, ours: Connection | None) -> None:
    """End with the parent, even when it is killed; leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if ours is not None:
        ours.close()
    with contextlib.suppress(OSError, AttributeError):  # Linux: at once, whatever the worker is doing
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_until_cut, args=(end,), daemon=True).start()


def _until_cut(end: Connection) -> None:
    with contextlib.suppress(OSError):
        os.read(end.fileno(), 1)
    os._exit(1)


def _nothing() -> None:
    return None
