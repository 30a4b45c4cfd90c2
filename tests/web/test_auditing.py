"""Every request that may write belongs to the log."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench


def test_what_a_page_wrote_stands_in_the_log_under_a_name(workbench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    workbench.client("Alice").post("/account/", {"lang": "id", "zone": ""})
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.actor, entry.action, entry.data["row_count"]) == ("Alice", "account.change", 1)
    assert audit.verify() == []


def test_looking_writes_nothing(workbench: Workbench) -> None:
    from waspada.store.db import audit

    case = workbench.case()
    before = audit.head()
    for path in ("/", "/account/", "/log/", f"/cases/{case.pk}/log/", f"/cases/{case.pk}/members/"):
        workbench.client("Alice").get(path)
    assert audit.head() == before


def test_nothing_stays_of_what_broke(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import User

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    before = audit.head()
    monkeypatch.setattr("django.contrib.messages.success", broken)
    browser = workbench.client("Alice")
    browser.raise_request_exception = False
    assert browser.post("/account/", {"lang": "id", "zone": ""}).status_code == 500
    assert User.objects.get(name="Alice").lang == ""
    assert (audit.head(), audit.verify()) == (before, [])


def test_a_view_may_open_its_own_transactions() -> None:
    from waspada.web.auditing import streams

    def view() -> None:
        """A view."""

    assert streams(view).streams is True  # type: ignore[attr-defined]
