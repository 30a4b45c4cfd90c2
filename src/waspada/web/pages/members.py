"""Who takes part in a case, and as what."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import WaspadaError
from waspada.store.db import approvals, members
from waspada.store.db.models import Role
from waspada.store.db.rights import Right
from waspada.web.pages import errors
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@on_case(Right.READ, write=Right.MEMBERS)
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Everybody sees who takes part; an owner changes it."""
    problem = ""
    if request.method == "POST":
        try:
            _do(request, opened)
        except WaspadaError as error:
            problem = errors.sentence(error)
        if not problem:
            messages.success(request, said("members.done", lang()))
            # Who removed themselves is a stranger now.
            mine = members.of(opened.case).filter(user=opened.grant.user).exists()
            return redirect("members", case_id=opened.case.pk) if mine else redirect("cases")
    rows = list(members.of(opened.case))
    context = {
        "opened": opened,
        "tab": "members",
        "rows": rows,
        "others": members.others(opened.case),
        "roles": [(role.value, said(f"members.may.{role.value}", lang())) for role in Role],
        "approvers": len(approvers := approvals.approvers(opened.case)),
        "single": len(approvers) < 2,
        "problem": problem,
        "gaps": [said("members.unknown", lang())],
    }
    return render(request, "members/show.html", context, status=400 if problem else 200)


def _do(request: HttpRequest, opened: Opened) -> None:
    act, number = request.POST.get("act", ""), request.POST.get("number", "")
    role, now = request.POST.get("role", ""), time.time()
    chosen = int(number) if number.isdigit() and len(number) < 19 else 0
    if act == "add":
        members.add(opened.grant, chosen, role, now=now)
    elif act == "remove":
        members.remove(opened.grant, chosen, now=now)
    else:
        members.change(opened.grant, chosen, role, now=now)
