"""Does the signature of a message hold (DKIM, RFC 6376), over the very bytes that leave?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import dkim


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a message."""

    tags: Mapping[str, str]
    holds: bool

    @property
    def domain(self) -> str:
        """For whom it speaks."""
        return self.tags.get("d", "").lower()

    @property
    def covers(self) -> frozenset[str]:
        """Names of the headers that it covers."""
        return frozenset(name.strip().lower() for name in self.tags.get("h", "").split(":"))


def signature(content: bytes, header: str, record: str) -> Signature:
    """The first signature of a message, verified against a key record.

    Args:
        header: its `DKIM-Signature`.
        record: as DNS would show it.
    """
    tags = dict(part.partition("=")[::2] for part in "".join(header.split()).split(";") if "=" in part)
    try:
        holds = bool(dkim.DKIM(content).verify(dnsfunc=lambda _name, timeout=0: record.encode()))
    except (dkim.DKIMException, ValueError, KeyError, TypeError, AttributeError):
        holds = False
    return Signature(tags, holds)
