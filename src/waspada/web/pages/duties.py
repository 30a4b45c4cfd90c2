"""Duties: what the laws and contracts oblige us to do, for whom, by when, and why; and why not."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import WaspadaError
from waspada.flows.case import facts, judged
from waspada.flows.case.facts import Value
from waspada.flows.duties import Duties, moved
from waspada.flows.duty_words import place
from waspada.flows.forms.registry import form_of
from waspada.laws.law import Law
from waspada.laws.outcome import Count
from waspada.laws.places import lives_in
from waspada.laws.told import told_fact
from waspada.store.db import duties as duties_in_db
from waspada.store.db import folders
from waspada.store.db.rights import Right
from waspada.web.clocks import clocks
from waspada.web.duty_rows import Row, counted, gap_line, moves, rows
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang, say

_SECTIONS: Final = ("owed", "open", "ask_counsel", "unlikely", "not_owed", "not_in_force")
_FOLDED: Final = frozenset(("unlikely", "not_owed", "not_in_force"))


@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The whole list: places without a rule first."""
    now = time.time()
    made = of(opened, now)
    everything = rows(made, lang(), now)
    sections = [(status, [row for row in everything if _section(row) == status]) for status in _SECTIONS]
    owed = [row for row in everything if row.outcome.status == "owed" and not row.outcome.done]
    standing = opened.standing()
    context = {
        "opened": opened,
        "tab": "duties",
        "sections": [(status, found, status in _FOLDED) for status, found in sections if found],
        "places": [gap_line(gap, lang()) for gap in made.gaps],
        "owed": owed,
        "next": next((row for row in owed if row.due), None),
        "clocks": clocks(standing.facts, now),
        "gaps": _unsaid(made, everything),
        "counts": {status: len(found) for status, found in sections},
    }
    return render(request, "duties/index.html", context)


@on_case(Right.READ, write=Right.STATE)
def one(request: HttpRequest, opened: Opened, duty: str) -> HttpResponseBase:
    """One duty: the law's own words, the clock, the people, what a notice must hold; counsel's word; done."""
    now, problem = time.time(), ""
    made = of(opened, now)
    row = _named(request, made, duty, now)
    if request.method == "POST":
        problem = _post(request, opened, row, now)
        if not problem:
            return redirect(request.get_full_path())
    context = {
        "opened": opened,
        "tab": "duties",
        "row": row,
        "people": _by_residence(made, row.law),
        "form": form_of(row.outcome),
        "content": [item.text for item in row.outcome.content],
        "problem": problem,
        "given": request.POST if problem else {},
        "may_judge": opened.grant.may(Right.JUDGE),
        "may_state": opened.grant.may(Right.STATE),
        "gaps": [say("duties.gap_missing", what=lack.text.rstrip(".")) for lack in row.missing],
    }
    return render(request, "duties/one.html", context, status=400 if problem else 200)


def _section(row: Row) -> str:
    return "unlikely" if row.unlikely else row.outcome.status


def of(opened: Opened, now: float, changed: dict[str, Value] | None = None) -> Duties:
    """The duties of a case; with `changed` as they would be."""
    today = datetime.fromtimestamp(now, UTC).date()
    return duties_in_db.duties_of(opened.case, opened.folder, today=today, changed=changed)


def would_move(opened: Opened, name: str, value: Value) -> list[str]:
    """What another value of a fact would move, in sentences."""
    now = time.time()
    before, after = of(opened, now), of(opened, now, {name: value})
    return moves(moved(before, after), after.laws, lang())


def _named(request: HttpRequest, made: Duties, duty: str, now: float) -> Row:
    wanted = (duty, request.GET.get("place", ""), request.GET.get("controller", ""))
    for row in rows(made, lang(), now):
        if (row.outcome.duty, row.outcome.place, row.outcome.controller) == wanted:
            return row
    raise Http404


def _post(request: HttpRequest, opened: Opened, row: Row, now: float) -> str:
    """Counsel's word, or that it was done; what is wrong with it."""
    given = {name: request.POST.get(name, "").strip() for name in ("verdict", "reason", "done", "source")}
    folder, user, outcome = opened.folder, opened.grant.user, row.outcome
    cache = Path(settings.HOME) / "cache"
    try:
        if given["verdict"]:
            if not opened.grant.may(Right.JUDGE):
                return say("duties.only_counsel")
            judged.judge(
                folder,
                outcome.duty,
                given["verdict"],
                reason=given["reason"],
                actor=user.name,
                cache=cache,
                place=outcome.place,
                controller=outcome.controller,
            )
            action = "duty.judge"
        else:
            name, source = told_fact(*outcome.key), given["source"]
            facts.state(folder, name, given["done"], actor=user.name, now=now, cache=cache, source=source)
            action = "duty.done"
    except WaspadaError as error:
        return sentence(error)
    folders.noted(folder, opened.case, user, action, now=now, duty=outcome.duty, place=outcome.place)
    return ""


def _by_residence(made: Duties, law: Law) -> list[tuple[str, str]]:
    """People in the places of a law, most first."""
    found: dict[str, Count] = {}
    for profile in made.situation.people or ():
        here = law.anywhere or lives_in(profile.residence, law.places, law.except_places)
        if here or here is None:
            sums = found.get(profile.residence, Count(0, 0))
            found[profile.residence] = sums + Count(profile.least, profile.most)
    order = sorted(found.items(), key=lambda pair: (-pair[1].least, pair[0]))
    return [(place(name, lang()), counted(count, lang())) for name, count in order if count.most != 0]


def _unsaid(made: Duties, everything: list[Row]) -> list[str]:
    """What nobody can say: places without a rule, duties that a fact would settle."""
    found = [say("duties.gap_places", count=len(made.gaps))] if made.gaps else []
    missing: dict[str, int] = {}
    for row in everything:
        for lack in row.missing:
            text = lack.text.rstrip(".")
            missing[text] = missing.get(text, 0) + 1
    found += [
        say("duties.gap_fact", what=name, count=count)
        for name, count in sorted(missing.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return found
