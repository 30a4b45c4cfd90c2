"""Cases: the list, opening one, and where one stands."""

from __future__ import annotations

import time

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel

from waspada.flows.case.show import as_json
from waspada.store.db import access, folders
from waspada.store.db.models import Case, Membership
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, Line, Sent, line, route
from waspada.web.api.token import caller

router = Router()


class CaseRow(BaseModel):
    """One case of a list."""

    case_id: str
    title: str
    vendor: str
    """Its slug."""
    vendor_name: str
    role: str
    """Of the token's user."""
    opened: str
    is_demo: bool
    destroyed: str | None


class NewCase(Sent):
    """A vendor and a few words are enough."""

    vendor: Line
    title: Line = ""
    aware_at: Line = ""
    """When we became aware: a time with its zone."""


@router.get("/cases", **route(Right.READ, list[CaseRow]))
def index(request: HttpRequest) -> list[CaseRow]:
    """The cases in which the token's user takes part; those that it is not for are left out."""
    who = caller(request)
    if Right.READ not in who.token.scopes:
        raise access.NotAllowed(Right.READ)
    roles = dict(Membership.objects.filter(user=who.user).values_list("case_id", "role"))
    return [_row(case, roles[case.pk]) for case in access.cases_of(who.user, token=who.token)]


@router.post("/cases", **route(Right.STATE, CaseRow, status=201))
def new(request: HttpRequest, body: NewCase) -> Status[CaseRow]:
    """Open a case; its opener is its owner. Not with a token that is for one case."""
    who = caller(request)
    who.need(Right.STATE)
    made = folders.open_case(
        user=who.user,
        vendor=line(body.vendor, "the vendor")[:200],
        title=line(body.title, "the title")[:200],
        aware_at=body.aware_at.strip(),
        now=time.time(),
        is_demo=who.user.is_demo,
    )
    return Status(201, _row(made, "owner"))


@router.get("/cases/{case_id}", **route(Right.READ, Found))
def show(request: HttpRequest, case_id: CaseId) -> Found:
    """Where a case stands: facts, hand-overs, runs, questions, decisions, holds (as `waspada case show --json`)."""
    case = opened(request, case_id, Right.READ)
    return as_json(case.standing()) | {
        "role": case.grant.role,
        "rights": sorted(case.grant.rights),
        "is_demo": case.case.is_demo,
    }


def _row(case: Case, role: str) -> CaseRow:
    return CaseRow(
        case_id=str(case.pk),
        title=case.title,
        vendor=case.vendor_id,
        vendor_name=case.vendor.name,
        role=role,
        opened=case.opened.isoformat(),
        is_demo=case.is_demo,
        destroyed=case.destroyed.isoformat() if case.destroyed else None,
    )
