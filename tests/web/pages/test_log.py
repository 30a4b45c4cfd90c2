"""The log of the workbench as people read it."""

from __future__ import annotations

from tests.workbench import Workbench


def test_administrators_see_all_and_members_their_case(workbench: Workbench) -> None:
    case, other = workbench.case(), workbench.case(title="Another")
    everything = workbench.client("Alice").get("/log/").content.decode()
    assert str(case.pk) in everything
    assert str(other.pk) in everything
    own = workbench.client("Rita").get(f"/cases/{case.pk}/log/").content.decode()
    assert "opened the case" in own
    assert str(other.pk) not in own


def test_the_check_says_whole_or_names_the_place(workbench: Workbench) -> None:
    from waspada.store.db.models import Membership

    case = workbench.case()
    page = f"/cases/{case.pk}/log/?check=1"
    assert b"Nothing was altered" in workbench.client("Rita").get(page).content
    Membership.objects.filter(user=workbench.people["Rita"]).update(role="reader")
    seen = workbench.client("Rita").get(page).content
    assert b"ALTERED in one place" in seen
    assert b"waspada_membership" in seen


def test_older_entries_are_a_page_away(workbench: Workbench) -> None:
    from waspada.store.db import audit

    for number in range(60):
        audit.record("tests", "something.done", now=1_772_000_000.0 + number)
    page = workbench.client("Alice").get("/log/").content.decode()
    assert 'href="?before=' in page
    assert "something.done" in page
    older = workbench.client("Alice").get("/log/?before=5").content.decode()
    assert 'href="?before=' not in older
    assert workbench.client("Alice").get("/log/?before=x").status_code == 200


def test_an_act_without_a_word_shows_its_code(workbench: Workbench) -> None:
    from waspada.web.pages.log import did

    assert did("sign.in") == "signed in"
    assert did("page.unnamed") == "page.unnamed"
