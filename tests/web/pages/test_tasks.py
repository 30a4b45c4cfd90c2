"""Tasks by page: added, given to a member, closed."""

from __future__ import annotations

from tests.workbench import Workbench

from waspada.detect.registry import KINDS
from waspada.store.db import audit
from waspada.store.db.models import Task
from waspada.web.words.registry import words


def test_added_given_and_closed(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/tasks/"
    assert bob.post(url, {"title": "Call the vendor", "owner": "Carol", "due": "2020-03-31"}).status_code == 302
    task = Task.objects.get(case=case)
    assert (task.owner, task.due.isoformat() if task.due else "") == (
        workbench.people["Carol"],
        "2020-03-31T23:59:00+00:00",
    )
    assert "1 is late" in bob.get(url).content.decode()
    changed = {"owner": "", "due": "2020-03-31", "state": "done", "note": "They answered."}
    assert bob.post(f"{url}{task.pk}/", changed).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.owner, task.note) == ("done", None, "They answered.")
    assert "No task is open" in bob.get(url).content.decode()
    assert audit.verify() == []


def test_a_task_of_a_key_is_worded_in_the_readers_language(workbench: Workbench) -> None:
    case = workbench.case()
    with audit.acting():
        label = {"en": "AWS key", "id": "kunci AWS"}
        Task.objects.create(
            case=case,
            key="revoke:f1",
            data={"kind": "secret.aws", "label": label, "last4": "TKSJ", "how": "https://x/"},
        )
        audit.record("tests", "task.make", now=1.0)
    url, rita = f"/cases/{case.pk}/tasks/", workbench.client("Rita")
    assert "Revoke the AWS key ending in TKSJ" in rita.get(url).content.decode()
    assert "Cabut kunci AWS" in rita.get(url, headers={"accept-language": "id"}).content.decode()


def test_how_to_revoke_is_in_both_languages(workbench: Workbench) -> None:
    sentences = {name: kind.revoke for name, kind in KINDS.items() if kind.revoke and "://" not in kind.revoke}
    said = {kind: words()[f"tasks.how.{kind.partition('.')[2]}"] for kind in sentences}
    assert {kind: english for kind, (english, _) in said.items()} == sentences
    assert all(english != indonesian for english, indonesian in said.values())


def test_what_is_wrong_is_said(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/tasks/"
    for sent in (
        {"title": ""},
        {"title": "x", "owner": "Charlie"},
        {"title": "x", "due": "soon"},
        {"title": "Call ani.wijaya@example.org"},
    ):
        assert bob.post(url, sent).status_code == 400, sent
    assert Task.objects.count() == 0


def test_who_may(workbench: Workbench) -> None:
    case, other = workbench.case(), workbench.case(title="Another")
    workbench.client("Bob").post(f"/cases/{other.pk}/tasks/", {"title": "Elsewhere"})
    task = Task.objects.get()
    for path in ("", f"{task.pk}/"):
        url = f"/cases/{other.pk}/tasks/{path}"
        sent = {"title": "x", "state": "done"}
        assert [workbench.client(name).post(url, sent).status_code for name in ("Rita", "Charlie", "")] == [
            403,
            404,
            302,
        ]
        assert [workbench.client(name).get(url).status_code for name in ("Rita", "Charlie")] == [200, 404]
    assert workbench.client("Bob").get(f"/cases/{case.pk}/tasks/{task.pk}/").status_code == 404
    task.refresh_from_db()
    assert task.state == "open"
