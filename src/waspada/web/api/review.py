"""Review: what a person still has to look at, and deciding it."""

from __future__ import annotations

import time
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from waspada.core.errors import Refused
from waspada.flows.case import decide as flow
from waspada.flows.case.review import SECTIONS, Count, Item, Review, decision
from waspada.flows.case.texts import clean
from waspada.store.db.rights import Right
from waspada.web.api.case import cache, noted, opened, searchable
from waspada.web.api.shapes import CaseId, Found, Said, Sent, Text, Word, route
from waspada.web.pages.review import about_of, queue_of

router = Router()
PAGE = 100
Section = Literal["fields", "findings", "matches"]
STATES = Literal["", "open", "confirmed", "rejected"]


class ItemRow(BaseModel):
    """One thing to confirm or reject; samples are masked."""

    item: int
    about: str
    """Send it back with a decision, so that it never falls on another item that moved into its place."""
    section: str
    state: str
    table: str
    field: str
    kind: str
    match: str
    values: int
    how: str
    weak: bool
    samples: list[str]
    could_be: list[str]
    more: int
    voices: list[Found]
    """Everybody's last word on it."""


class Sum(BaseModel):
    """How many, of how many values."""

    items: int
    values: int


class Queue(BaseModel):
    """The queue of the latest run."""

    run: int
    found: dict[str, Sum]
    confirmed: dict[str, Sum]
    rejected: dict[str, Sum]
    remaining: dict[str, Sum]
    newer: int
    """Decisions made after the run."""
    people_at_least: int
    people_at_most: int
    items: list[ItemRow]
    total: int
    """Items of what was asked for; `page` turns them."""


class Wanted(BaseModel):
    """Part of the queue."""

    model_config = ConfigDict(extra="ignore")

    section: Section = "fields"
    state: STATES = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class Verdict(Sent):
    """One decision."""

    item: Annotated[int, Field(ge=0, le=2**53)]
    about: Text
    answer: Annotated[Word, Field(min_length=1)]
    """`confirm` or `reject`; for a field a kind or `nothing`; for a match also a candidate's person id."""
    reason: Said


@router.get("/cases/{case_id}/review", **route(Right.READ, Queue))
def index(request: HttpRequest, case_id: CaseId, wanted: Query[Wanted]) -> Found:
    """The queue, the open items first."""
    case = opened(request, case_id, Right.READ)
    run = searchable(case)
    queue = queue_of(case, run)
    numbers = {id(item): number for number, item in enumerate(queue.items)}
    chosen = [item for item in queue.of(wanted.section) if wanted.state in ("", item.state)]
    start = (wanted.page - 1) * PAGE
    return {
        "run": run.number,
        **_sums(queue),
        "newer": queue.newer,
        "people_at_least": queue.at_least,
        "people_at_most": queue.at_most,
        "items": [_row(item, numbers[id(item)]) for item in chosen[start : start + PAGE]],
        "total": len(chosen),
    }


@router.post("/cases/{case_id}/review", **route(Right.DECIDE, ItemRow))
def decide(request: HttpRequest, case_id: CaseId, body: Verdict) -> Found:
    """Put one decision on record; counts change at once."""
    case = opened(request, case_id, Right.DECIDE)
    run = searchable(case)
    items = queue_of(case, run).items
    item = items[body.item] if body.item < len(items) else None
    if item is None or about_of(item) != body.about:
        raise Refused("the queue has changed since it was read", hint="Read it again, then decide.")
    folder = case.folder
    flow.decide(
        folder,
        [decision(item, body.answer, reason=clean(body.reason, "the reason", lines=True))],
        actor=case.grant.user.name,
        now=time.time(),
        cache=cache(),
    )
    noted(request, case, folder, "decision.make", section=item.section, kind=item.kind)
    now = queue_of(case, run).items
    number, after = next((at, one) for at, one in enumerate(now) if about_of(one) == body.about)
    return _row(after, number)


def _sums(queue: Review) -> dict[str, dict[str, Found]]:
    def of(*states: str) -> dict[str, Found]:
        return {name: _sum(queue.count(name, *states)) for name in SECTIONS}

    return {"found": of(), "confirmed": of("confirmed"), "rejected": of("rejected"), "remaining": of("open")}


def _sum(count: Count) -> Found:
    return {"items": count.items, "values": count.values}


def _row(item: Item, number: int) -> Found:
    same = ("section", "state", "table", "field", "kind", "match", "values", "how", "weak", "more")
    voices = item.decided.voices if item.decided else ()
    return {
        **{name: getattr(item, name) for name in same},
        "item": number,
        "about": about_of(item),
        "samples": list(item.samples),
        "could_be": list(item.could_be),
        "voices": [flow.as_json(one) for one in voices],
    }
