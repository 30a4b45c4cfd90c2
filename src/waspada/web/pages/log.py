"""The log of the workbench: all of it for administrators, a case's own part for who takes part in it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from waspada.store.db import audit
from waspada.store.db.models import AuditEntry, User
from waspada.web.pages.administration import administrators_only
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said, words

PAGE = 50


@administrators_only
def everything(request: HttpRequest, user: User) -> HttpResponseBase:
    """All entries."""
    return render(request, "log/all.html", {**_page(request, AuditEntry.objects.all()), "area": "log"})


@on_case()
def of_case(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Entries about one case."""
    found = AuditEntry.objects.filter(case_id=opened.case.pk)
    return render(request, "log/case.html", {**_page(request, found), "opened": opened, "tab": "log"})


def _page(request: HttpRequest, found: QuerySet[AuditEntry]) -> dict[str, Any]:
    before = request.GET.get("before", "")
    rows = found.order_by("-number")
    if before.isdigit() and len(before) < 19:
        rows = rows.filter(number__lt=int(before))
    shown = list(rows[: PAGE + 1])
    checked = request.GET.get("check") == "1"
    last = AuditEntry.objects.order_by("-number").first()
    return {
        "count": found.count(),
        "entries": [{"row": one, "did": did(one.action), "data": sorted(one.data.items())} for one in shown[:PAGE]],
        "older": shown[PAGE - 1].number if len(shown) > PAGE else None,
        "checked": checked,
        "problems": audit.verify() if checked else [],
        "head": last.digest if last else audit.GENESIS,
        "total": last.number if last else 0,
        "gaps": [said("log.unknown.seen", lang()), said("log.unknown.head", lang())],
    }


def did(action: str) -> str:
    """What was done, in words; the code itself where there are none."""
    key = f"log.did.{action}"
    return said(key, lang()) if key in words() else action
