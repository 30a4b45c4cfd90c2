"""The first page of a case: what we know and since when, the clocks, what to do next, and what nobody can say yet."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.core.language import in_language
from waspada.flows.case.question_list import QUESTIONS
from waspada.flows.case.questions import days_open
from waspada.flows.case.show import Standing
from waspada.store.db.models import Job, Projection, Task
from waspada.web import fact_words
from waspada.web.clocks import Clock, clocks, span
from waspada.web.overview_words import digest, gaps
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.tasks import task_row
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_SHOWN: Final = 5
_ELSEWHERE: Final = ("review", "duties", "people")
"""Pages of other parts of the workbench; where one is missing there is no link to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do next."""

    text: str
    link: str


@on_case()
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Where the case stands."""
    now = time.time()
    standing = opened.standing()
    last = Projection.objects.filter(case=opened.case, ready=True).order_by("-number").first()
    document: dict[str, Any] = last.assessment if last else {}
    tasks = [task_row(task, now) for task in Task.objects.filter(case=opened.case, state="open")[:500]]
    tasks.sort(key=lambda row: (row["task"].due is None, row["task"].due.timestamp() if row["task"].due else 0.0))
    pair = clocks(standing.facts, now)
    unread = document.get("fields_to_read", [])
    context = {
        "opened": opened,
        "tab": "overview",
        "standing": standing,
        "digest": digest(standing, document, len(tasks)),
        "run": last.number if last else None,
        "people": _people(standing, document),
        "document": document,
        "clocks": [_clock(one) for one in pair],
        "steps": list(_steps(opened, standing, document)),
        "jobs": Job.objects.filter(case=opened.case).exclude(state=Job.State.DONE).order_by("-pk")[:2],
        "waiting": [
            {"id": one.id, "text": one.text(lang()), "open": one.open_since, "days": days_open(one, now)}
            for one in standing.open[:_SHOWN]
        ],
        "open_count": len(standing.open),
        "tasks": tasks[:_SHOWN],
        "task_count": len(tasks),
        "unread": [{**field, "kinds": _labels(document, field.get("kinds", ()))} for field in unread[:_SHOWN]],
        "unread_count": len(unread),
        "review": _address("review", opened),
        "beside": _beside(standing),
        "account": _account(standing, document),
        "claims": _claims(document),
        "gaps": gaps(standing, document, pair),
    }
    return render(request, "overview/index.html", context)


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "whose": clock.whose,
        "fact": clock.fact,
        "start": clock.start,
        "end": clock.end,
        "late": clock.late,
        "span": span(clock.seconds, lang()) if clock.start else "",
        "by": fact_words.party(clock.by) if clock.by else "",
        "claimed": clock.status == "claimed",
    }


def _people(standing: Standing, document: dict[str, Any]) -> str:
    """The figure: counted, else stated, else nothing."""
    counted = document.get("people") or {}
    least, most = counted.get("total_at_least"), counted.get("total_at_most")
    if least is not None and most is not None:
        value: Any = least if least == most else {"at_least": least, "at_most": most}
        return fact_words.value_text("people", value)
    fact = standing.facts.get("people")
    return fact_words.value_text("people", fact.best.value) if fact and fact.best else ""


def _steps(opened: Opened, standing: Standing, document: dict[str, Any]) -> Any:
    case = opened.case.pk
    if standing.destroyed:
        return
    for name in ("aware_at", "detected_at"):
        if name not in standing.facts or standing.facts[name].best is None:
            yield Step(text=said(f"overview.step_{name}", lang()), link=reverse("fact", args=(case, name)))
    told = {one.id for one in standing.questions}
    unasked = sum(question.id not in told for question in QUESTIONS)
    if unasked:
        yield Step(text=said("overview.step_ask", lang(), count=unasked), link=reverse("questions", args=(case,)))
    if not standing.handovers:
        yield Step(text=said("overview.step_seal", lang()), link=reverse("handovers", args=(case,)))
    elif not standing.of(Action.RUN):
        yield Step(text=said("overview.step_assess", lang()), link=reverse("handovers", args=(case,)))
    disputed = [name for name, fact in standing.facts.items() if fact.disputed]
    for name in disputed[:_SHOWN]:
        text = said("overview.step_disputed", lang(), what=fact_words.title(name))
        yield Step(text=text, link=reverse("fact", args=(case, name)))
    unread = len(document.get("fields_to_read", ()))
    if unread and (link := _address("review", opened)):
        yield Step(text=said("overview.step_review", lang(), count=unread), link=link)
    if link := _address("duties", opened):
        yield Step(text=said("overview.step_duties", lang()), link=link)


def _address(name: str, opened: Opened) -> str:
    try:
        return reverse(name, kwargs={"case_id": opened.case.pk})
    except NoReverseMatch:
        return ""


def _labels(document: dict[str, Any], kinds: Any) -> list[str]:
    known = document.get("kinds", {})
    return [in_language(known.get(kind, {}).get("label") or kind, lang()) for kind in kinds]


def _beside(standing: Standing) -> list[dict[str, Any]]:
    """Facts on which somebody else has spoken, beside our own word."""
    rows = []
    for name, fact in standing.facts.items():
        if fact.claims and not name.startswith("vendor_account."):
            ours = fact_words.statement(fact.ours) if fact.ours else None
            claims = [fact_words.statement(one) for one in fact.claims]
            title = fact_words.title(name)
            rows.append({"name": name, "title": title, "ours": ours, "claims": claims, "disputed": fact.disputed})
    return rows


def _account(standing: Standing, document: dict[str, Any]) -> dict[str, Any] | None:
    """What the vendor says it exported, held against the run; None where either is missing."""
    from waspada.assess.vendor_account import check
    from waspada.assess.vendor_said import said_in

    try:
        told = said_in(entry.data for entry in standing.of(Action.FACT))
        found = check(tuple(told), document) if told and document else None
    except BadInput:
        found = None
    if found is None:
        return None
    rows = [{"because": in_language(row["because"], lang()), "verdict": row["verdict"]} for row in found["statements"]]
    return {"line": in_language(found["line"], lang()), "rows": rows}


def _claims(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Sentences that somebody published, with what the data says of them."""
    return [
        {
            "text": in_language(claim["text"], lang()),
            "verdict": claim["verdict"],
            "because": in_language(claim["because"], lang()),
        }
        for claim in document.get("claims", ())
    ]
