"""Duties: what the laws and contracts oblige us to do, for whom, by when, and why; done; counsel's word."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel

from waspada.flows.case import facts, judged
from waspada.flows.duties import as_json
from waspada.laws.told import told_fact
from waspada.store.db import duties as duties_in_db
from waspada.store.db import project
from waspada.store.db.rights import Right
from waspada.web.api.case import cache, noted, opened
from waspada.web.api.shapes import CaseId, Found, Line, Said, Sent, Word, line, route
from waspada.web.pages.case import Opened

router = Router()


class Count(BaseModel):
    """How many people; null: nobody knows an upper bound."""

    at_least: int
    at_most: int | None


class Duty(BaseModel):
    """One duty, evaluated."""

    duty: str
    law: str
    status: str
    """`owed`, `open`, `ask_counsel`, `not_owed`, `not_in_force`."""
    role: str
    place: str
    """A Member State, where each has its own authority."""
    controller: str
    recipient: dict[str, str]
    people: Count
    start: Found | None
    due: str | None
    due_by_vendor_clock: str | None
    due_by: str
    waiting_for: str
    limit: str | None
    no_number: bool
    term: dict[str, str]
    because: list[Found]
    missing: list[str]
    cite: dict[str, str]
    content: list[Found]
    form: str
    notes: dict[str, str]
    confidence: str
    done: str | None
    depends_on: list[str]
    words: list[Found]


class Duties(BaseModel):
    """Everything that is to be said about duties (as `waspada duties --json`)."""

    case_id: str
    run: int | None
    evaluation: Found
    """What was evaluated; it can be replayed."""
    laws: list[Found]
    gaps: list[Found]
    """Places with affected people and no rule: ask counsel."""
    duties: list[Duty]


class Which(Sent):
    """Names one of several outcomes of a duty."""

    place: Line = ""
    controller: Line = ""


class Done(Which):
    """When it was done: a moment with its zone."""

    at: Said
    source: Line = ""


class Counsel(Which):
    """`owed` or `not_owed`, with a reason."""

    verdict: Word
    reason: Said


@router.get("/cases/{case_id}/duties", **route(Right.READ, Duties))
def index(request: HttpRequest, case_id: CaseId) -> Found:
    """All duties, with the laws behind them; each that did not fire says why."""
    return _all(opened(request, case_id, Right.READ))


@router.get("/cases/{case_id}/duties/{duty}", **route(Right.READ, list[Duty]))
def show(request: HttpRequest, case_id: CaseId, duty: Word) -> list[Found]:
    """One duty: an outcome for each place and each controller."""
    found = [one for one in _all(opened(request, case_id, Right.READ))["duties"] if one["duty"] == duty]
    if not found:
        raise Http404
    return found


@router.post("/cases/{case_id}/duties/{duty}/done", **route(Right.STATE, Duty, status=201))
def done(request: HttpRequest, case_id: CaseId, duty: Word, body: Done) -> Status[Found]:
    """State that it was done; this is the fact `told.<duty>`, with a place or a controller behind it."""
    case = opened(request, case_id, Right.STATE)
    _one(case, duty, body)
    folder = case.folder
    facts.state(
        folder,
        told_fact(duty, body.place, body.controller),
        body.at,
        actor=case.grant.user.name,
        now=time.time(),
        cache=cache(),
        source=line(body.source, "the source"),
    )
    noted(request, case, folder, "duty.done", duty=duty, place=body.place)
    return Status(201, _one(case, duty, body))


@router.post("/cases/{case_id}/duties/{duty}/counsel", **route(Right.JUDGE, Duty, status=201))
def counsel(request: HttpRequest, case_id: CaseId, duty: Word, body: Counsel) -> Status[Found]:
    """Counsel's word beside the rule's own outcome."""
    case = opened(request, case_id, Right.JUDGE)
    _one(case, duty, body)
    folder = case.folder
    judged.judge(
        folder,
        duty,
        body.verdict,
        reason=body.reason,
        actor=case.grant.user.name,
        cache=cache(),
        place=body.place,
        controller=body.controller,
    )
    noted(request, case, folder, "duty.judge", duty=duty, place=body.place)
    return Status(201, _one(case, duty, body))


def _all(case: Opened) -> Found:
    today = datetime.fromtimestamp(time.time(), UTC).date()
    run = project.current(case.case)
    made = duties_in_db.duties_of(case.case, case.folder, today=today)
    return as_json(made, case_id=str(case.case.pk), run=run.number if run else None)


def _one(case: Opened, duty: str, which: Which) -> Found:
    wanted = (duty, which.place, which.controller)
    for one in _all(case)["duties"]:
        if (one["duty"], one["place"], one["controller"]) == wanted:
            return dict(one)
    raise Http404
