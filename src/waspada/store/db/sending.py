"""The worker's part of a notice: one turn of sending, some seconds long, so that other work gets its turn as well.

A turn puts back what a dead worker had, sends while it may, and says when to come again. Whoever resumes from a kill
resumes from the rows: nothing else is remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from waspada.core.errors import WaspadaError
from waspada.core.progress import Progress
from waspada.notify.ledger import Piece, State
from waspada.notify.plan import Plan, halted, planned
from waspada.notify.sender import NoMessage, Sender, Stop
from waspada.notify.transport import Outcome, Outgoing, Transport
from waspada.store.db import audit, ledger, next_channel, notice_states
from waspada.store.db.models import Job, Notice

AGAIN: Final = "again_at"
"""In a result: the work is not over; the job goes back into the line, and waits until then."""
SLICE: Final = 10.0
"""Seconds of one turn."""
_LOOK: Final = 1.0
"""Seconds between two looks at the notice: a pause is noticed within them."""
_COUNT: Final = 5.0
"""Seconds between two counts of bounces and deferrals."""
_SELDOM: Final = 20
"""Counting a large notice takes its time: of twenty parts, one."""
_NO_SERVER: Final = 30.0
"""Seconds until a server that does not answer is asked again."""
_SOON, _LATE = 2.0, 60.0
_MOST_DEATHS: Final = 10
"""Turns in a row in which the worker died: then it is no accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a turn works with."""

    prepare: Callable[[Piece], Outgoing | NoMessage]
    """Compose, check against the approved hash, sign."""
    trial: Callable[[str, str], Outgoing]
    """Address and language → a letter of the same texts with facts of nobody."""
    transport: Transport
    seeds: tuple[str, ...] = ()
    rates: Mapping[str, float] | None = None
    """Of the settings; those of the plan come first."""


Equip = Callable[[Notice, Callable[[], float]], Desk]


def send(job: Job, progress: Progress, clock: Callable[[], float], equip: Equip) -> Mapping[str, Any]:
    """One turn of one lane. Where the settings or the server do not let it send, the notice halts and says why."""
    notice = Notice.objects.select_related("case").filter(pk=job.arguments.get("notice"), case=job.case).first()
    if notice is None or job.case.destroyed:
        return {"state": "gone"}
    ledger.recover(notice.pk, clock())
    if notice.state != Notice.State.SENDING:
        _settle(notice, clock())
        return {"state": notice.state}
    if job.attempts > _MOST_DEATHS:
        notice_states.halt(notice.pk, "worker_died", now=clock())
        return {"state": "halted"}
    problem: WaspadaError | None = None
    stop = Stop.EMPTY
    try:
        stop = _turn(job, notice, progress, clock, equip(notice, clock))
    except WaspadaError as error:
        problem = error
    if problem:
        notice_states.halt(notice.pk, str(problem), now=clock())
    if stop is Stop.DIFFERS:
        notice_states.halt(notice.pk, "text_differs", now=clock())
    next_channel.opened(notice, now=clock())
    return _afterwards(notice.pk, stop, clock())


def _turn(job: Job, notice: Notice, progress: Progress, clock: Callable[[], float], desk: Desk) -> Stop:
    plan = planned(notice.plan)
    plan = replace(plan, rates={**(desk.rates or {}), **plan.rates})
    watch = _Watch(notice.pk, plan, progress, clock)
    try:
        if not _seeded(job, notice, desk, clock):
            return Stop.EMPTY
        with ledger.Turn() as worker:
            sender = Sender(
                ledger=ledger.SqlLedger(notice.pk, plan),
                transport=desk.transport,
                prepare=desk.prepare,
                clock=clock,
                nap=time.sleep,
                go_on=watch.go_on,
                worker=worker,
            )
            return sender.run(clock() + SLICE)
    finally:
        desk.transport.close()


def _afterwards(pk: int, stop: Stop, now: float) -> Mapping[str, Any]:
    """What a turn that ended means for the notice, and when to come again."""
    notice = Notice.objects.get(pk=pk)
    if notice.state != Notice.State.SENDING:
        _settle(notice, now)
        return {"state": notice.state}
    plan = planned(notice.plan)
    found = notice_states.tally(pk)
    first = notice.batch == 1 and not found.under_way and found.tried >= plan.first_batch
    since = notice_states.since_seen(found, notice.counts)
    why = halted(plan, since, batch_over=first)
    if why:
        if first:
            notice_states.first_batch_over(pk, now=now)
        notice_states.halt(pk, why, now=now)
        return {"state": "halted"}
    if notice_states.done(pk, now=now):
        return {"state": "done"}
    if first:
        until = notice_states.first_batch_over(pk, now=now) + 60 * plan.wait_minutes
        if now < until:
            return {AGAIN: min(until, _next_due(pk, now, first=True))}
        notice_states.go_on_with_all(pk, now=now)
    if stop is Stop.NO_SERVER:
        return {AGAIN: now + _NO_SERVER}
    return {AGAIN: now if stop is Stop.TIME else _next_due(pk, now)}


def _next_due(pk: int, now: float, *, first: bool = False) -> float:
    """When the next letter may be due, or at least when to look. After the first batch only its own are."""
    waiting = notice_states.mail_of(pk).filter(state=State.QUEUED)
    due = waiting.filter(not_before__gt=datetime.fromtimestamp(now, UTC)).order_by("not_before").first()
    if not first and waiting.filter(not_before=None).exists():
        return now + _SOON
    if due is None or due.not_before is None:
        return now + (_LATE if first else _SOON)
    return min(max(due.not_before.timestamp(), now + _SOON), now + _LATE)


def _settle(notice: Notice, now: float) -> None:
    if notice.state == Notice.State.WITHDRAWN:
        notice_states.cancel_waiting(notice.pk, now)


class _Watch:
    """Looks whether the notice may go on: often when something went wrong, seldom otherwise."""

    def __init__(self, pk: int, plan: Plan, progress: Progress, clock: Callable[[], float]) -> None:
        self._pk, self._plan, self._progress, self._clock = pk, plan, progress, clock
        self._looked = self._counted = self._busy = 0.0
        self._told = 0
        total = notice_states.mail_of(pk).count()
        progress.stage("send", total)

    def go_on(self, trouble: bool) -> bool:
        """See `Sender.go_on`."""
        now = self._clock()
        if now >= self._looked + _LOOK:
            self._looked = now
            if not Notice.objects.filter(pk=self._pk, state=Notice.State.SENDING).exists():
                return False
        if now >= self._counted + _COUNT or (trouble and now >= self._counted + _SELDOM * self._busy):
            return self._within(now)
        return True

    def _within(self, now: float) -> bool:
        self._counted = now
        found = notice_states.tally(self._pk)
        self._progress.advance(size=found.tried - self._told)
        self._told = found.tried
        counts = Notice.objects.values_list("counts", flat=True).get(pk=self._pk)
        self._busy = self._clock() - now
        return not halted(self._plan, notice_states.since_seen(found, counts))


def _seeded(job: Job, notice: Notice, desk: Desk, clock: Callable[[], float]) -> bool:
    """Our own addresses at the large mailboxes get every notice before anybody else; False: another lane sees to it."""
    fresh = Notice.objects.get(pk=notice.pk)
    if not desk.seeds or fresh.batch != 1 or any(one["kind"] == "seed" for one in fresh.trials):
        return True
    if job.arguments.get("lane", 0) != 0:
        return False
    languages = fresh.languages or ["en"]
    trials(fresh, desk, [(seed, lang) for seed in desk.seeds for lang in languages], kind="seed", clock=clock)
    return True


def trials(
    notice: Notice, desk: Desk, to: list[tuple[str, str]], *, kind: str, clock: Callable[[], float]
) -> list[dict[str, Any]]:
    """Send letters with facts of nobody, beside the ledger; the notice keeps how each went, without the address.

    Args:
        to: addresses with languages.
        kind: `seed` or `test`.
    """
    found: list[dict[str, Any]] = []
    for address, lang in to:
        answer = desk.transport.send(desk.trial(address, lang), lambda: None)
        domain = address.rpartition("@")[2]
        went = {"kind": kind, "domain": domain, "lang": lang, "outcome": answer.outcome.value, "reply": answer.reply}
        found.append({**went, "at": clock()})
    if found:
        with audit.acting():
            fresh = Notice.objects.select_for_update().get(pk=notice.pk)
            Notice.objects.filter(pk=notice.pk).update(trials=[*fresh.trials, *found])
            accepted = sum(one["outcome"] == Outcome.ACCEPTED for one in found)
            data = {"notice": notice.number, "kind": kind, "sent": accepted, "of": len(found)}
            audit.record("waspada", "notice.trial", now=clock(), case=notice.case, data=data)
    return found
