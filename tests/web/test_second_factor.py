"""A second factor before any real case; that it cannot be skipped anywhere, `test_access.py` walks."""

from __future__ import annotations

from tests.workbench import Workbench


def test_without_one_there_is_only_the_way_to_set_one_up(workbench: Workbench) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=workbench.people["Bob"]).delete()
    browser = workbench.client("Bob")
    assert browser.get("/")["location"] == "/account/2fa/"
    assert b"second factor" in browser.get("/account/2fa/").content
    assert browser.get("/account/tokens/")["location"] == "/account/2fa/"


def test_the_owner_of_the_demonstration_needs_none_and_sees_nothing_real(workbench: Workbench) -> None:
    from allauth.mfa.models import Authenticator

    case = workbench.case()
    alice = workbench.people["Alice"]
    alice.is_demo = True
    alice.save()
    Authenticator.objects.filter(user=alice).delete()
    browser = workbench.client("Alice")
    assert browser.get("/").status_code == 200
    assert browser.get(f"/cases/{case.pk}/").status_code == 404
