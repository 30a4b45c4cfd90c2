"""One function is the only way to a case."""

from __future__ import annotations

import uuid

import pytest
from tests.workbench import Workbench


def test_a_stranger_and_nobody_learn_not_even_that_it_exists(workbench: Workbench) -> None:
    from waspada.store.db import access

    case = workbench.case()
    for who in (workbench.people["Charlie"], None, "Alice"):
        for number in (case.pk, uuid.uuid4(), "../etc", ""):
            with pytest.raises(access.NoSuchCase):
                access.grant(who, number)
    assert not access.cases_of(workbench.people["Charlie"]).exists()


def test_a_member_gets_the_rights_of_the_role_and_no_others(workbench: Workbench) -> None:
    from waspada.store.db import access
    from waspada.store.db.rights import Right

    case = workbench.case()
    assert access.grant(workbench.people["Rita"], case.pk).role == "reader"
    with pytest.raises(access.NotAllowed):
        access.grant(workbench.people["Rita"], case.pk, Right.STATE)
    assert access.grant(workbench.people["Alice"], case.pk, Right.MEMBERS).may(Right.APPROVE)


def test_a_closed_account_opens_nothing(workbench: Workbench) -> None:
    from waspada.store.db import access

    case, bob = workbench.case(), workbench.people["Bob"]
    bob.is_active = False
    with pytest.raises(access.NoSuchCase):
        access.grant(bob, case.pk)
    assert not access.cases_of(bob).exists()


def test_the_owner_of_the_demonstration_sees_nothing_real(workbench: Workbench) -> None:
    from waspada.store.db import access

    case, alice = workbench.case(), workbench.people["Alice"]
    alice.is_demo = True
    with pytest.raises(access.NoSuchCase):
        access.grant(alice, case.pk)
    assert not access.cases_of(alice).exists()


def test_a_token_narrows_and_never_widens(workbench: Workbench) -> None:
    from waspada.store.db import access
    from waspada.store.db.models import ApiToken
    from waspada.store.db.rights import Right

    case, other = workbench.case(), workbench.case(title="Another")
    rita = workbench.people["Rita"]
    token = ApiToken(user=rita, case=case, scopes=["read", "state", "nonsense"])
    assert access.grant(rita, case.pk, token=token).rights == {Right.READ}
    with pytest.raises(access.NoSuchCase):
        access.grant(rita, other.pk, token=token)
    assert [one.pk for one in access.cases_of(rita, token=token)] == [case.pk]
