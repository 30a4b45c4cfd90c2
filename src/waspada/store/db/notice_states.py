"""How a notice goes from approved to done: started, paused and resumed by people; halted and ended by itself.

Each step is one statement that names the states it may come from, with its entry in the log of the workbench. Custody
of the case and the approval are the caller's affair, before `start`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import QuerySet

from waspada.core.errors import Refused
from waspada.notify.ledger import Channel, State
from waspada.notify.plan import Plan, Tally, planned
from waspada.store.db import audit, folders, jobs
from waspada.store.db.models import Delivery, Job, Notice, User

JOB: Final = "send"
SEEN: Final = "seen"
"""In `counts`: how the letters stood when a person looked and resumed; what came later decides whether it halts."""
FIRST_OVER: Final = "first_batch_over"
"""In `counts`: when the first batch had gone."""
S = Notice.State
_TRIED: Final = (State.ACCEPTED, State.DELIVERED, State.BOUNCED, State.UNKNOWN)
_COUNTED: Final = ("tried", "bounced", "deferred", "doubtful")
_UNDER_WAY: Final = (State.SENDING, State.DATA)


def start(notice: Notice, who: User, *, now: float) -> None:
    """Begin to send an approved notice, first batch first. Raises Refused: it is not approved."""
    plan = planned(notice.plan)
    with audit.acting():
        batch = 1 if plan.first_batch else 2
        _move(notice, (S.APPROVED,), S.SENDING, batch=batch, started=_moment(now), why="")
        _noted(notice, who, "notice.start", now)
        _ask(notice, plan, who, now)


def pause(notice: Notice, who: User, *, reason: str, now: float) -> None:
    """Stop after the letter that is on its way. Raises Refused: it is not being sent."""
    with audit.acting():
        _move(notice, (S.SENDING,), S.PAUSED, why=reason)
        _noted(notice, who, "notice.pause", now)


def resume(notice: Notice, who: User, *, now: float) -> None:
    """Go on: after a pause, after it halted itself, or when letters were queued again after it was done.

    Raises:
        Refused: there is nothing to go on with.
    """
    plan = planned(notice.plan)
    with audit.acting():
        fresh = Notice.objects.select_for_update().get(pk=notice.pk)
        counts = dict(fresh.counts)
        batch = fresh.batch
        if fresh.state == S.HALTED:
            found = tally(fresh.pk)
            counts[SEEN] = {name: getattr(found, name) for name in _COUNTED}
            batch = 2 if FIRST_OVER in counts else batch
        _move(notice, (S.PAUSED, S.HALTED, S.DONE), S.SENDING, counts=counts, batch=batch, why="", ended=None)
        _noted(notice, who, "notice.resume", now)
        Job.objects.filter(**_jobs_of(notice), state=Job.State.QUEUED).update(not_before=None)
        _ask(notice, plan, who, now)


def withdraw(notice: Notice, who: User, *, reason: str, now: float) -> None:
    """Send nothing more of it, ever: what was not begun is cancelled. Raises Refused: it is over already."""
    with audit.acting():
        _move(notice, (S.APPROVED, S.SENDING, S.PAUSED, S.HALTED), S.WITHDRAWN, why=reason, ended=_moment(now))
        gone = cancel_waiting(notice.pk, now)
        _noted(notice, who, "notice.withdraw", now, cancelled=gone)


def halt(notice: int, why: str, *, now: float) -> None:
    """It stops itself."""
    with audit.acting():
        found = Notice.objects.filter(pk=notice, state=S.SENDING)
        if found.update(state=S.HALTED, why=why):
            _noted(Notice.objects.get(pk=notice), "waspada", "notice.halt", now, why=why)


def first_batch_over(notice: int, *, now: float) -> float:
    """Note that the first batch has gone; answers when."""
    with audit.acting():
        fresh = Notice.objects.select_for_update().get(pk=notice)
        if FIRST_OVER not in fresh.counts:
            Notice.objects.filter(pk=notice).update(counts={**fresh.counts, FIRST_OVER: now})
            _noted(fresh, "waspada", "notice.first_batch", now)
            return now
        return float(fresh.counts[FIRST_OVER])


def go_on_with_all(notice: int, *, now: float) -> None:
    """After the first batch: everybody."""
    with audit.acting():
        if Notice.objects.filter(pk=notice, state=S.SENDING, batch=1).update(batch=2):
            _noted(Notice.objects.get(pk=notice), "waspada", "notice.all", now)


def done(notice: int, *, now: float) -> bool:
    """It is over when nothing waits and nothing is under way. What is unknown or held waits for people."""
    with audit.acting():
        if mail_of(notice).filter(state__in=(State.QUEUED, *_UNDER_WAY)).exists():
            return False
        if not Notice.objects.filter(pk=notice, state=S.SENDING).update(state=S.DONE, ended=_moment(now)):
            return False
        _noted(Notice.objects.get(pk=notice), "waspada", "notice.done", now)
    return True


def cancel_waiting(notice: int, now: float) -> int:
    """`queued > cancelled`, of a notice that was withdrawn."""
    waiting = Delivery.objects.filter(notice=notice, state__in=(State.QUEUED, State.HELD))
    return waiting.update(state=State.CANCELLED, note="withdrawn", changed=_moment(now))


def mail_of(notice: int) -> QuerySet[Delivery]:
    """Its rows that go by mail."""
    return Delivery.objects.filter(notice=notice, channel=Channel.MAIL.value)


def tally(notice: int) -> Tally:
    """How its letters stand. Cheap with a million rows: counted from the index, over those that were tried."""
    rows = mail_of(notice)
    deferred = rows.filter(state=State.QUEUED, not_before__isnull=False, attempts__gt=0).count()
    bounced = rows.filter(state=State.BOUNCED).count()
    gone = rows.filter(state__in=[one for one in _TRIED if one is not State.BOUNCED]).count()
    return Tally(
        tried=gone + bounced + deferred,
        bounced=bounced,
        deferred=deferred,
        doubtful=rows.filter(state=State.UNKNOWN, note="no_answer").count(),
        under_way=rows.filter(state__in=_UNDER_WAY).count(),
    )


def since_seen(found: Tally, counts: Any) -> Tally:
    """What came after a person looked."""
    seen = counts.get(SEEN) or {}
    return replace(found, **{name: max(0, getattr(found, name) - seen.get(name, 0)) for name in _COUNTED})


def _move(notice: Notice, before: Sequence[str], to: str, **more: Any) -> None:
    if not Notice.objects.filter(pk=notice.pk, state__in=before).update(state=to, **more):
        raise Refused("this notice is not where this can be done", hint="Reload its page: it says how far it is.")
    notice.refresh_from_db()


def _ask(notice: Notice, plan: Plan, who: User, now: float) -> None:
    for lane in range(plan.lanes):
        jobs.ask(notice.case, JOB, who, {"notice": notice.pk, "lane": lane}, now=now)


def _jobs_of(notice: Notice) -> dict[str, Any]:
    return {"case": notice.case, "kind": JOB, "arguments__notice": notice.pk}


def _noted(notice: Notice, who: User | str, action: str, now: float, **data: object) -> None:
    folders.noted(folders.opened(notice.case), notice.case, who, action, now=now, notice=notice.number, **data)


def _moment(now: float) -> datetime:
    return datetime.fromtimestamp(now, UTC)
