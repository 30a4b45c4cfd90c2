"""The people of the workspace."""

from __future__ import annotations

import re

from tests.workbench import Workbench


def test_somebody_is_invited_comes_in_and_must_set_up_a_second_factor(workbench: Workbench) -> None:
    admin, eve = workbench.client("Alice"), workbench.client()
    page = admin.post("/workspace/people/", {"name": "Eve", "email": "eve@example.org"}).content.decode()
    link = re.search(r"http://127.0.0.1(/welcome/[\w-]+/)", page)
    assert link
    assert link.group(1) not in admin.get("/workspace/people/").content.decode()
    assert b"Choose a password" in eve.get(link.group(1)).content
    answer = eve.post(link.group(1), {"password": "correct-horse-battery"})
    assert answer["location"] == "/"
    assert eve.get("/")["location"] == "/account/2fa/"
    assert eve.get("/account/2fa/totp/activate/").status_code == 200


def test_an_account_is_closed_opened_again_and_promoted(workbench: Workbench) -> None:
    from waspada.store.db.models import User

    bob = workbench.people["Bob"]
    page, admin = f"/workspace/people/{bob.pk}/", workbench.client("Alice")
    for act, active, is_admin in (("close", False, False), ("reopen", True, False), ("promote", True, True)):
        assert admin.post(page, {"act": act}).status_code == 302
        bob = User.objects.get(pk=bob.pk)
        assert (bob.is_active, bob.is_admin) == (active, is_admin)
    assert re.search(rb"/welcome/[\w-]{43}/", admin.post(page, {"act": "link"}).content)


def test_a_second_factor_that_was_lost_is_taken_away_on_record(workbench: Workbench) -> None:
    from waspada.store.db.models import AuditEntry

    bob, browser = workbench.people["Bob"], workbench.client("Bob")
    assert browser.get("/").status_code == 200
    assert workbench.client("Alice").post(f"/workspace/people/{bob.pk}/", {"act": "factors"}).status_code == 302
    assert browser.get("/")["location"].startswith("/account/login/")
    entry = AuditEntry.objects.get(action="person.factors")
    assert (entry.actor, entry.data["user"]) == ("Alice", bob.pk)
    assert b"factor" in workbench.client("Alice").get("/log/").content


def test_the_only_owner_of_a_case_goes_with_a_successor(workbench: Workbench) -> None:
    from waspada.store.db import people_in
    from waspada.store.db.models import Membership

    case, carol = workbench.case(), workbench.people["Carol"]
    people_in.set_admin(workbench.people["Alice"], carol.pk, is_admin=True, now=1_772_000_100.0)
    page, admin = f"/workspace/people/{workbench.people['Alice'].pk}/", workbench.client("Carol")
    assert b"successor" in admin.get(page).content
    assert admin.post(page, {"act": "close"}).status_code == 400
    assert admin.post(page, {"act": "close", "successor": carol.pk}).status_code == 302
    assert Membership.objects.get(case=case, user=carol).role == "owner"


def test_nobody_unknown(workbench: Workbench) -> None:
    assert workbench.client("Alice").get("/workspace/people/987654/").status_code == 404


def test_an_account_that_was_opened_is_marked_until_another_administrator_confirms(workbench: Workbench) -> None:
    from waspada.store.db import audit, people_in
    from waspada.store.db.models import AuditEntry

    alice, bob, carol = (workbench.people[name] for name in ("Alice", "Bob", "Carol"))
    people_in.set_admin(alice, bob.pk, is_admin=True, now=1_772_000_000.0)
    page, first, second = f"/workspace/people/{carol.pk}/", workbench.client("Alice"), workbench.client("Bob")
    assert b'value="confirm"' not in second.get(page).content
    first.post(page, {"act": "factors"})
    shown = second.get(page).content
    assert b'value="confirm"' in shown
    assert b"Alice: took away a second factor" in shown
    assert first.post(page, {"act": "confirm"}).status_code == 400
    assert second.post(page, {"act": "confirm"}).status_code == 302
    assert b'value="confirm"' not in second.get(page).content
    said = AuditEntry.objects.order_by("-number")[0]
    assert (said.actor, said.action, said.data) == ("Bob", "person.confirm", {"user": carol.pk})
    assert audit.verify() == []
