"""What people do with a notice that is locked: let it go, pause it, take the rest back, settle what nobody knows.

Every step stands in the log of the case before it is done.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from waspada.core.errors import BadInput
from waspada.notify.ledger import MOVES, State
from waspada.store.case import notices as kept
from waspada.store.db import audit, folders, jobs, notice_states
from waspada.store.db.access import Grant
from waspada.store.db.models import Delivery, Notice, User
from waspada.store.db.notice_audience import reason_of
from waspada.store.db.notices import JOB
from waspada.store.db.rights import Right

SETTLED: Final = (State.ACCEPTED, State.BOUNCED, State.QUEUED, State.CANCELLED)
"""What a person may say of a letter of which nobody knows."""
S = Notice.State


def start(granted: Grant, notice: Notice, *, now: float) -> None:
    """Let the first letters go. Raises NotAllowed, Refused: it is not approved."""
    _step(granted, notice, "start", (S.APPROVED,))
    notice_states.start(notice, granted.user, now=now)


def pause(granted: Grant, notice: Notice, *, reason: str, now: float) -> None:
    """Stop for now. Raises NotAllowed, BadInput, Refused."""
    reason = reason_of(reason)
    _step(granted, notice, "pause", (S.SENDING,), reason)
    notice_states.pause(notice, granted.user, reason=reason, now=now)


def resume(granted: Grant, notice: Notice, *, reason: str, now: float) -> None:
    """Go on. Raises NotAllowed, BadInput, Refused."""
    reason = reason_of(reason)
    _step(granted, notice, "resume", (S.PAUSED, S.HALTED, S.DONE), reason)
    notice_states.resume(notice, granted.user, now=now)


def stop(granted: Grant, notice: Notice, *, reason: str, now: float) -> None:
    """Send nothing more of it, ever. Raises NotAllowed, BadInput, Refused."""
    reason = reason_of(reason)
    _step(granted, notice, "stop", (S.APPROVED, S.SENDING, S.PAUSED, S.HALTED), reason)
    notice_states.withdraw(notice, granted.user, reason=reason, now=now)


def settle(granted: Grant, row: Delivery, how: str, *, reason: str, now: float) -> None:
    """Say what became of a letter that is unknown, or leave one out that was held.

    Raises:
        NotAllowed: without the right to decide.
        BadInput: no reason, or it is settled already.
    """
    granted.need(Right.DECIDE)
    reason = reason_of(reason)
    before, after = State(row.state), State(how) if how in set(State) else None
    free = before is State.UNKNOWN and after in SETTLED
    if after is None or after not in MOVES[before] or not (free or after is State.CANCELLED):
        raise BadInput("this letter cannot be settled so", hint="Reload the page: it says where it stands.")
    moment = datetime.fromtimestamp(now, UTC)
    changed: dict[str, object] = {"state": after.value, "note": reason, "changed": moment}
    if after is State.ACCEPTED:
        changed["accepted_at"] = row.began or moment
    if after is State.QUEUED:
        changed |= {"not_before": None, "worker": "", "began": None}
    with audit.acting():
        if not Delivery.objects.filter(pk=row.pk, state=before.value).update(**changed):
            raise BadInput("this letter was settled already", hint="Reload the page: it says where it stands.")
        data = {"notice": row.notice.number, "row": row.pk, "before": before.value, "after": after.value}
        folders.noted(folders.opened(granted.case), granted.case, granted.user, "notice.settle", now=now, **data)


def ask_proofs(notice: Notice, user: User, *, now: float) -> None:
    """Have a worker write into the case what became of the letters."""
    jobs.ask(notice.case, JOB, user, {"notice": notice.pk, "step": "deliveries"}, now=now)


def _step(granted: Grant, notice: Notice, name: str, before: tuple[str, ...], reason: str = "") -> None:
    granted.need(Right.ASK)
    notice.refresh_from_db()
    if notice.state not in before:
        raise BadInput("this notice is not where this can be done", hint="Reload its page: it says how far it is.")
    opened = folders.opened(granted.case)
    kept.phase(opened, str(notice.number), name, actor=granted.user.name, reason=reason)
