"""The ledger's rows as lines of `deliveries-<n>.ndjson`, each at most once; what later proves who was told what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from waspada.notify.ledger import State

TOLD: Final = (State.DATA, State.ACCEPTED, State.DELIVERED, State.BOUNCED, State.UNKNOWN, State.CANCELLED)
"""What is written down. A row that still waits has nothing to tell."""
LINES: Final = 100_000
"""Rows of one file: what is encrypted at once stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one letter."""

    version: str
    recipient_id: str
    people: Sequence[str]
    """`person_id` of everybody who is told by it."""
    address: str = field(repr=False)
    channel: str
    state: str
    at: datetime
    """When it came to this."""
    text_sha256: str
    claims: Sequence[str] = ()
    reply: str = ""
    note: str = ""
    """Why it was cancelled, or what a person knows of it."""

    def line(self) -> bytes:
        """As it is written, without the newline: what docs/store.md promises, and more."""
        row: dict[str, Any] = {
            "version": self.version,
            "person_id": self.people[0] if self.people else self.recipient_id,
            "people": list(self.people),
            "recipient_id": self.recipient_id,
            "address": self.address,
            "channel": self.channel,
            "state": self.state,
            "at": written(self.at),
            "text_sha256": self.text_sha256,
            "claims": list(self.claims),
            "reply": self.reply,
            "note": self.note,
        }
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def written(at: datetime) -> str:
    """RFC 3339, UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fingerprints(lines: Iterable[bytes]) -> set[int]:
    """What stands in the case already: 8 bytes a line, for a million of them."""
    return {_fingerprint(line) for line in lines}


def files(rows: Iterable[Told], known: set[int]) -> Iterator[list[bytes]]:
    """Lines that are not known yet, as many at a time as one file holds; `known` grows by them."""
    lines: list[bytes] = []
    for row in rows:
        if not row.text_sha256:
            continue  # it was taken out before there was a letter
        line = row.line()
        mark = _fingerprint(line)
        if mark in known:
            continue
        known.add(mark)
        lines.append(line)
        if len(lines) == LINES:
            yield lines
            lines = []
    if lines:
        yield lines


def _fingerprint(line: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(line, digest_size=8).digest())
