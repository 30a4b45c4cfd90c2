"""Who takes part in a case."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput, Refused

NOW = 1_772_000_100.0


def test_an_owner_adds_changes_and_removes(workbench: Workbench) -> None:
    from waspada.store.db import access, audit, members

    case, charlie = workbench.case(), workbench.people["Charlie"]
    owner = access.grant(workbench.people["Alice"], case.pk)
    part = members.add(owner, charlie.pk, "reader", now=NOW)
    assert access.grant(charlie, case.pk).role == "reader"
    members.change(owner, part.pk, "counsel", now=NOW)
    assert access.grant(charlie, case.pk).role == "counsel"
    members.remove(owner, part.pk, now=NOW)
    with pytest.raises(access.NoSuchCase):
        access.grant(charlie, case.pk)
    assert audit.verify() == []


def test_nobody_else_does(workbench: Workbench) -> None:
    from waspada.store.db import access, members

    case = workbench.case()
    for name in ("Bob", "Carol", "Rita"):
        granted = access.grant(workbench.people[name], case.pk)
        with pytest.raises(access.NotAllowed):
            members.add(granted, workbench.people["Charlie"].pk, "reader", now=NOW)


def test_at_least_one_owner_stays(workbench: Workbench) -> None:
    from waspada.store.db import access, members

    case = workbench.case()
    owner = access.grant(workbench.people["Alice"], case.pk)
    mine, bobs = (members.of(case).get(user=workbench.people[name]) for name in ("Alice", "Bob"))
    with pytest.raises(Refused):
        members.change(owner, mine.pk, "reader", now=NOW)
    with pytest.raises(Refused):
        members.remove(owner, mine.pk, now=NOW)
    assert members.only_owner_of(workbench.people["Alice"]) == [case]
    members.change(owner, bobs.pk, "owner", now=NOW)
    assert members.only_owner_of(workbench.people["Alice"]) == []
    members.remove(owner, mine.pk, now=NOW)
    assert [one.user.name for one in members.of(case).filter(role="owner")] == ["Bob"]


def test_neither_twice_nor_in_another_case_nor_in_a_role_that_is_none(workbench: Workbench) -> None:
    from waspada.store.db import access, members

    case, other = workbench.case(), workbench.case(title="Another")
    owner = access.grant(workbench.people["Alice"], case.pk)
    elsewhere = members.of(other).get(user=workbench.people["Bob"])
    with pytest.raises(BadInput):
        members.add(owner, workbench.people["Bob"].pk, "reader", now=NOW)
    with pytest.raises(BadInput):
        members.add(owner, workbench.people["Charlie"].pk, "king", now=NOW)
    with pytest.raises(BadInput):
        members.remove(owner, elsewhere.pk, now=NOW)
    assert members.of(other).count() == 4
