"""What needs two people: asked for, decided, and done from here."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.store.db import access, acts, approvals, bundle, fetching
from waspada.store.db.approvals import Act, Mode
from waspada.store.db.models import Approval, Job, Workspace
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.pages import errors
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

FROM_HERE = (Act.REVEAL, Act.EXPORT, Act.DESTROY)
"""What is done on this page; letters and statements leave from where they are written."""
BUNDLE = "bundle"
"""An export too: the whole case, for another workbench."""
OFFERED = (Act.REVEAL, Act.EXPORT, BUNDLE, Act.DESTROY)
"""What is asked for on this page."""


@on_case(Right.READ, write=Right.ASK)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """All requests of the case, and the form for a new one."""
    problem = ""
    if request.method == "POST":
        try:
            made = _ask(request, opened)
            return redirect("approval", case_id=opened.case.pk, number=made.pk)
        except WaspadaError as error:
            problem = errors.sentence(error)
    rows = Approval.objects.filter(case=opened.case).select_related("asked_by", "case")
    now = time.time()
    context = {
        "opened": opened,
        "tab": "approvals",
        "rows": [(one, _what(one), standing(one, now)) for one in rows[:200]],
        "open": sum(1 for one in rows if standing(one, now) == "waits"),
        "acts": OFFERED,
        "runs": acts.runs_of(opened.folder)[::-1],
        "single": _is_single(opened),
        "minutes": Workspace.get().break_glass_minutes,
        "hours": approvals.HOURS,
        "approvers": len(approvals.approvers(opened.case)),
        "given": request.POST if problem else {},
        "problem": problem,
        "gaps": [said("approvals.unknown", lang())],
    }
    return render(request, "approvals/index.html", context, status=400 if problem else 200)


@on_case()
@streams
def one(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """One request: decide it, use it. Each step is a transaction of its own, so that a use is known before the act."""
    approval = Approval.objects.filter(case=opened.case, pk=number).select_related("asked_by", "case").first()
    if approval is None:
        raise Http404
    problem, people = "", []
    if request.method == "POST":
        try:
            if request.POST.get("step") == "fetch":
                return _fetched(opened, approval)
            people = _do(request, opened, approval)
        except access.NotAllowed as error:
            return errors.not_allowed(request, error, opened.grant.role)
        except WaspadaError as error:
            problem = errors.sentence(error)
        if not problem and not people:
            return redirect("approval", case_id=opened.case.pk, number=approval.pk)
        approval.refresh_from_db()
    context = {**_shown(opened, approval), "problem": problem, "people": people}
    return render(request, "approvals/one.html", context, status=400 if problem else 200)


def standing(approval: Approval, now: float) -> str:
    """Where it stands, as a word of the page."""
    if approvals.waits_for_countersignature(approval):
        return "unsigned"
    return approvals.why_not(approval, now) or "ready"


def _is_single(opened: Opened) -> bool:
    return all(one.pk == opened.grant.user.pk for one in approvals.approvers(opened.case))


def _ask(request: HttpRequest, opened: Opened) -> Approval:
    given = {name: request.POST.get(name, "") for name in ("act", "run", "people", "to", "reason", "confirmation")}
    act = given["act"]
    if act not in OFFERED:
        raise BadInput("this cannot be asked for here", hint="Choose one of those that the page offers.")
    if act == BUNDLE:
        act, wanted = Act.EXPORT, bundle.parameters(given["to"].strip())
    else:
        wanted = acts.parameters(act, opened.folder, run=given["run"], people=given["people"], to=given["to"])
    return approvals.ask(
        opened.grant,
        act,
        wanted,
        reason=given["reason"],
        now=time.time(),
        confirmation=given["confirmation"],
        break_glass=request.POST.get("break_glass") == "1",
    )


def _do(request: HttpRequest, opened: Opened, approval: Approval) -> list[Any]:
    """Grant, refuse or use; the values, where values were asked for."""
    step, now, user = request.POST.get("step", ""), time.time(), opened.grant.user
    if step in ("grant", "refuse"):
        approvals.decide(opened.grant, approval.pk, yes=step == "grant", reason=request.POST.get("reason", ""), now=now)
        return []
    opened.grant.need(Right.ASK)
    if approval.act == Act.REVEAL:
        return acts.reveal(opened.case, approval, user, now=now)
    if approval.act == Act.EXPORT:
        where = acts.write_out(opened.case, approval, user, now=now)
        messages.success(request, said("approvals.exported", lang(), where=where))
    elif approval.act == Act.DESTROY:
        acts.ask_destruction(opened.case, approval, user, now=now)
        messages.success(request, said("approvals.destroying", lang()))
    else:
        raise BadInput("this is not done here", hint="Letters and statements leave from their own page.")
    return []


def _fetched(opened: Opened, approval: Approval) -> HttpResponseBase:
    """What was exported, or the bundle: sent while it is read. A bundle uses its approval up."""
    opened.grant.need(Right.ASK)
    now, user, case = time.time(), opened.grant.user, opened.case
    if _is_bundle_here(approval):
        pieces, media = bundle.with_approval(case, approval.pk, user, now=now, where="download"), bundle.MEDIA
        name = f"{case.pk}.tar"
    else:
        pieces, media = fetching.fetched(case, approval, user, now=now), fetching.MEDIA
        name = f"{case.pk}-export-{approval.pk}.zip"
    answer = StreamingHttpResponse(pieces, content_type=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _what(approval: Approval) -> str:
    """The act as people call it: a bundle is another thing to them than results."""
    return BUNDLE if approval.act == Act.EXPORT and approval.parameters.get("bundle") else approval.act


def _is_bundle_here(approval: Approval) -> bool:
    return approval.act == Act.EXPORT and approval.parameters == bundle.parameters("")


def _shown(opened: Opened, approval: Approval) -> dict[str, Any]:
    now, user = time.time(), opened.grant.user
    state = standing(approval, now)
    mine = approval.asked_by_id == user.pk
    spoke = approval.consents.filter(user=user).exists()
    undecided = approval.state == Approval.State.ASKED and state not in ("expired", "gone")
    whole = _is_bundle_here(approval)
    elsewhere = approval.act not in FROM_HERE or bool(approval.parameters.get("to") and not whole)
    may_ask = opened.may("ask")
    usable = mine and state == "ready" and may_ask and not elsewhere
    return {
        "opened": opened,
        "tab": "approvals",
        "approval": approval,
        "what": _what(approval),
        "state": state,
        "mine": mine,
        "consents": approval.consents.select_related("user").order_by("at"),
        "parameters": sorted(approval.parameters.items()),
        "may_decide": not mine and not spoke and opened.may("approve") and (undecided or state == "unsigned"),
        "may_use": usable and not whole,
        "may_bundle": usable and whole,
        "fetched_here": whole,
        "files": fetching.files(approval, user, now) if may_ask else {},
        "fetched_until": fetching.until(approval),
        "elsewhere": mine and state == "ready" and elsewhere,
        "glass": approval.mode == Mode.GLASS,
        "job": Job.objects.filter(case=opened.case, kind="destroy", arguments__approval=approval.pk).first(),
        "gaps": [said("approvals.unknown", lang())],
    }
