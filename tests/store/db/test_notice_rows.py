"""Rows of a notice: in by batches, never twice, counted, hashed, taken away."""

from __future__ import annotations

import pytest
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.notify.audience import Shared
from waspada.notify.recipient import Audience, Recipient
from waspada.store.db import notice_rows
from waspada.store.db.models import Delivery


def person(number: int) -> Recipient:
    return Recipient(
        recipient_id=f"{number:032x}", address=f"P{number}@Mail.example", name="A\x00ni", lang="en",
        audience=Audience.USER, people=(f"p{number}",), kinds=("email",), categories=("user.contact.email",),
    )  # fmt: skip


def test_rows_come_in_once_and_give_their_recipient_back(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_rows, "BATCH", 2)
    made = notice(workbench.case(), 0)
    everybody = [person(number) for number in range(5)]
    held = [Shared(recipient=person(9), names=("A", "B"))]
    assert notice_rows.fill(made, everybody, held, now=NOW) == 6
    assert notice_rows.fill(made, everybody, held, now=NOW) == 6
    assert states(made) == {"queued": 5, "held": 1}
    rows = list(notice_rows.walk(notice_rows.of(made)))
    assert [row.recipient_id for row in rows] == sorted(row.recipient_id for row in rows)
    assert len({row.token for row in rows}) == 6
    back = notice_rows.recipient(rows[0])
    assert (back.recipient_id, back.address, back.name) == (everybody[0].recipient_id, "P0@Mail.example", "Ani")
    assert rows[0].domain == "mail.example"


def test_rows_are_counted_and_every_change_shows_in_their_hash(workbench: Workbench) -> None:
    made = notice(workbench.case(), 6, domains=2)
    before = notice_rows.audience(made)
    assert (before.letters, notice_rows.by_state(made)) == (6, {"queued": 6})
    assert notice_rows.by_domain(made, 1) == [("d0.example", {"queued": 3})]
    row = made.deliveries.get(recipient_id=f"{0:032x}")
    notice_rows.composed([notice_rows.Composed(row.pk, "b" * 64, ["own.email"])])
    assert notice_rows.audience(made).sha256 != before.sha256
    row.refresh_from_db()
    assert row.claims == ["own.email"]
    Delivery.objects.filter(notice=made).update(state="bounced", reply="550 5.1.1")
    assert notice_rows.by_reply(notice_rows.of(made)) == [("550 5.1.1", 6)]


def test_what_became_of_letters_is_told_and_what_waits_is_not(workbench: Workbench) -> None:
    made = notice(workbench.case(), 3)
    rows = list(made.deliveries.order_by("pk"))
    Delivery.objects.filter(pk=rows[0].pk).update(state="accepted")
    Delivery.objects.filter(pk=rows[1].pk).update(state="bounced", note="gave_up")
    assert [(one.state, one.note) for one in notice_rows.told(made)] == [("accepted", ""), ("bounced", "gave_up")]


def test_a_case_is_purged_of_every_row(workbench: Workbench) -> None:
    made = notice(workbench.case(), 4)
    other = notice(workbench.case("Other", "Other"), 0)
    notice_rows.fill(other, [person(1)], [], now=NOW)
    assert notice_rows.purge(made.case) == 4
    assert states(made) == {}
    assert states(other) == {"queued": 1}
    assert notice_rows.remove(other) == 1
