"""The pages of letters: drafted, checked, asked for, locked, started; nobody without the right moves anything."""

from __future__ import annotations

from typing import Any

from tests.noticed import drafted, granted, locked, went
from tests.workbench import Workbench


def test_a_case_without_a_run_has_no_letters_to_draft(workbench: Workbench) -> None:
    case = workbench.case()
    answer = workbench.client("Bob").get(f"/cases/{case.pk}/notices/")
    assert answer.status_code == 200
    assert "Nobody was told anything yet" in answer.content.decode()
    assert "no assessment" not in answer.content.decode()
    missing = workbench.client("Bob").post(f"/cases/{case.pk}/notices/", {"step": "draft"})
    assert missing.status_code == 400
    assert workbench.client("Rita").post(f"/cases/{case.pk}/notices/", {"step": "draft"}).status_code == 403
    assert workbench.client("Bob").get(f"/cases/{case.pk}/notices/1/").status_code == 404


def test_a_draft_is_checked_asked_for_locked_and_started(workbench: Workbench) -> None:
    from waspada.store.db import approvals
    from waspada.store.db.models import Approval, Job

    notice = drafted(workbench)
    case, bob = notice.case, workbench.client("Bob")
    page = f"/cases/{case.pk}/notices/1/"
    shown = bob.get(page).content.decode()
    assert "Nothing blocks it" in shown
    assert f"A draft for {notice.deliveries.count()} letters" in shown
    assert workbench.client("Rita").post(page, {"step": "ask", "reason": "x"}).status_code == 403
    assert bob.post(page, {"step": "ask", "reason": "the law asks for it"}).status_code == 302
    asked = Approval.objects.get(case=case, act="send")
    assert bob.post(page, {"step": "approve", "approval": asked.pk}).status_code == 400
    link = bob.get(f"/cases/{case.pk}/approvals/{asked.pk}/").content.decode()
    assert notice.digest in link
    approvals.decide(granted(workbench, "Alice", case), asked.pk, yes=True, reason="read", now=asked.asked.timestamp())
    assert "Use the approval" in bob.get(page).content.decode()
    assert bob.post(page, {"step": "approve", "approval": asked.pk}).status_code == 302
    notice.refresh_from_db()
    assert notice.state == "approved"
    assert bob.post(page, {"step": "renew"}).status_code == 400
    assert bob.post(page, {"step": "start"}).status_code == 302
    assert Job.objects.filter(case=case, kind="send").exists()
    assert bob.post(page, {"step": "pause", "reason": "a typing error"}).status_code == 302
    notice.refresh_from_db()
    assert notice.state == "paused"
    assert "a typing error" in bob.get(page).content.decode()
    assert bob.post(page, {"step": "stop", "reason": ""}).status_code == 400
    assert bob.post(page, {"step": "stop", "reason": "a new version comes"}).status_code == 302
    assert set(notice.deliveries.values_list("state", flat=True)) == {"cancelled"}


def test_a_letter_is_shown_without_whom_it_goes_to(workbench: Workbench) -> None:
    notice = drafted(workbench)
    row = notice.deliveries.filter(audience="admin").first()
    page = f"/cases/{notice.case.pk}/notices/1/letters/{row.pk}/"
    for name in ("Rita", "Bob"):
        whole = workbench.client(name).get(page)
        html = workbench.client(name).get(f"{page}html/")
        for answer in (whole, html):
            text = answer.content.decode()
            assert answer.status_code == 200
            assert row.address not in text
            assert (row.name or "-nobody-") not in text
            assert not any(one["name"] in text for one in row.facts["customers"])
    assert "frame-src 'self'" in whole["Content-Security-Policy"]
    assert "sandbox" in html["Content-Security-Policy"]
    assert "script-src" not in html["Content-Security-Policy"]
    assert workbench.client("Charlie").get(page).status_code == 404
    sampled = workbench.client("Rita").get(f"/cases/{notice.case.pk}/notices/1/sample/admin/{row.lang}/")
    assert sampled.status_code == 302
    assert workbench.client("Rita").get(f"/cases/{notice.case.pk}/notices/1/sample/admin/xx/").status_code == 404


