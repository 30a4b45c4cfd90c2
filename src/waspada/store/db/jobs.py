"""Long work as rows: written down before it begins, taken by one worker, taken up again when that worker died."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from waspada.store.db import alive, audit
from waspada.store.db.models import Case, Job, User

DEAD_AFTER: Final = timedelta(seconds=60)
"""Without a sign of life for so long, a worker on another machine is taken for dead."""
MOST_ATTEMPTS: Final = 5
"""After so many workers died of it, a person must look."""
_LOCK: Final = 0x7761737061646101
"""Advisory lock of PostgreSQL: one worker chooses at a time. (SQLite has one writer.)"""
_OPEN: Final = (Job.State.QUEUED, Job.State.RUNNING)
_SIDE_BY_SIDE: Final = frozenset(("send",))
"""Kinds of which several workers do pieces of one case at a time. They also see for themselves how often a worker died
of them: being killed costs them nothing."""


def ask(case: Case, kind: str, user: User, arguments: Mapping[str, Any], *, now: float) -> Job:
    """Write down a piece of work. The same work that still waits is not written twice."""
    with audit.acting():
        waiting = Job.objects.filter(case=case, kind=kind, arguments=dict(arguments), state=Job.State.QUEUED).first()
        if waiting:
            return waiting
        job = Job.objects.create(case=case, kind=kind, arguments=dict(arguments), asked_by=user, actor=user.name)
        audit.record(user, "job.ask", now=now, case=case, data={"job": job.pk, "kind": kind})
        return job


def take(now: float, worker: str = "") -> Job | None:
    """The next piece of work, claimed for whoever calls; None: there is none. One at a time for each case.

    Args:
        worker: the process that takes it, as `alive` names it; without a name only signs of life count.
    """
    moment = datetime.fromtimestamp(now, UTC)
    if not _open(moment).exists():  # most of the time: nothing is locked to learn that
        return None
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        job = _next(list(_open(moment).select_for_update(of=("self",))), worker, moment)
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS and job.kind not in _SIDE_BY_SIDE:
            finish(job, now=now, problem="the work was begun several times and never ended", hint="Look at the log.")
            return None
        job.state, job.started, job.heartbeat, job.worker = Job.State.RUNNING, moment, moment, worker
        job.attempts += 1
        job.save(update_fields=["state", "started", "heartbeat", "worker", "attempts"])
        return job


def beat(job: Job, *, now: float) -> bool:
    """Give a sign of life, with how far it is; False: another worker has taken it over."""
    moment = datetime.fromtimestamp(now, UTC)
    return bool(_held(job).update(heartbeat=moment, stage=job.stage, done=job.done, total=job.total))


def finish(job: Job, *, now: float, result: Mapping[str, Any] | None = None, problem: str = "", hint: str = "") -> bool:
    """Say how it ended; False: another worker has taken it over, and its word counts."""
    return bool(
        _held(job).update(
            state=Job.State.FAILED if problem else Job.State.DONE,
            ended=datetime.fromtimestamp(now, UTC),
            result=dict(result or {}),
            problem=problem[:400],
            hint=hint[:400],
        )
    )


def put_back(job: Job, *, now: float, not_before: float) -> bool:
    """The work goes on later, behind what others wait for; False: another worker has taken it over."""
    return bool(
        _held(job).update(
            state=Job.State.QUEUED,
            asked=datetime.fromtimestamp(now, UTC),
            not_before=datetime.fromtimestamp(not_before, UTC) if not_before > now else None,
            attempts=0,
            worker="",
        )
    )


def _open(moment: datetime) -> QuerySet[Job]:
    due = Q(state=Job.State.RUNNING) | Q(not_before=None) | Q(not_before__lte=moment)
    return Job.objects.filter(due, state__in=_OPEN).order_by("asked", "pk")


def _held(job: Job) -> QuerySet[Job]:
    """The row, as long as it is this taker's."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _next(found: list[Job], worker: str, moment: datetime) -> Job | None:
    free = [job for job in found if job.state == Job.State.QUEUED or _left(job, worker, moment)]
    busy: dict[object, bool] = {}
    """Case → whether only work that others may do beside it is under way."""
    for job in found:
        if job not in free:
            busy[job.case_id] = busy.get(job.case_id, True) and job.kind in _SIDE_BY_SIDE
    for job in free:
        beside = busy.get(job.case_id)
        if beside is None or (beside and job.kind in _SIDE_BY_SIDE):
            return job
        busy[job.case_id] = False  # it comes first; what was asked for later does not overtake it
    return None


def _left(job: Job, worker: str, moment: datetime) -> bool:
    """Whether nobody works on it any more: its worker is over, or asks for other work.

    Who can be asked is asked: one that was only suspended has not died, and for one that died nobody waits.
    """
    over = alive.ended(job.worker)
    if over is None:
        return job.heartbeat is None or job.heartbeat < moment - DEAD_AFTER
    return over or job.worker == worker
