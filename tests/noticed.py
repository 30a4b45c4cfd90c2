"""A case with letters to test with: assessed, drafted, prepared; its sender's domain answered from a recorded zone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from tests.notify.settings import private, written
from tests.notify.test_domain_checks import GOOD
from tests.workbench import Workbench, assessed

from waspada.core.progress import Silent

NOW = 1_772_100_000.0
FACTS = (
    ("contained", "yes"),
    ("external_attack", "yes"),
    ("told_us_at", "2026-02-20T08:00:00Z"),
    ("product", "the help desk"),
)


def mail(home: Path, **changes: Any) -> None:
    """Settings for sending in this home, and a zone in which nothing stands in the way."""
    private(home / "zone.yaml", yaml.safe_dump(GOOD))
    written(home, dns={"zone_file": "zone.yaml"}, **changes)


def drafted(bench: Workbench, **changes: Any) -> Any:
    """A prepared draft over a re-enactment, by Bob.

    Args:
        changes: in `mail.yaml`.
    """
    from waspada.flows.case import facts
    from waspada.store.db import audit, folders, notices
    from waspada.store.db.models import Workspace

    with audit.acting():
        Workspace.objects.update(name="Example Works", dpo="privacy@example.com")
        audit.record("tests", "workspace.change", now=NOW)
    mail(bench.home, **changes)
    case = assessed(bench)
    opened = folders.opened(case)
    for name, value in FACTS:
        facts.state(opened, name, value, actor="Alice", now=NOW, cache=bench.home / "cache")
    return prepared(notices.draft(granted(bench, "Bob", case), now=NOW))


def prepared(notice: Any) -> Any:
    """The same after the worker composed its letters."""
    from waspada.store.db import notice_prepare

    notice.refresh_from_db()
    notice_prepare.prepare(notice, Silent(), actor="waspada worker", now=NOW)
    notice.refresh_from_db()
    return notice


def granted(bench: Workbench, name: str, case: Any) -> Any:
    """What this person may do in the case."""
    from waspada.store.db import access

    return access.grant(bench.people[name], case.pk)


def locked(bench: Workbench, notice: Any) -> Any:
    """Asked for by Bob, granted by Alice, locked by Bob."""
    from waspada.store.db import approvals, notice_checks, notices

    bob = granted(bench, "Bob", notice.case)
    asked = notices.ask(bob, notice, notice_checks.findings(notice), reason="the law asks for it", now=NOW)
    approvals.decide(granted(bench, "Alice", notice.case), asked.pk, yes=True, reason="read it", now=NOW)
    found = notice_checks.findings(notice, fresh=True, clock=lambda: NOW)
    notices.approve(notice, asked.pk, found, who=bob.user, actor="Bob", now=NOW)
    notice.refresh_from_db()
    return notice


def went(notice: Any, state: str = "accepted") -> None:
    """As if all its letters had left."""
    from waspada.store.db.models import Delivery, Notice

    Delivery.objects.filter(notice=notice, state="queued").update(state=state)
    Notice.objects.filter(pk=notice.pk).update(state="done")
    notice.refresh_from_db()
