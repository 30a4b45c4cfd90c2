"""Hand-overs of a case: what is under seal, and taking files in by page, streamed into the seal."""

from __future__ import annotations

import time
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waspada.core import language
from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, Refused, WaspadaError
from waspada.core.progress import Silent
from waspada.flows.case.arrive import Arriving, seal_arriving
from waspada.flows.case.seal import ORIGINS, About, HandOver, sealed
from waspada.flows.case.show import Standing, files_in
from waspada.readers.wrapper import Secrets
from waspada.store.case.vault import Vault
from waspada.store.db import audit, directories, folders, jobs
from waspada.store.db.models import AuditEntry, Job
from waspada.store.db.rights import Right
from waspada.web.auditing import streams
from waspada.web.fact_words import sent_moment
from waspada.web.form_parts import SentFile, sent_files
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_FORM: Final = ("origin", "by", "to", "at", "zone", "channel", "reference", "reason")
_REFUSED: Final = "handover.refused"
_DRAINED: Final = 16 << 20
"""Bytes that are still read after a refusal: a browser shows no answer while it is still sending."""


@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """What is under seal, what is being worked on, and the form."""
    return _page(request, opened, {}, "", 200)


@streams
@csrf_exempt
@require_POST
@on_case(Right.SEAL)
def upload(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Take files in. The token of the form is checked before the first byte of a file is read (see `no_token`)."""
    fields: dict[str, str] = {}
    problem, done, kept = "", None, list[str]()
    try:
        small_enough(request)
        sent = sent_files(request, request.headers.get("Content-Type", ""), fields, settings.UPLOAD_LIMIT)
        first = next(sent, None)
        refused = no_token(request, fields)
        if refused is not None:
            return refused
        files = chain([first], sent) if first else iter(())
        done = _sealed(opened, fields, _datasets(opened, files, fields, kept))
    except WaspadaError as error:
        problem = sentence(error)
    user, now = opened.grant.user, time.time()
    if done is None:
        with audit.acting():
            folders.noted(opened.folder, opened.case, user, _REFUSED, now=now)
        drain(request)
        return _page(request, opened, fields, problem, 400)
    with audit.acting():
        folders.noted(opened.folder, opened.case, user, "handover.seal", now=now, handover=done.number)
        if kept:
            _ask(opened, kept[-1], now)
    said_so = said("handovers.done", lang(), number=done.number, count=len(done.files))
    messages.success(request, f"{said_so} {said('handovers.will_assess', lang())}" if kept else said_so)
    for trouble in done.troubles:
        messages.warning(request, trouble)
    return redirect("handovers", case_id=opened.case.pk)


@on_case(Right.SEAL)
def assess(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Assess everything under seal again, with the directory that was given last."""
    kept = _last_directory(opened)
    if request.method == "POST" and kept and sealed(opened.folder.custody.entries()):
        with audit.acting():
            _ask(opened, kept, time.time())
        messages.success(request, said("handovers.will_assess", lang()))
    return redirect("handovers", case_id=opened.case.pk)


def small_enough(request: HttpRequest) -> None:
    """Raises BadInput, before anything is read."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > settings.UPLOAD_LIMIT:
        raise BadInput(
            "what was sent is larger than this workbench takes by page: nothing of it was kept",
            hint="Seal it on the server: waspada case seal CASE FILE. Or raise WASPADA_UPLOAD_BYTES.",
        )


def no_token(request: HttpRequest, fields: dict[str, str]) -> HttpResponseBase | None:
    """Django's own check over the fields that stood before the first file; None: all is well.

    Django would read the whole body to find the token, and so seal first and ask later.
    """
    post = QueryDict(mutable=True)
    post.update(fields)
    request.POST = post  # type: ignore[assignment] # a plain one will do
    return CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, lambda _: HttpResponse(), (), {})


def _datasets(opened: Opened, files: Iterator[SentFile], fields: dict[str, str], kept: list[str]) -> Iterator[Arriving]:
    """The files to seal; our own directory among them is kept where directories are, when it is to be used."""
    folder = opened.folder
    for file in files:
        if file.field == "files":
            yield Arriving(file.name, file.chunks)
        elif file.field == "directory" and fields.get("assess"):
            kept.append(directories.keep(opened.case, folder, file.name, file.chunks))


def _sealed(opened: Opened, fields: dict[str, str], files: Iterator[Arriving]) -> HandOver:
    from waspada.flows.dataset import detector
    from waspada.flows.paths import mask_name

    user, folder = opened.grant.user, opened.folder
    if opened.standing().destroyed:
        raise Refused("the data of this case was destroyed: nothing more is sealed into it", hint="Open a new case.")
    given = {name: fields.get(name, "").strip() for name in _FORM}
    about = About(
        origin=given["origin"],
        handed_over_by=given["by"] or opened.case.vendor.name,
        received_by=given["to"] or user.name,
        received=_received(given),
        channel=given["channel"] or said("handovers.by_page", "en"),
        reference=given["reference"],
    )
    names = detector(Path(settings.HOME) / "cache")
    return seal_arriving(
        folder,
        Vault(folder.path, folder.recipient),
        files,
        about,
        actor=user.name,
        reason=given["reason"],
        progress=Silent(),
        secrets=Secrets(password=fields.get("password", "")),
        mask=lambda name: mask_name(names, name),
    )


def _received(given: dict[str, str]) -> str:
    now = datetime.fromtimestamp(time.time(), UTC)
    text = sent_moment(given["at"], given["zone"]) or now.isoformat(timespec="seconds")
    if datetime.fromisoformat(text) > now.astimezone(UTC):
        raise BadInput("the hand-over lies in the future", hint="Check day and zone.")
    return text


def _ask(opened: Opened, directory: str, now: float) -> None:
    numbers = sorted(sealed(opened.folder.custody.entries()))
    work = {"handovers": numbers, "directory": directory}
    jobs.ask(opened.case, "assess", opened.grant.user, work, now=now)


def _last_directory(opened: Opened) -> str:
    job = Job.objects.filter(case=opened.case, kind="assess").order_by("-pk").first()
    return str(job.arguments.get("directory", "")) if job else ""


def drain(request: HttpRequest) -> None:
    """Read a little of what is still coming, so that a browser reads our answer."""
    left = _DRAINED
    try:
        while left > 0 and (piece := request.read(1 << 16)):
            left -= len(piece)
    except (OSError, RequestDataTooBig):
        return


def _page(request: HttpRequest, opened: Opened, fields: dict[str, str], problem: str, status: int) -> HttpResponseBase:
    standing = opened.standing()
    given = {name: fields.get(name, "") for name in _FORM}
    given["zone"] = given["zone"] or timezone.get_current_timezone_name()
    rows = [_row(entry) for entry in reversed(standing.handovers)]
    refused = _refused(opened, standing)
    context = {
        "opened": opened,
        "can_seal": opened.may("seal"),
        "tab": "handovers",
        "rows": rows,
        "files": sum(row["count"] for row in rows),
        "bytes": language.size(sum(row["bytes"] for row in rows), lang()),
        "jobs": Job.objects.filter(case=opened.case).exclude(state=Job.State.DONE).order_by("-pk")[:3],
        "again": bool(rows and _last_directory(opened)),
        "refused": refused,
        "origins": ORIGINS,
        "given": given,
        "problem": problem,
        "limit": language.size(settings.UPLOAD_LIMIT, lang()),
        "zones": sorted(zoneinfo.available_timezones()),
        "gaps": _gaps(standing),
    }
    return render(request, "handovers/index.html", context, status=status)


def _row(entry: Entry) -> dict[str, Any]:
    data, (count, whole) = entry.data, files_in(entry)
    return {
        "number": data.get("handover"),
        "sha256": data.get("sha256", ""),
        "origin": said(f"handovers.origin.{data.get('origin', 'vendor')}", lang()),
        "by": data.get("handed_over_by", ""),
        "to": data.get("received_by", ""),
        "received": data.get("received", ""),
        "channel": data.get("channel", ""),
        "reference": data.get("reference", ""),
        "reason": entry.reason,
        "actor": entry.actor,
        "sealed": entry.time,
        "in_place": data.get("in_place", False),
        "count": count,
        "bytes": whole,
        "size": language.size(whole, lang()),
        "files": [
            {**file, "size": language.size(int(file.get("bytes", 0)), lang())} for file in data.get("files") or ()
        ],
    }


def _refused(opened: Opened, standing: Standing) -> AuditEntry | None:
    """The last upload that left nothing, while nothing was sealed since."""
    last = AuditEntry.objects.filter(
        case_id=opened.case.pk, action__in=(_REFUSED, "handover.seal")
    ).order_by("-number").first()  # fmt: skip
    return last if last and last.action == _REFUSED else None


def _gaps(standing: Standing) -> list[str]:
    found = []
    if not standing.handovers:
        found.append(said("handovers.gap_none", lang()))
    assessed = {number for entry in standing.of(Action.RUN) for number in entry.data.get("handovers", ())}
    waiting = [entry for entry in standing.handovers if entry.data.get("handover") not in assessed]
    if waiting:
        found.append(said("handovers.gap_unassessed", lang(), count=len(waiting)))
    in_place = [entry for entry in standing.handovers if entry.data.get("in_place")]
    if in_place:
        found.append(said("handovers.gap_in_place", lang(), count=len(in_place)))
    complete = [one for one in standing.questions if one.id == "complete" and one.answers]
    if standing.handovers and not complete:
        found.append(said("handovers.gap_complete", lang()))
    return found
