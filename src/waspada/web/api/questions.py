"""Questions to the vendor: the list with what became of each, asking, and answers."""

from __future__ import annotations

import time

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.core.errors import BadInput
from waspada.flows.case import questions as flow
from waspada.flows.case.question_list import QUESTIONS
from waspada.flows.case.texts import clean
from waspada.store.db.rights import Right
from waspada.web.api.case import cache, noted, opened
from waspada.web.api.shapes import CaseId, Found, Line, Said, Sent, Text, Word, Words, line, lines, route
from waspada.web.pages.case import Opened

router = Router()


class Answer(BaseModel):
    """One answer."""

    entry: int
    on: str
    actor: str
    text: str
    source: str


class Question(BaseModel):
    """One question: of our list, or one of the case's own."""

    question: str
    text: Words
    basis: str
    """The provision behind it."""
    asked: list[str]
    answers: list[Answer]
    open_since: str | None
    days_open: int | None


class Asking(Sent):
    """Ids of our list, and questions of one's own."""

    questions: list[Word] = Field(default_factory=list, max_length=100)
    own: list[Text] = Field(default_factory=list, max_length=20)
    to: Line = ""
    """By default the vendor."""
    on: Line = ""
    """When, if not now."""
    reason: Text = ""


class Answering(Sent):
    """What the vendor said."""

    answer: Said
    on: Line = ""
    source: Line = ""
    reason: Text = ""


@router.get("/cases/{case_id}/questions", **route(Right.READ, list[Question]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """Our whole list, then questions of the case's own."""
    return _rows(opened(request, case_id, Right.READ))


@router.post("/cases/{case_id}/questions", **route(Right.STATE, list[Question], status=201))
def ask(request: HttpRequest, case_id: CaseId, body: Asking) -> Status[list[Found]]:
    """Put on record that questions were asked; sending them is yours."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    entries = folder.custody.entries()
    for name in body.questions:
        flow.check(name, entries)
    names = [*body.questions, *(clean(text, "the question", lines=True) for text in body.own)]
    if not names or not all(names):
        raise BadInput("no question was chosen", hint="Give ids in questions, or a text in own.")
    flow.ask(
        folder,
        names,
        to=line(body.to, "whom was asked") or case.case.vendor.name,
        actor=case.grant.user.name,
        now=time.time(),
        cache=cache(),
        on=body.on,
        reason=lines(body.reason, "the reason"),
    )
    noted(request, case, folder, "question.ask", count=len(names))
    return Status(201, _rows(case))


@router.post("/cases/{case_id}/questions/{name}/answers", **route(Right.STATE, Question, status=201))
def answer(request: HttpRequest, case_id: CaseId, name: Word, body: Answering) -> Status[Found]:
    """Put an answer on record."""
    case = opened(request, case_id, Right.STATE)
    folder = case.folder
    made = flow.answer(
        folder,
        name,
        clean(body.answer, "the answer", lines=True),
        actor=case.grant.user.name,
        now=time.time(),
        cache=cache(),
        on=body.on,
        source=line(body.source, "the source"),
        reason=lines(body.reason, "the reason"),
    )
    noted(request, case, folder, "question.answer", question=made.id)
    return Status(201, next(row for row in _rows(case) if row["question"] == made.id))


def _rows(case: Opened) -> list[Found]:
    standing = case.standing()
    told = {row["question"]: row for row in flow.as_json(standing.questions, standing.now)["list"]}
    nothing: Found = {"asked": [], "answers": [], "open_since": None, "days_open": None}
    ours = [
        {"question": one.id, "text": {"en": one.text("en"), "id": one.text("id")}, **nothing}
        | told.pop(one.id, {})
        | {"basis": one.basis}
        for one in QUESTIONS
    ]
    return ours + [row | {"basis": ""} for row in told.values()]
