"""Turns of sending, as the worker does them: batches, halts, waits, seeds; and what they say about coming again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.core.progress import Silent
from waspada.notify.ledger import Piece
from waspada.notify.sender import TEXT_DIFFERS, NoMessage
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.store.db import audit, jobs, notice_states, sending, sending_desk, worker
from waspada.store.db.models import Case, Delivery, Job, Notice

REFUSED = Answer(outcome=Outcome.REFUSED, reply="550 5.1.1")
LATER = Answer(outcome=Outcome.LATER, reply="450 4.2.0")


@dataclass
class Post:
    """A way out that answers as told, by the number in the address."""

    answers: dict[str, Answer] = field(default_factory=dict)
    usual: Answer = field(default_factory=lambda: Answer(outcome=Outcome.ACCEPTED, reply="250"))
    sent: list[str] = field(default_factory=list)
    now: float = NOW
    held: set[str] = field(default_factory=set)
    seeds: tuple[str, ...] = ()
    problem: str = ""
    closed: int = 0
    between: Callable[[], object] = lambda: None

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        if self.problem:
            raise BadInput(self.problem)
        self.now += 0.01
        begin()
        self.sent.append(message.recipient)
        self.between()
        return self.answers.get(message.recipient.partition("@")[0], self.usual)

    def close(self) -> None:
        self.closed += 1

    def prepare(self, piece: Piece) -> Outgoing | NoMessage:
        if piece.address.partition("@")[0] in self.held:
            return TEXT_DIFFERS
        return Outgoing(row=piece.row, sender="s", recipient=piece.address, content=b"")

    def desk(self, *_: object) -> sending.Desk:
        return sending.Desk(
            prepare=self.prepare,
            trial=lambda address, lang: Outgoing(row=0, sender="s", recipient=address, content=b""),
            transport=self,
            seeds=self.seeds,
        )

    def clock(self) -> float:
        return self.now


@pytest.fixture
def post() -> Post:
    return Post()


def turn(made: Notice, post: Post, lane: int = 0) -> dict[str, object]:
    job = Job(case=made.case, kind="send", arguments={"notice": made.pk, "lane": lane}, actor="Alice")
    found = dict(sending.send(job, Silent(), post.clock, post.desk))
    made.refresh_from_db()
    return found


def test_all_letters_go_and_the_notice_is_done(workbench: Workbench, post: Post) -> None:
    made = notice(workbench.case(), 45)
    assert turn(made, post) == {"state": "done"}
    assert states(made) == {"accepted": 45}
    assert len(set(post.sent)) == 45
    assert made.state == "done"
    assert post.closed == 1
    assert audit.verify() == []


def test_a_turn_is_short_and_comes_again(workbench: Workbench, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SLICE", 0.3)
    made = notice(workbench.case(), 45)
    assert turn(made, post) == {sending.AGAIN: post.now}
    assert len(post.sent) in (30, 31)
    assert states(made) == {"accepted": len(post.sent), "queued": 45 - len(post.sent)}
    assert turn(made, post) == {"state": "done"}


def test_the_first_batch_goes_alone_then_waits_then_all_go(workbench: Workbench, post: Post) -> None:
    made = notice(workbench.case(), 30, batch=1, first_batch=10, wait_minutes=30)
    over = post.now
    assert turn(made, post)[sending.AGAIN] == pytest.approx(over + 60, abs=1)
    assert states(made) == {"accepted": 10, "queued": 20}
    post.now += 1000
    turn(made, post)
    assert states(made) == {"accepted": 10, "queued": 20}
    post.now += 1000
    turn(made, post)
    assert turn(made, post) == {"state": "done"}
    assert states(made) == {"accepted": 30}


def test_the_first_batch_stops_itself_on_bounces_that_came_back_while_it_waited(
    workbench: Workbench, post: Post
) -> None:
    made = notice(workbench.case(), 30, batch=1, first_batch=10)
    turn(made, post)
    Delivery.objects.filter(token__lt="token00000004").update(state="bounced")
    post.now += 1900
    assert turn(made, post) == {"state": "halted"}
    assert (made.state, made.why) == ("halted", "bounces")
    assert states(made) == {"accepted": 6, "bounced": 4, "queued": 20}
    notice_states.resume(made, workbench.people["Alice"], now=post.now)
    assert turn(made, post) == {"state": "done"}


def test_it_stops_in_the_middle_when_too_many_are_refused(workbench: Workbench, post: Post) -> None:
    post.usual = REFUSED
    made = notice(workbench.case(), 500)
    assert turn(made, post) == {"state": "halted"}
    assert made.why == "bounces"
    assert len(post.sent) <= 21


def test_it_stops_when_a_server_defers_all(workbench: Workbench, post: Post) -> None:
    post.usual = LATER
    made = notice(workbench.case(), 500)
    assert turn(made, post) == {"state": "halted"}
    assert made.why == "deferrals"
    assert len(post.sent) <= 21


def test_a_few_refusals_stop_nothing_and_deferred_letters_come_again(workbench: Workbench, post: Post) -> None:
    post.answers = {"p3": REFUSED, "p50": LATER}
    made = notice(workbench.case(), 100)
    again = turn(made, post)[sending.AGAIN]
    assert states(made) == {"accepted": 98, "bounced": 1, "queued": 1}
    assert again == pytest.approx(post.now + 60, abs=1.5)
    del post.answers["p50"]
    post.now = NOW + 90
    assert turn(made, post) == {"state": "done"}
    assert post.sent.count("p50@d2.example") == 2


def test_a_text_that_is_not_the_approved_one_halts_everything(workbench: Workbench, post: Post) -> None:
    post.held = {"p5"}
    made = notice(workbench.case(), 30)
    assert turn(made, post) == {"state": "halted"}
    assert made.why == "text_differs"
    assert states(made) == {"accepted": 5, "held": 1, "queued": 24}
    assert Delivery.objects.get(state="held").note == "text_differs"


def test_whom_mail_did_not_reach_goes_on_by_post(workbench: Workbench, post: Post) -> None:
    post.answers = {"p3": REFUSED}
    made = notice(workbench.case(), 30)
    assert turn(made, post) == {"state": "done"}
    row = Delivery.objects.get(channel="post")
    assert (row.recipient_id, row.state, row.note) == (f"{3:032x}", "held", "no_postal_address")


def test_a_pause_is_noticed_between_two_letters(workbench: Workbench, post: Post) -> None:
    made = notice(workbench.case(), 300)

    def pause() -> None:
        if len(post.sent) == 50:
            notice_states.pause(made, workbench.people["Alice"], reason="wait", now=post.now)

    post.between = pause
    assert turn(made, post) == {"state": "paused"}
    assert 50 <= len(post.sent) <= 151
    assert set(states(made)) == {"accepted", "queued"}


def test_a_withdrawal_while_letters_are_held_cancels_those_too(workbench: Workbench, post: Post) -> None:
    made = notice(workbench.case(), 300)

    def withdraw() -> None:
        if len(post.sent) == 5:
            notice_states.withdraw(made, workbench.people["Alice"], reason="wrong", now=post.now)
            post.now += 2

    post.between = withdraw
    turn(made, post)
    assert states(made) == {"accepted": 5, "cancelled": 295}


def test_without_a_server_it_comes_again_and_has_used_nothing_up(workbench: Workbench, post: Post) -> None:
    post.usual = Answer(outcome=Outcome.LATER)
    made = notice(workbench.case(), 3)
    assert turn(made, post) == {sending.AGAIN: post.now + 30}
    assert made.state == "sending"


def test_settings_that_do_not_let_it_send_halt_it_and_are_said(workbench: Workbench, post: Post) -> None:
    post.problem = "the mail server refuses our name and password"
    made = notice(workbench.case(), 3)
    assert turn(made, post) == {"state": "halted"}
    assert made.why == "the mail server refuses our name and password"
    assert states(made) == {"queued": 3}


def test_a_worker_that_dies_of_it_again_and_again_halts_it(workbench: Workbench, post: Post) -> None:
    made = notice(workbench.case(), 3)
    job = Job(case=made.case, kind="send", arguments={"notice": made.pk}, attempts=11)
    assert sending.send(job, Silent(), post.clock, post.desk) == {"state": "halted"}
    made.refresh_from_db()
    assert made.why == "worker_died"


def test_our_own_addresses_get_it_first_once_and_are_not_in_the_ledger(workbench: Workbench, post: Post) -> None:
    post.seeds = ("seed@big.example", "seed@other.example")
    made = notice(workbench.case(), 30, batch=1, first_batch=10)
    turn(made, post, lane=1)
    assert post.sent == []
    turn(made, post)
    turn(made, post)
    assert post.sent[:2] == list(post.seeds)
    assert len(post.sent) == 12
    assert [(one["kind"], one["domain"], one["outcome"]) for one in made.trials] == [
        ("seed", "big.example", "accepted"),
        ("seed", "other.example", "accepted"),
    ]
    assert "seed@" not in str(made.trials)
    assert audit.verify() == []


def test_a_notice_that_is_gone_is_no_error(workbench: Workbench, post: Post) -> None:
    case = workbench.case()
    job = Job(case=case, kind="send", arguments={"notice": 99}, actor="Alice")
    assert sending.send(job, Silent(), post.clock, post.desk) == {"state": "gone"}


def test_work_that_comes_again_lets_other_work_go_first(workbench: Workbench) -> None:
    case, now = workbench.case(), time.time() + 1
    alice = workbench.people["Alice"]
    lanes = [jobs.ask(case, "send", alice, {"notice": 1, "lane": lane}, now=now) for lane in range(3)]
    first, second = jobs.take(now, "one"), jobs.take(now, "two")
    assert first is not None
    assert second is not None
    assert [first.pk, second.pk] == [lanes[0].pk, lanes[1].pk]
    other = jobs.ask(case, "project", alice, {"run": 1}, now=now)
    elsewhere = jobs.ask(workbench.case(title="Other"), "project", alice, {"run": 1}, now=now)
    assert _next(now) == lanes[2].pk
    assert jobs.put_back(first, now=now + 1, not_before=now + 1)
    assert not jobs.put_back(first, now=now + 1, not_before=now + 1)
    assert _next(now + 1) == elsewhere.pk, "the lane that comes again does not overtake the run of its own case"
    Job.objects.filter(kind="send", state="running").update(state="done")
    assert _next(now + 1) == other.pk


def _next(now: float) -> int:
    found = jobs.take(now, "next")
    assert found is not None
    return found.pk


def test_work_that_waits_is_not_taken_before_its_time(workbench: Workbench) -> None:
    job = jobs.ask(workbench.case(), "send", workbench.people["Alice"], {"notice": 1, "lane": 0}, now=NOW)
    taken = jobs.take(NOW, "one")
    assert taken is not None
    jobs.put_back(taken, now=NOW, not_before=NOW + 30)
    assert jobs.take(NOW + 29, "one") is None
    again = jobs.take(NOW + 31, "one")
    assert again is not None
    assert (again.pk, again.attempts) == (job.pk, 1)


def test_the_worker_sends_until_it_is_done(workbench: Workbench, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending_desk, "equipped", post.desk)
    monkeypatch.setattr(sending, "SLICE", 0.2)
    case: Case = workbench.case()
    made = notice(case, 50, state="approved", batch=0)
    notice_states.start(made, workbench.people["Alice"], now=NOW)
    done = [worker.work_once(post.clock) for _ in range(3)]
    assert all(job is not None and job.kind == "send" for job in done)
    made.refresh_from_db()
    assert made.state == "done"
    job = Job.objects.get(kind="send")
    assert (job.state, job.problem, job.result["state"]) == ("done", "", "done")
    assert states(made) == {"accepted": 50}
