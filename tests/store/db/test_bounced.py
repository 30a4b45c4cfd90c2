"""What comes back moves its row, once; the next channel opens; what names no row is kept."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from tests.notify.settings import made as settings
from tests.store.db.letters import NOW, notice, states
from tests.workbench import Workbench

from waspada.core.errors import CannotWrite
from waspada.notify import verp
from waspada.notify.ledger import MOVES, State
from waspada.notify.sending import Sending
from waspada.store.db import bounced
from waspada.store.db.models import AuditEntry, Delivery, Notice

REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.org
To: {to}
Subject: Delivery report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--b--
"""
AUTO = "From: a@example.org\nTo: {to}\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nAway.\n"


@pytest.fixture
def sending(tmp_path: Path) -> Sending:
    """Whose bounces come to bounce.example.com."""
    return settings(tmp_path)


def sent(bench: Workbench, *before: State, **plan: Any) -> tuple[Notice, list[Delivery]]:
    """A notice with rows in these states, each with a token as they are drawn."""
    made = notice(bench.case(), len(before), **plan)
    rows = list(Delivery.objects.filter(notice=made).order_by("pk"))
    for row, state in zip(rows, before, strict=True):
        row.token, row.state = verp.new_token(), state.value
        row.save()
    return made, rows


def report(row: Delivery, action: str = "failed", status: str = "5.1.1", address: str = "") -> bytes:
    """What a server says about a row."""
    to = verp.address(row.token, mailbox="bounces", domain="bounce.example.com")
    return REPORT.format(to=to, address=address or row.address, action=action, status=status).encode()


def auto(row: Delivery) -> bytes:
    """What a program answers for a person."""
    return AUTO.format(to=verp.address(row.token, mailbox="bounces", domain="bounce.example.com")).encode()


@pytest.mark.parametrize(
    ("action", "status", "before", "after", "counted"),
    [
        ("failed", "5.1.1", State.ACCEPTED, State.BOUNCED, "bounced"),
        ("failed", "5.1.1", State.DATA, State.BOUNCED, "bounced"),
        ("failed", "5.1.1", State.UNKNOWN, State.BOUNCED, "bounced"),
        ("failed", "5.1.1", State.DELIVERED, State.BOUNCED, "bounced"),
        ("failed", "5.1.1", State.BOUNCED, State.BOUNCED, "repeated"),
        ("failed", "5.1.1", State.QUEUED, State.QUEUED, "late"),
        ("failed", "5.1.1", State.SENDING, State.SENDING, "late"),
        ("failed", "5.1.1", State.CANCELLED, State.CANCELLED, "late"),
        ("delivered", "2.1.5", State.ACCEPTED, State.DELIVERED, "delivered"),
        ("delivered", "2.1.5", State.UNKNOWN, State.DELIVERED, "delivered"),
        ("delivered", "2.1.5", State.DATA, State.DELIVERED, "delivered"),
        ("delivered", "2.1.5", State.DELIVERED, State.DELIVERED, "repeated"),
        ("delivered", "2.1.5", State.BOUNCED, State.BOUNCED, "late"),
        ("delayed", "4.4.1", State.ACCEPTED, State.ACCEPTED, "delayed"),
        ("delayed", "4.4.1", State.UNKNOWN, State.ACCEPTED, "delayed"),
        ("delayed", "4.4.1", State.BOUNCED, State.BOUNCED, "repeated"),
        ("relayed", "2.0.0", State.UNKNOWN, State.ACCEPTED, "relayed"),
        ("relayed", "2.0.0", State.ACCEPTED, State.ACCEPTED, "relayed"),
    ],
)
def test_where_a_report_moves_a_row(
    workbench: Workbench, sending: Sending, action: str, status: str, before: State, after: State, counted: str
) -> None:
    made, (row,) = sent(workbench, before)
    taken = bounced.take([report(row, action, status)], sending, workbench.home, now=NOW)
    row.refresh_from_db()
    assert (row.state, dict(taken.counts)) == (after, {counted: 1})
    if counted == "bounced":
        assert (row.reply, row.note) == ("5.1.1", "bounced_hard")
    assert (row.note == "delayed") == (counted == "delayed")
    assert made.pk in taken.notices


def test_every_step_is_a_move_of_the_ledger() -> None:
    steps = [(before, after) for of in bounced._STEPS.values() for before, after in of.items()]
    assert all(after in MOVES[before] for before, after in steps)


