"""Assessments: asking for one, those that are finished, and what they say."""

from __future__ import annotations

import time
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.core.custody import Action
from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.case.results import open_run
from waspada.flows.case.seal import sealed
from waspada.store.db import jobs, project
from waspada.store.db.models import Job, Projection
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.jobs import JobRow, job_row
from waspada.web.api.shapes import CaseId, Found, Line, Sent, Text, Word, lines, route

router = Router()
Number = Annotated[int, Field(ge=1, le=999_999)]


class RunRow(BaseModel):
    """One finished assessment."""

    run: int
    at: str
    by: str
    handovers: list[int]
    exit_code: int
    """As `waspada assess` ends: 0, or 11 where something cannot be told."""
    searchable: bool
    """Whether its people can be looked up."""


class Asked(Sent):
    """What is to be assessed; by default everything under seal, with the directory that was given last."""

    handovers: list[Number] = Field(default_factory=list, max_length=1000)
    directory: Line = ""
    """As `POST …/directories` named it."""
    mapping: list[Line] = Field(default_factory=list, max_length=40)
    """Columns of the directory: `account_id=uid`."""
    admin_roles: list[Word] = Field(default_factory=list, max_length=40)
    reason: Text = ""


@router.get("/cases/{case_id}/runs", **route(Right.READ, list[RunRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """Finished assessments, oldest first."""
    case = opened(request, case_id, Right.READ)
    ready = set(Projection.objects.filter(case=case.case, ready=True).values_list("number", flat=True))
    return [
        {
            "run": entry.data["run"],
            "at": entry.time,
            "by": entry.actor,
            "handovers": list(entry.data.get("handovers", ())),
            "exit_code": int(entry.data.get("exit_code", 0)),
            "searchable": entry.data["run"] in ready,
        }
        for entry in case.standing().runs
    ]


@router.post("/cases/{case_id}/runs", **route(Right.SEAL, JobRow, status=202))
def ask(request: HttpRequest, case_id: CaseId, body: Asked) -> Status[JobRow]:
    """Have what is under seal assessed: a piece of work for the worker; its state is under jobs."""
    case = opened(request, case_id, Right.SEAL)
    there = sealed(case.folder.custody.entries())
    if not there:
        raise NothingReadable("nothing is under seal yet", hint="Upload a hand-over first.")
    numbers = sorted(set(body.handovers)) or sorted(there)
    if not set(numbers) <= set(there):
        raise BadInput("there is no such hand-over", hint=f"There are: {', '.join(map(str, sorted(there)))}")
    last = Job.objects.filter(case=case.case, kind="assess").order_by("-pk").first()
    directory = body.directory or (str(last.arguments.get("directory", "")) if last else "")
    if not directory:
        raise BadInput("an assessment needs an account directory", hint="POST /cases/{case_id}/directories")
    work: Found = {"handovers": numbers, "directory": directory}
    more = {"mapping": body.mapping, "admin_roles": body.admin_roles, "reason": lines(body.reason, "the reason")}
    work |= {name: value for name, value in more.items() if value}
    return Status(202, job_row(jobs.ask(case.case, "assess", case.grant.user, work, now=time.time())))


@router.get("/cases/{case_id}/runs/{number}/assessment", **route(Right.READ, Found))
def assessment(request: HttpRequest, case_id: CaseId, number: Number) -> Found:
    """`assessment.json` of a run, held against the log first; no personal value is in it."""
    case = opened(request, case_id, Right.READ)
    folder = case.folder
    if number not in {entry.data["run"] for entry in folder.custody.entries() if entry.action is Action.RUN}:
        raise Http404
    return dict(open_run(project.run_files(folder, number).folder).document)
