"""A notice with rows to send, made directly: what composes letters has tests of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from waspada.store.db import audit
from waspada.store.db.models import Case, Delivery, Notice

NOW = 1_772_000_000.0


def notice(case: Case, count: int, *, state: str = "sending", batch: int = 2, domains: int = 3, **plan: Any) -> Notice:
    """So many letters, in turn to `d0.example`, `d1.example` …"""
    with audit.acting():
        rules = {"first_batch": 0, **plan}
        made = Notice.objects.create(case=case, number=1, run=1, state=state, batch=batch, plan=rules)
        audit.record("tests", "notice.make", now=NOW, case=case)
    Delivery.objects.bulk_create(
        Delivery(
            notice=made,
            recipient_id=f"{number:032x}",
            address=f"p{number}@d{number % domains}.example",
            domain=f"d{number % domains}.example",
            lang="en",
            audience="user",
            facts={"recipient_id": f"{number:032x}"},
            text_sha256="0" * 64,
            token=f"token{number:08d}",
            queued=datetime.fromtimestamp(NOW, UTC),
        )
        for number in range(count)
    )
    return made


def states(made: Notice, *channels: str) -> dict[str, int]:
    """Rows by state; of mail, where no channel is named."""
    found: dict[str, int] = {}
    for state in Delivery.objects.filter(notice=made, channel__in=channels or ["mail"]).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
