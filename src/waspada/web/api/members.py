"""Who takes part in a case: an owner says, and at least one owner stays."""

from __future__ import annotations

import time
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field, StringConstraints

from waspada.core.errors import BadInput
from waspada.store.db import members as kept
from waspada.store.db.models import Membership
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Sent, route

router = Router()
Number = Annotated[int, Field(ge=1, le=2**53)]
RoleName = Literal["owner", "counsel", "responder", "reader"]


class MemberRow(BaseModel):
    """Somebody's part."""

    member: int
    name: str
    role: str
    since: str
    is_active: bool


class NewMember(Sent):
    """Somebody of the workspace, by name."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    role: RoleName


class NewRole(Sent):
    """Another role."""

    role: RoleName


@router.get("/cases/{case_id}/members", **route(Right.READ, list[MemberRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[MemberRow]:
    """Everybody who takes part."""
    return [_row(part) for part in kept.of(opened(request, case_id, Right.READ).case)]


@router.post("/cases/{case_id}/members", **route(Right.MEMBERS, MemberRow, status=201))
def add(request: HttpRequest, case_id: CaseId, body: NewMember) -> Status[MemberRow]:
    """Let somebody take part."""
    case = opened(request, case_id, Right.MEMBERS)
    user = kept.others(case.case).filter(name=body.name).first()
    if user is None:
        raise BadInput("this person cannot be added", hint="Name somebody who does not take part yet.")
    return Status(201, _row(kept.add(case.grant, user.pk, body.role, now=time.time())))


@router.patch("/cases/{case_id}/members/{number}", **route(Right.MEMBERS, MemberRow))
def change(request: HttpRequest, case_id: CaseId, number: Number, body: NewRole) -> MemberRow:
    """Give somebody another role."""
    case = opened(request, case_id, Right.MEMBERS)
    return _row(kept.change(case.grant, number, body.role, now=time.time()))


@router.delete("/cases/{case_id}/members/{number}", **route(Right.MEMBERS, None, status=204))
def remove(request: HttpRequest, case_id: CaseId, number: Number) -> Status[None]:
    """Let somebody take part no longer."""
    case = opened(request, case_id, Right.MEMBERS)
    kept.remove(case.grant, number, now=time.time())
    return Status(204, None)


def _row(part: Membership) -> MemberRow:
    return MemberRow(
        member=part.pk,
        name=part.user.name,
        role=str(part.role),
        since=part.since.isoformat(),
        is_active=part.user.is_active,
    )
