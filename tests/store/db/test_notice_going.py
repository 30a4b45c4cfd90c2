"""Steps of a locked notice stand in the log of the case before they are done; who may not, does none."""

from __future__ import annotations

import pytest
from tests.noticed import granted
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.store.db import audit, folders, notice_going
from waspada.store.db.access import NotAllowed
from waspada.store.db.models import Delivery


def test_every_step_is_in_the_log_and_only_where_it_can_be_done(workbench: Workbench) -> None:
    made = notice(workbench.case(), 2, state="approved")
    bob = granted(workbench, "Bob", made.case)
    with pytest.raises(NotAllowed):
        notice_going.start(granted(workbench, "Rita", made.case), made, now=NOW)
    with pytest.raises(BadInput):
        notice_going.pause(bob, made, reason="not yet", now=NOW)
    notice_going.start(bob, made, now=NOW)
    notice_going.pause(bob, made, reason="a wrong sentence", now=NOW)
    with pytest.raises(BadInput):
        notice_going.resume(bob, made, reason="mail to ani@example.org", now=NOW)
    notice_going.resume(bob, made, reason="it was right", now=NOW)
    notice_going.stop(bob, made, reason="a new version", now=NOW)
    entries = folders.opened(made.case).custody.entries()
    assert [one.data["phase"] for one in entries if one.action is Action.SEND] == ["start", "pause", "resume", "stop"]
    assert states(made) == {"cancelled": 2}
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("before", "how", "after"),
    [
        ("unknown", "accepted", "accepted"),
        ("unknown", "bounced", "bounced"),
        ("unknown", "queued", "queued"),
        ("unknown", "cancelled", "cancelled"),
        ("queued", "cancelled", "cancelled"),
        ("held", "cancelled", "cancelled"),
        ("unknown", "delivered", ""),
        ("accepted", "queued", ""),
        ("held", "queued", ""),
        ("unknown", "nonsense", ""),
    ],
)
def test_a_person_settles_what_nobody_knows_and_nothing_else(
    workbench: Workbench, before: str, how: str, after: str
) -> None:
    made = notice(workbench.case(), 1)
    Delivery.objects.update(state=before)
    row = Delivery.objects.select_related("notice").get()
    bob = granted(workbench, "Bob", made.case)
    if after:
        notice_going.settle(bob, row, how, reason="seen in the log", now=NOW)
        row.refresh_from_db()
        assert (row.state, row.note) == (after, "seen in the log")
        return
    with pytest.raises(BadInput):
        notice_going.settle(bob, row, how, reason="seen in the log", now=NOW)
    row.refresh_from_db()
    assert row.state == before


def test_two_people_cannot_settle_the_same_letter(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1)
    Delivery.objects.update(state="unknown")
    row = Delivery.objects.select_related("notice").get()
    bob = granted(workbench, "Bob", made.case)
    notice_going.settle(bob, row, "bounced", reason="it came back", now=NOW)
    with pytest.raises(BadInput, match="already"):
        notice_going.settle(bob, row, "accepted", reason="it arrived", now=NOW)
