"""Tasks of a case: what is to be done, by whom, until when."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import in_language
from waspada.store.db import folders, follow_up
from waspada.store.db import tasks as kept
from waspada.store.db.models import Task, User
from waspada.store.db.rights import Right
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said, words


def title_of(task: Task) -> str:
    """As a person wrote it, or in the reader's language what the program found."""
    if task.key.startswith("countersign:") and "act" in task.data:
        return said("approvals.task", lang(), act=said(f"approvals.act.{task.data['act']}", lang()))
    if task.key.startswith(follow_up.REMIND):
        return said("follow_up.task", lang(), key=str(task.data.get("key", ""))[:8])
    if task.title or not task.key.startswith(kept.REVOKE):
        return task.title or task.key
    return said(
        "tasks.revoke",
        lang(),
        what=in_language(task.data.get("label") or task.data.get("kind", ""), lang()),
        last4=task.data.get("last4", ""),
    )


def task_row(task: Task, now: float) -> dict[str, Any]:
    """One task as a list shows it."""
    how, known = str(task.data.get("how", "")), f"tasks.how.{str(task.data.get('kind', '')).partition('.')[2]}"
    link = how.startswith("https://")
    if how and not link and known in words():
        how = said(known, lang())
    late = task.state == Task.State.OPEN and task.due is not None and task.due.timestamp() < now
    return {"task": task, "title": title_of(task), "how": how, "link": link, "late": late}


@on_case(write=Right.STATE)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Open tasks first; sending the form adds one."""
    problem, given = "", {key: request.POST.get(key, "").strip() for key in ("title", "owner", "due")}
    if request.method == "POST":
        try:
            task = kept.add(opened.case, given["title"], owner=given["owner"], due=day_end(given["due"]))
            _noted(opened, "task.add", task)
            messages.success(request, said("tasks.added", lang()))
            return redirect("tasks", case_id=opened.case.pk)
        except WaspadaError as error:
            problem = sentence(error)
    now = time.time()
    rows = [task_row(task, now) for task in Task.objects.filter(case=opened.case).select_related("owner")]
    waiting = sorted((row for row in rows if row["task"].state == Task.State.OPEN), key=_soonest)
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "tasks",
        "waiting": waiting,
        "closed": [row for row in rows if row["task"].state != Task.State.OPEN],
        "late": sum(row["late"] for row in waiting),
        "members": members(opened),
        "given": given,
        "problem": problem,
        "gaps": _gaps(waiting),
    }
    return render(request, "tasks/index.html", context, status=400 if problem else 200)


@on_case(write=Right.STATE)
def one(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """One task: whose it is, until when, done or dropped."""
    task = Task.objects.filter(case=opened.case, pk=number).select_related("owner", "case").first()
    if task is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        given = {key: request.POST.get(key, "").strip() for key in ("owner", "due", "state", "note")}
        try:
            due = day_end(given["due"], task.due)
            kept.change(task, **{**given, "due": due}, now=time.time())  # type: ignore[arg-type] # a day among texts
            _noted(opened, "task.change", task)
            messages.success(request, said("tasks.changed", lang()))
            return redirect("tasks", case_id=opened.case.pk)
        except WaspadaError as error:
            problem = sentence(error)
            task.refresh_from_db()
    context = {
        "opened": opened,
        "can_state": opened.may("state"),
        "tab": "tasks",
        "row": task_row(task, time.time()),
        "members": members(opened),
        "problem": problem,
        "gaps": [],
    }
    return render(request, "tasks/one.html", context, status=400 if problem else 200)


def members(opened: Opened) -> list[str]:
    """Names of those who take part."""
    found = User.objects.filter(memberships__case=opened.case, is_active=True).order_by("name")
    return list(found.values_list("name", flat=True))


def day_end(day: str, before: datetime | None = None) -> datetime | None:
    """The end of a day in the reader's zone; a day that was not changed keeps its time of day. Raises BadInput."""
    if not day:
        return None
    zone = timezone.get_current_timezone()
    if before is not None and before.astimezone(zone).date().isoformat() == day:
        return before
    begin: datetime | None = None
    try:
        begin = datetime.fromisoformat(day)
    except ValueError:
        begin = None
    if begin is None or not 2000 <= begin.year <= 2200:
        raise BadInput("the day is none", hint="Write it like 2026-03-31.")
    return (begin.replace(tzinfo=zone) + timedelta(days=1, minutes=-1)).astimezone(UTC)


def _noted(opened: Opened, action: str, task: Task) -> None:
    folders.noted(
        opened.folder, opened.case, opened.grant.user, action, now=time.time(), task=task.pk, state=str(task.state)
    )


def _soonest(row: dict[str, Any]) -> tuple[bool, float, int]:
    task = row["task"]
    return task.due is None, task.due.timestamp() if task.due else 0.0, task.pk


def _gaps(waiting: list[dict[str, Any]]) -> list[str]:
    found = []
    for key, missing in (("gap_owner", "owner"), ("gap_due", "due")):
        count = sum(getattr(row["task"], missing) is None for row in waiting)
        if count:
            found.append(said(f"tasks.{key}", lang(), count=count))
    return found
