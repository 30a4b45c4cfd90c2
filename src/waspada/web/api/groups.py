"""Groups of people with our role for them, and the signed risk assessment of each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field, StringConstraints

from waspada.flows.case import judged
from waspada.flows.profiles import EVERYBODY
from waspada.store.db.rights import Right
from waspada.web.api.case import cache, noted, opened
from waspada.web.api.shapes import CaseId, Found, Line, Said, Sent, Text, Word, lines, route
from waspada.web.pages.case import Opened

router = Router()
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]


class RiskRow(BaseModel):
    """One signed assessment."""

    entry: int
    severity: str
    likelihood: str
    level: str
    reason: str
    signed_by: str
    at: str


class GroupRow(BaseModel):
    """One group; the last of its assessments counts."""

    group: str
    role: str
    controllers: list[str]
    products: list[str]
    reason: str
    actor: str
    time: str
    risks: list[RiskRow]


class NewGroup(Sent):
    """People for whom we have one role."""

    group: Name
    role: Word
    """`controller`, `processor`, `unknown`."""
    controllers: list[Line] = Field(default_factory=list, max_length=200)
    """As processor: whom we must tell."""
    products: list[Line] = Field(default_factory=list, max_length=200)
    """Who uses one of these belongs to it."""
    reason: Text = ""


class NewRisk(Sent):
    """An assessment; the token's user signs it."""

    severity: Word
    likelihood: Word
    level: Word
    reason: Said


@router.get("/cases/{case_id}/groups", **route(Right.READ, list[GroupRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """The groups; `all` is everybody in no other."""
    return _rows(opened(request, case_id, Right.READ))


@router.post("/cases/{case_id}/groups", **route(Right.STATE, list[GroupRow], status=201))
def state(request: HttpRequest, case_id: CaseId, body: NewGroup) -> Status[list[Found]]:
    """State a group, or state it anew."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    group = judged.Group(
        id=body.group,
        role=body.role,
        controllers=tuple(body.controllers),
        products=tuple(body.products),
        reason=lines(body.reason, "the reason"),
    )
    judged.state_group(folder, group, actor=case.grant.user.name, cache=cache())
    noted(request, case, folder, "group.state", group=body.group)
    return Status(201, _rows(case))


@router.post("/cases/{case_id}/groups/{group}/risk", **route(Right.JUDGE, list[GroupRow], status=201))
def assess(request: HttpRequest, case_id: CaseId, group: Name, body: NewRisk) -> Status[list[Found]]:
    """Sign the risk to a group."""
    case = opened(request, case_id, Right.JUDGE)
    folder = case.folder
    judged.assess_risk(
        folder,
        group,
        severity=body.severity,
        likelihood=body.likelihood,
        level=body.level,
        reason=body.reason,
        actor=case.grant.user.name,
        cache=cache(),
    )
    noted(request, case, folder, "risk.assess", group=group)
    return Status(201, _rows(case))


def _rows(case: Opened) -> list[Found]:
    entries = case.folder.custody.entries()
    groups, risks = judged.groups_of(entries), judged.risks_of(entries)
    named = {group.id for group in groups}
    groups += [
        judged.Group(id=name, role="controller") for name in dict.fromkeys((EVERYBODY, *risks)) if name not in named
    ]
    return [
        {
            "group": group.id,
            **{name: getattr(group, name) for name in ("role", "reason", "actor", "time")},
            "controllers": list(group.controllers),
            "products": list(group.products),
            "risks": [asdict(one) for one in risks.get(group.id, ())],
        }
        for group in groups
    ]
