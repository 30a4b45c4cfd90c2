"""The public statement: draft with each sentence's basis and check, publishing by two people, versions, corrections."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import LANGUAGES
from waspada.flows.case.fact_names import label
from waspada.flows.statement.check import PLACES, Now, Result
from waspada.flows.statement.marks import edited
from waspada.flows.statement.sentence import Said, Section
from waspada.flows.statement.site import site
from waspada.flows.statement.statement import Statement
from waspada.notify.sentence import Basis
from waspada.store.db import approvals, corrections, notices, statements
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Workspace
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.pages import errors
from waspada.web.pages.approvals import standing
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said, words

_STATE_STEPS: Final = frozenset(("compose", "reword", "drop", "bring", "add", "about"))


@on_case(Right.READ, write=Right.STATE)
@streams
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The draft, sentence by sentence. Each step is a transaction of its own; so is the use of an approval."""
    problem = ""
    if request.method == "POST":
        try:
            _do(request, opened)
            return redirect("statement", case_id=opened.case.pk)
        except WaspadaError as error:
            problem = errors.sentence(error)
    context = {**_shown(request, opened, problem), "problem": problem}
    return render(request, "statement/show.html", context, status=400 if problem else 200)


@on_case()
def version(request: HttpRequest, opened: Opened, number: int) -> HttpResponseBase:
    """One published version, its edits shown as edits."""
    found = next((one for one in statements.published(opened.case) if one.number == number), None)
    if found is None:
        raise Http404
    context = {
        "opened": opened,
        "tab": "statement",
        "published": found,
        "changes": [(one, edited(one.before.get(lang(), ""), one.after.get(lang(), ""))) for one in found.changes],
        "sections": _plain(found.statement),
        "gaps": [said("statement.gap", lang())],
    }
    return render(request, "statement/version.html", context)


