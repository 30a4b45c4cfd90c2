"""A correction reaches exactly those to whom the old claim was sent, once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.noticed import NOW, drafted, granted, locked, prepared, went
from tests.workbench import Workbench

from waspada.core.errors import BadInput

WORDS = {"en": "The way in was open until Friday.", "id": "Jalan masuknya terbuka sampai Jumat."}


def test_a_correction_goes_to_who_was_told_and_to_nobody_else(workbench: Workbench) -> None:
    from waspada.flows.case import facts
    from waspada.store.db import corrections, folders
    from waspada.store.db.models import Delivery

    first = locked(workbench, drafted(workbench))
    claim = "attested.contained.yes"
    assert all(claim in row.claims for row in first.deliveries.all())
    rows = list(first.deliveries.order_by("pk"))
    went(first)
    Delivery.objects.filter(pk=rows[0].pk).update(state="bounced")  # never had it
    Delivery.objects.filter(pk=rows[1].pk).update(state="unknown")  # may have it
    assert corrections.found(first.case).wrong == []
    opened = folders.opened(first.case)
    facts.state(opened, "contained", "no", actor="Alice", now=NOW, cache=workbench.home / "cache")
    (wrong,) = corrections.found(first.case).wrong
    assert (wrong.old.version, wrong.old.id, wrong.people) == ("1", claim, len(rows) - 1)
    bob = granted(workbench, "Bob", first.case)
    with pytest.raises(BadInput):
        corrections.draft(bob, "1", "own.none", WORDS, fact="contained", now=NOW)
    second = prepared(corrections.draft(bob, "1", claim, WORDS, fact="contained", now=NOW))
    told = {row.recipient_id for row in second.deliveries.all()}
    assert told == {row.recipient_id for row in rows[1:]}
    assert _says(second, WORDS["en"]) or _says(second, WORDS["id"])
    went(locked(workbench, second))
    assert corrections.found(first.case).wrong == []


def _says(notice: Any, text: str) -> bool:
    from waspada.flows.notices.letters import Letters
    from waspada.store.db import folders, notice_rows

    key = folders.opened(notice.case).key()
    letters = Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))
    row = notice.deliveries.filter(lang="en").first()
    return any(one.text == text for one in letters.letter(notice_rows.recipient(row), "mail").sentences)
