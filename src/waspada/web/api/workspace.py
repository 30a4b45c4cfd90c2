"""What holds for the whole workspace: duties are computed from it. Administrators only."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import BaseModel, Field, StringConstraints

from waspada.core.errors import BadInput
from waspada.store.db import workspaces
from waspada.store.db.models import Workspace
from waspada.store.db.rights import Right
from waspada.web.api.shapes import Found, Line, Sent, Text, route
from waspada.web.api.token import Caller, caller

router = Router()
_LONG = Annotated[str, StringConstraints(max_length=400_000)]
_NAMES = (
    "name",
    "zone",
    "established_in",
    "eu_main_establishment",
    "does_business_in",
    "sectors",
    "dpo",
    "break_glass_minutes",
    "contracts",
    "overlay",
)


class WorkspaceRow(BaseModel):
    """The workspace; null: not stated."""

    name: str
    zone: str
    established_in: list[str] | None
    eu_main_establishment: str
    does_business_in: list[str] | None
    sectors: list[str] | None
    dpo: str
    break_glass_minutes: int
    contracts: str
    overlay: str


class Changed(Sent):
    """The workspace as it is to be; what is left out stays."""

    name: Line | None = None
    zone: Line | None = None
    established_in: Annotated[list[Line], Field(max_length=300)] | None = None
    eu_main_establishment: Line | None = None
    does_business_in: Annotated[list[Line], Field(max_length=300)] | None = None
    sectors: Annotated[list[Line], Field(max_length=100)] | None = None
    dpo: Text | None = None
    break_glass_minutes: Annotated[int, Field(ge=15, le=720)] | None = None
    contracts: _LONG | None = None
    """CSV of duties that contracts set."""
    overlay: _LONG | None = None
    """YAML: rules replaced or added, and counsel's word."""


@router.get("/workspace", **route(Right.READ, WorkspaceRow))
def show(request: HttpRequest) -> Found:
    """As it is."""
    _administrator(request, Right.READ)
    return _row()


@router.patch("/workspace", **route(Right.STATE, WorkspaceRow))
def change(request: HttpRequest, body: Changed) -> Found:
    """Change it: all of what is sent, or nothing."""
    who, now = _administrator(request, Right.STATE), time.time()
    given = _row() | body.model_dump(exclude_none=True)
    texts = {name: _text(value) for name, value in given.items()}
    problems = workspaces.save(who.user, texts, now=now, today=datetime.fromtimestamp(now, UTC).date())
    if problems:
        name, why = next(iter(problems.items()))
        raise BadInput(f"{name}: {why}", hint=f"Nothing was saved. Look at: {', '.join(problems)}")
    return _row()


def _administrator(request: HttpRequest, right: Right) -> Caller:
    who = caller(request)
    who.need(right)
    if not who.user.is_admin:
        raise Http404
    return who


def _row() -> Found:
    workspace = Workspace.get()
    return {name: getattr(workspace, name) for name in _NAMES}


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
