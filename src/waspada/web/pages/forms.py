"""Forms for authorities and controllers: which duty asks for which, what is missing and who owes it, and the files."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.duties import Duties
from waspada.flows.forms import clean, versions
from waspada.flows.forms.fill import OWNERS, filled
from waspada.flows.forms.form import STAGES, Answer, Filled, Form, Owner
from waspada.flows.forms.material import Material, material
from waspada.flows.forms.pdf_file import as_pdf
from waspada.flows.forms.registry import BY_ID, FORMS, form_of
from waspada.flows.forms.text import as_text
from waspada.flows.forms.versions import NOBODY, Key
from waspada.flows.forms.word_file import as_docx
from waspada.flows.forms.words import source_text
from waspada.laws.outcome import Outcome
from waspada.store.case.folder import CaseFolder
from waspada.store.db import audit, folders, project
from waspada.store.db.models import Case, Projection, Task, Workspace
from waspada.store.db.named import named
from waspada.store.db.rights import Right
from waspada.web.duty_rows import Row, rows
from waspada.web.pages import duties
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang, say

_MAKERS: Final[Mapping[str, tuple[str, Callable[[Filled, Lang], bytes]]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "txt": ("text/plain; charset=utf-8", lambda form, language: as_text(form, language).encode()),
}
_ASKING: Final = ("owed", "open", "ask_counsel")


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
    by_form: dict[str, list[Row]] = {}
    for row in rows(made, lang(), now):
        form = form_of(row.outcome)
        if form and (row.outcome.status in _ASKING or row.outcome.done):
            by_form.setdefault(form.id, []).append(row)
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
    made, own = wanted.filled, clean.own_of(wanted.case, _cache())
    places = clean.places(made, own, cache=_cache(), knows=knows_of(opened.case))
    withheld = {place.id for place in places}
    parts = [(part, [_shown(answer, withheld) for answer in answers]) for part, answers in made.parts]
    before = versions.versions_of(wanted.case.entries, form, wanted.key)
    context = {
        "opened": opened,
        "tab": "duties",
        "form": made.form,
        "made": made,
        "row": wanted.row,
        "choices": wanted.choices if len(wanted.choices) > 1 else [],
        "query": wanted.query,
        "stages": STAGES,
        "endings": list(_MAKERS),
        "languages": LANGUAGES,
        "parts": parts,
        "answered": len(made.answers) - len(made.lacks),
        "lacks": _by_owner(made.lacks),
        "places": places,
        "changes": [change for change in made.changes if change.ask.id not in withheld],
        "versions": list(reversed(before)),
        "may_take": opened.grant.may(Right.STATE),
        "gaps": _gaps(made.lacks),
    }
    return render(request, "forms/one.html", context)


@require_GET
@on_case(Right.STATE)
def file(request: HttpRequest, opened: Opened, form: str, stage: str, ending: str) -> HttpResponseBase:
    """The form as a file. On record before it leaves: it may be the version that an authority gets."""
    if stage not in STAGES or ending not in _MAKERS:
        raise Http404
    to: Lang = "id" if request.GET.get("lang", lang()) == "id" else "en"
    wanted = _wanted(request, opened, form, stage)
    problem, content = "", b""
    try:
        clean.check(wanted.filled, clean.own_of(wanted.case, _cache()), cache=_cache(), knows=knows_of(opened.case))
        content = _MAKERS[ending][1](wanted.filled, to)
        _noted(opened, wanted, to, ending, content)
    except WaspadaError as error:
        problem = sentence(error)
    if problem:
        context = {"opened": opened, "tab": "duties", "form": wanted.filled.form, "problem": problem, "gaps": []}
        return render(request, "forms/refused.html", context | {"query": wanted.query}, status=400)
    response = HttpResponse(content, content_type=_MAKERS[ending][0])
    response["Content-Disposition"] = f'attachment; filename="{form}-{stage}-{to}.{ending}"'
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The form that an address means."""

    case: Material
    filled: Filled
    key: Key
    row: Row | None
    choices: Sequence[Row]
    query: str


def _wanted(request: HttpRequest, opened: Opened, form: str, stage: str) -> _Wanted:
    known = BY_ID.get(form)
    if known is None or (stage and stage not in STAGES):
        raise Http404
    now = time.time()
    made = duties.of(opened, now)
    every = [row for row in rows(made, lang(), now) if form_of(row.outcome) is known]
    choices = [row for row in every if row.outcome.status in _ASKING or row.outcome.done]
    key: Key = tuple(request.GET.get(name, "") for name in ("duty", "place", "controller"))  # type: ignore[assignment]
    row = _chosen(every, key) if key[0] else next(iter(choices), None)
    key = _key(row.outcome) if row else NOBODY
    which = next((one for one in STAGES if one == stage), STAGES[0])
    gather = gatherer(opened.case, opened.folder, made, now)
    case = gather(outcome=row.outcome if row else None, stage=which)
    before = versions.before(versions.versions_of(case.entries, form, key), which, case.facts)
    return _Wanted(
        case=case,
        filled=filled(known, case, before=before),
        key=key,
        row=row,
        choices=choices,
        query=query_of(key),
    )


def _chosen(choices: Sequence[Row], key: Key) -> Row:
    """The row that is named."""
    for row in choices:
        if _key(row.outcome) == key:
            return row
    raise Http404


def _key(outcome: Outcome) -> Key:
    return (outcome.duty, outcome.place, outcome.controller)


def query_of(key: Key) -> str:
    """Names the duty in an address of a form."""
    given = {name: value for name, value in zip(("duty", "place", "controller"), key, strict=True) if value}
    return urlencode(given)


def gatherer(case: Case, folder: CaseFolder, made: Duties, now: float) -> Callable[..., Material]:
    """What forms of a case are filled from; `outcome` and `stage` are still to be given."""
    workspace, run = Workspace.get(), project.current(case)
    tasks = Task.objects.filter(case=case)
    return functools.partial(
        material,
        case_id=str(case.pk),
        vendor=case.vendor.name,
        entries=folder.custody.entries(),
        run=run.number if run else None,
        assessment=run.assessment if run else {},
        duties=made,
        name=workspace.name,
        contact=workspace.dpo,
        now=now,
        zone=ZoneInfo(workspace.zone),
        tasks=(tasks.filter(state=Task.State.DONE).count(), tasks.filter(state=Task.State.OPEN).count()),
    )


def knows_of(case: Case) -> clean.Knows | None:
    """Who knows the people of a case: its searchable run."""
    run: Projection | None = project.current(case)
    return None if run is None else functools.partial(named, run)


def _cache() -> Path:
    return Path(settings.HOME) / "cache"


def _noted(opened: Opened, wanted: _Wanted, to: Lang, ending: str, content: bytes) -> None:
    folder, user, made = opened.folder, opened.grant.user, wanted.filled
    if not content:
        raise BadInput("the form is empty")
    digest = hashlib.sha256(content).hexdigest()
    with audit.acting():
        entry = versions.note(folder, made, wanted.key, lang=to, ending=ending, sha256=digest, actor=user.name)
        folders.noted(
            folder,
            opened.case,
            user,
            "form.export",
            now=time.time(),
            form=made.form.id,
            stage=made.stage,
            ending=ending,
            entry=entry.number,
        )


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
