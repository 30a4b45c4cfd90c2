"""The promise of whoever carries a message: it says what became of it, and never more than it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of one try."""

    ACCEPTED = "accepted"
    LATER = "later"
    """Refused for now (4xx), or nobody answered before the message was on its way: try again."""
    REFUSED = "refused"
    """Refused for good (5xx)."""
    UNKNOWN = "unknown"
    """The connection broke after the message was on its way: it may have arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message, ready to go."""

    row: int
    sender: str
    """Envelope sender, with the token of the row (VERP)."""
    recipient: str = field(repr=False)
    content: bytes = field(repr=False)
    """RFC 5322 with CRLF, signed where a key was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How it went."""

    outcome: Outcome
    reply: str = ""
    """Reply code and enhanced code; no text of the server's."""


class Transport(Protocol):
    """A connection that is kept open over many messages."""

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        """Hand one message over.

        Args:
            begin: called once, after the recipient was accepted and before the first byte of the message leaves; when
                it returns, the intention is on disk. It may raise: then nothing was sent.
        """

    def close(self) -> None:
        """Say goodbye; never raises."""
