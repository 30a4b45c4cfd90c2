"""Letters of a case: drafted, checked, approved, sent, and what became of each."""

from __future__ import annotations

import time
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.flows.notices.ready import ordered
from waspada.notify.finding import Finding
from waspada.notify.ledger import Channel, State
from waspada.notify.plan import planned
from waspada.store.db import (
    acts,
    approvals,
    notice_checks,
    notice_going,
    notice_post,
    notice_proofs,
    notice_rows,
    notices,
)
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Job, Notice
from waspada.store.db.notice_audience import Whom
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.pages import errors
from waspada.web.pages.approvals import standing
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said, words

S = Notice.State
ARRIVED: Final = (State.ACCEPTED, State.DELIVERED)
LEFT: Final = (*ARRIVED, State.BOUNCED, State.UNKNOWN, State.DATA)
WAITING: Final = (State.QUEUED, State.SENDING)
CHOICES: Final = (Whom.ALL, Whom.NEW, Whom.MORE)
_DRAFTING: Final = frozenset(("renew", "prepare", "drop", "ask", "approve"))


@on_case(Right.READ, write=Right.ASK)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """All versions, and the form for a new one."""
    problem = ""
    if request.method == "POST":
        try:
            made = _draft(request, opened)
            messages.success(request, said("notices.done.draft", lang()))
            return redirect("notice", case_id=opened.case.pk, number=made.number)
        except WaspadaError as error:
            problem = errors.sentence(error)
    found = list(Notice.objects.filter(case=opened.case).select_related("corrects"))
    rows = [(one, notice_rows.by_state(one)) for one in found]
    context = {
        "opened": opened,
        "tab": "notices",
        "rows": [(one, sum(states.values()), sums(states)) for one, states in rows],
        "left": sum(sums(states)["arrived"] for _, states in rows),
        "runs": acts.runs_of(opened.folder)[::-1],
        "choices": CHOICES if found else (),
        "may_draft": opened.may("ask") and not any(one.state == S.DRAFT for one in found) and _alive(opened),
        "no_mail": _no_mail(),
        "problem": problem,
        "gaps": [said("notices.gap.read", lang())] if found else [],
    }
    return render(request, "notices/index.html", context, status=400 if problem else 200)


