"""The promise of whoever keeps the ledger: one row for each notice, recipient and channel, written before the act.

A row goes `queued > sending > data > accepted > delivered | bounced | unknown`. `sending` means that a worker has it;
what a dead worker left there goes back to `queued`, since nothing was handed over yet. `data` is on disk before the
first byte of the message leaves: what a dead worker left there may have arrived, becomes `unknown`, and goes to a
person, never out again by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol


class State(StrEnum):
    """Of one row."""

    QUEUED = "queued"
    SENDING = "sending"
    DATA = "data"
    ACCEPTED = "accepted"
    """The next server took it over, or the mailing house has the letter."""
    DELIVERED = "delivered"
    """Somebody said so: a delivery notification, an API event, the mailing house."""
    BOUNCED = "bounced"
    """It did not arrive and will not."""
    UNKNOWN = "unknown"
    """It may have gone out. A person decides."""
    HELD = "held"
    """Waits for a person: a shared address, or no way to reach them."""
    CANCELLED = "cancelled"
    """Will not go: a person said so, with a reason."""


MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.HELD: frozenset((State.QUEUED, State.CANCELLED)),
    State.QUEUED: frozenset((State.SENDING, State.CANCELLED, State.HELD)),
    State.SENDING: frozenset((State.QUEUED, State.DATA, State.BOUNCED, State.HELD)),
    State.DATA: frozenset((State.ACCEPTED, State.QUEUED, State.BOUNCED, State.UNKNOWN)),
    State.ACCEPTED: frozenset((State.DELIVERED, State.BOUNCED)),
    State.DELIVERED: frozenset((State.BOUNCED,)),
    State.BOUNCED: frozenset(),
    State.UNKNOWN: frozenset((State.ACCEPTED, State.DELIVERED, State.BOUNCED, State.QUEUED, State.CANCELLED)),
    State.CANCELLED: frozenset(),
}
"""From where to where a row may go. Out of `unknown` to `queued` only by a person, with a reason."""
REACHED: Final = frozenset((State.DATA, State.ACCEPTED, State.DELIVERED, State.UNKNOWN))
"""The recipient has, or may have, the letter: whom a correction must reach."""


class Channel(StrEnum):
    """How a letter goes."""

    MAIL = "mail"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One row that a worker has taken."""

    row: int
    notice: int
    recipient_id: str
    channel: Channel
    address: str = field(repr=False)
    domain: str
    name: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    """`Recipient.as_json`."""
    token: str
    """Of this row, for bounces (VERP); says nothing about the recipient."""
    text_sha256: str
    """Of the letter that was approved."""
    attempts: int


class Ledger(Protocol):
    """What the sender needs. Every answer is on disk when the call returns."""

    def take(self, worker: str, most: int, now: float) -> Sequence[Piece]:
        """Claim up to `most` rows that are due: `queued > sending`. Empty: nothing is due now."""

    def begin(self, piece: Piece, now: float, ended: Sequence[Ended] = ()) -> float:
        """`sending > data`, with the ends of earlier pieces, in one commit; the pace of its domain is kept here.

        Returns:
            0: go. More: the seconds to wait before asking again; the row stays `sending`, the ends are written.
            Infinite: the row is not this worker's any more; let go of it.
        """

    def end(self, ended: Sequence[Ended], now: float) -> None:
        """Write down how pieces ended."""

    def put_back(self, pieces: Sequence[Piece], now: float) -> None:
        """`sending > queued`, for pieces that were taken and not tried: a pause, the end of a turn, no server."""

    def wait(self, domain: str, now: float) -> float:
        """Seconds until it is worth to `begin` a piece of this domain, as far as this worker knows; asks nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How one try ended."""

    row: int
    state: State
    """`accepted`, `queued` (try again later), `bounced`, `unknown`, `held` (never begun; `note` says why)."""
    reply: str = ""
    """Reply code and enhanced code (RFC 3463), `550 5.1.1`; never the server's text, which may hold addresses."""
    note: str = ""
    """Why, as a code."""
    at: float
    """Seconds since 1970."""
