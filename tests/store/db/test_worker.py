"""The worker: what is asked for is done once, what broke off is taken up, and a failure ends one piece of work."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests import workbench as made
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.core.errors import CannotWrite
from waspada.store.db import audit, folders, jobs, project, worker
from waspada.store.db.models import AuditEntry, Case, Job, Task

NOW = 1_772_000_000.0


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """For this file: one case, assessed once."""
    with made.opened(tmp_path_factory.mktemp("worker") / "home") as bench:
        yield bench


@pytest.fixture(scope="module")
def case(bench: Workbench) -> Case:
    """Assessed."""
    return made.assessed(bench)


def again(case: Case, bench: Workbench, *, entries: int = 0, **more: Any) -> Job:
    """The same work asked for once more, and done."""
    arguments = {**Job.objects.filter(case=case, kind="assess").earliest("pk").arguments, **more}
    job = jobs.ask(case, "assess", bench.people["Alice"], arguments, now=NOW + 100)
    Job.objects.filter(pk=job.pk).update(entries=entries)
    assert worker.work_once() == job
    job.refresh_from_db()
    return job


def runs(case: Case) -> list[int]:
    """Numbers of the runs that the log tells of."""
    return [one.data["run"] for one in folders.opened(case).custody.entries() if one.action is Action.RUN]


def test_an_assessment_is_done_logged_and_searchable(case: Case) -> None:
    job = Job.objects.filter(case=case).earliest("pk")
    assert (job.state, job.result, job.attempts) == (Job.State.DONE, {"run": 1}, 1)
    ready = project.current(case)
    assert ready is not None
    assert ready.number == 1
    assert AuditEntry.objects.filter(action="run.ready", case_id=case.pk).count() == 1
    assert Task.objects.filter(case=case, key__startswith="revoke:").exists()
    assert audit.verify() == []


def test_a_worker_that_died_behind_the_entry_of_its_run_makes_no_second_one(case: Case, bench: Workbench) -> None:
    before = len(folders.opened(case).custody.entries())
    first = again(case, bench)
    second = again(case, bench, entries=before)  # as if `first` had been its own begin
    assert (first.result, second.result) == ({"run": 2}, {"run": 2})
    assert runs(case) == [1, 2]


def test_a_run_that_somebody_else_made_meanwhile_is_not_taken_for_the_one_asked_for(
    case: Case, bench: Workbench
) -> None:
    before, number = len(folders.opened(case).custody.entries()), len(runs(case))
    again(case, bench)
    job = again(case, bench, entries=before, reason="counsel asked for it")
    assert runs(case)[number:] == [number + 1, number + 2]
    assert job.result == {"run": number + 2}


def test_a_run_is_made_searchable_again_without_being_done_again(case: Case, bench: Workbench) -> None:
    before = runs(case)
    jobs.ask(case, "project", bench.people["Alice"], {"run": 1}, now=NOW + 500)
    done = worker.work_once()
    assert done is not None
    done.refresh_from_db()
    assert (done.state, done.result) == (Job.State.DONE, {"run": 1})
    assert runs(case) == before


@pytest.mark.parametrize(
    ("kind", "arguments", "said"),
    [
        ("assess", {}, "not there"),
        ("assess", {"directory": "../web.key"}, "not there"),
        ("project", {"run": "1"}, "named by its number"),
        ("project", {"run": 99}, "no such run"),
        ("dance", {}, "KeyError"),
    ],
)
def test_what_cannot_be_done_ends_with_its_reason(
    bench: Workbench, kind: str, arguments: Mapping[str, Any], said: str
) -> None:
    jobs.ask(bench.case(), kind, bench.people["Alice"], arguments, now=NOW)
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert said in job.problem
    assert job.hint
    assert audit.verify() == []


def test_a_value_in_a_defect_never_reaches_the_row(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> Mapping[str, Any]:
        raise ValueError("alice@example.org")

    monkeypatch.setattr(worker, "KINDS", {"assess": breaks})
    jobs.ask(bench.case(), "assess", bench.people["Alice"], {}, now=NOW)
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    assert "defect" in job.problem
    assert "alice" not in job.problem + job.hint


def test_a_database_that_went_away_costs_an_attempt_and_not_the_work(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> Mapping[str, Any]:
        raise OperationalError

    monkeypatch.setattr(worker, "KINDS", {"assess": away})
    job = jobs.ask(bench.case(), "assess", bench.people["Alice"], {}, now=NOW)
    with pytest.raises(OperationalError):
        worker.work_once()
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING
    monkeypatch.setattr(worker, "KINDS", {"assess": lambda *_: {"well": True}})
    assert worker.work_once() == job
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)


def test_it_works_until_it_is_told_to_stop_and_outlives_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, asked = threading.Event(), []

    def once(_: object) -> Job | None:
        asked.append(time.monotonic())
        if len(asked) == 2:
            raise OperationalError
        if len(asked) == 4:
            stop.set()
        return None

    monkeypatch.setattr(worker, "work_once", once)
    monkeypatch.setattr(worker, "_AFTER_TROUBLE", 0.01)
    monkeypatch.setattr(connection, "close", lambda: None)
    worker.run(stop, pause=0.01)
    assert len(asked) == 4


def test_progress_is_told_in_signs_of_life_that_outlive_a_busy_database(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, twice = [], threading.Event()

    def beat(job: Job, *, now: float) -> bool:
        told.append((job.stage, job.done, job.total))
        if len(told) == 1:
            raise OperationalError
        twice.set()
        return True

    monkeypatch.setattr(jobs, "beat", beat)
    monkeypatch.setattr(worker, "_EVERY", 0.01)
    jobs.ask(bench.case(), "assess", bench.people["Alice"], {}, now=NOW)
    job = jobs.take(NOW)
    assert job is not None
    with worker._Told(job, time.time) as progress:
        progress.stage("read", 10)
        progress.advance(size=4)
        assert twice.wait(10)
    assert told[-1] == ("read", 4, 10)


def test_a_disk_that_is_full_is_said_plainly(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Mapping[str, Any]:
        raise CannotWrite("there is no space left to write")

    monkeypatch.setattr(worker, "KINDS", {"assess": full})
    jobs.ask(bench.case(), "assess", bench.people["Alice"], {}, now=NOW)
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    assert (job.problem, job.hint != "") == ("there is no space left to write", True)
