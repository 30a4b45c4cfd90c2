"""Notices of a case: drafted from a run, prepared by a worker, locked by an approval; what follows is `notice_going`.

While it is a draft everything can change, and each change takes the digest away. An approval is for one digest over
texts, audience and evidence; what is approved is written into the case and never changes again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Max

from waspada.core.custody import Action
from waspada.core.errors import BadInput, NothingReadable, Refused
from waspada.flows.case.facts import facts_of
from waspada.flows.case.run import finished
from waspada.flows.notices import lock
from waspada.flows.notices.letters import available
from waspada.flows.notices.material import House, material
from waspada.notify import sending
from waspada.notify.finding import Finding
from waspada.notify.ledger import State
from waspada.notify.material import Correction
from waspada.notify.material import from_json as material_from
from waspada.notify.sending import Sending
from waspada.store.case import notices as kept
from waspada.store.case.folder import CaseFolder
from waspada.store.db import approvals, audit, folders, jobs, notice_audience, notice_rows
from waspada.store.db.access import Grant
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Case, Delivery, Job, Notice, User, Workspace
from waspada.store.db.notice_audience import Choice, Whom
from waspada.store.db.notice_prepare import CLAIMS, WHOM, assessment, locked, must_be_draft
from waspada.store.db.rights import Right

JOB: Final = "notice"
OWN_TEXTS: Final = "letters"
"""Folder in WASPADA_HOME with language files of the workspace's own."""
S = Notice.State


def mail_settings() -> Sending | None:
    """How letters are sent from here; None: nobody has set it up. Raises BadInput where the file is wrong."""
    path = Path(settings.HOME) / sending.NAME
    return sending.read(path) if path.exists() else None


def draft(
    granted: Grant,
    *,
    now: float,
    run: int | None = None,
    whom: Whom = Whom.ALL,
    claims: Iterable[tuple[str, str]] = (),
    corrects: Notice | None = None,
    correction: Correction | None = None,
) -> Notice:
    """Begin a version: its material from the facts of now, its recipients by a worker.

    Args:
        run: by default the latest.
        claims: of a correction, version and id of each sentence that is no longer right: it goes to who was sent one.

    Raises:
        NotAllowed: without the right to ask for sending.
        NothingReadable: the case has no run.
        Refused: an earlier version is still a draft, or the data is gone.
    """
    granted.need(Right.ASK)
    case = granted.case
    if case.destroyed:
        raise Refused("the data of this case was destroyed", hint="Nothing is left to do it with.")
    opened = folders.opened(case)
    known = sorted(finished(opened.custody.entries()))
    if not known or (run is not None and run not in known):
        raise NothingReadable("the case has no such run", hint="Have it assessed first.")
    if Notice.objects.filter(case=case, state=S.DRAFT).exists():
        raise Refused("an earlier version is still a draft", hint="Finish it, or take it back.")
    number = 1 + (Notice.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0)
    with audit.acting():
        notice = Notice.objects.create(
            case=case,
            number=number,
            run=run or known[-1],
            counts={WHOM: whom.value, CLAIMS: sorted(map(list, claims))},
            corrects=corrects,
        )
        renew(notice, correction=correction)
        folders.noted(opened, case, granted.user, "notice.draft", now=now, notice=number, run=notice.run)
        ask_preparation(notice, granted.user, now=now)
    return notice


def renew(notice: Notice, *, correction: Correction | None = None) -> None:
    """Take the facts and texts of now into a draft. Raises BadInput when it is none."""
    must_be_draft(notice)
    opened = folders.opened(notice.case)
    before = material_from(notice.material).correction if notice.material else None
    mail = mail_settings()
    made = material(
        facts_of(opened.custody.entries()),
        assessment(opened, notice.run),
        house(mail),
        run=notice.run,
        vendor=opened.vendor,
        correction=correction or before,
    )
    notice.material = json.loads(json.dumps(made.as_json()))
    notice.texts = available(Path(settings.HOME) / OWN_TEXTS)
    notice.languages = sorted(notice.texts)
    notice.sender = sender(mail)
    changed(notice)


