"""Forms for authorities and controllers: which duty asks for which, what is missing and who owes it, and the files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waspada.core.errors import WaspadaError
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.forms.fill import OWNERS, filled
from waspada.flows.forms.form import STAGES, Answer, Form, Owner
from waspada.flows.forms.registry import FORMS
from waspada.flows.forms.versions import Key
from waspada.flows.forms.words import source_text
from waspada.store.db.rights import Right
from waspada.web.duty_rows import Row, rows
from waspada.web.pages import duties, form_files
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.pages.form_files import Wanted, gatherer
from waspada.web.templatetags.waspada import lang, say

_ENDINGS: Final = ("pdf", "docx", "txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form in the list, with the duties that ask for it, the soonest first."""

    form: Form
    rows: Sequence[Row]
    lacks: Sequence[Answer]
    answers: int


@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Which duty asks for which form, by when, and what is missing in it."""
    now = time.time()
    made = duties.of(opened, now)
    gather = gatherer(opened.case, opened.folder, made, now)
    by_form = {form.id: found for form, found in form_files.by_form(rows(made, lang(), now))}
    asked, others = [], []
    for form in FORMS:
        found = by_form.get(form.id, [])
        if found:
            whole = filled(form, gather(outcome=found[0].outcome))
            asked.append(Asked(form=form, rows=found, lacks=whole.lacks, answers=len(whole.answers)))
        else:
            others.append(form)
    waiting = [row for one in asked for row in one.rows if not row.outcome.done and row.outcome.status == "owed"]
    context = {
        "opened": opened,
        "tab": "duties",
        "asked": asked,
        "others": others,
        "waiting": waiting,
        "next": next((row for row in sorted(waiting, key=_due) if row.due), None),
        "gaps": _gaps([answer for one in asked for answer in one.lacks]),
    }
    return render(request, "forms/index.html", context)


def _due(row: Row) -> tuple[bool, float]:
    return (row.due is None, row.due.timestamp() if row.due else 0.0)


def _gaps(lacks: Sequence[Answer]) -> list[str]:
    texts = dict.fromkeys(answer.ask.text[lang()] for answer in lacks)
    return [say("forms.gap", what=text) for text in texts]


@on_case()
def show(request: HttpRequest, opened: Opened, form: str) -> HttpResponseBase:
    """One form as the case stands now: each answer with where it comes from."""
    wanted = _wanted(request, opened, form, request.GET.get("stage", ""))
    made, places = wanted.filled, form_files.places(opened, wanted)
    withheld = {place.id for place in places}
    parts = [(part, [_shown(answer, withheld) for answer in answers]) for part, answers in made.parts]
    context = {
        "opened": opened,
        "tab": "duties",
        "form": made.form,
        "made": made,
        "row": wanted.row,
        "choices": wanted.choices if len(wanted.choices) > 1 else [],
        "query": query_of(wanted.key),
        "stages": STAGES,
        "endings": list(_ENDINGS),
        "languages": LANGUAGES,
        "parts": parts,
        "answered": len(made.answers) - len(made.lacks),
        "lacks": _by_owner(made.lacks),
        "places": places,
        "changes": [change for change in made.changes if change.ask.id not in withheld],
        "versions": wanted.before[::-1],
        "may_take": opened.grant.may(Right.STATE),
        "gaps": _gaps(made.lacks),
    }
    return render(request, "forms/one.html", context)


@require_GET
@on_case(Right.STATE)
def file(request: HttpRequest, opened: Opened, form: str, stage: str, ending: str) -> HttpResponseBase:
    """The form as a file. On record before it leaves: it may be the version that an authority gets."""
    if stage not in STAGES or ending not in _ENDINGS:
        raise Http404
    to: Lang = "id" if request.GET.get("lang", lang()) == "id" else "en"
    wanted = _wanted(request, opened, form, stage)
    problem, content = "", b""
    try:
        content = form_files.taken_out(opened, wanted, to, ending)
    except WaspadaError as error:
        problem = sentence(error)
    if problem:
        context = {"opened": opened, "tab": "duties", "form": wanted.filled.form, "problem": problem, "gaps": []}
        return render(request, "forms/refused.html", context | {"query": query_of(wanted.key)}, status=400)
    response = HttpResponse(content, content_type=form_files.MAKERS[ending][0])
    response["Content-Disposition"] = f'attachment; filename="{form_files.file_name(wanted, to, ending)}"'
    return response


def _wanted(request: HttpRequest, opened: Opened, form: str, stage: str) -> Wanted:
    key: Key = tuple(request.GET.get(name, "") for name in ("duty", "place", "controller"))  # type: ignore[assignment]
    return form_files.wanted(opened, form, stage=stage, key=key, lang=lang())


def query_of(key: Key) -> str:
    """Names the duty in an address of a form."""
    given = {name: value for name, value in zip(("duty", "place", "controller"), key, strict=True) if value}
    return urlencode(given)


def _shown(answer: Answer, withheld: set[str]) -> dict[str, Any]:
    hidden = answer.ask.id in withheld
    return {
        "ask": answer.ask,
        "withheld": hidden,
        "texts": [] if hidden else [(one.text, one.origin) for one in answer.sentences],
        "origin": answer.origin,
        "lack": answer.lack,
        "sources": list(dict.fromkeys(source_text(one, lang()) for one in answer.sources)),
    }


def _by_owner(lacks: Sequence[Answer]) -> list[tuple[str, list[dict[str, Any]]]]:
    """What is missing, by who owes it."""
    found: dict[Owner, list[dict[str, Any]]] = {}
    for answer in lacks:
        lack = answer.lack
        if lack:
            found.setdefault(lack.owner, []).append({"ask": answer.ask, "lack": lack})
    return [(OWNERS[owner][lang() == "id"], found[owner]) for owner in Owner if owner in found]
