"""Facts of a case: what counts now and whose word it is, what was said before, and stating one."""

from __future__ import annotations

import re
import time
import zoneinfo
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from waspada.core.errors import WaspadaError
from waspada.flows.case.fact_names import FAMILIES, KNOWN, NOTE
from waspada.flows.case.fact_shapes import ONE_OF, shape_of
from waspada.flows.case.facts import PARTIES, US, Fact, Status, Value, parsed, state
from waspada.store.db import folders
from waspada.store.db.rights import Right
from waspada.web import fact_words
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.duties import would_move
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_FORM = ("value", "at", "until", "zone", "at_least", "at_most", "unknown", "by", "status", "source", "reason")

_OTHERS = re.compile(rf"({'|'.join(map(re.escape, (NOTE, *FAMILIES)))})[A-Za-z0-9_.-]{{1,80}}")
_MISSED = (
    "occurred_from",
    "occurred_to",
    "detected_at",
    "told_us_at",
    "aware_at",
    "people",
    "fields",
    "countries",
    "encrypted",
    "contained",
    "published",
)
"""Facts whose absence every reader should know of; the others matter to some laws, and the duties ask for them."""


def moves(case: Opened, name: str, value: Value) -> list[str]:
    """Sentences that say which duties a new value would bring, move or take away; nothing is saved yet."""
    return would_move(case, name, value)


@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """All facts, those first that were stated."""
    standing = opened.standing()
    rows = [fact_words.fact_row(fact) for fact in standing.facts.values()]
    unsaid = [(name, fact_words.title(name)) for name in KNOWN if name not in standing.facts]
    disputed = sum(row["disputed"] for row in rows)
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "facts",
        "rows": rows,
        "unsaid": unsaid,
        "disputed": disputed,
        "gaps": _gaps(standing.facts, [title for name, title in unsaid if name in _MISSED]),
    }
    return render(request, "facts/index.html", context)


@on_case()
def note(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """To the page of a note by its word."""
    case_id = opened.case.pk
    word = re.sub(r"[^a-z0-9_.-]+", "_", request.GET.get("word", "").strip().lower()).strip("_.")[:60]
    return redirect("fact", case_id=case_id, name=f"{NOTE}{word}") if word else redirect("facts", case_id=case_id)


@on_case(write=Right.STATE)
def one(request: HttpRequest, opened: Opened, name: str) -> HttpResponseBase:
    """One fact: what counts, every word about it, and a form for a new one: first a preview, then saved."""
    if name not in KNOWN and not _OTHERS.fullmatch(name):
        raise Http404
    given = {key: request.POST.get(key, "").strip() for key in _FORM}
    problem, preview = "", None
    if request.method == "POST":
        try:
            text = fact_words.sent_text(name, given)
            if request.POST.get("step") == "save":
                return _saved(request, opened, name, text, given)
            preview = _preview(opened, name, text)
        except WaspadaError as error:
            problem = sentence(error)
    fact, shape = opened.standing().facts.get(name), shape_of(name)
    given["zone"] = given["zone"] or timezone.get_current_timezone_name()
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "facts",
        "name": name,
        "title": fact_words.title(name),
        "shape": str(shape),
        "row": fact_words.fact_row(fact) if fact else None,
        "history": [fact_words.statement(one) for one in reversed(fact.history)] if fact else [],
        "given": given,
        "preview": preview,
        "choices": [(word, fact_words.value_text(name, word)) for word in ONE_OF.get(shape, ())],
        "problem": problem,
        "parties": [(by, fact_words.party(by)) for by in PARTIES],
        "zones": sorted(zoneinfo.available_timezones()),
        "gaps": _gaps({name: fact} if fact else {}, [] if fact else [fact_words.title(name)]),
    }
    return render(request, "facts/one.html", context, status=400 if problem else 200)


def _preview(opened: Opened, name: str, text: str) -> dict[str, Any]:
    """What would move. Where the duties cannot be computed this is said, and the fact can be stated all the same."""
    value, moved, problem = parsed(name, text, time.time()), list[str](), ""
    try:
        moved = moves(opened, name, value)
    except WaspadaError as error:
        problem = sentence(error)
    return {"value": fact_words.value_text(name, value), "moves": moved, "problem": problem}


def _saved(request: HttpRequest, opened: Opened, name: str, text: str, given: dict[str, str]) -> HttpResponseBase:
    by = given["by"] or US
    status = given["status"] if by == US and given["status"] in set(Status) and not given["unknown"] else ""
    folder, now = opened.folder, time.time()
    made = state(
        folder,
        name,
        text,
        actor=opened.grant.user.name,
        now=now,
        cache=Path(settings.HOME) / "cache",
        by=by,
        status=status,
        source=given["source"],
        reason=given["reason"],
    )
    folders.noted(folder, opened.case, opened.grant.user, "fact.state", now=now, fact=name, entry=made.entry)
    messages.success(request, said("facts.saved", lang(), entry=made.entry))
    return redirect("fact", case_id=opened.case.pk, name=name)


def _gaps(facts: Mapping[str, Fact], unsaid: Sequence[str]) -> list[str]:
    found = [said("facts.gap_unsaid", lang(), what=title) for title in unsaid]
    for name, fact in facts.items():
        if fact.best is None:
            found.append(said("facts.gap_unknown", lang(), what=fact_words.title(name)))
        elif fact.disputed:
            found.append(said("facts.gap_disputed", lang(), what=fact_words.title(name)))
        elif fact.confirmed is None:
            found.append(said("facts.gap_claim", lang(), what=fact_words.title(name)))
    return found
