"""Language and zone of the reader."""

from __future__ import annotations

from tests.workbench import Workbench


def test_a_person_reads_in_their_own_language_and_zone(workbench: Workbench) -> None:
    alice = workbench.people["Alice"]
    alice.lang, alice.zone = "id", "Asia/Jakarta"
    alice.save()
    page = workbench.client("Alice").get("/").content.decode()
    assert '<html lang="id">' in page
    assert "Asia/Jakarta" in page


def test_a_zone_that_is_none_is_utc_and_the_workspace_has_one_for_all(workbench: Workbench) -> None:
    from waspada.store.db.models import User, Workspace

    Workspace.objects.update(zone="Europe/Dublin")
    assert "Europe/Dublin" in workbench.client("Bob").get("/").content.decode()
    User.objects.filter(name="Bob").update(zone="Mars/Olympus")
    assert "UTC" in workbench.client("Bob").get("/").content.decode()


def test_a_session_is_listed_from_its_first_page(workbench: Workbench) -> None:
    from allauth.usersessions.models import UserSession

    browser = workbench.client("Bob")
    browser.get("/")
    browser.get("/")
    assert UserSession.objects.filter(user=workbench.people["Bob"]).count() == 1
