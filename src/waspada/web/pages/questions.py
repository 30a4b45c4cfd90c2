"""Questions to the vendor: asked, answered, waiting; and the whole list as a text to send."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.case import questions as flow
from waspada.flows.case.question_list import BY_ID, QUESTIONS
from waspada.flows.case.questions import Asked, days_open, for_letter
from waspada.flows.case.show import Standing
from waspada.flows.case.texts import clean
from waspada.store.db import folders
from waspada.store.db.rights import Right
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@on_case(write=Right.STATE)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The list, with what became of each; sending it puts on record that questions were asked."""
    problem, given = "", {key: request.POST.get(key, "").strip() for key in ("own", "to", "on")}
    chosen = request.POST.getlist("question")
    if request.method == "POST":
        try:
            return _asked(request, opened, chosen, given)
        except WaspadaError as error:
            problem = sentence(error)
    standing = opened.standing()
    rows = _rows(standing)
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "questions",
        "waiting": [row for row in rows if row["open"]],
        "answered": [row for row in rows if row["answers"] and not row["open"]],
        "unasked": [row for row in rows if not row["open"] and not row["answers"]],
        "given": given,
        "chosen": chosen,
        "problem": problem,
        "gaps": _gaps(rows),
    }
    return render(request, "questions/index.html", context, status=400 if problem else 200)


@on_case(write=Right.STATE)
def one(request: HttpRequest, opened: Opened, name: str) -> HttpResponseBase:
    """One question with its answers, and a form for an answer."""
    problem, given = "", {key: request.POST.get(key, "").strip() for key in ("answer", "on", "source")}
    if name not in BY_ID and name not in {one.id for one in opened.standing().questions}:
        raise Http404
    if request.method == "POST":
        try:
            return _answered(request, opened, name, given)
        except WaspadaError as error:
            problem = sentence(error)
    row = next(row for row in _rows(opened.standing()) if row["id"] == name)
    gaps = [] if row["answers"] and not row["open"] else [said("questions.gap_one", lang())]
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "questions",
        "row": row,
        "given": given,
        "problem": problem,
        "gaps": gaps,
    }
    return render(request, "questions/one.html", context, status=400 if problem else 200)


@on_case()
def letter(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The whole list as plain text in both languages, without what was answered, to be copied into a message."""
    every = opened.standing().questions
    texts = [(other, _letter(opened, every, other)) for other in LANGUAGES]
    context = {"opened": opened, "tab": "questions", "texts": texts, "gaps": []}
    return render(request, "questions/letter.html", context)


def _letter(opened: Opened, every: Any, to: Lang) -> str:
    asked = for_letter((), every)
    lines = [said("questions.letter_begin", to, vendor=opened.case.vendor.name), ""]
    for number, (_, text, basis) in enumerate(asked, 1):
        lines.append(f"{number}. {text(to)}" + (f" ({basis})" if basis else ""))
    return "\n".join([*lines, "", said("questions.letter_end", to)])


def _asked(request: HttpRequest, opened: Opened, chosen: list[str], given: dict[str, str]) -> HttpResponseBase:
    folder, now = opened.folder, time.time()
    for name in chosen:
        flow.check(name, folder.custody.entries())
    names = [*chosen, *([clean(given["own"], "the question")] if given["own"] else [])]
    if not names:
        raise BadInput("no question was chosen", hint="Tick one or more, or write one of your own.")
    user = opened.grant.user
    flow.ask(
        folder,
        names,
        to=given["to"] or opened.case.vendor.name,
        actor=user.name,
        now=now,
        cache=Path(settings.HOME) / "cache",
        on=given["on"],
    )
    folders.noted(folder, opened.case, user, "question.ask", now=now, count=len(names))
    messages.success(request, said("questions.asked_done", lang(), count=len(names)))
    return redirect("questions", case_id=opened.case.pk)


def _answered(request: HttpRequest, opened: Opened, name: str, given: dict[str, str]) -> HttpResponseBase:
    folder, now, user = opened.folder, time.time(), opened.grant.user
    flow.answer(
        folder,
        name,
        clean(given["answer"], "the answer", lines=True),
        actor=user.name,
        now=now,
        cache=Path(settings.HOME) / "cache",
        on=given["on"],
        source=given["source"],
    )
    folders.noted(folder, opened.case, user, "question.answer", now=now, question=name)
    messages.success(request, said("questions.answered_done", lang()))
    return redirect("question", case_id=opened.case.pk, name=name)


def _rows(standing: Standing) -> list[dict[str, Any]]:
    told = {one.id: one for one in standing.questions}
    ours = [_row(question.id, told.get(question.id), standing.now) for question in QUESTIONS]
    return ours + [_row(one.id, one, standing.now) for one in standing.questions if one.own]


def _row(name: str, one: Asked | None, now: float) -> dict[str, Any]:
    known = BY_ID.get(name)
    return {
        "id": name,
        "text": one.text(lang()) if one else known.text(lang()) if known else name,
        "basis": known.basis if known else "",
        "asked": list(one.asked) if one else [],
        "open": one.open_since if one else "",
        "days": days_open(one, now) if one and one.open_since else 0,
        "answers": list(reversed(one.answers)) if one else [],
    }


def _gaps(rows: list[dict[str, Any]]) -> list[str]:
    waiting = sum(bool(row["open"]) for row in rows)
    unasked = sum(not row["open"] and not row["answers"] for row in rows)
    found = []
    if waiting:
        found.append(said("questions.gap_waiting", lang(), count=waiting))
    if unasked:
        found.append(said("questions.gap_unasked", lang(), count=unasked))
    return found
