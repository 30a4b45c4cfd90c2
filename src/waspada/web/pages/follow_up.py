"""Follow-up of a case: MFA among affected admins over time, who still lacks it, reminders."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waspada.core.errors import BadInput, WaspadaError
from waspada.store.db import audit, directories, follow_up, jobs, project
from waspada.store.db.models import MfaPoint, Organisation, Projection, Task
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.form_parts import sent_files
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.pages.handovers import drain, no_token, small_enough
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

SHOWN: Final = 100
"""Organisations on the page."""
WIDTH, HEIGHT, _GAP, _WIDEST = 1000, 160, 0.35, 90
_STATES: Final = (("mfa_off", "exposed"), ("mfa_unknown", "unsure"), ("gone", "ground"), ("mfa_on", "ink"))
"""From the bottom up."""


class Bar(NamedTuple):
    """One stretch of a column."""

    x: int
    y: int
    width: int
    height: int
    tone: str


@on_case(write=Right.STATE)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """How it stands; sending the form makes reminders."""
    if request.method == "POST":
        keys = request.POST.getlist("key")[: follow_up.MOST_LISTED]
        made = follow_up.remind(opened.case, keys, by=opened.grant.user, now=time.time())
        word = "follow_up.made" if made else "follow_up.made_none"
        messages.success(request, said(word, lang(), count=made))
        return redirect("follow_up", case_id=opened.case.pk)
    return _page(request, opened, "", 200)


@streams
@csrf_exempt
@require_POST
@on_case(Right.SEAL)
def upload(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Keep a newer directory, and have it read. The token of the form is checked before the first byte of the file."""
    fields: dict[str, str] = {}
    problem, kept = "", ""
    try:
        small_enough(request)
        sent = sent_files(request, request.headers.get("Content-Type", ""), fields, settings.UPLOAD_LIMIT)
        first = next(sent, None)
        refused = no_token(request, fields)
        if refused is not None:
            return refused
        if first is None or first.field != "directory":
            raise BadInput("no directory was sent", hint="Choose the file first.")
        kept = directories.keep(opened.case, opened.folder, first.name, first.chunks)
        for other in sent:
            for _ in other.chunks:
                pass
    except WaspadaError as error:
        problem = sentence(error)
    if problem:
        drain(request)
        return _page(request, opened, problem, 400)
    with audit.acting():
        jobs.ask(opened.case, follow_up.JOB, opened.grant.user, {"directory": kept}, now=time.time())
    messages.success(request, said("follow_up.asked", lang()))
    return redirect("follow_up", case_id=opened.case.pk)


def _page(request: HttpRequest, opened: Opened, problem: str, status: int) -> HttpResponseBase:
    projection = project.current(opened.case)
    points = list(follow_up.points(opened.case)) or _of_run(opened, projection)
    last = points[-1] if points else None
    rows = _lacking(opened, projection, last)
    context = {
        "opened": opened,
        "tab": "enquiries",
        "points": points,
        "last": last,
        "admins": _all(last) if last else 0,
        "before": points[0].mfa_off if len(points) > 1 else None,
        "chart": chart(points),
        "width": WIDTH,
        "height": HEIGHT,
        "rows": rows[:SHOWN],
        "lacking": len(rows),
        "more": max(len(rows) - SHOWN, 0),
        "job": follow_up.waiting(opened.case),
        "can_state": opened.may("state"),
        "can_seal": opened.may("seal") and projection is not None,
        "problem": problem,
        "gaps": _gaps(last),
    }
    return render(request, "follow_up/index.html", context, status=status)


def chart(points: Sequence[MfaPoint]) -> list[Bar]:
    """One column a point, side by side in their order: the table below says when each was."""
    most = max((_all(one) for one in points), default=0)
    if not most:
        return []
    step = min(WIDTH / len(points), _WIDEST / (1 - _GAP))
    bars = []
    for number, one in enumerate(points):
        bottom = float(HEIGHT)
        for name, tone in _STATES:
            size = getattr(one, name) / most * HEIGHT
            if size:
                bottom -= size
                bars.append(Bar(int(number * step), int(bottom), max(int(step * (1 - _GAP)), 1), int(size + 0.5), tone))
    return bars


def _all(point: MfaPoint) -> int:
    return sum(getattr(point, name) for name, _ in _STATES)


def _of_run(opened: Opened, projection: Projection | None) -> list[MfaPoint]:
    """What the run itself says, while no newer directory was read; not kept."""
    if projection is None:
        return []
    people = projection.assessment["people"]
    admins, off, unknown = (people.get(name) or 0 for name in ("admins", "admins_without_mfa", "admins_mfa_unknown"))
    if not admins:
        return []
    return [
        MfaPoint(
            case=opened.case,
            run=projection.number,
            at=projection.made,
            mfa_on=admins - off - unknown,
            mfa_off=off,
            mfa_unknown=unknown,
            lacking=[
                [one.key, one.admins, one.admins_without_mfa]
                for one in Organisation.objects.filter(projection=projection, admins_without_mfa__gt=0).order_by(
                    "-admins_without_mfa", "number"
                )[: follow_up.MOST_LISTED]
            ],
        )
    ]


def _lacking(opened: Opened, projection: Projection | None, last: MfaPoint | None) -> list[dict[str, Any]]:
    if projection is None or last is None:
        return []
    keys = [row[0] for row in last.lacking]
    names = {one.key: one for one in Organisation.objects.filter(projection=projection, key__in=keys)}
    reminded = set(
        Task.objects.filter(case=opened.case, key__startswith=follow_up.REMIND).values_list("key", flat=True)
    )
    return [
        {
            "key": key,
            # Of one person alone, the name of the organisation may be the person's.
            "name": (names[key].name or names[key].organisation_id) if names[key].people > 1 else "",
            "admins": admins,
            "without": without,
            "reminded": f"{follow_up.REMIND}{key}" in reminded,
        }
        for key, admins, without in last.lacking
        if key in names
    ]


def _gaps(last: MfaPoint | None) -> list[str]:
    if last is None:
        return [said("follow_up.gap_none", lang())]
    counts = {"gap_unknown": last.mfa_unknown, "gap_gone": last.gone}
    found = [said(f"follow_up.{key}", lang(), count=count) for key, count in counts.items() if count]
    return [*found, said("follow_up.gap_new", lang())]
