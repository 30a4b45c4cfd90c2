"""Who takes part in a case."""

from __future__ import annotations

from tests.workbench import Workbench


def test_an_owner_adds_changes_and_removes(workbench: Workbench) -> None:
    from waspada.store.db.models import Membership

    case, charlie = workbench.case(), workbench.people["Charlie"]
    page, owner = f"/cases/{case.pk}/members/", workbench.client("Alice")
    assert owner.post(page, {"act": "add", "number": charlie.pk, "role": "reader"}).status_code == 302
    part = Membership.objects.get(case=case, user=charlie)
    assert owner.post(page, {"act": "change", "number": part.pk, "role": "counsel"}).status_code == 302
    assert Membership.objects.get(pk=part.pk).role == "counsel"
    assert owner.post(page, {"act": "remove", "number": part.pk}).status_code == 302
    assert not Membership.objects.filter(pk=part.pk).exists()


def test_the_last_owner_stays_and_others_only_look(workbench: Workbench) -> None:
    from waspada.store.db.models import Membership

    case = workbench.case()
    page = f"/cases/{case.pk}/members/"
    mine = Membership.objects.get(case=case, user=workbench.people["Alice"])
    answer = workbench.client("Alice").post(page, {"act": "remove", "number": mine.pk})
    assert answer.status_code == 400
    assert b"at least one owner" in answer.content
    seen = workbench.client("Bob").get(page)
    assert seen.status_code == 200
    assert b'name="role"' not in seen.content
    assert workbench.client("Bob").post(page, {"act": "remove", "number": mine.pk}).status_code == 403


def test_who_leaves_is_a_stranger(workbench: Workbench) -> None:
    from waspada.store.db.models import Membership

    case = workbench.case()
    Membership.objects.filter(case=case, user=workbench.people["Bob"]).update(role="owner")
    mine = Membership.objects.get(case=case, user=workbench.people["Alice"])
    answer = workbench.client("Alice").post(f"/cases/{case.pk}/members/", {"act": "remove", "number": mine.pk})
    assert answer["location"] == "/"
    assert workbench.client("Alice").get(f"/cases/{case.pk}/members/").status_code == 404
