"""The ledger of letters in the database: every step is one commit that is on disk when the call returns.

Each statement names the state from which it may move a row and the worker who must have it, and rows are counted: a
worker that was taken for dead and comes back changes nothing. SQLite has one writer; PostgreSQL hands out rows with
`skip locked`, and locks paces in the order of their names, so that two workers never wait for each other.
"""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, transaction

from waspada.notify.ledger import Channel, Ended, Piece, State
from waspada.notify.plan import Plan
from waspada.store.db import alive, jobs
from waspada.store.db.models import Job

SPACING: Final = 1.03
"""Between two letters to a domain, against the even share of a second: what leaves a little late stays within."""
FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0
"""Seconds until a deferred letter is tried again: twice as long each time."""
FIRST_BACK_OFF, LONGEST_BACK_OFF = 15.0, 900.0
"""Seconds for which a whole domain is left alone when it asks for it: twice as long each time."""
_AHEAD: Final = 2.5
"""Seconds: rows of a domain that may be written to so soon are handed out already, so that its pace is used."""
_MOST_SLOW: Final = 500
"""Domains that are left out when rows are handed out; a row of a further one waits in a worker's hands."""
_FROM: Final[Mapping[State, tuple[State, ...]]] = {
    State.ACCEPTED: (State.DATA, State.UNKNOWN),
    State.QUEUED: (State.SENDING, State.DATA),
    State.BOUNCED: (State.SENDING, State.DATA),
    State.UNKNOWN: (State.DATA,),
    State.HELD: (State.SENDING,),
}
"""End → the states from which a sender may reach it. `unknown` to `accepted`: taken for dead, it heard the answer."""
_running: set[str] = set()
"""Turns of this process that are not over."""


class Turn:
    """One worker's name in the ledger, for one turn: what an earlier turn of the same process left behind is dead."""

    def __init__(self) -> None:
        self.name = f"{alive.me()}#{uuid.uuid4().hex[:12]}"

    def __enter__(self) -> str:
        _running.add(self.name)
        return self.name

    def __exit__(self, *_: object) -> None:
        _running.discard(self.name)


