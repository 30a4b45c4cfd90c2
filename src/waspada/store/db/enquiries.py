"""Enquiries of a case: taken in once, given an owner and a day, shown for a reason, closed; see `enquiry_proof` and
`enquiry_answers` for what lies between.

Addresses and texts stand only in their rows; they are in no log, and go with the data of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from waspada.core.errors import BadInput, Refused
from waspada.flows.enquiries import clocks, incoming
from waspada.flows.enquiries.incoming import Incoming
from waspada.store.db import audit, folders, rows
from waspada.store.db.access import Grant
from waspada.store.db.enquiry_proof import code_in
from waspada.store.db.enquiry_rows import due as day_of
from waspada.store.db.enquiry_rows import noted, worded
from waspada.store.db.models import Case, Delivery, Enquiry, EnquiryAnswer, User
from waspada.store.db.rights import Right

S = Enquiry.State


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of something that came in."""

    enquiry: Enquiry
    new: bool


def take_in(
    raw: bytes, *, now: float, case: Case | None = None, arrived: float | None = None, by: User | str = "enquiries"
) -> Taken:
    """Take in one mail as it lay in the mailbox; the same mail again changes nothing.

    Args:
        case: that it is about; by default the one whose letters went to its sender, else the only one there is.
        arrived: when the mailbox got it, where that is known: from then its clocks run.

    Raises:
        BadInput: it is no mail, or nobody can tell which case it is about; it should stay where it lies.
    """
    found = incoming.of_mail(raw)
    chosen = case or _case_of(found)
    moment = datetime.fromtimestamp(arrived if arrived is not None else now, UTC)
    with audit.acting():
        taken = _kept(chosen, found, _received(found.sent, moment), by, now)
        if taken.new and not found.automatic:
            code_in(taken.enquiry, now)
    return taken


def take_form(
    case: Case,
    fields: Mapping[str, Any],
    *,
    now: float,
    identity: str = "",
    lang: str = "",
    source: str = "form",
    arrived: float | None = None,
    by: User | str = "enquiries",
) -> Taken:
    """Take in what somebody typed into a form, or said on the phone. Raises BadInput: it says nothing."""
    found = incoming.of_form(fields, identity=identity, lang=lang, source=source)
    if found.kind not in clocks.KINDS:
        raise BadInput("an enquiry has no such kind", hint=f"One of: {', '.join(clocks.KINDS)}")
    with audit.acting():
        return _kept(case, found, datetime.fromtimestamp(now if arrived is None else arrived, UTC), by, now)


def one(case: Case, number: int) -> Enquiry | None:
    """An enquiry of a case by its number."""
    return Enquiry.objects.filter(case=case, number=number).select_related("case__vendor", "owner").first()


def unresolved(case: Case) -> QuerySet[Enquiry]:
    """What still waits for an answer."""
    return Enquiry.objects.filter(case=case, state=S.OPEN)


def change(granted: Grant, enquiry: Enquiry, *, owner: str, due: datetime | None, kind: str, now: float) -> None:
    """Give it to somebody, set its day, say what it is. Another kind has other clocks: an unchanged day moves with it.

    Raises:
        BadInput: no such kind, or an owner who takes no part in the case.
    """
    granted.need(Right.STATE)
    if kind not in clocks.KINDS:
        raise BadInput("an enquiry has no such kind", hint=f"One of: {', '.join(clocks.KINDS)}")
    member = User.objects.filter(memberships__case=enquiry.case, name=owner, is_active=True).first() if owner else None
    if owner and member is None:
        raise BadInput("whoever is to answer takes no part in the case", hint="An owner of the case can add them.")
    with audit.acting():
        if kind != enquiry.kind and due == enquiry.due:
            due = day_of(enquiry, kind)
        enquiry.owner, enquiry.due, enquiry.kind = member, due, kind
        enquiry.save(update_fields=["owner", "due", "kind"])
        noted(enquiry, granted.user, "enquiry.change", now, kind=kind)


