"""A notice is started, paused, resumed, halted and ended only from where that can be, and the log knows of each."""

from __future__ import annotations

import time

import pytest
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.core.errors import Refused
from waspada.notify.plan import Tally, halted, planned
from waspada.store.db import audit, notice_states
from waspada.store.db.models import AuditEntry, Delivery, Job, Notice


def actions(made: Notice) -> list[str]:
    found = AuditEntry.objects.filter(action__startswith="notice.", case_id=made.case_id).order_by("number")
    return list(found.values_list("action", flat=True))


def test_from_approved_to_done(workbench: Workbench) -> None:
    alice = workbench.people["Alice"]
    made = notice(workbench.case(), 3, state="approved", batch=0, first_batch=2, lanes=2)
    notice_states.start(made, alice, now=NOW)
    assert (made.state, made.batch, made.started is not None) == ("sending", 1, True)
    assert sorted(job.arguments["lane"] for job in Job.objects.filter(kind="send")) == [0, 1]
    notice_states.pause(made, alice, reason="somebody calls", now=NOW)
    assert (made.state, made.why) == ("paused", "somebody calls")
    notice_states.resume(made, alice, now=NOW)
    assert (made.state, made.why) == ("sending", "")
    assert notice_states.first_batch_over(made.pk, now=NOW + 5) == NOW + 5
    assert notice_states.first_batch_over(made.pk, now=NOW + 9) == NOW + 5
    notice_states.go_on_with_all(made.pk, now=NOW)
    assert not notice_states.done(made.pk, now=NOW)
    Delivery.objects.filter(notice=made).update(state="accepted")
    assert notice_states.done(made.pk, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.batch) == ("done", 2)
    steps = ["make", "start", "pause", "resume", "first_batch", "all", "done"]
    assert actions(made) == [f"notice.{step}" for step in steps]
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("step", "free"),
    [
        ("start", {"approved"}),
        ("pause", {"sending"}),
        ("resume", {"paused", "halted", "done"}),
        ("withdraw", {"approved", "sending", "paused", "halted"}),
    ],
)
@pytest.mark.parametrize("before", [str(state) for state in Notice.State])
def test_no_step_from_where_it_cannot_be(workbench: Workbench, step: str, free: set[str], before: str) -> None:
    made, alice = notice(workbench.case(), 1, state=before), workbench.people["Alice"]
    more = {"reason": "because"} if step in ("pause", "withdraw") else {}
    act = getattr(notice_states, step)
    if before in free:
        act(made, alice, now=NOW, **more)
        assert Notice.objects.get().state != before
    else:
        with pytest.raises(Refused):
            act(made, alice, now=NOW, **more)
        assert Notice.objects.get().state == before


def test_a_notice_that_nobody_sends_neither_halts_nor_ends(workbench: Workbench) -> None:
    made = notice(workbench.case(), 0, state="paused")
    notice_states.halt(made.pk, "bounces", now=NOW)
    assert not notice_states.done(made.pk, now=NOW)
    assert Notice.objects.get().state == "paused"


def test_what_was_not_begun_is_cancelled_with_a_withdrawal(workbench: Workbench) -> None:
    made = notice(workbench.case(), 4)
    Delivery.objects.filter(token="token00000000").update(state="data")
    Delivery.objects.filter(token="token00000001").update(state="held")
    notice_states.withdraw(made, workbench.people["Alice"], reason="wrong vendor", now=NOW)
    assert states(made) == {"data": 1, "cancelled": 3}


def test_after_a_person_looked_only_what_is_new_makes_it_halt(workbench: Workbench) -> None:
    made = notice(workbench.case(), 100)
    plan = planned(made.plan)
    Delivery.objects.filter(token__lt="token00000030").update(state="bounced")
    found = notice_states.tally(made.pk)
    assert found == Tally(tried=30, bounced=30)
    assert halted(plan, found) == "bounces"
    notice_states.halt(made.pk, "bounces", now=NOW)
    notice_states.resume(made, workbench.people["Alice"], now=NOW)
    assert halted(plan, notice_states.since_seen(notice_states.tally(made.pk), made.counts)) == ""
    Delivery.objects.filter(token__lt="token00000060").update(state="bounced")
    assert halted(plan, notice_states.since_seen(notice_states.tally(made.pk), made.counts)) == "bounces"


def test_how_letters_stand(workbench: Workbench) -> None:
    made = notice(workbench.case(), 10)
    rows = list(Delivery.objects.order_by("pk"))
    for row, state in zip(
        rows, ("accepted", "delivered", "bounced", "unknown", "unknown", "data", "held"), strict=False
    ):
        Delivery.objects.filter(pk=row.pk).update(state=state, note="worker_died" if row is rows[4] else "no_answer")
    Delivery.objects.filter(pk=rows[7].pk).update(attempts=1, not_before=rows[7].queued)
    found = notice_states.tally(made.pk)
    assert found == Tally(tried=6, bounced=1, deferred=1, doubtful=1, under_way=1)


def test_counting_a_large_notice_is_quick(workbench: Workbench) -> None:
    made = notice(workbench.case(), 20_000)
    Delivery.objects.filter(notice=made).update(state="accepted")
    began = time.perf_counter()
    for _ in range(10):
        notice_states.tally(made.pk)
    assert (time.perf_counter() - began) / 10 < 0.1
