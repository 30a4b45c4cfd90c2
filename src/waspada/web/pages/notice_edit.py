"""What all letters of a draft share: where to ask, and the sentences that people signed."""

from __future__ import annotations

import time
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.flows.case.fact_names import label
from waspada.flows.case.facts import facts_of
from waspada.store.db import notice_edit
from waspada.store.db.models import Notice
from waspada.store.db.notice_edit import PLACES, URLS
from waspada.store.db.rights import Right
from waspada.web.pages import errors
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.notices import named
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_FIELDS: Final = ("contact", *URLS)


@on_case(Right.ASK)
def edit(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """Change the draft; its letters are composed anew."""
    notice = named(opened, number)
    if notice.state != Notice.State.DRAFT:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            _do(request, opened, notice)
            messages.success(request, said("notices.done.saved", lang()))
            return redirect("notice_edit", case_id=opened.case.pk, number=number)
        except WaspadaError as error:
            problem = errors.sentence(error)
            notice.refresh_from_db()
    context = {**_shown(request, opened, notice, problem), "problem": problem}
    return render(request, "notices/edit.html", context, status=400 if problem else 200)


def _do(request: HttpRequest, opened: Opened, notice: Notice) -> None:
    given, step, now = request.POST, request.POST.get("step", ""), time.time()
    if step == "save":
        values = {name: given.get(name, "") for name in _FIELDS}
        notice_edit.save(opened.grant, notice, values, now=now)
    elif step == "add":
        texts = {code: given.get(f"text-{code}", "") for code in notice.languages}
        notice_edit.add(opened.grant, notice, given.get("place", ""), given.get("fact", ""), texts, now=now)
    elif step == "take":
        notice_edit.take(opened.grant, notice, given.get("place", ""), given.get("id", ""), now=now)
    else:
        raise BadInput("the form is not complete", hint="Reload the page, and send it again.")


def _shown(request: HttpRequest, opened: Opened, notice: Notice, problem: str) -> dict[str, Any]:
    facts = facts_of(opened.folder.custody.entries())
    given = request.POST if problem else {}
    return {
        "opened": opened,
        "tab": "notices",
        "notice": notice,
        "given": {name: given.get(name, notice.material.get(name, "")) for name in _FIELDS}
        | {name: given.get(name, "") for name in ("place", "fact")},
        "urls": URLS,
        "places": PLACES,
        "said": [(place, [_row(one) for one in notice.material.get(place, ())]) for place in PLACES],
        "facts": [(name, label(name, lang())) for name, fact in facts.items() if fact.confirmed],
        "languages": [(code, notice.texts[code]["name"], given.get(f"text-{code}", "")) for code in notice.languages],
        "gaps": [],
    }


def _row(said_: dict[str, Any]) -> dict[str, Any]:
    backing = said_.get("backing", {})
    return {
        "id": said_["id"],
        "texts": sorted(said_["text"].items()),
        "fact": label(str(backing.get("fact", "")), lang()),
        "entry": backing.get("entry", ""),
    }
