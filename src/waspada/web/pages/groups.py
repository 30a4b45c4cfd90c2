"""Groups of people with our role for them, and the signed risk assessment of each."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import WaspadaError
from waspada.flows.case import judged
from waspada.flows.case.judged import LEVELS, LIKELIHOODS, ROLES, SEVERITIES, Group
from waspada.flows.profiles import EVERYBODY
from waspada.store.db import folders
from waspada.store.db.rights import Right
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import say


@on_case(Right.READ, write=Right.STATE)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The groups; sending a form states one, or signs a risk assessment."""
    problem = ""
    if request.method == "POST":
        problem = _post(request, opened)
        if not problem:
            return redirect("groups", case_id=opened.case.pk)
    entries = opened.folder.custody.entries()
    groups, risks = judged.groups_of(entries), judged.risks_of(entries)
    if not any(group.id == EVERYBODY for group in groups):
        groups.append(Group(id=EVERYBODY, role="controller"))
    rows = [(group, risks.get(group.id, [])[-1:], risks.get(group.id, [])[:-1]) for group in groups]
    gaps = [say("duties.gap_risk", what=_name(group)) for group, last, _ in rows if not last]
    gaps += [say("duties.gap_role", what=_name(group)) for group, _, _ in rows if group.role == "unknown"]
    context = {
        "opened": opened,
        "tab": "duties",
        "rows": rows,
        "problem": problem,
        "given": request.POST,
        "may_state": opened.grant.may(Right.STATE),
        "may_judge": opened.grant.may(Right.JUDGE),
        "roles": ROLES,
        "severities": SEVERITIES,
        "likelihoods": LIKELIHOODS,
        "levels": LEVELS,
        "gaps": gaps,
    }
    return render(request, "duties/groups.html", context, status=400 if problem else 200)


def _name(group: Group) -> str:
    return say("duties.group.all") if group.id == EVERYBODY else group.id


def _post(request: HttpRequest, opened: Opened) -> str:
    """Put it on record; what is wrong with it."""
    given = {name: str(value).strip() for name, value in request.POST.items()}
    folder, user, cache = opened.folder, opened.grant.user, Path(settings.HOME) / "cache"
    try:
        if "level" in given:
            if not opened.grant.may(Right.JUDGE):
                return say("duties.only_counsel")
            judged.assess_risk(
                folder,
                given.get("group", ""),
                severity=given.get("severity", ""),
                likelihood=given.get("likelihood", ""),
                level=given["level"],
                reason=given.get("reason", ""),
                actor=user.name,
                cache=cache,
            )
        else:
            judged.state_group(folder, _group(given), actor=user.name, cache=cache)
    except WaspadaError as error:
        return sentence(error)
    action = "risk.assess" if "level" in given else "group.state"
    folders.noted(folder, opened.case, user, action, now=time.time(), group=given.get("group", ""))
    return ""


def _group(given: dict[str, str]) -> Group:
    def several(name: str, sign: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in given.get(name, "").split(sign) if part.strip())

    return Group(
        id=given.get("group", ""),
        role=given.get("role", ""),
        controllers=several("controllers", "\n"),
        products=several("products", ","),
        reason=given.get("reason", ""),
    )
