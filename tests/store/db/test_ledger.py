"""The ledger moves rows only as `notify.ledger.MOVES` says, only for who has them, and keeps the pace of domains."""

from __future__ import annotations

import itertools
import math

import pytest
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.notify.ledger import MOVES, Ended, State
from waspada.notify.plan import Plan
from waspada.store.db import alive, ledger
from waspada.store.db.ledger import SPACING, SqlLedger, Turn, recover
from waspada.store.db.models import Delivery, Notice, Pace

ELSEWHERE = "another-boot/pid:[1]/17/99#turn"


def end(row: int, state: State, reply: str = "250 2.0.0", at: float = NOW) -> Ended:
    return Ended(row=row, state=state, reply=reply, at=at)


def test_a_letter_goes_from_queued_to_accepted_and_its_end_is_written_with_the_next_beginning(
    workbench: Workbench,
) -> None:
    made = notice(workbench.case(), 3)
    with Turn() as worker:
        kept = SqlLedger(made.pk, Plan())
        first, second = kept.take(worker, 2, NOW)
        assert states(made) == {"sending": 2, "queued": 1}
        assert kept.begin(first, NOW) == 0
        assert kept.begin(second, NOW, [end(first.row, State.ACCEPTED)]) == 0
        assert states(made) == {"accepted": 1, "data": 1, "queued": 1}
        kept.end([end(second.row, State.UNKNOWN, "")], NOW)
    done = Delivery.objects.get(pk=first.row)
    assert (done.reply, done.attempts, done.accepted_at is not None) == ("250 2.0.0", 1, True)
    assert states(made) == {"accepted": 1, "unknown": 1, "queued": 1}


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", [State.ACCEPTED, State.QUEUED, State.BOUNCED, State.UNKNOWN, State.HELD])
def test_no_end_moves_a_row_where_it_may_not_go(workbench: Workbench, before: State, after: State) -> None:
    made = notice(workbench.case(), 1)
    kept = SqlLedger(made.pk, Plan())
    (piece,) = kept.take("me", 1, NOW)
    Delivery.objects.filter(pk=piece.row).update(state=before)
    kept.end([end(piece.row, after)], NOW)
    now = Delivery.objects.get(pk=piece.row).state
    assert now in (before, after)
    assert now == before or after in MOVES[before]


def test_every_way_of_the_sender_is_a_move(workbench: Workbench) -> None:
    for after, befores in ledger._FROM.items():
        assert all(after in MOVES[before] for before in befores), after


def test_who_was_taken_for_dead_changes_nothing_any_more(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1)
    asleep, awake = SqlLedger(made.pk, Plan()), SqlLedger(made.pk, Plan())
    (piece,) = asleep.take(ELSEWHERE, 1, NOW)
    assert recover(made.pk, NOW + 3600) == 0
    (again,) = awake.take("awake", 1, NOW)
    assert asleep.begin(piece, NOW) == math.inf
    assert awake.begin(again, NOW) == 0
    asleep.end([end(piece.row, State.ACCEPTED)], NOW)
    asleep.put_back([piece], NOW)
    assert states(made) == {"data": 1}


def test_what_a_dead_worker_had_in_data_is_unknown_and_never_taken_again(workbench: Workbench) -> None:
    made = notice(workbench.case(), 4)
    dead = SqlLedger(made.pk, Plan())
    pieces = dead.take(f"{alive.me()}#earlier", 3, NOW)
    dead.begin(pieces[0], NOW)
    assert recover(made.pk, NOW) == 1
    assert states(made) == {"unknown": 1, "queued": 3}
    assert Delivery.objects.get(pk=pieces[0].row).note == "worker_died"
    taken = SqlLedger(made.pk, Plan()).take("next", 10, NOW + 99)
    assert pieces[0].row not in {piece.row for piece in taken}
    assert len(taken) == 3


def test_whoever_lives_keeps_what_it_has(workbench: Workbench) -> None:
    made = notice(workbench.case(), 3)
    with Turn() as worker:
        kept = SqlLedger(made.pk, Plan())
        piece, _ = kept.take(worker, 2, NOW)
        kept.begin(piece, NOW)
        SqlLedger(made.pk, Plan()).take(ELSEWHERE, 1, NOW)
        assert recover(made.pk, NOW + 30) == 0
        assert states(made) == {"data": 1, "sending": 2}
        assert recover(made.pk, NOW + 3600) == 0
        assert states(made) == {"data": 1, "sending": 1, "queued": 1}


def test_one_who_heard_the_answer_after_all_says_so(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1)
    kept = SqlLedger(made.pk, Plan())
    (piece,) = kept.take(ELSEWHERE, 1, NOW)
    kept.begin(piece, NOW)
    assert recover(made.pk, NOW + 3600) == 1
    kept.end([end(piece.row, State.ACCEPTED)], NOW + 3601)
    assert states(made) == {"accepted": 1}


