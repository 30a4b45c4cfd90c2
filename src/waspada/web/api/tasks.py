"""Tasks: what is to be done, by whom, until when."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.core.errors import BadInput
from waspada.store.db import tasks as kept
from waspada.store.db.models import Task
from waspada.store.db.rights import Right
from waspada.web.api.case import noted, opened
from waspada.web.api.shapes import CaseId, Found, Line, Said, Sent, Text, Word, lines, route

router = Router()
Number = Annotated[int, Field(ge=1, le=2**53)]


class TaskRow(BaseModel):
    """One thing to do."""

    task: int
    key: str
    """`revoke:<fingerprint>`, `countersign:<approval>`; empty: a person wrote it."""
    title: str
    data: Found
    """What the words of a task with a key need: kind, provider, last four."""
    owner: str
    due: str | None
    state: str
    note: str
    made: str
    closed: str | None


class NewTask(Sent):
    """What somebody has to do."""

    title: Annotated[Said, Field(max_length=kept.LONGEST_TITLE)]
    owner: Line = ""
    """Name of a member."""
    due: Line = ""
    """A moment with its zone."""


class Changed(Sent):
    """The task as it is to be; what is left out stays."""

    owner: Line | None = None
    due: Line | None = None
    state: Word | None = None
    """`open`, `done`, `dropped`."""
    note: Text | None = None


@router.get("/cases/{case_id}/tasks", **route(Right.READ, list[TaskRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[TaskRow]:
    """All tasks."""
    case = opened(request, case_id, Right.READ)
    return [_row(task) for task in Task.objects.filter(case=case.case).select_related("owner")]


@router.post("/cases/{case_id}/tasks", **route(Right.STATE, TaskRow, status=201))
def add(request: HttpRequest, case_id: CaseId, body: NewTask) -> Status[TaskRow]:
    """Write one down."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    task = kept.add(case.case, body.title, owner=body.owner.strip(), due=_due(body.due))
    noted(request, case, folder, "task.add", task=task.pk, state=str(task.state))
    return Status(201, _row(task))


@router.patch("/cases/{case_id}/tasks/{number}", **route(Right.STATE, TaskRow))
def change(request: HttpRequest, case_id: CaseId, number: Number, body: Changed) -> TaskRow:
    """Give it to somebody, set its day, close it or open it again."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    task = Task.objects.filter(case=case.case, pk=number).select_related("owner", "case").first()
    if task is None:
        raise Http404
    owner = body.owner.strip() if body.owner is not None else task.owner.name if task.owner else ""
    kept.change(
        task,
        owner=owner,
        due=task.due if body.due is None else _due(body.due),
        state=body.state or str(task.state),
        note=task.note if body.note is None else lines(body.note, "the note"),
        now=time.time(),
    )
    noted(request, case, folder, "task.change", task=task.pk, state=str(task.state))
    return _row(task)


def _due(text: str) -> datetime | None:
    if not text.strip():
        return None
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 2000 <= found.year <= 2200:
        raise BadInput("the time is none, or names no zone", hint="Write it like 2026-03-31T17:00:00+07:00.")
    return found.astimezone(UTC)


def _row(task: Task) -> TaskRow:
    return TaskRow(
        task=task.pk,
        key=task.key,
        title=task.title,
        data=task.data,
        owner=task.owner.name if task.owner else "",
        due=task.due.isoformat() if task.due else None,
        state=str(task.state),
        note=task.note,
        made=task.made.isoformat(),
        closed=task.closed.isoformat() if task.closed else None,
    )
