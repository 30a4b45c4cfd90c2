"""The loop between ledger and transport, with made-up ones: order, ends, pauses, what each failure leaves behind."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from waspada.notify.ledger import Channel, Ended, Piece, State
from waspada.notify.sender import NO_MAIL_ADDRESS, TEXT_DIFFERS, NoMessage, Sender, Stop
from waspada.notify.transport import Answer, Outcome, Outgoing


def piece(row: int, domain: str = "a.example") -> Piece:
    return Piece(
        row=row,
        notice=1,
        recipient_id="r",
        channel=Channel.MAIL,
        address=f"p{row}@{domain}",
        domain=domain,
        name="",
        facts={},
        token="t",
        text_sha256="",
        attempts=0,
    )


@dataclass
class Desk:
    """Ledger, transport, clock and sleep in one; keeps everything that happened."""

    waiting: list[Piece]
    rates: dict[str, float] = field(default_factory=dict)
    answers: dict[int, Answer | Exception] = field(default_factory=dict)
    held: dict[int, NoMessage] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)
    now: float = 1000.0
    told: Callable[[], bool] = lambda: True
    log: list[str] = field(default_factory=list)
    began: list[tuple[float, str]] = field(default_factory=list)
    next_at: dict[str, float] = field(default_factory=dict)
    state: dict[int, State] = field(default_factory=dict)
    domains: dict[int, str] = field(default_factory=dict)

    def take(self, worker: str, most: int, now: float) -> Sequence[Piece]:
        mine = {self.domains[row] for row, state in self.state.items() if state is State.SENDING}
        slow = {domain for domain in mine if self.wait(domain, now)}
        free = [one for one in self.waiting if one.domain not in slow and self.wait(one.domain, now) < 1][:most]
        self.domains.update({one.row: one.domain for one in free})
        self.waiting = [one for one in self.waiting if one not in free]
        self.state.update({one.row: State.SENDING for one in free})
        return free

    def begin(self, piece: Piece, now: float, ended: Sequence[Ended] = ()) -> float:
        self.end(ended, now)
        if piece.row in self.lost:
            return math.inf
        if self.next_at.get(piece.domain, 0) > now:
            return self.next_at[piece.domain] - now
        if piece.domain in self.rates:
            self.next_at[piece.domain] = now + 1 / self.rates[piece.domain]
        self.state[piece.row] = State.DATA
        self.began.append((now, piece.domain))
        return 0

    def end(self, ended: Sequence[Ended], now: float) -> None:
        for one in ended:
            self.state[one.row] = one.state
            self.log.append(f"{one.row} {one.state} {one.reply or one.note}".strip())

    def put_back(self, pieces: Sequence[Piece], now: float) -> None:
        for one in pieces:
            self.state[one.row] = State.QUEUED

    def wait(self, domain: str, now: float) -> float:
        return max(0.0, self.next_at.get(domain, 0) - now)

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        self.now += 0.001
        answer = self.answers.get(message.row, Answer(outcome=Outcome.ACCEPTED, reply="250 2.0.0"))
        if isinstance(answer, Answer) and answer.reply in ("550 5.1.1", ""):
            if answer.outcome is not Outcome.UNKNOWN:
                return answer
        begin()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self.log.append("closed")

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds

    def sender(self) -> Sender:
        return Sender(
            ledger=self,
            transport=self,
            prepare=lambda one: (
                self.held.get(one.row) or Outgoing(row=one.row, sender="s", recipient=one.address, content=b"")
            ),
            clock=lambda: self.now,
            nap=self.sleep,
            go_on=lambda trouble: self.told(),
            worker="w",
        )


def test_everything_goes_and_the_end_of_each_is_written() -> None:
    desk = Desk([piece(row) for row in range(50)])
    sender = desk.sender()
    assert sender.run(2000) is Stop.EMPTY
    assert set(desk.state.values()) == {State.ACCEPTED}
    assert sender.sent == 50
    assert desk.log[0] == "0 accepted 250 2.0.0"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(outcome=Outcome.LATER, reply="450 4.2.0"), State.QUEUED),
        (Answer(outcome=Outcome.REFUSED, reply="550 5.1.1"), State.BOUNCED),
        (Answer(outcome=Outcome.REFUSED, reply="554 5.7.1"), State.BOUNCED),
        (Answer(outcome=Outcome.UNKNOWN), State.UNKNOWN),
    ],
)
def test_what_the_transport_says_is_what_the_ledger_holds(answer: Answer, state: State) -> None:
    desk = Desk([piece(1), piece(2)], answers={1: answer})
    assert desk.sender().run(2000) is Stop.EMPTY
    assert desk.state == {1: state, 2: State.ACCEPTED}


def test_without_a_server_nothing_is_used_up() -> None:
    desk = Desk([piece(row) for row in range(5)], answers={2: Answer(outcome=Outcome.LATER)})
    assert desk.sender().run(2000) is Stop.NO_SERVER
    assert desk.state == {0: State.ACCEPTED, 1: State.ACCEPTED, 2: State.QUEUED, 3: State.QUEUED, 4: State.QUEUED}


def test_a_letter_that_is_not_the_approved_one_stops_everything() -> None:
    desk = Desk([piece(row) for row in range(5)], held={2: TEXT_DIFFERS})
    assert desk.sender().run(2000) is Stop.DIFFERS
    assert desk.state[2] is State.HELD
    assert {desk.state[3], desk.state[4]} == {State.QUEUED}
    assert "2 held text_differs" in desk.log


def test_a_letter_may_be_held_alone() -> None:
    desk = Desk([piece(1), piece(2)], held={1: NoMessage(why="asked")})
    assert desk.sender().run(2000) is Stop.EMPTY
    assert desk.state == {1: State.HELD, 2: State.ACCEPTED}


def test_a_letter_that_no_mail_can_carry_goes_on_by_the_next_channel() -> None:
    desk = Desk([piece(1), piece(2)], held={1: NO_MAIL_ADDRESS})
    assert desk.sender().run(2000) is Stop.EMPTY
    assert desk.state == {1: State.BOUNCED, 2: State.ACCEPTED}


def test_told_to_stop_it_puts_back_what_it_has() -> None:
    desk = Desk([piece(row) for row in range(50)])
    desk.told = lambda: len(desk.began) < 7
    assert desk.sender().run(2000) is Stop.TOLD
    assert list(desk.state.values()).count(State.ACCEPTED) == 7
    assert list(desk.state.values()).count(State.QUEUED) == 13


def test_it_ends_its_turn_in_time() -> None:
    desk = Desk([piece(row) for row in range(5000)])
    assert desk.sender().run(1001) is Stop.TIME
    assert 990 <= len(desk.began) <= 1001
    assert set(desk.state.values()) == {State.ACCEPTED, State.QUEUED}


def test_an_error_in_the_middle_leaves_the_letter_in_data_and_writes_the_others_down() -> None:
    desk = Desk([piece(row) for row in range(4)], answers={2: RuntimeError("the database is away")})
    with pytest.raises(RuntimeError):
        desk.sender().run(2000)
    assert desk.state == {0: State.ACCEPTED, 1: State.ACCEPTED, 2: State.DATA, 3: State.QUEUED}


def test_a_row_that_another_worker_has_is_let_go() -> None:
    desk = Desk([piece(1), piece(2)], lost={1})
    assert desk.sender().run(2000) is Stop.EMPTY
    assert desk.state == {1: State.SENDING, 2: State.ACCEPTED}


def test_a_slow_domain_keeps_its_pace_and_does_not_hold_up_the_others() -> None:
    slow = [piece(row, "slow.example") for row in range(30)]
    desk = Desk([*slow, *(piece(row) for row in range(100, 200))], rates={"slow.example": 5})
    assert desk.sender().run(2000) is Stop.EMPTY
    times = [at for at, domain in desk.began if domain == "slow.example"]
    assert len(times) == 30
    assert min(after - before for before, after in pairwise(times)) >= 0.2
    assert max(at for at, domain in desk.began if domain == "a.example") < times[5]
    assert times[-1] - times[0] < 30 / 5 * 1.05