def test_a_deferred_letter_waits_longer_each_time_and_is_given_up_at_last(workbench: Workbench) -> None:
    made = notice(workbench.case(), 1)
    kept, now, waits = SqlLedger(made.pk, Plan(most_tries=4)), NOW, []
    for _ in range(3):
        (piece,) = kept.take("me", 1, now)
        assert kept.begin(piece, now) == 0
        kept.end([end(piece.row, State.QUEUED, "450 4.2.0")], now)
        row = Delivery.objects.get()
        assert row.not_before is not None
        waits.append(row.not_before.timestamp() - now)
        assert not kept.take("me", 1, now + waits[-1] - 1)
        now += waits[-1]
    assert waits == [60, 120, 240]
    (piece,) = kept.take("me", 1, now)
    kept.begin(piece, now)
    kept.end([end(piece.row, State.QUEUED, "450 4.2.0")], now)
    row = Delivery.objects.get()
    assert (row.state, row.note, row.attempts) == ("bounced", "gave_up", 4)


def test_a_whole_domain_is_left_alone_when_it_asks_for_it(workbench: Workbench) -> None:
    made = notice(workbench.case(), 6, domains=2)
    kept = SqlLedger(made.pk, Plan())
    pieces = kept.take("me", 2, NOW)
    kept.begin(pieces[0], NOW)
    kept.end([end(pieces[0].row, State.QUEUED, "421 4.7.0")], NOW)
    assert {piece.domain for piece in kept.take("me", 9, NOW + 1)} == {"d1.example"}
    assert Pace.objects.get(domain="d0.example").back_off == 15
    (piece, *_) = [one for one in kept.take("me", 9, NOW + 16) if one.domain == "d0.example"]
    assert kept.begin(piece, NOW + 16) == 0
    kept.end([end(piece.row, State.ACCEPTED)], NOW + 16)
    assert Pace.objects.get(domain="d0.example").back_off == 0


def test_one_full_mailbox_does_not_stop_its_neighbours(workbench: Workbench) -> None:
    made = notice(workbench.case(), 4, domains=1)
    kept = SqlLedger(made.pk, Plan())
    (piece,) = kept.take("me", 1, NOW)
    kept.begin(piece, NOW)
    kept.end([end(piece.row, State.QUEUED, "452 4.2.2")], NOW)
    assert len(kept.take("me", 9, NOW)) == 3


def test_the_pace_of_a_domain_holds_for_all_workers(workbench: Workbench) -> None:
    made = notice(workbench.case(), 40, domains=2)
    plan = Plan(rates={"d0.example": 2})
    workers = [SqlLedger(made.pk, plan) for _ in range(3)]
    held = [
        [one for one in kept.take(f"w{at}", 12, NOW) if one.domain == "d0.example"] for at, kept in enumerate(workers)
    ]
    began, now = [], NOW
    while any(held):
        for kept, pieces in zip(workers, held, strict=True):
            if pieces and kept.begin(pieces[0], now) == 0:
                began.append(now)
                kept.end([end(pieces.pop(0).row, State.ACCEPTED)], now)
        now += 0.01
    assert len(began) == 18
    assert min(after - before for before, after in itertools.pairwise(began)) >= SPACING / 2 - 1e-6
    assert max(sum(start <= one < start + 10 for one in began) for start in began) <= 20


def test_a_worker_does_not_fill_its_hands_with_what_must_wait(workbench: Workbench) -> None:
    made = notice(workbench.case(), 30, domains=2)
    kept = SqlLedger(made.pk, Plan(rates={"d0.example": 1}))
    pieces = kept.take("me", 4, NOW)
    slow = [one for one in pieces if one.domain == "d0.example"]
    assert kept.begin(slow[0], NOW) == 0
    assert kept.begin(slow[1], NOW, [end(slow[0].row, State.ACCEPTED)]) == pytest.approx(SPACING)
    assert kept.wait("d0.example", NOW) == pytest.approx(SPACING)
    assert {one.domain for one in kept.take("me", 4, NOW)} == {"d1.example"}
    assert Delivery.objects.get(pk=slow[0].row).state == "accepted", "the end was written although the next must wait"


def test_the_first_batch_is_counted_over_all_workers_and_tried_again_within_itself(workbench: Workbench) -> None:
    made = notice(workbench.case(), 20, batch=1, first_batch=5)
    plan = Plan(first_batch=5)
    one, two = SqlLedger(made.pk, plan), SqlLedger(made.pk, plan)
    mine, yours = one.take("one", 3, NOW), two.take("two", 9, NOW)
    assert (len(mine), len(yours)) == (3, 2)
    assert not one.take("one", 9, NOW)
    one.begin(mine[0], NOW)
    one.end([end(mine[0].row, State.QUEUED, "450 4.2.0")], NOW)
    assert not two.take("two", 9, NOW + 1)
    assert [piece.row for piece in two.take("two", 9, NOW + 61)] == [mine[0].row]
    Notice.objects.update(batch=2)
    assert len(two.take("two", 99, NOW)) == 15


def test_nothing_is_handed_out_of_a_notice_that_is_not_being_sent(workbench: Workbench) -> None:
    made = notice(workbench.case(), 3, state="paused")
    assert not SqlLedger(made.pk, Plan()).take("me", 9, NOW)
    made.state = "sending"
    made.save(update_fields=["state"])
    Delivery.objects.update(channel="post")
    assert not SqlLedger(made.pk, Plan()).take("me", 9, NOW)


def test_commits_are_on_disk(workbench: Workbench) -> None:
    from django.db import connection

    ledger.durable()
    with connection.cursor() as cursor:
        cursor.execute("pragma synchronous" if connection.vendor == "sqlite" else "show synchronous_commit")
        assert cursor.fetchone()[0] in (2, "on")
