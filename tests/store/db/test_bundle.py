"""A case moves to another workbench and comes out of it the same; an altered one, or one that is there, does not."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from tests.crowd import keep_run
from tests.store.case.test_pack import again, members_of
from tests.workbench import Workbench

from waspada.core.errors import BadInput, EvidenceAltered, Refused
from waspada.store.case import pack
from waspada.store.db import access, approvals, audit, bundle, directories, folders, jobs, tasks
from waspada.store.db.models import Approval, AuditEntry, Case, Consent, Job, Membership, Task, User

NOW = time.time()
MOST = 50 << 20


def full_case(workbench: Workbench, **more: Any) -> Case:
    """One with something of everything."""
    case = workbench.case(**more)
    alice, bob, carol = (access.grant(workbench.people[name], case.pk) for name in ("Alice", "Bob", "Carol"))
    asked = [approvals.ask(bob, "destroy", {}, reason=f"number {number}", now=NOW) for number in range(3)]
    approvals.decide(alice, asked[0].pk, yes=False, reason="not yet", now=NOW)
    approvals.decide(carol, asked[1].pk, yes=True, reason="retention is over", now=NOW)
    glass = approvals.ask(bob, "export", bundle.parameters(""), reason="at night", now=NOW - 7200, break_glass=True)
    approvals.use(case, glass.pk, "export", bundle.parameters(""), who=workbench.people["Bob"], now=NOW)
    with audit.acting():
        done = tasks.add(case, "call the vendor", owner="Bob", due=None)
        tasks.change(done, owner="Bob", due=None, state="dropped", note="they called us", now=NOW)
        audit.record("tests", "task.change", now=NOW, case=case)
    keep_run(case, 30)
    directories.keep(case, folders.opened(case), "list.csv", [b"account_id\n1\n"])
    job = jobs.ask(case, "destroy", workbench.people["Bob"], {"approval": asked[2].pk, "reason": "x"}, now=NOW)
    Job.objects.filter(pk=job.pk).update(state="failed", problem="a hold is in force")
    jobs.ask(case, "assess", workbench.people["Bob"], {"handovers": [1]}, now=NOW)
    return case


def bundled(case: Case, by: Any = "tests") -> bytes:
    return b"".join(bundle.bundled(case, where="there", by=by, reason="a copy", now=NOW))


def elsewhere(workbench: Workbench, settings: Any, case: Case, home: Path) -> None:
    """Another workbench: the same people, nothing of the case, another home."""
    case_id = case.pk
    with audit.acting():
        Case.objects.filter(pk=case_id).delete()
        audit.record("tests", "forget", now=NOW)
    settings.HOME = home


def taken(content: bytes, owner: str = "") -> Case:
    return bundle.take_in(io.BytesIO(content), most=MOST, by="tests", owner=owner, now=NOW)[0]


@pytest.fixture
def other(workbench: Workbench, tmp_path: Path) -> Any:
    """The settings, whose home a test may change."""
    from django.conf import settings

    yield settings
    pack.remove(tmp_path / "other")


def test_a_case_comes_out_of_another_workbench_as_it_went_in(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = full_case(workbench)
    first = bundled(case)
    case_id, before = case.pk, case.path
    elsewhere(workbench, other, case, tmp_path / "other")
    there = taken(first)
    assert there.pk == case_id
    assert there.path != before
    assert there.folder.is_relative_to(tmp_path / "other" / "cases")
    assert bundled(there) == first
    assert audit.verify() == []


def test_what_the_workbench_knew_is_there_again(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = full_case(workbench)
    opened = case.opened
    first = bundled(case)
    elsewhere(workbench, other, case, tmp_path / "other")
    there = taken(first)
    roles = dict(Membership.objects.filter(case=there).values_list("user__name", "role"))
    assert roles == {"Alice": "owner", "Bob": "responder", "Carol": "counsel", "Rita": "reader"}
    assert there.opened == opened
    states = [one.state for one in Approval.objects.filter(case=there).order_by("pk")]
    assert states == ["refused", "expired", "expired", "used"], "what was open is good for nothing here"
    assert [one.reason for one in Consent.objects.filter(approval__case=there)] == ["not yet", "retention is over"]
    used = Approval.objects.get(case=there, state="used")
    assert Task.objects.get(case=there, key=f"countersign:{used.pk}").data["approval"] == used.pk
    assert Task.objects.get(case=there, title="call the vendor").note == "they called us"
    found = [(job.kind, job.state) for job in Job.objects.filter(case=there).order_by("pk")]
    assert found == [("destroy", "failed"), ("project", "queued")], "work that waited is asked for anew"
    assert [path.read_bytes() for path in (other.HOME / "directories" / str(there.pk)).iterdir()] == [
        b"account_id\n1\n"
    ]
    entry = AuditEntry.objects.order_by("-number")[0]
    assert (entry.action, entry.case_id) == ("bundle.take", there.pk)


def test_people_who_are_not_here_become_closed_accounts(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = full_case(workbench)
    content = bundled(case)
    elsewhere(workbench, other, case, tmp_path / "other")
    people = {"bob@example.org": "robert@example.com", "alice@example.org": "alicia@example.com"}
    members = [(name, _renamed(held, people) if name == bundle.WORK else held) for name, held in members_of(content)]
    moved = again(members, str(case.pk))
    with pytest.raises(Refused, match="nobody here"):
        taken(moved)
    assert not list((other.HOME / "cases").iterdir())
    there = taken(moved, owner="rita@example.org")
    robert = User.objects.get(email="robert@example.com")
    assert (robert.is_active, robert.has_usable_password(), robert.name) == (False, False, "Bob (2)")
    assert Membership.objects.get(case=there, user=workbench.people["Rita"]).role == "owner"
    again_out = dict(members_of(bundled(there)))[bundle.WORK]
    assert b"robert@example.com" in again_out


def _renamed(held: bytes, people: dict[str, str]) -> bytes:
    for before, after in people.items():
        held = held.replace(before.encode(), after.encode())
    return held


def test_a_case_that_is_here_is_never_written_over(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = workbench.case()
    content = bundled(case)
    with pytest.raises(Refused, match="already"):
        taken(content)
    elsewhere(workbench, other, case, tmp_path / "other")
    (other.HOME / "cases" / str(case.pk)).mkdir(parents=True)
    with pytest.raises(Refused, match="already"):
        taken(content)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert [path.name for path in (other.HOME / "cases").iterdir()] == [str(case.pk)]


def _edited(found: dict[str, Any], change: str) -> None:
    if change == "log":
        found["log"][0]["actor"] = "Charlie"
    elif change == "approval":
        found["approvals"][0]["parameters"] = {"run": 2}
    elif change == "granted":
        found["approvals"][0]["state"] = "granted"
    elif change == "queued":
        found["jobs"][0]["state"] = "queued"
    elif change == "role":
        found["members"][0]["role"] = "god"
    elif change == "title":
        found["case"]["title"] = "another"
    elif change == "lacks":
        del found["tasks"][0]["title"]
    elif change == "long":
        found["tasks"][0]["key"] = "x" * 500
    elif change == "zone":
        found["case"]["opened"] = "2026-01-01T00:00:00"
    else:
        found["schema"] = "waspada/case-work/2"


CHANGES = ("log", "approval", "granted", "queued", "role", "title", "lacks", "long", "zone", "schema")


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_in_the_rows_leaves_nothing_behind(
    workbench: Workbench, other: Any, tmp_path: Path, change: str
) -> None:
    case = full_case(workbench)
    members = dict(members_of(bundled(case)))
    found = json.loads(members[bundle.WORK])
    _edited(found, change)
    members[bundle.WORK] = json.dumps(found).encode()
    elsewhere(workbench, other, case, tmp_path / "other")
    with pytest.raises(EvidenceAltered):
        taken(again(list(members.items()), str(case.pk)))
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not list((other.HOME / "cases").iterdir())
    assert audit.verify() == []


def test_what_no_bundle_holds_is_refused(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = workbench.case()
    members = [*members_of(bundled(case)), ("zz", b"x")]
    elsewhere(workbench, other, case, tmp_path / "other")
    with pytest.raises(EvidenceAltered, match="no bundle holds"):
        taken(again(members, str(case.pk)))
    with pytest.raises(BadInput, match="no bundle"):
        taken(b"PK\x03\x04" + bytes(2000))


def test_the_log_that_came_along_is_held_against_its_arrival(workbench: Workbench, other: Any, tmp_path: Path) -> None:
    case = workbench.case()
    content = bundled(case)
    elsewhere(workbench, other, case, tmp_path / "other")
    there = taken(content)
    (other.HOME / bundle.HISTORY / f"{there.pk}.json").write_text("[]")
    with pytest.raises(EvidenceAltered, match="came with the case"):
        bundled(there)


def test_a_bundle_needs_an_approval_for_exactly_that(workbench: Workbench) -> None:
    case = workbench.case()
    bob, alice = (access.grant(workbench.people[name], case.pk) for name in ("Bob", "Alice"))
    asked = approvals.ask(bob, "export", bundle.parameters(""), reason="to counsel", now=NOW)
    with pytest.raises(Refused, match="nobody has granted"):
        bundle.with_approval(case, asked.pk, workbench.people["Bob"], now=NOW)
    approvals.decide(alice, asked.pk, yes=True, reason="they may", now=NOW)
    assert b"".join(bundle.with_approval(case, asked.pk, workbench.people["Bob"], now=NOW))
    with pytest.raises(Refused, match="used already"):
        bundle.with_approval(case, asked.pk, workbench.people["Bob"], now=NOW)
    told = folders.opened(case).custody.entries()[-1]
    assert (str(told.action), told.reason) == ("export.write", f"to counsel (approval {asked.pk})")


def test_the_demonstration_takes_nothing_in(workbench: Workbench) -> None:
    content = bundled(workbench.case())
    workbench.people["Alice"].is_demo = True
    with pytest.raises(Refused, match="demonstration"):
        bundle.take_in(io.BytesIO(content), most=MOST, by=workbench.people["Alice"], owner="", now=NOW)
