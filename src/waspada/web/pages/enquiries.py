"""Enquiries of a case: the list, and one with its proof, its person and its answers. Masked, but for a reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.mask import mask
from waspada.flows.enquiries import answers, clocks
from waspada.flows.enquiries.answers import Answer
from waspada.store.db import enquiries, enquiry_answers, enquiry_mail, enquiry_proof, notices, project, search
from waspada.store.db.models import Enquiry, EnquiryAnswer
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.pages.tasks import day_end, members
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

MOST_SHOWN: Final = 300
_DOUBT: Final = (EnquiryAnswer.State.UNKNOWN, EnquiryAnswer.State.SENDING)
_FORM: Final = ("kind", "address", "name", "subject", "text", "source")


@on_case(write=Right.STATE)
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """What waits first; sending the form writes one down that came by phone or letter."""
    problem, given = "", {name: request.POST.get(name, "").strip() for name in _FORM}
    if request.method == "POST":
        try:
            return _added(request, opened, given)
        except WaspadaError as error:
            problem = sentence(error)
    chosen = {name: request.GET.get(name, "")[:120] for name in ("state", "kind", "owner")}
    every = Enquiry.objects.filter(case=opened.case)
    found = every.filter(**_filter(chosen)).select_related("owner").order_by("due", "-number")
    waiting, now = enquiries.unresolved(opened.case), time.time()
    context = {
        "opened": opened,
        "tab": "enquiries",
        "waiting": waiting.count(),
        "late": sum(one.timestamp() < now for one in waiting.exclude(due=None).values_list("due", flat=True) if one),
        "rows": [_row(one, now) for one in sorted(found[:MOST_SHOWN], key=_order)],
        "more": found.count() > MOST_SHOWN,
        "any": every.exists(),
        "chosen": chosen,
        "states": Enquiry.State.values,
        "kinds": clocks.KINDS,
        "members": members(opened),
        "can_state": opened.may("state"),
        "given": given,
        "problem": problem,
        "gaps": _gaps(opened, waiting),
    }
    return render(request, "enquiries/index.html", context, status=400 if problem else 200)


@on_case(write=Right.STATE)
def one(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """One enquiry, and every step with it but sending."""
    enquiry = _found(opened, number)
    problem, shown = "", None
    if request.method == "POST":
        try:
            shown = _STEPS.get(request.POST.get("step", ""), _nothing)(request, opened, enquiry)
            if shown is None:
                return redirect("enquiry", case_id=opened.case.pk, number=number)
        except WaspadaError as error:
            problem = sentence(error)
            enquiry.refresh_from_db()
    context = _context(opened, enquiry) | {"problem": problem, **(shown or {})}
    answer = render(request, "enquiries/one.html", context, status=400 if problem else 200)
    if shown:
        answer.headers["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@on_case(Right.REVEAL)
def reveal(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """Address and text, once: the log is told first."""
    enquiry = _found(opened, number)
    problem, values = "", dict[str, str]()
    try:
        values = enquiries.reveal(opened.grant, enquiry, request.POST.get("reason", ""), now=time.time())
    except WaspadaError as error:
        problem = sentence(error)
    context = _context(opened, enquiry) | {"problem": problem, "revealed": values}
    answer = render(request, "enquiries/one.html", context, status=400 if problem else 200)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@streams
@require_POST
@on_case(Right.STATE)
def send(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """Send an answer, or the request for proof, by mail: a transaction of its own before the act, and one after."""
    enquiry = _found(opened, number)
    problem = ""
    try:
        mail = notices.mail_settings()
        if mail is None:
            raise BadInput("mail is not set up here", hint="Copy the text, send it yourself, and say so.")
        if request.POST.get("step") == "ask":
            made, _ = enquiry_proof.ask_proof(opened.grant, enquiry, now=time.time())
        else:
            made = enquiry_answers.compose(enquiry, request.POST.getlist("block"))
        transport = enquiry_mail.transport_of(mail)
        row = enquiry_mail.send(opened.grant, enquiry, made, mail, transport, clock=time.time)
        word = {"sent": "sent_ok", "refused": "sent_no"}.get(str(row.state), "sent_maybe")
        (messages.success if word == "sent_ok" else messages.warning)(request, said(f"enquiries.{word}", lang()))
        return redirect("enquiry", case_id=opened.case.pk, number=number)
    except WaspadaError as error:
        problem = sentence(error)
    enquiry.refresh_from_db()
    return render(request, "enquiries/one.html", _context(opened, enquiry) | {"problem": problem}, status=400)


def _found(opened: Opened, number: int) -> Enquiry:
    enquiry = enquiries.one(opened.case, number)
    if enquiry is None:
        raise Http404
    return enquiry


def _added(request: HttpRequest, opened: Opened, given: Mapping[str, str]) -> HttpResponseBase:
    source = given["source"] if given["source"] in ("phone", "form") else "phone"
    now = time.time()
    taken = enquiries.take_form(
        opened.case, given, now=now, identity=request.POST.get("once", "")[:64], source=source, by=opened.grant.user
    )
    word = "enquiries.added" if taken.new else "enquiries.known"
    messages.success(request, said(word, lang(), number=taken.enquiry.number))
    return redirect("enquiry", case_id=opened.case.pk, number=taken.enquiry.number)


def _filter(chosen: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if chosen["state"] in Enquiry.State.values:
        found["state"] = chosen["state"]
    if chosen["kind"] in clocks.KINDS:
        found["kind"] = chosen["kind"]
    if chosen["owner"]:
        found |= {"owner": None} if chosen["owner"] == "none" else {"owner__name": chosen["owner"]}
    return found


def _order(enquiry: Enquiry) -> tuple[bool, bool, float, int]:
    due = enquiry.due
    return enquiry.state != Enquiry.State.OPEN, due is None, due.timestamp() if due else 0.0, -enquiry.number


def _row(enquiry: Enquiry, now: float) -> dict[str, Any]:
    late = enquiry.state == Enquiry.State.OPEN and enquiry.due is not None and enquiry.due.timestamp() < now
    return {
        "enquiry": enquiry,
        "late": late,
        "from": mask("email", len(enquiry.address)) if enquiry.address else "",
        "kind": said(f"enquiries.kind.{enquiry.kind}", lang()),
        "source": said(f"enquiries.source.{enquiry.source}", lang()),
    }


def _context(opened: Opened, enquiry: Enquiry) -> dict[str, Any]:
    texts = answers.shipped()[answers.language(enquiry.lang)]
    shut = enquiry_answers.shut(enquiry)
    mail_problem, mail = "", None
    try:
        mail = notices.mail_settings()
    except WaspadaError as error:
        mail_problem = sentence(error)
    return {
        "opened": opened,
        "tab": "enquiries",
        **_row(enquiry, time.time()),
        "clocks": [] if enquiry.automatic else clocks.clocks(enquiry.kind, enquiry.received),
        "kinds": clocks.KINDS,
        "members": members(opened),
        "blocks": [{"block": one, "needs": shut.get(one.id, "")} for one in texts.blocks.values() if not one.alone],
        "replies": [
            {"answer": one, "doubt": one.state in _DOUBT, "proof": answers.PROVE in one.blocks}
            for one in enquiry.answers.select_related("by")
        ],
        "candidates": enquiry_proof.candidates(enquiry),
        "can_mail": bool(mail and enquiry.address),
        "mail_problem": mail_problem,
        "can_state": opened.may("state"),
        "can_reveal": opened.may("reveal") and not enquiry.purged,
        "gaps": _unknown(enquiry),
    }


def _nothing(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    raise BadInput("there is no such step", hint="Reload the page.")


def _change(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    post = request.POST
    due: datetime | None = day_end(post.get("due", "").strip(), enquiry.due)
    enquiries.change(
        opened.grant, enquiry, owner=post.get("owner", ""), due=due, kind=post.get("kind", ""), now=time.time()
    )
    messages.success(request, said("enquiries.changed", lang()))
    return None


def _ask(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    made, _ = enquiry_proof.ask_proof(opened.grant, enquiry, now=time.time())
    return {"code_text": made, **_context(opened, enquiry)}


def _code(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    right = enquiry_proof.give_code(opened.grant, enquiry, request.POST.get("code", ""), now=time.time())
    if right:
        messages.success(request, said("enquiries.code_right", lang()))
    else:
        messages.warning(request, said("enquiries.code_wrong", lang()))
    return None


def _prove(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    how, reason = request.POST.get("how", ""), request.POST.get("reason", "")
    _need(opened, Right.REVEAL)
    enquiry_proof.prove(opened.grant, enquiry, how=how, reason=reason, now=time.time())
    return None


def _link(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    _need(opened, Right.REVEAL)
    person, reason = request.POST.get("person", "").strip()[:64], request.POST.get("reason", "")
    enquiry_proof.link(opened.grant, enquiry, person, reason=reason, now=time.time())
    messages.success(request, said("enquiries.changed", lang()))
    return None


def _preview(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    made: Answer = enquiry_answers.compose(enquiry, request.POST.getlist("block"))
    return {"preview": made}


def _copied(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    enquiry_answers.copied(opened.grant, enquiry, request.POST.getlist("block"), now=time.time())
    messages.success(request, said("enquiries.changed", lang()))
    return None


def _close(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    enquiries.close(opened.grant, enquiry, request.POST.get("note", ""), now=time.time())
    return None


def _reopen(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    enquiries.reopen(opened.grant, enquiry, now=time.time())
    return None


def _arrived(request: HttpRequest, opened: Opened, enquiry: Enquiry) -> dict[str, Any] | None:
    number = request.POST.get("answer", "")
    row = enquiry.answers.filter(pk=int(number)).first() if number.isdigit() and len(number) < 18 else None
    if row is None:
        raise BadInput("there is no such answer", hint="Reload the page.")
    enquiry_mail.arrived(opened.grant, row, yes=request.POST.get("arrived") == "yes", now=time.time())
    return None


_Step = Callable[[HttpRequest, Opened, Enquiry], dict[str, Any] | None]
_STEPS: Final[Mapping[str, _Step]] = {
    "change": _change,
    "ask": _ask,
    "code": _code,
    "prove": _prove,
    "link": _link,
    "preview": _preview,
    "copied": _copied,
    "close": _close,
    "reopen": _reopen,
    "arrived": _arrived,
}


def _need(opened: Opened, right: Right) -> None:
    """Words instead of a page of its own, for who may do the other steps."""
    if not opened.grant.may(right):
        raise BadInput("your part in this case does not allow it", hint="Ask a responder, counsel or an owner.")


def _gaps(opened: Opened, waiting: Any) -> list[str]:
    doubt = EnquiryAnswer.objects.filter(enquiry__case=opened.case, state__in=_DOUBT).count()
    counts = {
        "gap_unproved": waiting.exclude(proof=Enquiry.Proof.PROVED).count(),
        "gap_owner": waiting.filter(owner=None).count(),
        "gap_doubt": doubt,
    }
    found = [said(f"enquiries.{key}", lang(), count=count) for key, count in counts.items() if count]
    return [*found, said("enquiries.gap_kind", lang())] if waiting else found


def _unknown(enquiry: Enquiry) -> list[str]:
    if enquiry.automatic:
        return []
    found = [said("enquiries.gap_who", lang())] if enquiry.proof != Enquiry.Proof.PROVED else []
    projection = project.current(enquiry.case)
    row = search.person(projection, enquiry.person_id) if projection and enquiry.person_id else None
    if len(clocks.clocks(enquiry.kind, enquiry.received)) > 1 and (row is None or not row.profile.country):
        found.append(said("enquiries.gap_lives", lang()))
    return found
