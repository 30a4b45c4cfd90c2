"""Long work as rows: asked once, taken by one, taken up again after a death, never done twice."""

from __future__ import annotations

from tests.workbench import Workbench

from waspada.store.db import jobs
from waspada.store.db.models import Job

NOW = 1_772_000_000.0


def asked(workbench: Workbench, kind: str = "assess", **arguments: object) -> Job:
    """One piece of work."""
    return jobs.ask(workbench.case(title=kind + str(arguments)), kind, workbench.people["Alice"], arguments, now=NOW)


def test_the_same_work_that_waits_is_written_once(workbench: Workbench) -> None:
    case, alice = workbench.case(), workbench.people["Alice"]
    first = jobs.ask(case, "assess", alice, {"directory": "a"}, now=NOW)
    assert jobs.ask(case, "assess", alice, {"directory": "a"}, now=NOW) == first
    assert jobs.ask(case, "assess", alice, {"directory": "b"}, now=NOW) != first


def test_one_piece_is_taken_by_one_worker_and_one_case_has_one_at_a_time(workbench: Workbench) -> None:
    case, alice = workbench.case(), workbench.people["Alice"]
    for name in "ab":
        jobs.ask(case, "assess", alice, {"directory": name}, now=NOW)
    first = jobs.take(NOW)
    assert first is not None
    assert first.arguments == {"directory": "a"}
    assert jobs.take(NOW + 1) is None
    assert jobs.finish(first, now=NOW + 2, result={"run": 1})
    second = jobs.take(NOW + 3)
    assert second is not None
    assert second.arguments == {"directory": "b"}


def test_work_of_a_dead_worker_is_taken_up_and_its_late_word_does_not_count(workbench: Workbench) -> None:
    asked(workbench)
    first = jobs.take(NOW)
    assert first is not None
    assert jobs.beat(first, now=NOW + 50)
    assert jobs.take(NOW + 100) is None
    second = jobs.take(NOW + 111)
    assert second is not None
    assert (second.pk, second.attempts) == (first.pk, 2)
    assert not jobs.beat(first, now=NOW + 112)
    assert not jobs.finish(first, now=NOW + 112, result={"run": 7})
    assert jobs.finish(second, now=NOW + 113, result={"run": 8})
    second.refresh_from_db()
    assert (second.state, second.result) == (Job.State.DONE, {"run": 8})


def test_work_that_kills_its_workers_goes_to_a_person(workbench: Workbench) -> None:
    job = asked(workbench)
    for attempt in range(jobs.MOST_ATTEMPTS):
        assert jobs.take(NOW + attempt * 100) is not None
    assert jobs.take(NOW + 1000) is None
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "several times" in job.problem
