"""What holds for the whole workspace: who we are, where, and what our contracts say."""

from __future__ import annotations

import time
import zoneinfo
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from waspada.store.db import workspaces
from waspada.store.db.models import User, Workspace
from waspada.web.pages.administration import administrators_only
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

FIELDS = (
    ("name", "text"),
    ("zone", "zone"),
    ("established_in", "text"),
    ("eu_main_establishment", "text"),
    ("does_business_in", "text"),
    ("sectors", "text"),
    ("dpo", "area"),
    ("break_glass_minutes", "number"),
    ("contracts", "area"),
    ("overlay", "area"),
)


@administrators_only
def show(request: HttpRequest, user: User) -> HttpResponseBase:
    """See and change it; what is wrong stands beside its field, and nothing is saved until all is right."""
    problems: Mapping[str, str] = {}
    given = _written(Workspace.get())
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name, _ in FIELDS}
        problems = workspaces.save(user, given, now=time.time(), today=timezone.localdate())
        if not problems:
            messages.success(request, said("workspace.saved", lang()))
            return redirect("workspace")
    fields = [
        {
            "name": name,
            "shape": shape,
            "label": said(f"workspace.field.{name}", lang()),
            "hint": said(f"workspace.hint.{name}", lang()),
            "value": given[name],
            "problem": problems.get(name, ""),
        }
        for name, shape in FIELDS
    ]
    context = {
        "fields": fields,
        "problems": problems,
        "zones": sorted(zoneinfo.available_timezones()),
        "area": "workspace",
        "gaps": _unsaid(given),
    }
    return render(request, "workspace/show.html", context, status=400 if problems else 200)


def _written(workspace: Workspace) -> dict[str, str]:
    values = {name: getattr(workspace, name) for name, _ in FIELDS}
    return {
        name: (", ".join(map(str, value)) or workspaces.NONE) if isinstance(value, list) else str(value or "")
        for name, value in values.items()
    }


def _unsaid(given: Mapping[str, str]) -> list[str]:
    """What duties cannot be computed from while nobody said it."""
    asked = ("established_in", "eu_main_establishment", "does_business_in", "sectors", "dpo", "contracts")
    return [said(f"workspace.unsaid.{name}", lang()) for name in asked if not given[name].strip()]
