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
