"""What happened: the log of the case itself, and the log of what was done to it in the workbench."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from waspada.store.db.models import AuditEntry
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, route

router = Router()
PAGE = 200
Number = Annotated[int, Field(ge=0, le=2**53)]


class Entry(BaseModel):
    """One entry of either log; each holds the digest of the one before."""

    number: int
    time: str
    actor: str
    action: str
    reason: str
    custody: str
    """Of the workbench's log: the head of the case's own log at that moment."""
    data: Found
    previous: str
    digest: str


class Page(BaseModel):
    """A page of a log."""

    total: int
    entries: list[Entry]


class From(BaseModel):
    """Where a page begins."""

    model_config = ConfigDict(extra="ignore")

    after: Number = 0
    """Number of the last entry that is known."""


@router.get("/cases/{case_id}/timeline", **route(Right.READ, Page))
def timeline(request: HttpRequest, case_id: CaseId, begin: Query[From]) -> Found:
    """The log of the case: what was stated, sealed, assessed, decided, revealed; oldest first."""
    entries = opened(request, case_id, Right.READ).folder.custody.entries()
    chosen = [one for one in entries if one.number > begin.after][:PAGE]
    same = ("number", "time", "actor", "reason", "previous", "digest")
    rows = [
        {
            **{name: getattr(one, name) for name in same},
            "action": str(one.action),
            "data": dict(one.data),
            "custody": "",
        }
        for one in chosen
    ]
    return {"total": len(entries), "entries": rows}


@router.get("/cases/{case_id}/log", **route(Right.READ, Page))
def log(request: HttpRequest, case_id: CaseId, begin: Query[From]) -> Found:
    """Entries of the workbench's log about this case, oldest first; its chain runs over all cases."""
    case = opened(request, case_id, Right.READ)
    found = AuditEntry.objects.filter(case_id=case.case.pk)
    same = ("number", "time", "actor", "action", "custody", "data", "previous", "digest")
    rows = found.filter(number__gt=begin.after).order_by("number")[:PAGE]
    return {
        "total": found.count(),
        "entries": [{**{name: getattr(one, name) for name in same}, "reason": ""} for one in rows],
    }
