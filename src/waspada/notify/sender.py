"""Takes rows of the ledger, hands their letters over one by one, and writes down how each ended.

How a letter ended is written together with the beginning of the next one: one commit a letter. Nothing here reads a
clock or a database; whoever calls hands both in, and may stop it between any two letters.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from waspada.notify.ledger import Ended, Ledger, Piece, State
from waspada.notify.transport import Answer, Outcome, Outgoing, Transport

TAKE: Final = 20
"""Rows at a time: what a killed worker leaves for the next one to put back."""
HOLD: Final = 100
"""Rows that one worker may hold while their domains make it wait."""
_NAP: Final = 0.25
"""Seconds between two questions whether something can go, at most."""


class Stop(StrEnum):
    """Why a turn ended."""

    EMPTY = "empty"
    """Nothing is due now."""
    TIME = "time"
    TOLD = "told"
    NO_SERVER = "no_server"
    """The server does not answer; nothing was lost, try again later."""
    DIFFERS = "differs"
    """A letter is not the one that was approved: a person must look before anything else goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMessage:
    """Instead of a message: a letter that does not go."""

    why: str
    """A code, for the row."""
    state: State = State.HELD
    """`held`: a person looks. `bounced`: no mail will reach them; the next channel."""
    stops: bool = False
    """Nothing else may go either."""


TEXT_DIFFERS: Final = NoMessage(why="text_differs", stops=True)
"""Composed anew, it is not the letter that was approved."""
CANNOT_COMPOSE: Final = NoMessage(why="cannot_compose", stops=True)
"""No letter comes of the row."""
NO_MAIL_ADDRESS: Final = NoMessage(why="no_mail_address", state=State.BOUNCED)


@dataclass(slots=True)
class _Went:
    """What the transport found when it was about to hand over."""

    wait: float = 0.0
    at: float = 0.0


class _NotNow(Exception):
    """The ledger did not let it begin."""


@dataclass(slots=True, kw_only=True)
class Sender:
    """One worker's loop over one notice."""

    ledger: Ledger
    transport: Transport
    prepare: Callable[[Piece], Outgoing | NoMessage]
    """Compose, check, sign."""
    clock: Callable[[], float]
    nap: Callable[[float], object]
    """Sleep so long, or less."""
    go_on: Callable[[bool], bool]
    """Asked before each letter; true argument: something just went wrong, so look closely."""
    worker: str
    _held: deque[Piece] = field(default_factory=deque)
    _ended: list[Ended] = field(default_factory=list)
    sent: int = 0
    """Letters that were handed over in this turn."""

    def run(self, until: float) -> Stop:
        """Send until there is nothing, until that moment, or until told. What it holds is put back."""
        try:
            return self._run(until)
        finally:
            ended, self._ended = self._ended, []
            self.ledger.end(ended, self.clock())
            self.ledger.put_back(list(self._held), self.clock())
            self._held.clear()

    def _run(self, until: float) -> Stop:
        trouble = False
        while True:
            now = self.clock()
            if now >= until:
                return Stop.TIME
            if not self.go_on(trouble):
                return Stop.TOLD
            piece = self._next(now)
            if piece is None:
                if not self._held:
                    return Stop.EMPTY
                self._pause(now, until)
                continue
            message = self._prepared(piece)
            if isinstance(message, NoMessage):
                self._ended.append(Ended(row=piece.row, state=message.state, note=message.why, at=now))
                if message.stops:
                    return Stop.DIFFERS
                continue
            answer = self._hand_over(piece, message)
            if answer is not None and answer.outcome is Outcome.LATER and not answer.reply:
                return Stop.NO_SERVER
            trouble = answer is not None and answer.outcome is not Outcome.ACCEPTED
            if trouble:
                self._flush()

    def _prepared(self, piece: Piece) -> Outgoing | NoMessage:
        try:
            return self.prepare(piece)
        except BaseException:
            self._held.append(piece)  # to be put back
            raise

    def _next(self, now: float) -> Piece | None:
        """A piece that may go now, of those that are held, or newly taken."""
        ready = self._ready(now)
        if ready is None and len(self._held) < HOLD:
            self._flush()
            self._held.extend(self.ledger.take(self.worker, TAKE, now))
            ready = self._ready(now)
        return ready

    def _ready(self, now: float) -> Piece | None:
        for _ in range(len(self._held)):
            piece = self._held.popleft()
            if self.ledger.wait(piece.domain, now) <= 0:
                return piece
            self._held.append(piece)
        return None

    def _pause(self, now: float, until: float) -> None:
        """All that is held waits for its domain."""
        self._flush()
        soonest = min(self.ledger.wait(piece.domain, now) for piece in self._held)
        self.nap(max(0.001, min(soonest, _NAP, until - now)))

    def _flush(self) -> None:
        if self._ended:
            ended, self._ended = self._ended, []
            self.ledger.end(ended, self.clock())

    def _hand_over(self, piece: Piece, message: Outgoing) -> Answer | None:
        """None: the ledger did not let it go now."""
        went = _Went()

        def begin() -> None:
            went.at = self.clock()
            ended = tuple(self._ended)
            went.wait = self.ledger.begin(piece, went.at, ended)
            self._ended.clear()
            if went.wait:
                raise _NotNow

        try:
            answer = self.transport.send(message, begin)
        except _NotNow:
            if went.wait != math.inf:
                self._held.append(piece)
            return None
        except BaseException:
            if not went.at:  # else it may have gone: the ledger keeps it as begun
                self._held.append(piece)
            raise
        if answer.outcome is Outcome.LATER and not answer.reply:
            if went.at:  # begun, and not a byte of it left
                self._ended.append(Ended(row=piece.row, state=State.QUEUED, note="no_server", at=self.clock()))
            else:
                self._held.append(piece)
            return answer
        self.sent += answer.outcome is Outcome.ACCEPTED
        state, note = _ENDS[answer.outcome]
        self._ended.append(Ended(row=piece.row, state=state, reply=answer.reply, note=note, at=self.clock()))
        return answer


_ENDS: Final = {
    Outcome.ACCEPTED: (State.ACCEPTED, ""),
    Outcome.LATER: (State.QUEUED, ""),
    Outcome.REFUSED: (State.BOUNCED, ""),
    Outcome.UNKNOWN: (State.UNKNOWN, "no_answer"),
}
"""Outcome → state, and why."""
