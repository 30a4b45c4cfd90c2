"""A notice from its draft to its lock, out by a worker, back by a bounce, into the case, and gone with its proofs."""

from __future__ import annotations

import json
import socket
import time
from email import message_from_bytes, policy
from typing import Any

import pytest
from tests.noticed import NOW, drafted, granted, locked, prepared, went
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.core.errors import BadInput, Refused
from waspada.flows.notices.ready import found


class Inbox:
    """What a receiving server took."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.got.append(envelope)
        return "250 2.0.0 taken"


def test_a_draft_holds_a_row_with_its_letter_for_each_address(workbench: Workbench) -> None:
    from waspada.store.db import audit, notice_checks
    from waspada.store.db.models import Delivery

    notice = drafted(workbench)
    rows = list(Delivery.objects.filter(notice=notice))
    assert rows
    assert all(len(row.text_sha256) == 64 and row.claims for row in rows)
    assert len({row.address.lower() for row in rows}) == len(rows)
    assert notice.digest
    assert notice.counts["behind"] >= len(rows)
    assert not [one.code for one in notice_checks.findings(notice) if one.blocks]
    assert audit.verify() == []


def test_nobody_approves_what_a_check_blocks_or_what_changed_since(workbench: Workbench) -> None:
    from waspada.store.db import approvals, notice_edit, notices

    notice = drafted(workbench)
    bob = granted(workbench, "Bob", notice.case)
    with pytest.raises(Refused, match="no_company"):
        notices.ask(bob, notice, [found("no_company", blocks=True)], reason="now", now=NOW)
    asked = notices.ask(bob, notice, [], reason="now", now=NOW)
    approvals.decide(granted(workbench, "Alice", notice.case), asked.pk, yes=True, reason="read", now=NOW)
    notice_edit.save(bob, notice, {"contact": "desk@example.com"}, now=NOW)
    notice.refresh_from_db()
    with pytest.raises(BadInput, match="not prepared"):
        notices.approve(notice, asked.pk, [], who=bob.user, actor="Bob", now=NOW)
    with pytest.raises(Refused, match="something else"):
        notices.approve(prepared(notice), asked.pk, [], who=bob.user, actor="Bob", now=NOW)
    row = notice.deliveries.first()
    type(row).objects.filter(pk=row.pk).update(audience="admin" if row.audience == "user" else "user")
    with pytest.raises(Refused, match="not what was asked for"):
        notices.approve(notice, asked.pk, [], who=bob.user, actor="Bob", now=NOW)
    assert not (notice.case.folder / "notices" / "1").exists()


def test_what_is_approved_stands_in_the_case_and_changes_no_more(workbench: Workbench) -> None:
    from waspada.store.case.verify import verify
    from waspada.store.db import notice_edit, notices

    notice = locked(workbench, drafted(workbench))
    document = json.loads((notice.case.folder / "notices/1/share/notice.json").read_bytes())
    assert document["digest"] == notice.digest
    assert document["audience"]["letters"] == notice.deliveries.count()
    assert document["evidence"]["entries"]
    addresses = list(notice.deliveries.values_list("address", flat=True))
    assert not any(one in json.dumps(document, ensure_ascii=False) for one in addresses)
    with pytest.raises(BadInput, match="locked"):
        notice_edit.save(granted(workbench, "Bob", notice.case), notice, {}, now=NOW)
    with pytest.raises(BadInput, match="locked"):
        notices.take_back(granted(workbench, "Bob", notice.case), notice, now=NOW)
    assert verify(notice.case.folder).altered == ()
    approve = [one for one in _entries(notice) if one.action is Action.APPROVE]
    assert [one.data["digest"] for one in approve] == [notice.digest]


def test_a_crash_between_the_folder_and_its_row_costs_no_second_approval(workbench: Workbench) -> None:
    from waspada.store.db import notices
    from waspada.store.db.models import Notice

    notice = locked(workbench, drafted(workbench))
    number = notice.approval.pk
    Notice.objects.filter(pk=notice.pk).update(state="draft", approved=None, approval=None)
    notice.refresh_from_db()
    notices.approve(notice, number, [], who=workbench.people["Bob"], actor="Bob", now=NOW)
    assert notice.state == "approved"
    assert len([one for one in _entries(notice) if one.action is Action.APPROVE]) == 1


def test_letters_go_come_back_and_leave_proofs(workbench: Workbench) -> None:
    """The whole way: two people, a worker into a server, a bounce, the case, the destruction."""
    from waspada.store.case.verify import verify
    from waspada.store.db import notice_proofs
    from waspada.store.db.models import Delivery

    notice, inbox = _sent(workbench)
    rows = {row.address: row for row in Delivery.objects.filter(notice=notice)}
    assert notice.state == "done"
    assert {row.state for row in rows.values()} == {"accepted"}
    assert sorted(one.rcpt_tos[0] for one in inbox.got) == sorted(rows)
    for one in inbox.got:
        message = message_from_bytes(one.content, policy=policy.default)
        assert rows[one.rcpt_tos[0]].token in one.mail_from
        assert message["DKIM-Signature"]
    assert notice_proofs.keep(notice, actor="Bob") == 0  # the worker wrote all of them into the case
    back = next(iter(rows))
    Delivery.objects.filter(pk=rows[back].pk).update(state="bounced", reply="550 5.1.1")
    assert notice_proofs.keep(notice, actor="Bob") == 1
    assert verify(notice.case.folder).altered == ()
    _destroyed(workbench, notice.case)
    assert not Delivery.objects.filter(notice__case=notice.case).exists()
    states = _proved(workbench, notice.case, list(rows)[:6])
    assert states == [["accepted", "bounced"], *[["accepted"]] * 5]
    assert (notice.case.folder / "notices/1/share/notice.json").exists()
    assert not list((notice.case.folder / "notices/1").glob("deliveries*"))


def _sent(bench: Workbench) -> tuple[Any, Inbox]:
    """A notice whose letters a worker handed to a server here."""
    from aiosmtpd.controller import Controller

    from waspada.store.db import notice_going, worker

    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    notice = locked(bench, drafted(bench, smtp={"host": "127.0.0.1", "port": port, "security": "none"}))
    type(notice).objects.filter(pk=notice.pk).update(plan={"first_batch": 0})
    notice.refresh_from_db()
    server.start()
    try:
        notice_going.start(granted(bench, "Bob", notice.case), notice, now=time.time())
        for _ in range(20):
            if worker.work_once() is None:
                break
    finally:
        server.stop()
    notice.refresh_from_db()
    return notice, inbox


def _destroyed(bench: Workbench, case: Any) -> None:
    from waspada.store.db import acts, approvals, worker

    bob = granted(bench, "Bob", case)
    asked = approvals.ask(bob, "destroy", {}, reason="retention is over", now=time.time())
    approvals.decide(granted(bench, "Alice", case), asked.pk, yes=True, reason="it is", now=time.time())
    acts.ask_destruction(case, asked, bob.user, now=time.time())
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    assert job.problem == ""


def _proved(bench: Workbench, case: Any, addresses: list[str]) -> list[list[str]]:
    """What the proofs say was delivered to each."""
    from waspada.flows.case.proofs import delivered_to
    from waspada.store.case import proofs

    kept = proofs.read(case.folder)
    key = proofs.key_in(proofs.key_place(bench.home, kept.case_id))
    return [[one.state for one in delivered_to(address, kept.lines, key)] for address in addresses]


def test_a_second_version_goes_only_to_who_is_new(workbench: Workbench) -> None:
    from waspada.store.db import notices
    from waspada.store.db.models import Delivery
    from waspada.store.db.notice_audience import Whom

    first = locked(workbench, drafted(workbench))
    rows = sorted(first.deliveries.all(), key=lambda row: -len(row.facts["kinds"]))  # who has much can be told less
    Delivery.objects.filter(pk__in=[row.pk for row in rows[:3]]).delete()  # as if they were not in the first run
    less = {**rows[3].facts, "kinds": rows[3].facts["kinds"][:1]}
    Delivery.objects.filter(pk=rows[3].pk).update(facts=less)
    went(first)
    bob = granted(workbench, "Bob", first.case)
    second = prepared(notices.draft(bob, now=NOW, whom=Whom.NEW))
    assert {row.recipient_id for row in second.deliveries.all()} == {row.recipient_id for row in rows[:3]}
    notices.take_back(bob, second, now=NOW)
    third = prepared(notices.draft(bob, now=NOW, whom=Whom.MORE))
    assert {row.recipient_id for row in third.deliveries.all()} == {row.recipient_id for row in rows[:4]}


def test_one_draft_at_a_time_and_only_over_a_run(workbench: Workbench) -> None:
    from waspada.core.errors import NothingReadable
    from waspada.store.db import notices
    from waspada.store.db.access import NotAllowed

    case = workbench.case()
    with pytest.raises(NothingReadable, match="no such run"):
        notices.draft(granted(workbench, "Bob", case), now=NOW)
    with pytest.raises(NotAllowed):
        notices.draft(granted(workbench, "Rita", case), now=NOW)
    with pytest.raises(BadInput, match="no such notice"):
        notices.one(case, 7)


def _entries(notice: Any) -> list[Any]:
    from waspada.store.db import folders

    return list(folders.opened(notice.case).custody.entries())
