"""Single letters: as their recipients read them; those that wait for a person, and those of which nobody knows."""

from __future__ import annotations

import time
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.mask import mask
from waspada.flows.notices.letters import Letters
from waspada.notify.html import as_html
from waspada.notify.ledger import State
from waspada.notify.letter import Letter
from waspada.notify.plain import as_text
from waspada.store.db import folders, notice_going, notice_rows, notices
from waspada.store.db.models import Delivery, Notice
from waspada.store.db.notice_audience import Choice
from waspada.store.db.rights import Right
from waspada.web.headers import CSP, REPORT_CSP
from waspada.web.pages import errors
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.notices import named
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

MOST: Final = 100
"""Rows on one page."""
FRAME: Final = f"{CSP}; frame-src 'self'"
"""For the page around a letter."""
LETTER_CSP: Final = f"{REPORT_CSP}; frame-ancestors 'self'"
"""For the letter in it: its own styles, no script, no origin of ours."""
_SHOWN: Final = frozenset(str(one) for one in State)


@on_case()
def letter(request: HttpRequest, opened: Opened, number: int, row: int) -> HttpResponseBase:
    """One letter: text and HTML side by side, and what each sentence rests on. No address, no name, no code."""
    notice = named(opened, number)
    found = _row(notice, row)
    try:
        made = _masked(opened, notice, found)
    except WaspadaError as error:
        return _broken(request, opened, notice, error)
    context = {
        "opened": opened,
        "tab": "notices",
        "notice": notice,
        "row": found,
        "address": mask("email", len(found.address)),
        "letter": made,
        "text": as_text(made),
        "language": notice.texts.get(found.lang, {}).get("name", found.lang),
        "gaps": [said("notices.gap.read", lang())],
    }
    answer = render(request, "notices/letter.html", context)
    answer["Content-Security-Policy"] = FRAME
    return answer


@on_case()
def letter_html(request: HttpRequest, opened: Opened, number: int, row: int) -> HttpResponseBase:
    """The same letter as a mail program shows it, under a policy of its own."""
    notice = named(opened, number)
    try:
        made = _masked(opened, notice, _row(notice, row))
    except WaspadaError as error:
        return _broken(request, opened, notice, error)
    answer = HttpResponse(as_html(made))
    answer["Content-Security-Policy"] = LETTER_CSP
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@on_case()
def sample(request: HttpRequest, opened: Opened, number: int, audience: str, code: str) -> HttpResponseBase:
    """Leads to a letter that stands for those of an audience and language."""
    found = notices.sample(named(opened, number), audience, code)
    if found is None:
        raise Http404
    return redirect("notice_letter", case_id=opened.case.pk, number=number, row=found.pk)


@on_case(Right.READ, write=Right.DECIDE)
def rows(request: HttpRequest, opened: Opened, number: int, state: str) -> HttpResponseBase:
    """Letters in one state: shared addresses to decide, unknown ones to settle, the others to look at."""
    notice = named(opened, number)
    if state not in _SHOWN:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            _settle(request, opened, notice)
            messages.success(request, said("notices.done.settled", lang()))
            return redirect("notice_rows", case_id=opened.case.pk, number=number, state=state)
        except WaspadaError as error:
            problem = errors.sentence(error)
    found = notice_rows.of(notice).filter(state=state).order_by("pk")
    held = state == State.HELD
    context = {
        "opened": opened,
        "tab": "notices",
        "notice": notice,
        "state": state,
        "rows": [(one, mask("email", len(one.address)), notice_rows.moment_of(one)) for one in found[:MOST]],
        "count": found.count(),
        "most": MOST,
        "deciding": held and notice.state == Notice.State.DRAFT and opened.may("decide"),
        "settling": state == State.UNKNOWN and opened.may("decide"),
        "choices": [str(one) for one in Choice],
        "settled": [str(one) for one in notice_going.SETTLED],
        "problem": problem,
        "gaps": [],
    }
    return render(request, "notices/rows.html", context, status=400 if problem else 200)


def _settle(request: HttpRequest, opened: Opened, notice: Notice) -> None:
    given, now = request.POST, time.time()
    if given.get("all") == Choice.WITHOUT_FACTS:
        notices.decide_all(opened.grant, notice, now=now)
        return
    number = given.get("row", "")
    row = notice_rows.of(notice).select_related("notice").filter(pk=int(number)).first() if number.isdigit() else None
    if row is None:
        raise BadInput("there is no such letter", hint="Reload the page.")
    if given.get("choice"):
        notices.decide(opened.grant, row, given["choice"], reason=given.get("reason", ""), now=now)
    else:
        notice_going.settle(opened.grant, row, given.get("settle", ""), reason=given.get("reason", ""), now=now)


def _row(notice: Notice, number: int) -> Delivery:
    found = notice_rows.of(notice).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _masked(opened: Opened, notice: Notice, row: Delivery) -> Letter:
    key = folders.opened(opened.case).key()
    letters = Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))
    return letters.masked(notice_rows.recipient(row), row.channel)


def _broken(request: HttpRequest, opened: Opened, notice: Notice, error: WaspadaError) -> HttpResponseBase:
    context: dict[str, Any] = {"opened": opened, "tab": "notices", "notice": notice, "problem": errors.sentence(error)}
    return render(request, "notices/letter.html", context, status=errors.status_of(error))