def close(granted: Grant, enquiry: Enquiry, note: str, *, now: float) -> None:
    """Nobody answers any more; the note says why. Raises BadInput: no note, or personal data in it."""
    granted.need(Right.STATE)
    if enquiry.state == S.OPEN and not note.strip():
        raise BadInput("an enquiry is not closed without a word why", hint="Say in the note why nobody answers it.")
    note = worded(note) if note.strip() else ""
    with audit.acting():
        enquiry.state, enquiry.note, enquiry.closed = S.CLOSED, note, datetime.fromtimestamp(now, UTC)
        enquiry.save(update_fields=["state", "note", "closed"])
        noted(enquiry, granted.user, "enquiry.close", now)


def reopen(granted: Grant, enquiry: Enquiry, *, now: float) -> None:
    """It waits for an answer again."""
    granted.need(Right.STATE)
    with audit.acting():
        enquiry.state, enquiry.closed = S.OPEN, None
        enquiry.save(update_fields=["state", "closed"])
        noted(enquiry, granted.user, "enquiry.reopen", now)


def reveal(granted: Grant, enquiry: Enquiry, reason: str, *, now: float) -> dict[str, str]:
    """Who wrote what, for a reason that is logged first. Raises BadInput: no reason, or personal data in it."""
    granted.need(Right.REVEAL)
    reason = worded(reason)
    with audit.acting():
        noted(enquiry, granted.user, "enquiry.reveal", now, reason=reason)
    return {name: getattr(enquiry, name) for name in ("name", "address", "subject", "body")}


def purge(case: Case, *, by: User | str, now: float) -> int:
    """Take addresses and texts away with the data of the case; that somebody asked, and when, stays. How many rows."""
    rows.overwrite_deleted()
    nothing = dict.fromkeys(("address", "name", "subject", "body", "person_id", "code_digest"), "")
    with audit.acting():
        said = EnquiryAnswer.objects.filter(enquiry__case=case).exclude(text="", subject="")
        gone = said.update(text="", subject="") + Enquiry.objects.filter(case=case, purged=False).update(
            **nothing, purged=True
        )
        if gone:
            folders.noted(folders.opened(case), case, by, "enquiry.purge", now=now, rows=gone)
    return gone


def _case_of(found: Incoming) -> Case:
    if found.address:
        told = Delivery.objects.filter(address__iexact=found.address, notice__case__destroyed=None)
        row = told.select_related("notice__case").order_by("-pk").first()
        if row is not None:
            return row.notice.case
    every = list(Case.objects.filter(destroyed=None)[:2])
    if len(every) != 1:
        raise BadInput("nobody can tell which case this mail is about", hint="Name it: --case CASE.")
    return every[0]


def _received(sent: datetime | None, arrived: datetime) -> datetime:
    """When it came: what the sender says counts only where it is a little earlier; clocks never run from the future."""
    if sent is None or sent > arrived or arrived - sent > timedelta(days=2):
        return arrived
    return sent.astimezone(UTC)


def _kept(case: Case, found: Incoming, received: datetime, by: User | str, now: float) -> Taken:
    if case.destroyed:
        raise Refused("the data of this case was destroyed", hint="Answer without it.")
    # One writer at a time numbers the enquiries of a case.
    locked = Case.objects.select_for_update().get(pk=case.pk)
    known = Enquiry.objects.filter(case=locked, fingerprint=found.fingerprint).first()
    if known is not None:
        return Taken(known, new=False)
    last = Enquiry.objects.filter(case=locked).aggregate(last=Max("number"))["last"] or 0
    enquiry = Enquiry(
        case=locked,
        number=last + 1,
        source=found.source,
        fingerprint=found.fingerprint,
        received=received,
        lang=found.lang,
        kind="other" if found.automatic else found.kind,
        address=found.address,
        name=found.name,
        subject=found.subject,
        body=found.body,
        attachments=min(found.attachments, 32_000),
        cut=found.cut,
        automatic=found.automatic,
    )
    if found.automatic:
        enquiry.state, enquiry.closed = S.CLOSED, datetime.fromtimestamp(now, UTC)
    else:
        enquiry.due = day_of(enquiry, enquiry.kind)
    enquiry.save()
    noted(enquiry, by, "enquiry.take", now, source=found.source, kind=enquiry.kind)
    return Taken(enquiry, new=True)
