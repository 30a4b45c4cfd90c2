"""What needs two people, from the page."""

from __future__ import annotations

import time
from typing import Any

from tests.workbench import Workbench


def asked(workbench: Workbench, case: Any, **more: str) -> str:
    """Bob asks to destroy the data; the page of the request."""
    given = {"act": "destroy", "reason": "retention is over", **more}
    return str(workbench.client("Bob").post(f"/cases/{case.pk}/approvals/", given)["location"])


def test_one_asks_another_grants_and_the_first_does_it(workbench: Workbench) -> None:
    from waspada.core.progress import Silent
    from waspada.store.db import acts
    from waspada.store.db.models import Approval, Job

    case = workbench.case()
    page = asked(workbench, case)
    assert b"waits for a decision" in workbench.client("Rita").get(page).content
    assert workbench.client("Bob").post(page, {"step": "use"}).status_code == 400
    assert workbench.client("Carol").post(page, {"step": "grant", "reason": "checked"}).status_code == 302
    assert workbench.client("Carol").post(page, {"step": "use"}).status_code == 400
    assert not Job.objects.exists()
    assert workbench.client("Bob").post(page, {"step": "use"}).status_code == 302
    assert (Approval.objects.get().state, Job.objects.get().kind) == ("used", "destroy")
    assert workbench.client("Bob").post(page, {"step": "use"}).status_code == 400
    assert Job.objects.count() == 1
    acts.destroy(Job.objects.get(), Silent(), time.time)
    Job.objects.update(state="done")
    assert b"The certificate is destroyed.json" in workbench.client("Rita").get(page).content
    assert b"Ask for one" not in workbench.client("Bob").get(f"/cases/{case.pk}/approvals/").content


def test_nobody_grants_what_they_asked_for_or_may_not(workbench: Workbench) -> None:
    from waspada.store.db.models import Approval

    case = workbench.case()
    page = asked(workbench, case)
    assert workbench.client("Bob").post(page, {"step": "grant", "reason": "x"}).status_code == 403
    assert workbench.client("Rita").post(page, {"step": "grant", "reason": "x"}).status_code == 403
    assert workbench.client("Rita").post(page, {"step": "use"}).status_code == 403
    assert workbench.client("Charlie").post(page, {"step": "grant", "reason": "x"}).status_code == 404
    own = {"act": "destroy", "reason": "over"}
    mine = workbench.client("Alice").post(f"/cases/{case.pk}/approvals/", own)["location"]
    assert workbench.client("Alice").post(mine, {"step": "grant", "reason": "x"}).status_code == 400
    assert not Approval.objects.exclude(state="asked").exists()


def test_a_request_of_another_case_is_not_here(workbench: Workbench) -> None:
    case, other = workbench.case(), workbench.case(title="Another")
    number = asked(workbench, case).rstrip("/").rpartition("/")[2]
    assert workbench.client("Carol").get(f"/cases/{other.pk}/approvals/{number}/").status_code == 404


def test_break_glass_is_marked_on_every_page_of_the_case(workbench: Workbench) -> None:
    case = workbench.case()
    for tab in ("members", "approvals", "log"):
        assert b'class="alarm"' not in workbench.client("Rita").get(f"/cases/{case.pk}/{tab}/").content
    asked(workbench, case, break_glass="1")
    for tab in ("members", "approvals", "log"):
        assert b'class="alarm"' in workbench.client("Rita").get(f"/cases/{case.pk}/{tab}/").content


def test_alone_the_title_is_typed(workbench: Workbench) -> None:
    from waspada.store.db.models import Approval, Membership

    case = workbench.case()
    Membership.objects.filter(case=case, role="counsel").delete()
    page, given = f"/cases/{case.pk}/approvals/", {"act": "destroy", "reason": "over"}
    assert b"Only you can approve" in workbench.client("Alice").get(page).content
    assert workbench.client("Alice").post(page, given).status_code == 400
    answer = workbench.client("Alice").post(page, {**given, "confirmation": "Tickets of March"})
    assert answer.status_code == 302
    assert Approval.objects.get().mode == "single"


def test_what_is_not_offered_here_is_not_asked_for_here(workbench: Workbench) -> None:
    from waspada.store.db.models import Approval

    case = workbench.case()
    for act in ("send", "publish", "steal", ""):
        answer = workbench.client("Bob").post(f"/cases/{case.pk}/approvals/", {"act": act, "reason": "x"})
        assert answer.status_code == 400
    assert not Approval.objects.exists()


def granted(workbench: Workbench, case: Any, **given: str) -> str:
    """Asked for by Bob and granted by Carol; its page."""
    page = asked(workbench, case, **given)
    assert workbench.client("Carol").post(page, {"step": "grant", "reason": "checked"}).status_code == 302
    return page


def test_an_export_is_written_and_downloaded_by_who_asked(workbench: Workbench) -> None:
    import io
    import zipfile

    from tests.workbench import assessed

    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    bob, carol = workbench.client("Bob"), workbench.client("Carol")
    page = granted(workbench, assessed(workbench), act="export", reason="for counsel")
    assert b'value="fetch"' not in bob.get(page).content
    assert bob.post(page, {"step": "fetch"}).status_code == 400
    assert bob.post(page, {"step": "use"}).status_code == 302
    assert b'value="fetch"' in bob.get(page).content
    assert b'value="fetch"' not in carol.get(page).content
    for _ in range(2):
        answer = bob.post(page, {"step": "fetch"})
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store, private")
        assert answer["Content-Disposition"].startswith("attachment; ")
        with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as made:
            assert len(made.namelist()) > 1
    others = [workbench.client(name).post(page, {"step": "fetch"}).status_code for name in ("Carol", "Rita", "Charlie")]
    assert others == [400, 403, 404]
    assert AuditEntry.objects.filter(action="export.fetch", actor="Bob").count() == 2
    assert audit.verify() == []


def test_a_bundle_is_asked_for_and_downloaded_once(workbench: Workbench) -> None:
    import io
    import tarfile

    from waspada.store.db.models import Approval, AuditEntry

    case, bob = workbench.case(), workbench.client("Bob")
    page = granted(workbench, case, act="bundle", reason="to counsel")
    shown = bob.get(page).content
    assert b"take the whole case to another workbench" in shown
    assert b"whoever asked downloads it here" in shown
    assert b'value="use"' not in shown
    assert workbench.client("Carol").post(page, {"step": "fetch"}).status_code == 400
    answer = bob.post(page, {"step": "fetch"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-tar")
    with tarfile.open(fileobj=io.BytesIO(b"".join(answer))) as made:
        assert any(one.endswith("work.json") for one in made.getnames())
    assert Approval.objects.get().state == "used"
    assert bob.post(page, {"step": "fetch"}).status_code == 400
    assert AuditEntry.objects.filter(action="bundle.write", actor="Bob").count() == 1


def test_a_bundle_for_a_file_is_made_on_the_command_line(workbench: Workbench) -> None:
    page = granted(workbench, workbench.case(), act="bundle", to="/tmp/case.tar", reason="to counsel")
    shown = workbench.client("Bob").get(page).content
    assert b"--approval" in shown
    assert b'value="fetch"' not in shown
    assert workbench.client("Bob").post(page, {"step": "fetch"}).status_code == 400