def test_the_same_message_twice_changes_nothing(workbench: Workbench, sending: Sending) -> None:
    made, rows = sent(workbench, State.ACCEPTED, State.ACCEPTED, State.ACCEPTED)
    messages = [report(rows[0]), report(rows[1], "delayed", "4.4.1"), report(rows[2], "delivered", "2.0.0")]
    bounced.take(messages, sending, workbench.home, now=NOW)
    before = list(Delivery.objects.filter(notice=made).order_by("pk").values())
    entries = AuditEntry.objects.count()
    again = bounced.take(messages, sending, workbench.home, now=NOW + 60)
    assert dict(again.counts) == {"repeated": 3}
    assert list(Delivery.objects.filter(notice=made).order_by("pk").values()) == before
    assert AuditEntry.objects.count() == entries


def test_whom_mail_did_not_reach_goes_on_by_post(workbench: Workbench, sending: Sending) -> None:
    made, rows = sent(workbench, State.ACCEPTED, State.ACCEPTED, state="done")
    taken = bounced.take([report(rows[0])], sending, workbench.home, now=NOW)
    assert taken.by_post == 1
    post = Delivery.objects.get(notice=made, channel="post")
    assert (post.recipient_id, post.state, post.note) == (rows[0].recipient_id, "held", "no_postal_address")
    assert post.address == ""
    assert post.token not in {row.token for row in rows}
    assert states(made, "mail", "post") == {"bounced": 1, "accepted": 1, "held": 1}


def test_a_passing_failure_is_one_too_and_says_so(workbench: Workbench, sending: Sending) -> None:
    made, rows = sent(workbench, State.ACCEPTED, State.ACCEPTED)
    messages = [report(rows[0], status="5.2.2"), report(rows[1], status="4.4.7")]
    taken = bounced.take(messages, sending, workbench.home, now=NOW)
    assert taken.by_post == 2
    assert set(Delivery.objects.filter(notice=made, channel="mail").values_list("note", flat=True)) == {"bounced_soft"}


def test_a_program_that_answers_proves_that_it_arrived(workbench: Workbench, sending: Sending) -> None:
    made, rows = sent(workbench, State.UNKNOWN, State.ACCEPTED)
    taken = bounced.take([auto(row) for row in rows], sending, workbench.home, now=NOW)
    assert dict(taken.counts) == {"auto_reply": 2}
    assert states(made) == {"accepted": 2}
    assert bounced.unmatched(workbench.home) == []


def test_a_report_on_several_counts_for_whom_we_wrote_to(workbench: Workbench, sending: Sending) -> None:
    _, (row,) = sent(workbench, State.ACCEPTED)
    other = b"--b\n\nFinal-Recipient: rfc822; other@example.org\nAction: failed\nStatus: 5.1.1\n"
    raw = report(row, "delivered", "2.0.0").replace(b"\n--b--", b"\n" + other[4:] + b"\n--b--")
    bounced.take([raw], sending, workbench.home, now=NOW)
    row.refresh_from_db()
    assert row.state == State.DELIVERED


def test_what_names_no_row_is_kept_and_nothing_is_moved(workbench: Workbench, sending: Sending) -> None:
    made, (row,) = sent(workbench, State.ACCEPTED)
    strange = report(row).replace(row.token.encode(), b"a" * 24)
    person = (
        f"From: x@example.org\nTo: bounces+{row.token}@bounce.example.com\nSubject: Re: x\n\nWhat is this?".encode()
    )
    forged = report(row).replace(f"bounces+{row.token}@bounce.example.com".encode(), b"bounces@bounce.example.com")
    for _ in range(2):
        taken = bounced.take([strange, person, forged, b""], sending, workbench.home, now=NOW)
        assert dict(taken.counts) == {"unmatched": 4}
    assert states(made) == {"accepted": 1}
    kept = bounced.unmatched(workbench.home)
    assert {path.read_bytes() for path in kept} == {strange, person, forged, b""}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert stat.S_IMODE(kept[0].parent.stat().st_mode) == 0o700
    assert bounced.forget(workbench.home) == 4
    assert bounced.unmatched(workbench.home) == []


def test_a_message_that_cannot_be_kept_is_an_error_and_those_before_it_count(
    workbench: Workbench, sending: Sending
) -> None:
    made, (row,) = sent(workbench, State.ACCEPTED)
    (workbench.home / "bounces").write_text("in the way")
    with pytest.raises(CannotWrite):
        bounced.take([report(row), b"strange"], sending, workbench.home, now=NOW)
    assert states(made, "mail", "post") == {"bounced": 1, "held": 1}


def test_the_log_counts_without_a_name(workbench: Workbench, sending: Sending) -> None:
    _, rows = sent(workbench, State.ACCEPTED, State.ACCEPTED)
    bounced.take([report(row) for row in rows], sending, workbench.home, now=NOW)
    entry = AuditEntry.objects.filter(action="notice.bounces").latest("number")
    told = {name: entry.data[name] for name in ("notice", "bounced", "by_post")}
    assert told == {"notice": 1, "bounced": 2, "by_post": 2}
    assert "@" not in str(entry.data)
