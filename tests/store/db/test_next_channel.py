"""After mail comes post: once for each recipient, with its own letter, held until an address is known."""

from __future__ import annotations

import pytest
from tests.noticed import drafted
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.flows.notices.letters import Letters
from waspada.notify.ledger import State
from waspada.store.db import folders, next_channel, notice_rows
from waspada.store.db.models import Delivery


def test_a_row_is_opened_once(workbench: Workbench) -> None:
    made = notice(workbench.case(), 3)
    assert next_channel.opened(made, now=NOW) == 0
    Delivery.objects.filter(notice=made, recipient_id=f"{1:032x}").update(state=State.BOUNCED)
    assert next_channel.opened(made, now=NOW) == 1
    assert next_channel.opened(made, now=NOW) == 0
    Delivery.objects.filter(notice=made, channel="mail").update(state=State.BOUNCED)
    assert next_channel.opened(made, now=NOW) == 2
    assert states(made, "mail", "post") == {"bounced": 3, "held": 3}


def test_nothing_goes_on_of_a_notice_that_was_taken_back(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1, state="withdrawn")
    Delivery.objects.filter(notice=made).update(state=State.BOUNCED)
    assert next_channel.opened(made, now=NOW) == 0


def test_the_letter_by_post_is_composed_and_waits_for_its_address(workbench: Workbench) -> None:
    made = drafted(workbench)
    lost = Delivery.objects.filter(notice=made).order_by("pk").first()
    assert lost is not None
    Delivery.objects.filter(pk=lost.pk).update(state=State.BOUNCED)
    assert next_channel.opened(made, now=NOW) == 1
    row = Delivery.objects.get(notice=made, channel="post")
    key = folders.opened(made.case).key()
    letters = Letters.of(made.texts, made.material, key=key, version=str(made.number))
    letter = letters.letter(notice_rows.recipient(row), "post")
    assert (row.text_sha256, row.claims) == (letter.sha256, list(letter.claims))
    assert row.text_sha256 != lost.text_sha256
    for wrong in ([], ["a"] * 7, ["a\x00b"]):
        with pytest.raises(BadInput):
            next_channel.address(row, wrong, now=NOW)
    next_channel.address(row, ["Budi  Santoso", "", "Jl. Contoh 1", "Jakarta 10110"], now=NOW)
    row.refresh_from_db()
    assert (row.state, row.note, row.address) == ("queued", "", "Budi Santoso\nJl. Contoh 1\nJakarta 10110")
    with pytest.raises(BadInput):
        next_channel.address(row, ["Elsewhere 2"], now=NOW)


def test_without_the_key_of_the_case_the_row_waits_all_the_same(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1)
    Delivery.objects.filter(notice=made).update(state=State.BOUNCED)
    assert next_channel.opened(made, now=NOW) == 1
    row = Delivery.objects.get(notice=made, channel="post")
    assert (row.state, row.text_sha256) == ("held", "")
    with pytest.raises(BadInput):
        next_channel.address(row, ["Jl. Contoh 1"], now=NOW)
