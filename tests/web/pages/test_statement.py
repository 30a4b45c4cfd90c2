"""The pages of the statement: composed, edited, published by two people, its edits shown as edits."""

from __future__ import annotations

import io
import zipfile

from tests.noticed import NOW, granted
from tests.workbench import Workbench

from waspada import __version__


def test_a_holding_statement_before_any_data(workbench: Workbench) -> None:
    from waspada.flows.case import facts
    from waspada.store.db import approvals, audit, folders
    from waspada.store.db.models import Approval, Workspace

    with audit.acting():
        Workspace.objects.update(name="Example Works", dpo="privacy@example.com")
        audit.record("tests", "workspace.change", now=NOW)
    case = workbench.case()
    page, bob = f"/cases/{case.pk}/statement/", workbench.client("Bob")
    opened = folders.opened(case)
    facts.state(opened, "told_us_at", "2026-02-20T08:00:00Z", actor="Alice", now=NOW, cache=workbench.home / "cache")
    assert "Nothing was published yet" in bob.get(page).content.decode()
    assert workbench.client("Rita").post(page, {"step": "compose"}).status_code == 403
    assert bob.post(page, {"step": "compose"}).status_code == 302
    shown = bob.get(page).content.decode()
    assert "A holding statement" in shown
    assert "Every sentence holds." in shown
    assert bob.post(page, {"step": "ask", "reason": "people ask"}).status_code == 302
    asked = Approval.objects.get(case=case, act="publish")
    assert bob.post(page, {"step": "publish", "approval": asked.pk}).status_code == 400
    approvals.decide(granted(workbench, "Alice", case), asked.pk, yes=True, reason="read", now=asked.asked.timestamp())
    assert bob.post(page, {"step": "publish", "approval": asked.pk}).status_code == 302
    assert (case.folder / "statement/1/statement.json").exists()
    site = bob.get(f"{page}site/")
    assert "index.html" in zipfile.ZipFile(io.BytesIO(site.content)).namelist()
    assert workbench.client("Charlie").get(f"{page}1/").status_code == 404
    assert workbench.client("Rita").get(f"{page}1/").status_code == 200
    facts.state(opened, "contained", "yes", actor="Alice", now=NOW, cache=workbench.home / "cache")
    assert bob.post(page, {"step": "compose"}).status_code == 302
    for step in ("ask", "publish"):
        given = {"step": step, "reason": "closed by now"}
        if step == "publish":
            asked = Approval.objects.filter(case=case, act="publish").order_by("-pk")[0]
            alice = granted(workbench, "Alice", case)
            approvals.decide(alice, asked.pk, yes=True, reason="read", now=asked.asked.timestamp())
            given["approval"] = str(asked.pk)
        assert bob.post(page, given).status_code == 302
    second = bob.get(f"{page}2/").content.decode()
    assert "<ins>" in second
    assert f"Waspada {__version__}." in second
    assert "added" in second
    assert "Everything that we told still stands" in bob.get(f"{page}corrections/").content.decode()


def test_a_sentence_is_edited_taken_out_and_brought_back(workbench: Workbench) -> None:
    from waspada.flows.case import facts
    from waspada.store.db import folders, statements

    case = workbench.case()
    page, bob = f"/cases/{case.pk}/statement/", workbench.client("Bob")
    opened = folders.opened(case)
    facts.state(opened, "contained", "yes", actor="Alice", now=NOW, cache=workbench.home / "cache")
    bob.post(page, {"step": "compose"})
    draft = statements.draft(case)
    assert draft is not None
    did = next(one for one in draft.sentences if one.section == "did")
    texts = {"text-en": "The way in is shut.", "text-id": "Jalan masuknya sudah ditutup."}
    assert bob.post(page, {"step": "reword", "key": did.id, **texts}).status_code == 302
    assert "The way in is shut." in bob.get(page).content.decode()
    assert bob.post(page, {"step": "drop", "key": did.id, "reason": ""}).status_code == 400
    assert bob.post(page, {"step": "drop", "key": did.id, "reason": "said above"}).status_code == 302
    assert "said above" in bob.get(page).content.decode()
    assert bob.post(page, {"step": "bring", "topic": did.topic}).status_code == 302
    added = {"step": "add", "section": "did", "fact": "contained", **texts}
    assert bob.post(page, added).status_code == 302
    assert bob.post(page, {**added, "fact": "acquired"}).status_code == 400
    about = {"step": "about", "contact": "desk@example.com", "url": "https://example.com/incident/"}
    assert bob.post(page, about).status_code == 302
    assert bob.post(page, {**about, "url": "ftp://example.com"}).status_code == 400
    kept = statements.draft(case)
    assert kept is not None
    assert kept.about.url == "https://example.com/incident/"
