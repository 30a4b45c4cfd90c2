"""Gathers what the closing report of a case is made from: log, latest run, duties, notices, enquiries, follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db.models import Count

from waspada.core.errors import WaspadaError
from waspada.core.language import Lang, opening
from waspada.flows.case.closing import Asked, Duty, Sent, Told
from waspada.flows.duty_words import place
from waspada.store.case.folder import CaseFolder
from waspada.store.db import duties, project
from waspada.store.db.models import Case, Delivery, Enquiry, MfaPoint, Notice, Task

_SHOWN = ("owed", "open", "ask_counsel")


def gathered(case: Case, folder: CaseFolder, lang: Lang, *, now: float, today: date) -> Told:
    """Everything as it is now."""
    projection = project.current(case)
    return Told(
        title=case.title,
        vendor=case.vendor.name,
        entries=folder.custody.entries(),
        run=projection.number if projection else None,
        assessment=projection.assessment if projection else {},
        duties=_duties(case, folder, lang, today),
        notices=_notices(case),
        enquiries=[
            Asked(
                number=one.number,
                kind=one.kind,
                received=one.received,
                due=one.due,
                answered=one.answered,
                state=one.state,
            )
            for one in Enquiry.objects.filter(case=case, automatic=False).order_by("number")
        ],
        mfa=[
            (one.at, one.mfa_off, one.mfa_on + one.mfa_off + one.mfa_unknown + one.gone)
            for one in MfaPoint.objects.filter(case=case)
        ],
        open_tasks=Task.objects.filter(case=case, state=Task.State.OPEN).count(),
        now=datetime.fromtimestamp(now, UTC),
    )


def _duties(case: Case, folder: CaseFolder, lang: Lang, today: date) -> Sequence[Duty]:
    """What is owed, or may be; nothing where the laws cannot be read (their page says why)."""
    try:
        found = duties.duties_of(case, folder, today=today)
    except WaspadaError:
        return ()
    laws = {law.id: law for law in found.laws}
    rows = []
    for one in found.outcomes:
        if one.status in _SHOWN or one.done is not None:
            where = f", {place(one.place, lang)}" if one.place else ""
            what = f"{opening(one.recipient[lang])}{where} ({laws[one.law].name[lang]})"
            rows.append(Duty(what=what, status=one.status, due=one.due, done=one.done))
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(rows, key=lambda row: (_SHOWN.index(row.status) if row.status in _SHOWN else 9, row.due or far))


def _notices(case: Case) -> Sequence[Sent]:
    found = Notice.objects.filter(case=case).exclude(state=Notice.State.DRAFT).select_related("corrects")
    made = []
    for one in found.order_by("number"):
        rows = Delivery.objects.filter(notice=one).order_by().values_list("state").annotate(count=Count("*"))
        made.append(
            Sent(
                number=one.number,
                state=one.state,
                approved=one.approved,
                corrects=one.corrects.number if one.corrects else None,
                rows=dict(rows),
            )
        )
    return made
