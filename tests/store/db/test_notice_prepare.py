"""The worker's part of a draft: what changed meanwhile is not sealed, what is wrong with letters is counted."""

from __future__ import annotations

import pytest
from tests.noticed import NOW, drafted, granted
from tests.workbench import Workbench

from waspada.core.errors import Refused
from waspada.core.progress import Silent


def test_a_draft_that_changed_while_it_was_prepared_gets_no_digest(workbench: Workbench) -> None:
    from waspada.store.db import notice_edit, notice_prepare
    from waspada.store.db.models import Notice

    notice = drafted(workbench)
    stale = Notice.objects.get(pk=notice.pk)
    notice_edit.save(granted(workbench, "Bob", notice.case), notice, {"contact": "desk@example.com"}, now=NOW)
    with pytest.raises(Refused, match="changed while"):
        notice_prepare.prepare(stale, Silent(), actor="worker", now=NOW)
    notice.refresh_from_db()
    assert notice.digest == ""
    before = set(notice.deliveries.values_list("pk", flat=True))
    notice_prepare.prepare(notice, Silent(), actor="worker", now=NOW)
    assert set(notice.deliveries.values_list("pk", flat=True)) == before
    notice.refresh_from_db()
    assert notice.digest