def house(mail: Sending | None) -> House:
    """Who we are, from the workspace and the settings for mail."""
    workspace = Workspace.get()
    return House(
        company=workspace.name or (mail.company if mail else ""),
        contact=workspace.dpo,
        sender_domains=(mail.domain,) if mail else (),
        zone=workspace.zone,
    )


def changed(notice: Notice) -> None:
    """A draft that changed must be prepared anew before anybody can approve it."""
    notice.digest = ""
    notice.save()


def ask_preparation(notice: Notice, user: User, *, now: float) -> Job:
    """Have a worker fill the ledger and compose every letter once."""
    must_be_draft(notice)
    return jobs.ask(notice.case, JOB, user, {"notice": notice.pk, "step": "prepare"}, now=now)


def again(granted: Grant, notice: Notice, *, fresh: bool, now: float) -> Job:
    """Have a draft prepared anew; with `fresh` from the facts of now. Raises NotAllowed, BadInput: it is locked."""
    granted.need(Right.ASK)
    must_be_draft(notice)
    with audit.acting():
        if fresh:
            renew(notice)
        else:
            changed(notice)
        action = "notice.renew" if fresh else "notice.prepare"
        folders.noted(folders.opened(granted.case), granted.case, granted.user, action, now=now, notice=notice.number)
        return ask_preparation(notice, granted.user, now=now)


def preparation(notice: Notice) -> Job | None:
    """The latest piece of work on it."""
    return Job.objects.filter(case=notice.case, kind=JOB, arguments__notice=notice.pk).order_by("-pk").first()


def parameters(notice: Notice) -> dict[str, Any]:
    """What an approval of this draft says exactly. Raises BadInput: it is not prepared."""
    if not notice.digest:
        raise BadInput("this draft is not prepared yet", hint="Wait for the worker, or have it prepared again.")
    letters = sum(one.letters for one in notice_rows.counts(notice) if one.state == State.QUEUED)
    return lock.sending(str(notice.number), notice.digest, notice.run, letters)


def ask(
    granted: Grant,
    notice: Notice,
    findings: Iterable[Finding],
    *,
    reason: str,
    now: float,
    confirmation: str = "",
    break_glass: bool = False,
) -> Approval:
    """Ask for the approval of a prepared draft.

    Args:
        findings: of the checks; one that blocks lets nobody ask.

    Raises:
        Refused: a check blocks it.
        BadInput: it is not prepared, or addresses wait for a decision.
    """
    must_be_draft(notice)
    _unblocked(findings)
    wanted = parameters(notice)
    return approvals.ask(
        granted, Act.SEND, wanted, reason=reason, now=now, confirmation=confirmation, break_glass=break_glass
    )


def approve(
    notice: Notice, number: int, findings: Iterable[Finding], *, who: User | str, actor: str, now: float
) -> Notice:
    """Use the approval: lock the notice, write it into the case. Not inside a transaction: each step is kept.

    Raises:
        Refused: the approval does not cover it, a check blocks it, or something changed since it was asked for.
    """
    opened, version = folders.opened(notice.case), str(notice.number)
    must_be_draft(notice)
    _unblocked(findings)
    wanted, is_now = parameters(notice), locked(notice)
    if is_now.digest != notice.digest:
        raise Refused("the draft is not what was asked for any more", hint="Have it prepared, and ask again.")
    before = _in_case(opened, version)
    if before != notice.digest:  # else a crash came between the two, and the approval is used already
        used = approvals.use(notice.case, number, Act.SEND, wanted, who=who, now=now)
        content = lock.content(is_now, case_id=opened.case_id, vendor=opened.vendor)
        data = {name: value for name, value in wanted.items() if name != "notice"} | {"approval": number}
        reason = f"{used.reason} (approval {number})"
        kept.approve(opened, version, content, actor=actor, reason=reason, data=data)
    with audit.acting():
        notice.state, notice.approved = S.APPROVED, datetime.fromtimestamp(now, UTC)
        notice.approval = Approval.objects.filter(case=notice.case, pk=number).first()
        notice.save()
        folders.noted(opened, notice.case, who, "notice.approve", now=now, notice=notice.number, digest=notice.digest)
    return notice


