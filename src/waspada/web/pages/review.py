"""Review: what a person still has to look at, and what was decided, with masked evidence."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.custody import Action
from waspada.core.errors import WaspadaError
from waspada.flows.case import decide
from waspada.flows.case.review import SECTIONS, Item, Review, decision, review
from waspada.flows.kinds import kind_rows
from waspada.store.db import folders, project
from waspada.store.db.models import Case, Projection
from waspada.store.db.rights import Right
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import say

PAGE: Final = 50
"""Items of a section on one page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a person may give."""

    value: str
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One item with what the page needs besides."""

    item: Item
    number: int
    """Of the item in the queue; the form sends it."""
    about: str
    """Sent beside it, so that a decision never falls on another item that moved into its place."""
    kind: dict[str, str]
    choices: tuple[Choice, ...]

    @property
    def voices(self) -> tuple[decide.OnRecord, ...]:
        """Everybody's last word on it."""
        return self.item.decided.voices if self.item.decided else ()


@on_case(Right.READ, write=Right.DECIDE)
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The queue; sending it puts one decision on record."""
    run = project.current(opened.case)
    if run is None:
        return render(request, "review/none.html", {"opened": opened, "tab": "review"})
    queue = queue_of(opened, run)
    problem = ""
    if request.method == "POST":
        problem = _decide(request, opened, queue)
        if not problem:
            return redirect(f"{request.path}?section={_section(request)}")
    return render(
        request,
        "review/queue.html",
        _context(request, opened, queue, run) | {"problem": problem},
        status=400 if problem else 200,
    )


def queue_of(opened: Opened, run: Projection) -> Review:
    """The queue of a run, from its document, its identities and the log."""
    entries = opened.folder.custody.entries()
    since = next(
        (entry.number for entry in entries if entry.action is Action.RUN and entry.data["run"] == run.number), 0
    )
    files = project.run_files(opened.folder, run.number)
    rows = (row for batch in files.batches("ambiguous") for row in batch.to_pylist())
    return review(run.assessment, rows, decide.subjects_of(entries), since=since, dropped=_dropped(opened.case, run))


def _dropped(case: Case, run: Projection) -> Iterable[dict[str, Any]]:
    """Findings of the runs before: the later row of each place counts."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for earlier in Projection.objects.filter(case=case, number__lt=run.number).order_by("number"):
        found |= {(row["kind"], row["table"], row["field"]): row for row in earlier.assessment.get("findings", ())}
    return found.values()


def _context(request: HttpRequest, opened: Opened, queue: Review, run: Projection) -> dict[str, Any]:
    section = _section(request)
    page = max(1, int(raw)) if (raw := request.GET.get("page", "1")).isdigit() else 1
    items = queue.of(section)
    numbers = {id(item): number for number, item in enumerate(queue.items)}
    chosen = items[(page - 1) * PAGE : page * PAGE]
    sums = [
        (
            name,
            queue.count(name),
            queue.count(name, "confirmed"),
            queue.count(name, "rejected"),
            queue.count(name, "open"),
        )
        for name in SECTIONS
    ]
    return {
        "opened": opened,
        "tab": "review",
        "run": run,
        "queue": queue,
        "section": section,
        "sums": sums,
        "shown": [_shown(item, numbers[id(item)]) for item in chosen],
        "page": page,
        "may_decide": opened.grant.may(Right.DECIDE),
        "gaps": _gaps(queue),
        "more": len(items) > page * PAGE,
    }


def _gaps(queue: Review) -> list[str]:
    counts = {name: queue.count(name, "open").items for name in SECTIONS}
    return [say(f"review.gap.{name}", count=count) for name, count in counts.items() if count]


def _shown(item: Item, number: int) -> Shown:
    kinds = kind_rows()
    choices: Sequence[Choice] = ()
    if item.section == "fields":
        first = [name for name in item.could_be if name in kinds]
        choices = [Choice(name, dict(kinds[name]["label"])) for name in first]
    return Shown(
        item, number, about_of(item), dict(kinds[item.kind]["label"]) if item.kind in kinds else {}, tuple(choices)
    )


def _answers(item: Item) -> tuple[str, ...]:
    """What may be answered: what the page offers, and nothing else."""
    offered = {
        "fields": tuple(choice.value for choice in _shown(item, 0).choices),
        "findings": ("confirm",),
        "matches": tuple(item.could_be),
    }
    return ("reject", *offered[item.section])


def _section(request: HttpRequest) -> str:
    asked = request.POST.get("section") or request.GET.get("section") or SECTIONS[0]
    return asked if asked in SECTIONS else SECTIONS[0]


def _decide(request: HttpRequest, opened: Opened, queue: Review) -> str:
    """What is wrong with it; empty: it stands in the log."""
    number, about = request.POST.get("item", ""), request.POST.get("about", "")
    item = queue.items[int(number)] if number.isdigit() and int(number) < len(queue.items) else None
    if item is None or about != about_of(item):
        return say("review.moved")
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "").strip()
    if answer not in _answers(item) or not reason:
        return say("review.needs")
    actor = str(request.user)
    folder = opened.folder
    try:
        decide.decide(
            folder,
            [decision(item, answer, reason=reason)],
            actor=actor,
            now=time.time(),
            cache=Path(settings.HOME) / "cache",
        )
    except WaspadaError as error:
        return sentence(error)
    folders.noted(
        folder, opened.case, opened.grant.user, "decision.make", now=time.time(), section=item.section, kind=item.kind
    )
    return ""


def about_of(item: Item) -> str:
    """Names an item in a form, so that a decision never falls on another that moved into its place."""
    return "/".join((item.section, item.table, item.field, item.kind, item.match))
