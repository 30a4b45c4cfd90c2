"""Whether two accounts may be in one person's hands."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workbench import Workbench

from waspada.core.errors import Refused

NOW = 1_772_000_100.0
DAY = 86400.0


@pytest.fixture
def two(workbench: Workbench) -> Workbench:
    """Alice and Charlie are administrators."""
    from waspada.store.db import people_in

    people_in.set_admin(workbench.people["Alice"], workbench.people["Charlie"].pk, is_admin=True, now=NOW - 1)
    workbench.people["Charlie"].refresh_from_db()
    return workbench


def asked(workbench: Workbench, case: Any, name: str, *, now: float = NOW, glass: bool = False) -> Any:
    from waspada.store.db import access, approvals

    granted = access.grant(workbench.people[name], case.pk)
    return approvals.ask(granted, "export", {"run": 1, "to": ""}, reason="for counsel", now=now, break_glass=glass)


def granted(workbench: Workbench, approval: Any, name: str, *, now: float = NOW + 60, yes: bool = True) -> Any:
    from waspada.store.db import access, approvals

    return approvals.decide(
        access.grant(workbench.people[name], approval.case_id), approval.pk, yes=yes, reason="seen", now=now
    )


def opened(workbench: Workbench, how: str, by: str, whose: str, now: float = NOW) -> None:
    from waspada.store.db import people_in

    doer, number = workbench.people[by], workbench.people[whose].pk
    if how == "reopen":
        people_in.close(doer, number, now=now)
        people_in.reopen(doer, number, now=now)
    else:
        {"factors": people_in.forget_factors, "link": people_in.link_again}[how](doer, number, now=now)


@pytest.mark.parametrize("how", ["factors", "link", "reopen"])
def test_who_opened_the_approvers_account_gets_no_word_from_it(two: Workbench, how: str) -> None:
    from waspada.store.db import audit

    case = two.case()
    approval = asked(two, case, "Alice")
    opened(two, how, "Alice", "Carol")
    with pytest.raises(Refused, match="one person could"):
        granted(two, approval, "Carol")
    assert granted(two, approval, "Carol", yes=False).state == "refused"
    assert granted(two, asked(two, case, "Bob"), "Carol").state == "granted"
    assert audit.verify() == []


def test_nor_is_the_askers_account_used_or_both_by_a_third(two: Workbench) -> None:
    case = two.case()
    opened(two, "factors", "Alice", "Bob")
    with pytest.raises(Refused, match="one person could"):
        granted(two, asked(two, case, "Bob"), "Alice")
    assert granted(two, asked(two, case, "Bob"), "Carol").state == "granted"
    opened(two, "link", "Alice", "Carol")
    with pytest.raises(Refused, match="one person could"):
        granted(two, asked(two, case, "Bob"), "Carol")


def test_it_goes_on_through_an_account_between(two: Workbench) -> None:
    case = two.case()
    opened(two, "link", "Alice", "Charlie")
    opened(two, "factors", "Charlie", "Carol", NOW + 1)
    with pytest.raises(Refused, match="one person could"):
        granted(two, asked(two, case, "Alice"), "Carol")


def test_an_administrator_without_part_in_it_confirms(two: Workbench) -> None:
    from waspada.store.db import audit, hands

    case, carol = two.case(), two.people["Carol"]
    approval = asked(two, case, "Alice")
    opened(two, "factors", "Alice", "Carol")
    assert hands.unconfirmed(carol, NOW + 30)
    for name in ("Alice", "Carol", "Bob"):
        with pytest.raises(Refused):
            hands.confirm(two.people[name], carol.pk, now=NOW + 30)
    hands.confirm(two.people["Charlie"], carol.pk, now=NOW + 30)
    assert not hands.unconfirmed(carol, NOW + 30.5)
    assert granted(two, approval, "Carol").state == "granted"
    opened(two, "link", "Alice", "Carol", NOW + 90)
    with pytest.raises(Refused):
        granted(two, asked(two, case, "Alice", now=NOW + 95), "Carol", now=NOW + 100)
    assert audit.verify() == []


def test_an_account_of_ones_own_making_confirms_nothing(two: Workbench) -> None:
    from waspada.store.db import hands, people_in

    puppet, _ = people_in.invite(two.people["Alice"], name="Eve", email="eve@example.org", is_admin=True, now=NOW)
    opened(two, "factors", "Alice", "Carol", NOW + 1)
    assert hands.are_one(two.people["Alice"].pk, puppet.pk, NOW + 1)
    with pytest.raises(Refused):
        hands.confirm(puppet, two.people["Carol"].pk, now=NOW + 2)
    assert hands.are_one(two.people["Alice"].pk, two.people["Carol"].pk, NOW + 3)


def test_it_ends_after_a_week_and_what_comes_later_does_not_count(two: Workbench) -> None:
    from waspada.store.db import approvals, hands

    case, (alice, carol) = two.case(), (two.people[name].pk for name in ("Alice", "Carol"))
    approval = asked(two, case, "Alice")
    granted(two, approval, "Carol")
    opened(two, "link", "Alice", "Carol", NOW + 120)
    assert approvals.why_not(approval.__class__.objects.get(pk=approval.pk), NOW + 180) == ""
    assert hands.are_one(alice, carol, NOW + 120 + 7 * DAY)
    assert not hands.are_one(alice, carol, NOW + 121 + 7 * DAY)


def test_a_word_that_stands_is_looked_at_again_when_it_is_used(two: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    from waspada.store.db import approvals, hands

    approval = asked(two, two.case(), "Alice")
    opened(two, "factors", "Alice", "Carol")
    with monkeypatch.context() as patch:
        patch.setattr(hands, "are_one", lambda *_: False)
        granted(two, approval, "Carol")
    with pytest.raises(Refused, match="one person could"):
        approvals.use(approval.case, approval.pk, "export", approval.parameters, who="command line", now=NOW + 90)


def test_broken_glass_is_not_countersigned_by_oneself(two: Workbench) -> None:
    from waspada.store.db import approvals

    approval = asked(two, two.case(), "Alice", glass=True)
    approvals.use(approval.case, approval.pk, "export", approval.parameters, who="command line", now=NOW + 3700)
    opened(two, "factors", "Alice", "Carol", NOW + 3800)
    for yes in (True, False):
        with pytest.raises(Refused, match="one person could"):
            granted(two, approval, "Carol", now=NOW + 3900, yes=yes)
    assert approvals.alarms(approval.case, NOW + 3900) == [approval]


def test_whom_the_first_administrator_invites_is_a_second_person(workbench: Workbench) -> None:
    from waspada.store.db import hands, people_in

    alice, charlie = workbench.people["Alice"], workbench.people["Charlie"]
    first, _ = people_in.invite(alice, name="Eve", email="eve@example.org", is_admin=False, now=NOW)
    assert not hands.are_one(alice.pk, first.pk, NOW + 1)
    people_in.set_admin(alice, charlie.pk, is_admin=True, now=NOW + 2)
    people_in.set_admin(alice, charlie.pk, is_admin=False, now=NOW + 3)
    later, _ = people_in.invite(alice, name="Mallory", email="m@example.org", is_admin=False, now=NOW + 4)
    assert hands.are_one(alice.pk, later.pk, NOW + 5)
    people_in.link_again(alice, first.pk, now=NOW + 6)
    assert hands.are_one(alice.pk, first.pk, NOW + 7)


def test_the_holder_is_told_what_others_did(two: Workbench) -> None:
    from waspada.store.db import audit, hands

    carol = two.people["Carol"]
    opened(two, "link", "Alice", "Carol", NOW)
    assert hands.since_last_sign_in(carol, NOW + 1) == []
    audit.record(carol, "sign.in", now=NOW + 2)
    opened(two, "factors", "Charlie", "Carol", NOW + 3)
    assert [(one.action, one.who) for one in hands.since_last_sign_in(carol, NOW + 4)] == [
        ("person.factors", "Charlie")
    ]
    told = hands.touches(carol, since=NOW - DAY, now=NOW + 4)
    assert [one.action for one in told] == ["person.factors", "link.make"]
