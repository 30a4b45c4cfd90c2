"""Does what was asked for, one piece at a time: a plain poller over the database.

Nothing is done twice: an assessment whose worker was killed resumes from its work files, and one that had already
written its entry into the log of the case is only made searchable.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, close_old_connections, connection

from waspada.core.custody import Action, Entry
from waspada.core.defect import as_ours
from waspada.core.errors import BadInput
from waspada.flows.assess import Request
from waspada.flows.case.run import assess_case, finished
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import RunFolder
from waspada.store.db import (
    acts,
    alive,
    audit,
    changes,
    directories,
    folders,
    follow_up,
    jobs,
    notice_work,
    project,
    sending,
    sending_desk,
    tasks,
)
from waspada.store.db.models import Case, Job

_EVERY: Final = 5.0
"""Seconds between signs of life."""
_AFTER_TROUBLE: Final = 2.0
"""Seconds until a database that did not answer is asked again."""


class _Told:
    """Progress of a job, kept in its row by a thread of its own: the work itself may be long in one place."""

    def __init__(self, job: Job, clock: Callable[[], float]) -> None:
        self._job, self._clock, self._over = job, clock, threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> _Told:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def stage(self, name: str, total_bytes: int = 0) -> None:
        """See `core.progress`."""
        self._job.stage, self._job.done, self._job.total = name, 0, total_bytes

    def advance(self, *, records: int = 0, size: int = 0) -> None:
        """See `core.progress`."""
        self._job.done += size

    def say(self, message: str) -> None:
        """See `core.progress`; pages show stage and share only."""

    def _beat(self) -> None:
        while not self._over.wait(_EVERY):
            try:
                jobs.beat(self._job, now=self._clock())
            except Error:  # busy or away: the next sign of life comes through
                connection.close()
        connection.close()


def work_once(clock: Callable[[], float] = time.time) -> Job | None:
    """Do the next piece of work, if there is one."""
    if not connection.in_atomic_block:
        close_old_connections()
    job = jobs.take(clock(), alive.me())
    if job is None:
        return None
    problem: BaseException | None = None
    result: Mapping[str, Any] = {}
    try:
        with _Told(job, clock) as progress:
            result = KINDS[job.kind](job, progress, clock)
    except (InterfaceError, OperationalError):  # the database went away: begun again when it is back
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, it is the end of this job, not of the worker)
        problem = error
    if problem is None:
        _ended(job, result, clock())
    else:
        known = as_ours(problem)
        jobs.finish(job, now=clock(), problem=str(known), hint=known.advice)
    return job


def run(stop: threading.Event, clock: Callable[[], float] = time.time, *, pause: float = 0.5) -> None:
    """Work until told to stop. A database that does not answer is waited for; what was begun is taken up again."""
    while not stop.is_set():
        try:
            wait = 0.0 if work_once(clock) else pause
        except Error:
            connection.close()
            wait = _AFTER_TROUBLE
        stop.wait(wait)
    connection.close()


def _ended(job: Job, result: Mapping[str, Any], now: float) -> None:
    """The end and its entry in the log, both or neither: a worker that dies here does not write it twice."""
    if sending.AGAIN in result:
        jobs.put_back(job, now=now, not_before=result[sending.AGAIN])
        return
    with audit.acting():
        if jobs.finish(job, now=now, result=result) and "run" in result:
            case = job.case
            folders.noted(folders.opened(case), case, job.actor, "run.ready", now=now, run=result["run"], job=job.pk)


def _assess(job: Job, progress: _Told, clock: Callable[[], float]) -> Mapping[str, Any]:
    case = job.case
    opened = folders.opened(case)
    entries = opened.custody.entries()
    if not job.entries:
        job.entries = len(entries)
        job.save(update_fields=["entries"])
    done = [entry for entry in entries[job.entries :] if _is_of(entry, job)]
    if done:
        number = int(done[0].data["run"])
        RunFolder(opened.path, opened.recipient).finish_interrupted(finished(entries))
    else:
        number = _run(job, opened, progress, clock)
    return _searchable(case, number, clock())


def _is_of(entry: Entry, job: Job) -> bool:
    """Whether an entry tells of the run that was asked for, and not of one that somebody made in a terminal."""
    asked = list(job.arguments.get("handovers", ()))
    return (
        entry.action is Action.RUN
        and (entry.actor, entry.reason) == (job.actor, str(job.arguments.get("reason", "")))
        and (not asked or sorted(asked) == sorted(entry.data["handovers"]))
    )


def _run(job: Job, opened: CaseFolder, progress: _Told, clock: Callable[[], float]) -> int:
    asked = job.arguments
    with directories.readable(job.case, opened, str(asked.get("directory", ""))) as directory:
        request = Request(
            datasets=(),
            directory=str(directory),
            mapping=tuple(asked.get("mapping", ())),
            admin_roles=tuple(asked.get("admin_roles", ())),
            timezone=str(asked.get("timezone", "UTC")),
            claims=Path(asked["claims"]) if asked.get("claims") else None,
            demo=job.case.is_demo,
        )
        done = assess_case(
            opened,
            RunFolder(opened.path, opened.recipient),
            request,
            handovers=[int(number) for number in asked.get("handovers", ())],
            staging=Path(settings.HOME) / "cache" / opened.case_id,
            cache=Path(settings.HOME) / "cache",
            actor=job.actor,
            reason=str(asked.get("reason", "")),
            progress=progress,
            clock=clock,
        )
    return done.number


def _searchable(case: Case, number: int, now: float) -> Mapping[str, Any]:
    project.project(case, number)
    changes.keep(case, number)
    tasks.tasks_of_run(case, number, now=now)
    return {"run": number}


def _project(job: Job, progress: _Told, clock: Callable[[], float]) -> Mapping[str, Any]:
    number = job.arguments.get("run")
    if not isinstance(number, int):
        raise BadInput("a run is named by its number", hint="Ask for it again from the page of the case.")
    return _searchable(job.case, number, clock())


def _send(job: Job, progress: _Told, clock: Callable[[], float]) -> Mapping[str, Any]:
    found = sending.send(job, progress, clock, sending_desk.equipped)
    return {**found, **notice_work.after_sending(job, found)}


KINDS: Final[Mapping[str, Callable[[Job, _Told, Callable[[], float]], Mapping[str, Any]]]] = {
    "assess": _assess,
    "destroy": acts.destroy,
    "project": _project,
    "notice": notice_work.work,
    "send": _send,
    follow_up.JOB: follow_up.work,
}
