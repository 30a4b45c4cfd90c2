"""How people come in, and go."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput, Refused

NOW = 1_772_000_100.0
PASSWORD = "correct-horse-battery"


def test_a_link_works_once_and_not_after_its_time(workbench: Workbench) -> None:
    from waspada.store.db import people_in

    user, secret = people_in.invite(
        workbench.people["Alice"], name="Eve", email="Eve@Example.org", is_admin=False, now=NOW
    )
    assert not user.has_usable_password()
    with pytest.raises(BadInput):
        people_in.follow(secret, name="", email="", password="short", now=NOW)
    assert people_in.follow(secret, name="", email="", password=PASSWORD, now=NOW).check_password(PASSWORD)
    with pytest.raises(BadInput):
        people_in.follow(secret, name="", email="", password=PASSWORD, now=NOW)
    _, late = people_in.link_again(workbench.people["Alice"], user.pk, now=NOW)
    assert people_in.link_of(late, NOW + people_in.HOURS * 3600) is None


def test_a_new_link_ends_the_one_before_and_no_secret_is_kept(workbench: Workbench) -> None:
    from waspada.store.db import people_in
    from waspada.store.db.models import AuditEntry, SetupLink

    alice = workbench.people["Alice"]
    user, first = people_in.invite(alice, name="Eve", email="eve@example.org", is_admin=False, now=NOW)
    _, second = people_in.link_again(alice, user.pk, now=NOW)
    assert people_in.link_of(first, NOW) is None
    assert people_in.link_of(second, NOW) is not None
    kept = str([*SetupLink.objects.values_list(), *AuditEntry.objects.values_list()])
    assert first not in kept
    assert second not in kept


@pytest.mark.parametrize(
    ("name", "email"),
    [("", "e@example.org"), ("e@example.org", "e@example.org"), ("Eve", "eve"), ("alice", "x@example.org")],
)
def test_names_and_addresses_are_checked(workbench: Workbench, name: str, email: str) -> None:
    from waspada.store.db import people_in

    with pytest.raises(BadInput):
        people_in.invite(workbench.people["Alice"], name=name, email=email, is_admin=False, now=NOW)


def test_only_administrators_invite_close_and_promote(workbench: Workbench) -> None:
    from waspada.store.db import people_in

    bob, rita = workbench.people["Bob"], workbench.people["Rita"]
    with pytest.raises(Refused):
        people_in.invite(bob, name="Eve", email="eve@example.org", is_admin=True, now=NOW)
    with pytest.raises(Refused):
        people_in.close(bob, rita.pk, now=NOW)
    with pytest.raises(Refused):
        people_in.set_admin(bob, bob.pk, is_admin=True, now=NOW)
    with pytest.raises(Refused):
        people_in.link_again(bob, workbench.people["Alice"].pk, now=NOW)


def test_a_closed_account_is_out_at_once(workbench: Workbench) -> None:
    from waspada.store.db import audit, people_in, tokens

    browser = workbench.client("Bob")
    assert browser.get("/account/").status_code == 200
    _, secret = tokens.make(workbench.people["Bob"], name="n", scopes=["read"], days=1, now=NOW)
    _, link = people_in.link_again(workbench.people["Alice"], workbench.people["Bob"].pk, now=NOW)
    people_in.close(workbench.people["Alice"], workbench.people["Bob"].pk, now=NOW)
    assert browser.get("/account/").status_code == 302
    assert tokens.authenticate(secret, now=NOW) is None
    assert people_in.link_of(link, NOW) is None
    assert audit.verify() == []


def test_no_case_is_left_without_an_owner(workbench: Workbench) -> None:
    from waspada.store.db import access, members, people_in

    case, alice, bob = workbench.case(), workbench.people["Alice"], workbench.people["Bob"]
    owner = access.grant(alice, case.pk)
    members.change(owner, members.of(case).get(user=bob).pk, "owner", now=NOW)
    members.remove(owner, members.of(case).get(user=alice).pk, now=NOW)
    with pytest.raises(Refused, match="without an owner"):
        people_in.close(alice, bob.pk, now=NOW)
    people_in.close(alice, bob.pk, successor=workbench.people["Carol"].pk, now=NOW)
    assert access.grant(workbench.people["Carol"], case.pk).role == "owner"


def test_an_administrator_stays(workbench: Workbench) -> None:
    from waspada.store.db import people_in

    alice, carol = workbench.people["Alice"], workbench.people["Carol"]
    with pytest.raises(Refused):
        people_in.set_admin(alice, alice.pk, is_admin=False, now=NOW)
    with pytest.raises(Refused):
        people_in.close(alice, alice.pk, now=NOW)
    assert people_in.set_admin(alice, carol.pk, is_admin=True, now=NOW).is_admin
    assert not people_in.set_admin(alice, carol.pk, is_admin=False, now=NOW).is_admin


def test_the_first_owner_is_made_once(workbench: Workbench) -> None:
    from waspada.store.db import people_in

    secret = people_in.make_link(user=None, now=NOW)
    with pytest.raises(BadInput, match="owner already"):
        people_in.follow(secret, name="Eve", email="eve@example.org", password=PASSWORD, now=NOW)
    assert people_in.link_of(secret, NOW) is not None


def test_a_lost_second_factor_is_taken_away_and_nothing_opens_without_another(workbench: Workbench) -> None:
    from waspada.store.db import audit, people_in, tokens
    from waspada.store.db.models import AuditEntry

    alice, bob = workbench.people["Alice"], workbench.people["Bob"]
    browsers = [workbench.client("Bob"), workbench.client("Bob"), workbench.client("Carol")]
    assert [browser.get("/account/").status_code for browser in browsers] == [200, 200, 200]
    secret = tokens.make(bob, name="a program", scopes=("read",), case_id="", days=2, now=NOW)[1]
    assert tokens.authenticate(secret, now=NOW) is not None
    with pytest.raises(Refused):
        people_in.forget_factors(bob, alice.pk, now=NOW)
    with pytest.raises(Refused):
        people_in.forget_factors(alice, alice.pk, now=NOW)
    people_in.forget_factors(alice, bob.pk, now=NOW)
    ended = [browser.get("/account/") for browser in browsers[:2]]
    assert all(one["location"].startswith("/account/login/") for one in ended)
    assert browsers[2].get("/account/").status_code == 200
    assert tokens.authenticate(secret, now=NOW) is None
    said = AuditEntry.objects.order_by("-number")[:2][::-1]
    assert [(one.actor, one.action, one.data["user"]) for one in said] == [
        ("Alice", "person.factors", bob.pk),
        ("Alice", "session.end", bob.pk),
    ]
    assert said[1].data["count"] == 2
    assert workbench.client("Bob").get("/account/")["location"] == "/account/2fa/"
    assert audit.verify() == []