class SqlLedger:
    """The ledger of one notice, for one worker; see `notify.ledger.Ledger`."""

    def __init__(self, notice: int, plan: Plan) -> None:
        self._notice, self._plan = notice, plan
        self._worker = ""
        self._mine: dict[int, Piece] = {}
        self._next: dict[str, float] = {}
        self._backing_off: set[str] = set()
        self._postgresql = connection.vendor == "postgresql"
        durable()

    def take(self, worker: str, most: int, now: float) -> Sequence[Piece]:
        """See `Ledger`. Leaves out domains that must not be written to now, and those for which this worker waits."""
        self._worker = worker
        with transaction.atomic(), connection.cursor() as cursor:
            room = self._room(cursor)
            if room is None:
                return ()
            found = self._due(cursor, min(most, room) or most, now, again=room == 0)
            if not found:
                return ()
            marks = ", ".join(["%s"] * len(found))
            cursor.execute(
                "update waspada_delivery set state = 'sending', worker = %s, changed = %s "  # noqa: S608 - marks only
                f"where state = 'queued' and id in ({marks})",
                [worker, _moment(now), *(piece.row for piece in found)],
            )
            _exactly(cursor.rowcount, len(found))
        self._mine.update({piece.row: piece for piece in found})
        return found

    def begin(self, piece: Piece, now: float, ended: Sequence[Ended] = ()) -> float:
        """See `Ledger`."""
        rate = self._plan.rate(piece.domain)
        with transaction.atomic(), connection.cursor() as cursor:
            paces = self._write(cursor, ended, now, [piece.domain] if rate else [])
            if not rate:
                paces.update(_paces(cursor, [piece.domain]))
            next_at, back_off = paces.get(piece.domain, (0.0, 0.0))
            if back_off:
                self._backing_off.add(piece.domain)
            if next_at > now:
                self._next[piece.domain] = next_at
                return next_at - now
            cursor.execute(
                "update waspada_delivery set state = 'data', began = %s, changed = %s "
                "where id = %s and state = 'sending' and worker = %s",
                [_moment(now), _moment(now), piece.row, self._worker],
            )
            if cursor.rowcount != 1:
                self._mine.pop(piece.row, None)
                return math.inf
            if rate:
                next_at = now + SPACING / rate
                self._next[piece.domain] = next_at
                _set_pace(cursor, piece.domain, next_at, back_off)
        return 0.0

    def end(self, ended: Sequence[Ended], now: float) -> None:
        """See `Ledger`."""
        if ended:
            with transaction.atomic(), connection.cursor() as cursor:
                self._write(cursor, ended, now, [])

    def put_back(self, pieces: Sequence[Piece], now: float) -> None:
        """See `Ledger`."""
        if not pieces:
            return
        marks = ", ".join(["%s"] * len(pieces))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "update waspada_delivery set state = 'queued', worker = '', changed = %s "  # noqa: S608 - marks only
                f"where state = 'sending' and worker = %s and id in ({marks})",
                [_moment(now), self._worker, *(piece.row for piece in pieces)],
            )
        for piece in pieces:
            self._mine.pop(piece.row, None)

    def wait(self, domain: str, now: float) -> float:
        """See `Ledger`."""
        return max(0.0, self._next.get(domain, 0.0) - now)

    def _room(self, cursor: Any) -> int | None:
        """How many letters may still be begun for the first time, over all workers; None: it is not being sent."""
        sql = "select state, batch from waspada_notice where id = %s"
        cursor.execute(sql, [self._notice])
        found = cursor.fetchone()
        if found and found[1] == 1 and self._postgresql:  # whoever counts the first batch counts alone
            cursor.execute(f"{sql} for update", [self._notice])
            found = cursor.fetchone()
        if found is None or found[0] != "sending":
            return None
        if found[1] != 1 or not self._plan.first_batch:
            return 1 << 30
        cursor.execute(
            "select count(*) from waspada_delivery where notice_id = %s and channel = 'mail' and "
            "(state in ('sending', 'data', 'accepted', 'delivered', 'bounced', 'unknown') or "
            "(state = 'queued' and attempts > 0))",
            [self._notice],
        )
        return max(0, self._plan.first_batch - int(cursor.fetchone()[0]))

    def _due(self, cursor: Any, most: int, now: float, *, again: bool) -> list[Piece]:
        slow = {piece.domain for piece in self._mine.values() if self.wait(piece.domain, now) > 0}
        cursor.execute(
            "select domain from waspada_pace where next_at > %s order by next_at desc limit %s",
            [now + _AHEAD, _MOST_SLOW],
        )
        but = sorted(slow | {row[0] for row in cursor.fetchall()})
        where = f" and domain not in ({', '.join(['%s'] * len(but))})" if but else ""
        where += " and attempts > 0" if again else ""
        lock = " for update skip locked" if self._postgresql else ""
        cursor.execute(
            "select id, recipient_id, channel, address, domain, name, facts, token, text_sha256, attempts "  # noqa: S608 - marks only
            "from waspada_delivery where notice_id = %s and channel = 'mail' and state = 'queued' "
            f"and (not_before is null or not_before <= %s){where} order by id limit %s{lock}",
            [self._notice, _moment(now), *but, most],
        )
        return [self._piece(row) for row in cursor.fetchall()]

    def _piece(self, row: Sequence[Any]) -> Piece:
        facts = json.loads(row[6]) if isinstance(row[6], str) else row[6]
        return Piece(
            row=row[0],
            notice=self._notice,
            recipient_id=row[1],
            channel=Channel(row[2]),
            address=row[3],
            domain=row[4],
            name=row[5],
            facts=facts,
            token=row[7],
            text_sha256=row[8],
            attempts=row[9],
        )

    def _write(
        self, cursor: Any, ended: Sequence[Ended], now: float, domains: Iterable[str]
    ) -> dict[str, tuple[float, float]]:
        """Write ends down; answers the paces of these domains, locked."""
        troubled = {self._domain(one.row) for one in ended if one.state is State.QUEUED and _whole_domain(one.reply)}
        calm = {self._domain(one.row) for one in ended if one.state is State.ACCEPTED} & self._backing_off
        paces = _locked_paces(cursor, {*domains, *troubled, *calm} - {""}, self._postgresql)
        for one in ended:
            self._end(cursor, one, now)
        self._backing_off |= troubled - {""}
        for domain in troubled - {""}:
            back_off = min(LONGEST_BACK_OFF, max(FIRST_BACK_OFF, 2 * paces[domain][1]))
            paces[domain] = (max(paces[domain][0], now + back_off), back_off)
            _set_pace(cursor, domain, *paces[domain])
        for domain in calm - troubled:
            paces[domain] = (paces[domain][0], 0.0)
            _set_pace(cursor, domain, *paces[domain])
            self._backing_off.discard(domain)
        for one in ended:
            self._mine.pop(one.row, None)
        return paces

    def _domain(self, row: int) -> str:
        return self._mine[row].domain if row in self._mine else ""

    def _end(self, cursor: Any, one: Ended, now: float) -> None:
        state, note, later = one.state, one.note, None
        attempts = self._mine[one.row].attempts + 1 if one.row in self._mine else 1
        if state is State.QUEUED and attempts >= self._plan.most_tries:
            state, note = State.BOUNCED, "gave_up"
        if state is State.QUEUED:
            later = _moment(now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 10)))
        before = _FROM[state]
        cursor.execute(
            "update waspada_delivery set state = %s, reply = %s, note = %s, not_before = %s, changed = %s, "  # noqa: S608
            "attempts = attempts + %s, accepted_at = coalesce(%s, accepted_at) "
            f"where id = %s and worker = %s and state in ({', '.join(['%s'] * len(before))})",
            [
                state.value,
                one.reply[:40],
                note[:200],
                later,
                _moment(now),
                0 if state is State.HELD else 1,
                _moment(one.at) if state is State.ACCEPTED else None,
                one.row,
                self._worker,
                *(each.value for each in before),
            ],
        )


