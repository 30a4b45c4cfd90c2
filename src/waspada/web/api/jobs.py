"""Long work: written down before it begins, done by the worker."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from waspada.store.db.models import Job
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, route

router = Router()
MOST = 200
Number = Annotated[int, Field(ge=1, le=2**53)]


class JobRow(BaseModel):
    """One piece of work."""

    job: int
    kind: str
    """`assess`, `project`, `destroy`."""
    state: str
    """`queued`, `running`, `done`, `failed`."""
    by: str
    asked: str
    started: str | None
    ended: str | None
    stage: str
    done: int
    total: int
    attempts: int
    result: Found
    problem: str
    hint: str


def job_row(job: Job) -> JobRow:
    """As the API shows it."""
    return JobRow(
        job=job.pk,
        kind=job.kind,
        state=job.state,
        by=job.actor,
        asked=job.asked.isoformat(),
        started=job.started.isoformat() if job.started else None,
        ended=job.ended.isoformat() if job.ended else None,
        stage=job.stage,
        done=job.done,
        total=job.total,
        attempts=job.attempts,
        result=job.result,
        problem=job.problem,
        hint=job.hint,
    )


@router.get("/cases/{case_id}/jobs", **route(Right.READ, list[JobRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[JobRow]:
    """The latest first."""
    case = opened(request, case_id, Right.READ)
    return [job_row(job) for job in Job.objects.filter(case=case.case)[:MOST]]


@router.get("/cases/{case_id}/jobs/{number}", **route(Right.READ, JobRow))
def show(request: HttpRequest, case_id: CaseId, number: Number) -> JobRow:
    """One, to ask again while it runs."""
    case = opened(request, case_id, Right.READ)
    job = Job.objects.filter(case=case.case, pk=number).first()
    if job is None:
        raise Http404
    return job_row(job)