@on_case(Right.READ, write=Right.ASK)
@streams
def one(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """One version. Each step is a transaction of its own: the use of an approval is on disk before what it allows."""
    notice = named(opened, number)
    problem = ""
    if request.method == "POST":
        try:
            gone = _do(request, opened, notice)
            if gone:
                return redirect("notices", case_id=opened.case.pk)
            return redirect("notice", case_id=opened.case.pk, number=number)
        except WaspadaError as error:
            problem = errors.sentence(error)
        notice = named(opened, number)
    context = {**_shown(opened, notice), "problem": problem}
    return render(request, "notices/one.html", context, status=400 if problem else 200)


def named(opened: Opened, number: int) -> Notice:
    """A version of the case by its number. Raises Http404."""
    found = Notice.objects.filter(case=opened.case, number=number).select_related("case", "corrects", "approval")
    notice = found.first()
    if notice is None:
        raise Http404
    return notice


def sums(states: dict[str, int]) -> dict[str, int]:
    """Rows by what a reader asks first."""
    return {
        "arrived": sum(states.get(one, 0) for one in ARRIVED),
        "left": sum(states.get(one, 0) for one in LEFT),
        "waiting": sum(states.get(one, 0) for one in WAITING),
        **{name: states.get(name, 0) for name in ("bounced", "unknown", "held", "cancelled")},
    }


def _alive(opened: Opened) -> bool:
    return opened.case.destroyed is None


def _no_mail() -> bool:
    try:
        return notices.mail_settings() is None
    except BadInput:
        return False


def _draft(request: HttpRequest, opened: Opened) -> Notice:
    run, whom = request.POST.get("run", ""), request.POST.get("whom", Whom.ALL)
    if whom not in CHOICES or not (run.isdigit() or not run):
        raise BadInput("the form is not complete", hint="Reload the page, and send it again.")
    return notices.draft(opened.grant, now=time.time(), run=int(run) if run else None, whom=Whom(whom))


def _do(request: HttpRequest, opened: Opened, notice: Notice) -> bool:
    """Do one step; whether the notice is gone after it."""
    step, now, granted = request.POST.get("step", ""), time.time(), opened.grant
    reason = request.POST.get("reason", "")
    if step in _DRAFTING:
        _drafting(request, opened, notice, step, now)
    elif step == "start":
        notice_going.start(granted, notice, now=now)
    elif step in ("pause", "resume", "stop"):
        getattr(notice_going, step)(granted, notice, reason=reason, now=now)
    elif step == "keep":
        notice_going.ask_proofs(notice, granted.user, now=now)
    elif step == "export":
        made = notice_post.printing if request.POST.get("what") == "post" else notice_proofs.exporting
        wanted = made(str(notice.number), request.POST.get("to", "").strip())
        approvals.ask(granted, Act.EXPORT, wanted, reason=reason, now=now, confirmation=request.POST.get("title", ""))
    else:
        raise BadInput("the form is not complete", hint="Reload the page, and send it again.")
    key = f"notices.done.{step}"
    if key in words():
        messages.success(request, said(key, lang()))
    return step == "drop"


def _drafting(request: HttpRequest, opened: Opened, notice: Notice, step: str, now: float) -> None:
    granted = opened.grant
    if step == "drop":
        notices.take_back(granted, notice, now=now)
    elif step == "approve":
        given = request.POST.get("approval", "")
        if not given.isdigit():
            raise BadInput("the approval is missing", hint="Ask for one, and have it granted.")
        found = notice_checks.findings(notice, fresh=True, clock=time.time)
        notices.approve(notice, int(given), found, who=granted.user, actor=granted.user.name, now=now)
    elif step == "ask":
        notices.ask(
            granted,
            notice,
            notice_checks.findings(notice, clock=time.time),
            reason=request.POST.get("reason", ""),
            now=now,
            confirmation=request.POST.get("confirmation", ""),
            break_glass=request.POST.get("break_glass") == "1",
        )
    else:
        notices.again(granted, notice, fresh=step == "renew", now=now)


def _shown(opened: Opened, notice: Notice) -> dict[str, Any]:
    states = notice_rows.by_state(notice)
    counts = notice_rows.counts(notice)
    found = _findings(notice)
    summed = sums(states)
    return {
        "opened": opened,
        "tab": "notices",
        "notice": notice,
        "letters": sum(states.values()) - states.get(State.CANCELLED, 0),
        "people": notice.counts.get("behind", 0),
        "sums": summed,
        "states": [(name, states[name]) for name in (str(one) for one in State) if name in states],
        "domains": _domains(notice),
        "groups": _groups(counts),
        "job": _job(notice),
        "findings": ordered(found),
        "blocking": sum(one.blocks for one in found),
        "plan": planned(notice.plan),
        "why": _why(notice),
        "single": all(one.pk == opened.grant.user.pk for one in approvals.approvers(opened.case)),
        "may_go_on": notice.state == S.DONE and bool(summed["waiting"]),
        "trials": notice.trials,
        **_approval(opened, notice, found),
        "may_ask": opened.may("ask") and _alive(opened),
        "may_decide": opened.may("decide") and _alive(opened),
        "shared": states.get(State.HELD, 0) if notice.state == S.DRAFT else 0,
        "by_post": notice_rows.of(notice).filter(channel=Channel.POST).exists(),
        "kept_rows": notice_proofs.kept_rows(opened.folder, notice),
        "bounces": _bounces(notice),
        "gaps": _gaps(notice, summed),
    }


def _findings(notice: Notice) -> list[Finding]:
    """What the checks say; nothing of a draft that is not prepared."""
    if notice.state == S.DRAFT:
        return notice_checks.findings(notice, clock=time.time) if notice.digest else []
    return notice_checks.findings(notice)


def _groups(counts: list[Any]) -> list[dict[str, Any]]:
    """Letters by audience, language and channel, whatever their state."""
    found: dict[tuple[str, str, str], int] = {}
    for row in counts:
        if row.state != State.CANCELLED:
            key = (row.audience, row.lang, row.channel)
            found[key] = found.get(key, 0) + row.letters
    rows = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"audience": key[0], "lang": key[1], "channel": key[2], "letters": count} for key, count in rows]


def _domains(notice: Notice) -> list[tuple[str, dict[str, int]]]:
    if notice.state == S.DRAFT:
        return []
    found = notice_rows.by_domain(notice)
    return [(domain, {**sums(states), "all": sum(states.values())}) for domain, states in found]


def _job(notice: Notice) -> Job | None:
    """What a worker still does, or failed to do, with a draft."""
    job = notices.preparation(notice) if notice.state == S.DRAFT else None
    return job if job and job.state != Job.State.DONE else None


def _approval(opened: Opened, notice: Notice, found: list[Finding]) -> dict[str, Any]:
    """The open request for exactly this draft, and what the person may do with it."""
    if notice.state != S.DRAFT or not notice.digest:
        return {}
    asked = Approval.objects.filter(case=opened.case, act=Act.SEND, parameters__digest=notice.digest)
    request = asked.select_related("case", "asked_by").order_by("-pk").first()
    state = standing(request, time.time()) if request else ""
    open_ = request is not None and state in ("waits", "ready", "too_early")
    return {
        "request_of": request if open_ else None,
        "request_state": state,
        "may_lock": open_ and state == "ready" and request is not None and request.asked_by_id == opened.grant.user.pk,
        "may_request": not open_ and not any(one.blocks for one in found),
    }


def _why(notice: Notice) -> str:
    key = f"notices.why.{notice.why}"
    return said(key, lang()) if key in words() else notice.why


def _bounces(notice: Notice) -> list[tuple[str, int]]:
    """Reply codes of letters that did not arrive, the most frequent first."""
    rows = notice_rows.of(notice).filter(state=State.BOUNCED, channel=Channel.MAIL)
    return notice_rows.by_reply(rows)


def _gaps(notice: Notice, summed: dict[str, int]) -> list[str]:
    found = [("unknown", summed["unknown"])]
    found += [(name, int(notice.counts.get(name) or 0)) for name in ("without_address", "ambiguous")]
    lines = [said(f"notices.gap.{name}", lang(), count=count) for name, count in found if count]
    return [*lines, said("notices.gap.read", lang())]
