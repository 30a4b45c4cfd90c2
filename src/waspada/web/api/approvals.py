"""What needs two people: asked for and used by a program; granted or refused by people alone, on the page."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.core.errors import BadInput
from waspada.store.db import acts, approvals, bundle
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.jobs import JobRow, job_row
from waspada.web.api.shapes import CaseId, Found, Line, PersonId, Said, Sent, route
from waspada.web.pages.approvals import standing

router = Router()
MOST = 200
Number = Annotated[int, Field(ge=1, le=2**53)]


class ConsentRow(BaseModel):
    """What one approver said."""

    by: str
    granted: bool
    reason: str
    at: str


class ApprovalRow(BaseModel):
    """One request for one act."""

    approval: int
    act: str
    parameters: Found
    digest: str
    asked_by: str
    reason: str
    asked: str
    expires: str
    state: str
    """`asked`, `granted`, `refused`, `used`, `expired`."""
    standing: str
    """`ready`, or why it cannot be used now."""
    mode: str
    """`two_people`, `single`, `break_glass`."""
    opens: str | None
    used: str | None
    consents: list[ConsentRow]


class NewApproval(Sent):
    """Exactly what is to be done."""

    act: Literal["reveal", "export", "destroy"]
    run: Annotated[int, Field(ge=1, le=999_999)] | None = None
    """By default the last."""
    people: list[PersonId] = Field(default_factory=list, max_length=acts.MOST_PEOPLE)
    """For `reveal`."""
    bundle: bool = False
    """For `export`: the whole case, for another workbench; see bundles."""
    to: Line = ""
    """For `export` on the command line: the folder, or the file of a bundle; empty: here."""
    reason: Said
    confirmation: Line = ""
    """The title of the case, where nobody else can approve."""
    break_glass: bool = False


class Used(BaseModel):
    """What came of it."""

    people: list[Found]
    """For `reveal`: the values."""
    where: str
    """For `export`: the folder on the server."""
    job: JobRow | None
    """For `destroy`."""


@router.get("/cases/{case_id}/approvals", **route(Right.READ, list[ApprovalRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[ApprovalRow]:
    """The latest first."""
    case, now = opened(request, case_id, Right.READ).case, time.time()
    found = Approval.objects.filter(case=case).select_related("asked_by", "case").prefetch_related("consents__user")
    return [_row(one, now) for one in found[:MOST]]


@router.post("/cases/{case_id}/approvals", **route(Right.ASK, ApprovalRow, status=201))
def ask(request: HttpRequest, case_id: CaseId, body: NewApproval) -> Status[ApprovalRow]:
    """Ask for one act. Approvers decide on the page: no token grants anything."""
    case, now = opened(request, case_id, Right.ASK), time.time()
    wanted: dict[str, Any] = bundle.parameters(body.to)
    if not (body.bundle and body.act == "export"):
        run, people = str(body.run or ""), " ".join(body.people)
        wanted = acts.parameters(body.act, case.folder, run=run, people=people, to=body.to)
    made = approvals.ask(
        case.grant,
        body.act,
        wanted,
        reason=body.reason,
        now=now,
        confirmation=body.confirmation,
        break_glass=body.break_glass,
    )
    return Status(201, _row(made, now))


@router.post("/cases/{case_id}/approvals/{number}/use", url_name="approval_use", **route(Right.ASK, Used))
def use(request: HttpRequest, case_id: CaseId, number: Number) -> Found:
    """Do what was granted, once. Values come only to a token that may also reveal."""
    case, now = opened(request, case_id, Right.ASK), time.time()
    approval = Approval.objects.filter(case=case.case, pk=number).select_related("asked_by", "case").first()
    if approval is None:
        raise Http404
    done: Found = {"people": [], "where": "", "job": None}
    user = case.grant.user
    if approval.act == Act.REVEAL:
        case.grant.need(Right.REVEAL)
        return done | {"people": [dict(row) for row in acts.reveal(case.case, approval, user, now=now)]}
    if approval.act == Act.EXPORT:
        if approval.parameters.get("bundle"):
            raise BadInput("a bundle is fetched", hint="POST /cases/{case_id}/bundle with the number of the approval.")
        return done | {"where": str(acts.write_out(case.case, approval, user, now=now))}
    if approval.act == Act.DESTROY:
        return done | {"job": job_row(acts.ask_destruction(case.case, approval, user, now=now))}
    raise BadInput("this is not done here", hint="Letters and statements leave from their own page.")


def _row(one: Approval, now: float) -> ApprovalRow:
    return ApprovalRow(
        approval=one.pk,
        act=one.act,
        parameters=one.parameters,
        digest=one.digest,
        asked_by=one.asked_by.name,
        reason=one.reason,
        asked=one.asked.isoformat(),
        expires=one.expires.isoformat(),
        state=str(one.state),
        standing=standing(one, now),
        mode=str(one.mode),
        opens=one.opens.isoformat() if one.opens else None,
        used=one.used.isoformat() if one.used else None,
        consents=[
            ConsentRow(by=said.user.name, granted=said.granted, reason=said.reason, at=said.at.isoformat())
            for said in one.consents.all()
        ],
    )