def take_back(granted: Grant, notice: Notice, *, now: float) -> None:
    """Throw a draft away; its number is not given again where it was approved. Raises BadInput: it is locked."""
    granted.need(Right.ASK)
    must_be_draft(notice)
    with audit.acting():
        number = notice.number
        notice_rows.remove(notice)
        notice.delete()
        folders.noted(folders.opened(granted.case), granted.case, granted.user, "notice.drop", now=now, notice=number)


def decide(granted: Grant, row: Delivery, choice: str, *, reason: str, now: float) -> None:
    """Settle one shared address of a draft. Raises NotAllowed, BadInput."""
    granted.need(Right.DECIDE)
    if choice not in set(Choice):
        raise BadInput("there is no such choice", hint=f"One of: {', '.join(Choice)}")
    with audit.acting():
        notice_audience.decide(row, Choice(choice), reason=reason, now=now)
        _decided(granted, row.notice, now, row=row.pk, choice=choice)


def decide_all(granted: Grant, notice: Notice, *, now: float) -> int:
    """Give every shared address that waits a letter that names nobody's facts; how many it were."""
    granted.need(Right.DECIDE)
    must_be_draft(notice)
    waiting = notice_rows.of(notice).filter(state=State.HELD, note=notice_rows.SHARED).select_related("notice")
    with audit.acting():
        found = list(notice_rows.walk(waiting))
        for row in found:
            notice_audience.decide(row, Choice.WITHOUT_FACTS, reason="", now=now)
        _decided(granted, notice, now, rows=len(found), choice=Choice.WITHOUT_FACTS.value)
    return len(found)


def _decided(granted: Grant, notice: Notice, now: float, **data: object) -> None:
    fresh = Notice.objects.select_for_update().get(pk=notice.pk)
    changed(fresh)
    opened = folders.opened(granted.case)
    folders.noted(opened, granted.case, granted.user, "notice.decide", now=now, notice=notice.number, **data)
    ask_preparation(fresh, granted.user, now=now)


def one(case: Case, number: int) -> Notice:
    """A notice by its number. Raises BadInput."""
    found = Notice.objects.filter(case=case, number=number).select_related("case", "corrects", "approval").first()
    if found is None:
        raise BadInput("the case has no such notice", hint="Its page lists them.")
    return found


def sample(notice: Notice, audience: str, lang: str) -> Delivery | None:
    """A letter that stands for those of its audience and language: the fullest of the first few hundred."""
    rows = notice_rows.of(notice).filter(audience=audience, lang=lang).exclude(text_sha256="")
    found = list(rows.order_by("recipient_id")[:300])
    return max(found, key=lambda row: len(row.facts["kinds"]) + 3 * len(row.facts["customers"]), default=None)


def sender(mail: Sending | None) -> dict[str, Any]:
    """Whom letters come from, as a notice keeps it."""
    if mail is None:
        return {}
    return {"address": mail.sender, "name": mail.sender_name, "domain": mail.domain, "company": mail.company}


def _unblocked(findings: Iterable[Finding]) -> None:
    blocking = [finding.code for finding in findings if finding.blocks]
    if blocking:
        raise Refused(
            f"the checks of this notice block it: {', '.join(sorted(set(blocking)))}",
            hint="Its page says what to do about each.",
        )


def _in_case(opened: CaseFolder, version: str) -> str:
    """Digest of what the case already holds of this version; empty: nothing."""
    entries = opened.custody.entries()
    if not any(entry.action is Action.APPROVE and entry.data.get("version") == version for entry in entries):
        return ""
    kept.settle(opened)
    return str(json.loads(kept.notice(opened, version)).get("digest", ""))
