"""The pool: every task once, failures without values, and no worker that outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from waspada.assess.engines.local import LocalEngine
from waspada.core.defect import Defect
from waspada.core.errors import BadInput, WorkerFailed

SECRET = "a value from the data"


def square(number: int) -> int:
    return number * number


def process(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def fail(number: int) -> int:
    if number == 3:
        raise ValueError(SECRET) from KeyError(SECRET)
    return number


def refuse(_: int) -> int:
    raise BadInput("not this", hint="but that")


def die(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def first_quick(number: int) -> int:
    time.sleep(60 if number else 0)
    return number


def children() -> list[int]:
    return [child.pid for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture(params=[1, 2], ids=["alone", "pool"])
def engine(request: pytest.FixtureRequest) -> Iterator[LocalEngine]:
    made = LocalEngine(request.param)
    made.start()
    yield made
    made.close()
    made.close()  # a second time does nothing


def test_every_task_runs_once(engine: LocalEngine) -> None:
    assert sorted(engine.run(square, range(20))) == [number * number for number in range(20)]


def test_a_failure_travels_without_its_text(engine: LocalEngine) -> None:
    with pytest.raises(Defect) as caught:
        list(engine.run(fail, range(6)))
    shown = "".join(str(part) for part in (caught.value, caught.value.__cause__, caught.value.__context__))
    assert "ValueError at " in shown
    assert SECRET not in shown


def test_an_error_of_ours_arrives_whole(engine: LocalEngine) -> None:
    with pytest.raises(BadInput, match="not this") as caught:
        list(engine.run(refuse, range(3)))
    assert caught.value.advice == "but that"


def test_nothing_to_do_is_done(engine: LocalEngine) -> None:
    assert list(engine.run(square, ())) == []


def test_the_pool_is_other_processes() -> None:
    engine = LocalEngine(2)
    engine.start()
    found = set(engine.run(process, range(20)))
    engine.close()
    assert os.getpid() not in found
    assert len(found) == 2


def test_a_lost_worker_is_said_so() -> None:
    engine = LocalEngine(2)
    engine.start()
    with pytest.raises(WorkerFailed):
        list(engine.run(die, range(8)))
    engine.close()
    assert not children()


def test_closing_does_not_wait_for_work_that_nobody_takes() -> None:
    engine = LocalEngine(2)
    engine.start()
    began = time.monotonic()
    results = engine.run(first_quick, range(4))
    assert next(results) == 0
    engine.close()
    assert time.monotonic() - began < 20
    assert not children()


CODE = """
import os, sys, time
from waspada.assess.engines import local
if sys.argv[1] == "anywhere":  # as on a system that cannot tell a child of its parent's death
    local.ctypes.CDLL = lambda _: object()
def task(_):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece
    time.sleep(60)
engine = local.LocalEngine(2)
engine.start()
list(engine.run(task, range(2)))
"""


@pytest.mark.parametrize("system", ["linux", "anywhere"])
def test_workers_end_with_their_parent(system: str) -> None:
    with subprocess.Popen([sys.executable, "-c", CODE, system], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    deadline = time.monotonic() + 10
    while (left := [pid for pid in workers if at_work(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left


def at_work(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