def recover(notice: int, now: float) -> int:
    """Rows that dead workers left: `sending > queued`, `data > unknown`. Answers how many became `unknown`."""
    doubtful = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select worker, max(changed) from waspada_delivery where notice_id = %s and channel = 'mail' "
            "and state in ('sending', 'data') group by worker",
            [notice],
        )
        dead = [worker for worker, changed in cursor.fetchall() if _dead(worker, changed, now)]
    for worker in dead:
        with transaction.atomic(), connection.cursor() as cursor:
            moment = _moment(now)
            where = "where notice_id = %s and channel = 'mail' and worker = %s and state = %s"
            cursor.execute(
                f"update waspada_delivery set state = 'queued', worker = '', changed = %s {where}",  # noqa: S608
                [moment, notice, worker, "sending"],
            )
            cursor.execute(
                f"update waspada_delivery set state = 'unknown', note = 'worker_died', changed = %s {where}",  # noqa: S608
                [moment, notice, worker, "data"],
            )
            doubtful += cursor.rowcount
    return doubtful


def durable() -> None:
    """See to it that a commit of this connection is on disk when it returns, whatever the server's default is."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set synchronous_commit to on")
            return
        cursor.execute("pragma synchronous")
        if cursor.fetchone()[0] < 2 and not connection.in_atomic_block:  # SQLite refuses it inside a transaction
            cursor.execute("pragma synchronous = full")


def _dead(worker: str, changed: Any, now: float) -> bool:
    """Whether that worker is over. Who cannot be asked from here is taken for dead without a sign of life."""
    if worker in _running:
        return False
    process = worker.partition("#")[0]
    if process and process == alive.me():
        return True
    over = alive.ended(process)
    if over is not None:
        return over
    since = datetime.fromtimestamp(now, UTC) - jobs.DEAD_AFTER
    if Job.objects.filter(state=Job.State.RUNNING, worker=process, heartbeat__gt=since).exclude(worker="").exists():
        return False
    seen = datetime.fromisoformat(changed) if isinstance(changed, str) else changed
    return bool((seen if seen.tzinfo else seen.replace(tzinfo=UTC)) < since)


def _whole_domain(reply: str) -> bool:
    """Whether a reply speaks for the whole server rather than for one mailbox: 421, 4.3.x, 4.4.x, 4.7.x."""
    code, _, enhanced = reply.partition(" ")
    return code == "421" or enhanced.startswith(("4.3.", "4.4.", "4.7."))


def _paces(cursor: Any, domains: Sequence[str], lock: str = "") -> dict[str, tuple[float, float]]:
    marks = ", ".join(["%s"] * len(domains))
    cursor.execute(
        f"select domain, next_at, back_off from waspada_pace where domain in ({marks}) order by domain{lock}",  # noqa: S608
        list(domains),
    )
    return {domain: (next_at, back_off) for domain, next_at, back_off in cursor.fetchall()}


def _locked_paces(cursor: Any, domains: Iterable[str], postgresql: bool) -> dict[str, tuple[float, float]]:
    ordered = sorted(domains)
    if not ordered:
        return {}
    found = _paces(cursor, ordered, " for update" if postgresql else "")
    missing = [domain for domain in ordered if domain not in found]
    for domain in missing:
        cursor.execute(
            "insert into waspada_pace (domain, next_at, back_off) values (%s, 0, 0) on conflict (domain) do nothing",
            [domain],
        )
    return _paces(cursor, ordered, " for update" if postgresql else "") if missing else found


def _set_pace(cursor: Any, domain: str, next_at: float, back_off: float) -> None:
    cursor.execute("update waspada_pace set next_at = %s, back_off = %s where domain = %s", [next_at, back_off, domain])
    _exactly(cursor.rowcount, 1)


def _exactly(changed: int, expected: int) -> None:
    if changed != expected:
        raise RuntimeError(f"{changed} rows of the ledger were written, not {expected}: nothing of it is kept")


def _moment(seconds: float) -> Any:
    """As the column holds it, for statements of our own."""
    return connection.ops.adapt_datetimefield_value(datetime.fromtimestamp(seconds, UTC))