def test_shared_addresses_wait_for_a_person(workbench: Workbench) -> None:
    from waspada.store.db.models import Delivery

    notice = drafted(workbench)
    rows = list(notice.deliveries.order_by("pk")[:3])
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(state="held", note="shared")
    page = f"/cases/{notice.case.pk}/notices/1/rows/held/"
    bob = workbench.client("Bob")
    assert "Their names differ" in bob.get(page).content.decode()
    assert workbench.client("Rita").post(page, {"row": rows[0].pk, "choice": "merge"}).status_code == 403
    assert bob.post(page, {"row": rows[0].pk, "choice": "skip"}).status_code == 400
    assert bob.post(page, {"row": rows[0].pk, "choice": "skip", "reason": "a list"}).status_code == 302
    assert bob.post(page, {"row": rows[1].pk, "choice": "merge"}).status_code == 302
    assert bob.post(page, {"all": "without_facts"}).status_code == 302
    states = {row.pk: (row.state, row.note) for row in Delivery.objects.filter(pk__in=[row.pk for row in rows])}
    assert states[rows[0].pk] == ("cancelled", "a list")
    assert states[rows[1].pk] == ("queued", "merge")
    bare = Delivery.objects.get(pk=rows[2].pk)
    assert (bare.facts["without_facts"], bare.facts["kinds"]) == (True, [])
    notice.refresh_from_db()
    assert notice.digest == ""


def test_unknown_letters_are_settled_with_a_reason_and_never_go_by_themselves(workbench: Workbench) -> None:
    from waspada.store.db.models import Delivery

    notice = locked(workbench, drafted(workbench))
    went(notice)
    row = notice.deliveries.first()
    Delivery.objects.filter(pk=row.pk).update(state="unknown", note="worker_died")
    page, bob = f"/cases/{notice.case.pk}/notices/1/rows/unknown/", workbench.client("Bob")
    assert row.token in bob.get(page).content.decode()
    assert bob.post(page, {"row": row.pk, "settle": "delivered", "reason": "log"}).status_code == 400
    assert bob.post(page, {"row": row.pk, "settle": "accepted", "reason": ""}).status_code == 400
    assert bob.post(page, {"row": row.pk, "settle": "accepted", "reason": "the log of the server"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.note) == ("accepted", "the log of the server")
    whole = bob.get(f"/cases/{notice.case.pk}/notices/1/").content.decode()
    assert "accepted by the next server" in whole


def test_what_letters_share_is_edited_in_every_language(workbench: Workbench) -> None:
    notice = drafted(workbench)
    page, bob = f"/cases/{notice.case.pk}/notices/1/edit/", workbench.client("Bob")
    assert bob.get(page).status_code == 200
    assert bob.post(page, {"step": "save", "statement_url": "http://example.com"}).status_code == 400
    saved = {"step": "save", "contact": "desk@example.com", "statement_url": "https://example.com/incident"}
    assert bob.post(page, saved).status_code == 302
    sentence: dict[str, Any] = {"step": "add", "place": "what_we_did", "fact": "contained"}
    assert bob.post(page, {**sentence, "text-en": "We shut it."}).status_code == 400
    assert bob.post(page, {**sentence, "text-en": "We shut it.", "text-id": "Kami menutupnya."}).status_code == 302
    notice.refresh_from_db()
    assert notice.material["statement_url"] == "https://example.com/incident"
    key = notice.material["what_we_did"][-1]["id"]
    assert notice.material["what_we_did"][-1]["text"]["id"] == "Kami menutupnya."
    assert bob.post(page, {"step": "take", "place": "what_we_did", "id": key}).status_code == 302
    assert bob.post(page, {"step": "take", "place": "what_we_did", "id": key}).status_code == 400
    assert notice.digest == ""