@on_case()
def site_file(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The whole public site, as an archive."""
    zone = ZoneInfo(Workspace.get().zone)
    try:
        files = site(statements.published(opened.case), case_id=str(opened.case.pk), zone=zone)
    except BadInput:
        raise Http404 from None
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), one)
    answer = HttpResponse(content.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="statement.zip"'
    return answer


@on_case(Right.READ, write=Right.ASK)
def wrong(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """What we told that no longer stands, and who must be told; the draft of a correction."""
    problem = ""
    if request.method == "POST":
        try:
            made = _correct(request, opened)
            return redirect("notice", case_id=opened.case.pk, number=made.number)
        except WaspadaError as error:
            problem = errors.sentence(error)
    found = corrections.found(opened.case)
    now = statements.now_of(opened.folder)
    context = {
        "opened": opened,
        "tab": "statement",
        "wrong": [(one, _languages(opened, one)) for one in found.wrong],
        "facts": _confirmed(now),
        "problem": problem,
        "may_ask": opened.may("ask") and opened.case.destroyed is None,
        "gaps": [said("statement.gap", lang())],
    }
    return render(request, "statement/corrections.html", context, status=400 if problem else 200)


def _correct(request: HttpRequest, opened: Opened) -> Any:
    given = request.POST
    codes = (name.removeprefix("text-") for name in given if name.startswith("text-"))
    texts = {code: given.get(f"text-{code}", "") for code in codes}
    version_, claim, fact = (given.get(name, "") for name in ("version", "claim", "fact"))
    return corrections.draft(opened.grant, version_, claim, texts, fact=fact, now=time.time())


def _languages(opened: Opened, one: corrections.Wrong) -> list[tuple[str, str]]:
    if not one.by_letter:
        return []
    notice = notices.one(opened.case, int(one.old.version))
    return [(code, notice.texts[code]["name"]) for code in notice.languages]


def _do(request: HttpRequest, opened: Opened) -> None:
    given, granted, now = request.POST, opened.grant, time.time()
    step = given.get("step", "")
    if step in _STATE_STEPS:
        _edit(request, opened, step, now)
        messages.success(request, said("statement.saved", lang()))
    elif step == "ask":
        statements.ask(
            granted,
            reason=given.get("reason", ""),
            now=now,
            confirmation=given.get("confirmation", ""),
            break_glass=given.get("break_glass") == "1",
        )
    elif step == "publish" and given.get("approval", "").isdigit():
        made = statements.put_out(granted, int(given["approval"]), note=_texts(request, "note"), now=now)
        messages.success(request, said("statement.published", lang(), number=made.number))
    else:
        raise BadInput("the form is not complete", hint="Reload the page, and send it again.")


def _edit(request: HttpRequest, opened: Opened, step: str, now: float) -> None:
    given, granted = request.POST, opened.grant
    asked = _texts(request, "question")
    question = asked if any(asked.values()) else None
    if step == "compose":
        statements.renew(granted, now=now)
    elif step == "reword":
        statements.reword(granted, given.get("key", ""), _texts(request, "text"), question=question, now=now)
    elif step == "drop":
        statements.drop(granted, given.get("key", ""), reason=given.get("reason", ""), now=now)
    elif step == "bring":
        statements.bring_back(granted, given.get("topic", ""), now=now)
    elif step == "about":
        statements.set_about(granted, given.dict(), now=now)
    else:
        section, fact = given.get("section", ""), given.get("fact", "")
        statements.add(granted, section, _texts(request, "text"), fact=fact, question=question, now=now)


def _texts(request: HttpRequest, name: str) -> dict[str, str]:
    return {code: request.POST.get(f"{name}-{code}", "").strip() for code in LANGUAGES}


def _shown(request: HttpRequest, opened: Opened, problem: str) -> dict[str, Any]:
    draft, versions = statements.draft(opened.case), statements.published(opened.case)
    folder = opened.folder
    now = statements.now_of(folder)
    result = statements.checked(draft, folder) if draft else Result(problems=())
    return {
        "opened": opened,
        "tab": "statement",
        "draft": draft,
        "versions": versions[::-1],
        "last": versions[-1] if versions else None,
        "sections": _sections(draft, result) if draft else [],
        "whole": [one for one in result.problems if not one.id],
        "blocking": len({(one.id, one.why) for one in result.problems if one.blocks}),
        "facts": _confirmed(now),
        "places": [str(one) for one in Section if one in PLACES[Basis.ATTESTED]],
        "given": request.POST if problem else {},
        "can_state": opened.may("state") and opened.case.destroyed is None,
        "next": len(versions) + 1,
        **(_approval(opened, draft, result) if draft else {}),
        "gaps": [said("statement.gap", lang())] if versions else [],
    }


def _sections(draft: Statement, result: Result) -> list[tuple[str, list[dict[str, Any]]]]:
    found = []
    for section in Section:
        rows = [_row(one, result) for one in draft.of(section)]
        if rows:
            found.append((str(section), rows))
    return found


def _row(one: Said, result: Result) -> dict[str, Any]:
    problems = [
        {"why": str(found.why) if f"statement.why.{found.why}" in words() else "other", "because": found.because,
         "blocks": found.blocks}
        for found in result.of(one.id)
    ]  # fmt: skip
    return {"said": one, "problems": problems, "facts": _rests(one)}


def _rests(one: Said) -> str:
    fact = one.backing.get("fact")
    return label(str(fact), lang()) if fact else ""


def _plain(statement: Statement) -> list[tuple[str, list[Said]]]:
    return [(str(section), list(statement.of(section))) for section in Section if any(statement.of(section))]


def _confirmed(now: Now) -> list[tuple[str, str]]:
    return [(name, label(name, lang())) for name, fact in now.facts.items() if fact.confirmed]


def _approval(opened: Opened, draft: Statement, result: Result) -> dict[str, Any]:
    """The open request for exactly this draft, and what the person may do with it."""
    wanted = statements.parameters(opened.case, draft)
    digest = approvals.digest(opened.case, Act.PUBLISH, wanted)
    asked = Approval.objects.filter(case=opened.case, act=Act.PUBLISH, digest=digest)
    request = asked.select_related("case", "asked_by").order_by("-pk").first()
    state = standing(request, time.time()) if request else ""
    open_ = request is not None and state in ("waits", "ready", "too_early")
    mine = request is not None and request.asked_by_id == opened.grant.user.pk
    may_ask = opened.may("ask") and opened.case.destroyed is None
    return {
        "request_of": request if open_ else None,
        "request_state": state,
        "may_publish": open_ and mine and state == "ready",
        "may_request": may_ask and not open_ and result.may_be_published,
        "single": all(one.pk == opened.grant.user.pk for one in approvals.approvers(opened.case)),
    }
