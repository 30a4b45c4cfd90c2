"""By when an enquiry is answered: what laws say of requests, each with its article, and the earliest of them.

Sources: GDPR Art. 12(3) (one month from receipt, to be extended by two more with reasons); Indonesia's UU PDP
(27/2022), Art. 32(2) for access and Art. 30(1) for corrections: 72 hours. Of erasure there no number is known to us.
GDPR and Art. 32(2) were read as quoted by authorities and a law firm on 2026-11-23, Art. 30(1) is general knowledge.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

KINDS: Final = ("question", "access", "correction", "deletion", "complaint", "other")
_UU_PDP: Final = {"access": "UU PDP, Art. 32(2)", "correction": "UU PDP, Art. 30(1)"}
_GDPR: Final = ("access", "correction", "deletion")
_OURS: Final[Mapping[str, int]] = {"question": 7, "complaint": 7, "other": 14}
"""Days that we give ourselves where no law names any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One term."""

    source: str
    """The article; empty: our own."""
    ends: datetime


def clocks(kind: str, received: datetime) -> Sequence[Clock]:
    """Every term that may apply, the earliest first; which of them does is decided by where the person lives."""
    received = received.astimezone(UTC)
    found = []
    if kind in _UU_PDP:
        found.append(Clock(source=_UU_PDP[kind], ends=received + timedelta(hours=72)))
    if kind in _GDPR:
        found.append(Clock(source="GDPR, Art. 12(3)", ends=a_month_later(received)))
    if not found:
        found.append(Clock(source="", ends=received + timedelta(days=_OURS.get(kind, 14))))
    return sorted(found, key=lambda one: one.ends)


def due(kind: str, received: datetime, *, country: str = "", lang: str = "") -> datetime:
    """By when it is answered at the latest.

    Args:
        country: where the person lives, once that is known.
        lang: of the enquiry: while nobody knows where the person lives, who writes Indonesian gets the short term.
    """
    every = clocks(kind, received)
    indonesian = country == "ID" or (not country and lang == "id")
    if len(every) > 1 and not indonesian:
        return every[-1].ends
    return every[0].ends


def a_month_later(moment: datetime) -> datetime:
    """The same day of the next month, or its last day.

    >>> a_month_later(datetime(2026, 1, 31, 9, 0, tzinfo=UTC)).isoformat()
    '2026-02-28T09:00:00+00:00'
    """
    year, month = (moment.year + 1, 1) if moment.month == 12 else (moment.year, moment.month + 1)
    last = calendar.monthrange(year, month)[1]
    return moment.replace(year=year, month=month, day=min(moment.day, last))
