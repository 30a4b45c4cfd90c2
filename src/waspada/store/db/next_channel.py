"""Whom mail did not reach goes on by post: a row of its own, held until somebody knows the postal address.

A row is opened once for each recipient, however often this is asked for; its letter is composed at once, so that what
is printed later is what the ledger says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from django.db.models import Exists, OuterRef

from waspada.core.errors import BadInput, WaspadaError
from waspada.flows.notices.letters import Letters
from waspada.notify.ledger import Channel, State
from waspada.notify.letter import Letter
from waspada.notify.verp import new_token
from waspada.store.db import folders, notice_rows
from waspada.store.db.models import Delivery, Notice

NO_ADDRESS: Final = "no_postal_address"
"""Why a row of post is held."""
_BATCH: Final = 500
_MOST_LINES: Final = 6


def opened(notice: Notice, *, now: float) -> int:
    """A row of post for each letter by mail that did not arrive and has none yet; how many are new."""
    if notice.state == Notice.State.WITHDRAWN:
        return 0
    by_post = Delivery.objects.filter(notice=notice, recipient_id=OuterRef("recipient_id"), channel=Channel.POST.value)
    lost = Delivery.objects.filter(notice=notice, channel=Channel.MAIL.value, state=State.BOUNCED.value)
    waiting = lost.exclude(Exists(by_post))
    if not waiting.exists():
        return 0
    before = Delivery.objects.filter(notice=notice, channel=Channel.POST.value).count()
    letters = _letters(notice)
    while rows := list(waiting.order_by("pk")[:_BATCH]):
        made = [_row(row, letters, now) for row in rows]
        Delivery.objects.bulk_create(made, ignore_conflicts=True)
    return Delivery.objects.filter(notice=notice, channel=Channel.POST.value).count() - before


def address(row: Delivery, lines: Sequence[str], *, now: float) -> None:
    """Say where a letter goes: `held > queued`.

    Raises:
        BadInput: it does not wait for that, or the lines are no address.
    """
    kept = [" ".join(line.split()) for line in lines if line.strip()]
    if not 1 <= len(kept) <= _MOST_LINES or not all(line.isprintable() for line in kept):
        raise BadInput("a postal address has one to six lines", hint="Write name, street, town and country.")
    waits = Delivery.objects.filter(pk=row.pk, state=State.HELD.value, channel=Channel.POST.value, note=NO_ADDRESS)
    found = waits.exclude(text_sha256="")
    changed = {"state": State.QUEUED.value, "note": "", "changed": datetime.fromtimestamp(now, UTC)}
    if not found.update(address="\n".join(kept), **changed):
        raise BadInput("this letter does not wait for an address", hint="Reload the page: it says where it stands.")


def _letters(notice: Notice) -> Letters | None:
    """What composes them; None: the case is locked or gone, and the rows wait without a text."""
    try:
        key = folders.opened(notice.case).key()
        return Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))
    except (WaspadaError, KeyError, TypeError, ValueError):
        return None


def _row(row: Delivery, letters: Letters | None, now: float) -> Delivery:
    letter = _letter(row, letters)
    return Delivery(
        notice=row.notice,
        recipient_id=row.recipient_id,
        channel=Channel.POST.value,
        state=State.HELD.value,
        address="",
        name=row.name,
        domain="",
        lang=row.lang,
        audience=row.audience,
        people=row.people,
        facts=row.facts,
        claims=list(letter.claims) if letter else [],
        text_sha256=letter.sha256 if letter else "",
        token=new_token(),
        note=NO_ADDRESS,
        queued=datetime.fromtimestamp(now, UTC),
    )


def _letter(row: Delivery, letters: Letters | None) -> Letter | None:
    try:
        return letters.letter(notice_rows.recipient(row), Channel.POST.value) if letters else None
    except (WaspadaError, KeyError, TypeError, ValueError):
        return None
