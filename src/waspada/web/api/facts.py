"""Facts: what counts, whose word it is, stating one, and what another value would move."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel

from waspada.core.errors import BadInput
from waspada.flows.case import facts as flow
from waspada.flows.case.fact_names import FAMILIES, KNOWN, NOTE
from waspada.flows.duties import moved
from waspada.laws.outcome import Outcome
from waspada.store.db import duties as duties_in_db
from waspada.store.db.rights import Right
from waspada.web.api.case import cache, noted, opened
from waspada.web.api.shapes import CaseId, Found, Line, Said, Sent, Text, Word, line, lines, route

router = Router()


class Statement(BaseModel):
    """One time that somebody stated a fact."""

    entry: int
    time: str
    actor: str
    value: Any
    status: str
    by: str
    source: str
    reason: str
    supersedes: int | None


class Fact(BaseModel):
    """One fact: our word, the claims of others, and everything that was ever said."""

    fact: str
    ours: Statement | None
    claims: list[Statement]
    disputed: bool
    history: list[Statement]


class NewWord(Sent):
    """A value as the command line takes it: `2025-11-25T14:02:00Z`, `10000-12000`, `ID,SG`, `unknown`."""

    value: Said
    by: Word = flow.US
    status: Word = ""
    source: Line = ""
    reason: Text = ""


class Value(Sent):
    """A value to try."""

    value: Said


class Side(BaseModel):
    """A duty before or after."""

    status: str
    due: str | None
    people: dict[str, int | None]


class Move(BaseModel):
    """One duty that would move; null: it was not there, or is no more."""

    duty: str
    place: str
    controller: str
    before: Side | None
    after: Side | None


class Preview(BaseModel):
    """What would be saved, and what it would move. Nothing is."""

    value: Any
    moves: list[Move]


@router.get("/cases/{case_id}/facts", **route(Right.READ, list[Fact]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """All facts that were stated."""
    standing = opened(request, case_id, Right.READ).standing()
    return [flow.as_json(fact) for fact in standing.facts.values()]


@router.post("/cases/{case_id}/facts/{name}", **route(Right.STATE, Fact, status=201))
def state(request: HttpRequest, case_id: CaseId, name: Word, body: NewWord) -> Status[Found]:
    """State a fact; the earlier word of the same party is superseded, never overwritten."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    made = flow.state(
        folder,
        name,
        body.value,
        actor=case.grant.user.name,
        now=time.time(),
        cache=cache(),
        by=body.by,
        status=_status(body.status),
        source=line(body.source, "the source"),
        reason=lines(body.reason, "the reason"),
    )
    noted(request, case, folder, "fact.state", fact=made.name, entry=made.entry)
    return Status(201, flow.as_json(flow.facts_of(folder.custody.entries())[made.name]))


@router.post("/cases/{case_id}/facts/{name}/preview", **route(Right.READ, Preview))
def preview(request: HttpRequest, case_id: CaseId, name: Word, body: Value) -> Found:
    """Which duties another value would bring, move or take away."""
    case, now = opened(request, case_id, Right.READ), time.time()
    folder, today = case.folder, datetime.fromtimestamp(now, UTC).date()
    value = flow.parsed(_known(name), body.value, now)
    before = duties_in_db.duties_of(case.case, folder, today=today)
    after = duties_in_db.duties_of(case.case, folder, today=today, changed={name: value})
    moves = [
        dict(zip(("duty", "place", "controller"), one.key, strict=True))
        | {"before": _side(one.before), "after": _side(one.after)}
        for one in moved(before, after)
    ]
    return {"value": value, "moves": moves}


def _side(outcome: Outcome | None) -> Found | None:
    if outcome is None:
        return None
    due = outcome.due.isoformat() if outcome.due else None
    return {"status": outcome.status, "due": due, "people": outcome.people.as_json()}


def _status(word: str) -> str:
    if word and word not in set(flow.Status):
        raise BadInput("there is no such status", hint=f"One of: {', '.join(flow.Status)}")
    return word


def _known(name: str) -> str:
    if name not in KNOWN and not name.startswith((NOTE, *FAMILIES)):
        raise BadInput("the fact has no name that we know", hint=f"Known: {', '.join(KNOWN)}")
    return name
