"""Each part of the API once around: what is sent is on record, what is asked for is there, and values stay masked."""

from __future__ import annotations

import io
import json
import tarfile
import time
from typing import Any

import pytest
from tests.web.api.calling import API, Program, assessed, form, upload
from tests.workbench import HOST, Workbench

from waspada.store.db import access, approvals, audit, folders
from waspada.store.db.models import AuditEntry, Case, Job, Person

ANI = "ani.wijaya@example.org"


@pytest.fixture
def alice(workbench: Workbench) -> Program:
    return Program(workbench, "Alice")


@pytest.fixture
def case(workbench: Workbench) -> Case:
    return workbench.case()


def last_action() -> str:
    return AuditEntry.objects.order_by("-number")[0].action


def test_a_case_is_opened_listed_and_shown(alice: Program) -> None:
    made = alice.send("/cases", {"vendor": "Acme Desk", "title": "March", "aware_at": "2026-03-01T08:00:00+07:00"})
    assert [row["case_id"] for row in alice.get("/cases")] == [made["case_id"]]
    shown = alice.get(f"/cases/{made['case_id']}")
    assert (shown["title"], shown["role"], shown["known_since"]["by"]) == ("March", "owner", "us")
    assert "members" in shown["rights"]


def test_facts_are_previewed_stated_and_superseded(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}/facts/people"
    preview = alice.send(f"{path}/preview", {"value": "10000-12000"})
    assert preview["value"] == {"at_least": 10000, "at_most": 12000}
    assert preview["moves"]
    assert alice.get(f"/cases/{case.pk}/facts") == []
    alice.send(path, {"value": "100", "source": "a call"})
    fact = alice.send(path, {"value": "200"})
    assert [one["value"] for one in fact["history"]] == [100, 200]
    assert fact["ours"]["supersedes"] == fact["history"][0]["entry"]
    assert alice.refused("post", path, {"value": "many"}) == (400, "bad_input")
    assert alice.refused("post", f"/cases/{case.pk}/facts/mood/preview", {"value": "x"}) == (400, "bad_input")
    assert alice.refused("post", path, {"value": "1", "status": "sure"}) == (400, "bad_input")


def test_questions_are_asked_and_answered(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}/questions"
    assert all(row["open_since"] is None for row in alice.get(path))
    rows = alice.send(path, {"questions": ["complete"], "own": ["Who had the key?"]})
    waiting = [row["question"] for row in rows if row["open_since"]]
    assert waiting == ["complete", "own-1"]
    row = alice.send(f"{path}/own-1/answers", {"answer": "Two of their people."})
    assert (row["answers"][0]["text"], row["open_since"]) == ("Two of their people.", None)
    assert alice.refused("post", path, {"questions": ["nothing"]}) == (400, "bad_input")
    assert alice.refused("post", path, {}) == (400, "bad_input")


def test_a_hand_over_is_streamed_into_the_seal(alice: Program, case: Case) -> None:
    answer = upload(alice, case, "a.csv", b"id\n1\n", by="Acme", channel="SFTP", at="2026-03-01T08:00:00Z")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["handover"], row["files"], row["bytes"], row["channel"]) == (1, 1, 5, "SFTP")
    assert [one["sha256"] for one in alice.get(f"/cases/{case.pk}/handovers")] == [row["sha256"]]
    assert (case.folder / "sealed" / "0001").is_dir()
    assert last_action() == "handover.seal"
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("fields", "files"),
    [
        ({"origin": "vendor"}, {}),
        ({"origin": "thief"}, {"files": ("a.csv", b"x")}),
        ({"origin": "vendor", "else": "x"}, {"files": ("a.csv", b"x")}),
        ({"origin": "vendor"}, {"other": ("a.csv", b"x")}),
        ({"origin": "vendor", "at": "2126-03-01T08:00:00Z"}, {"files": ("a.csv", b"x")}),
    ],
)
def test_a_wrong_upload_leaves_nothing(alice: Program, case: Case, fields: Any, files: Any) -> None:
    answer = form(alice, f"/cases/{case.pk}/handovers", fields, files)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_input")
    assert alice.get(f"/cases/{case.pk}/handovers") == []


def test_an_assessment_is_asked_for_and_found_under_jobs(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}"
    assert alice.refused("post", f"{path}/runs", {}) == (409, "nothing_readable")
    upload(alice, case, "a.csv", b"id\n1\n")
    assert alice.refused("post", f"{path}/runs", {}) == (400, "bad_input")
    kept = form(alice, f"{path}/directories", {}, {"directory": ("list.csv", b"account_id\n1\n")}).json()
    answer = alice.call("post", f"{path}/runs", {"directory": kept["directory"], "mapping": ["account_id=account_id"]})
    assert answer.status_code == 202
    job = answer.json()
    assert alice.get(f"{path}/jobs/{job['job']}") == alice.get(f"{path}/jobs")[0] == job
    assert Job.objects.get(pk=job["job"]).arguments["handovers"] == [1]
    assert alice.refused("post", f"{path}/runs", {"handovers": [9]}) == (400, "bad_input")
    assert alice.refused("get", f"{path}/runs/1/assessment") == (404, "not_found")
    assert alice.refused("get", f"{path}/people") == (409, "nothing_readable")


def test_people_are_masked_but_for_the_one_reveal(workbench: Workbench, alice: Program, case: Case) -> None:
    run, path = assessed(workbench, case), f"/cases/{case.pk}"
    assert alice.get(f"{path}/runs")[0] | {"at": "", "by": ""} == {
        "run": run,
        "at": "",
        "by": "",
        "handovers": [1],
        "exit_code": alice.get(f"{path}/runs")[0]["exit_code"],
        "searchable": True,
    }
    assert alice.get(f"{path}/runs/{run}/assessment")["schema"] == "waspada/assessment/1"
    page = alice.get(f"{path}/people?country=ID")
    assert page["total"] == 1
    found = alice.send(f"{path}/people/search", {"text": ANI, "exact": True})
    person = found["people"][0]["person_id"]
    shown = alice.get(f"{path}/people/{person}")
    assert shown["evidence"][0]["label"]["id"]
    assert ANI not in json.dumps([page, found, shown])
    revealed = alice.send(f"{path}/people/{person}/reveal", {"reason": "she asked us"})
    assert revealed["email"] == ANI
    assert last_action() == "person.reveal"
    assert alice.refused("get", f"{path}/people/{'0' * 32}") == (404, "not_found")
    rows = alice.get(f"{path}/organisations")["organisations"]
    assert alice.get(f"{path}/organisations/{rows[0]['key']}") == rows[0]
    assert alice.get(f"{path}/people?organisation={rows[0]['key']}")["total"] == rows[0]["people"]


def test_a_search_goes_on_without_telling_where_it_was(workbench: Workbench, alice: Program, case: Case) -> None:
    from tests.crowd import keep_run

    from waspada.store.db import project

    project.project(case, keep_run(case, 400))
    domain = Person.objects.values_list("domain", flat=True)[0]
    for by, text, exact in (("domain", domain, False), ("name", "a", True), ("email", domain[:3], False)):
        seen: list[str] = []
        body = {"by": by, "text": text, "exact": exact}
        answer = alice.send(f"/cases/{case.pk}/people/search", body)
        for _ in range(20):
            seen += [row["person_id"] for row in answer["people"]]
            assert "@" not in json.dumps(answer)
            if not answer["after"]:
                break
            answer = alice.send(f"/cases/{case.pk}/people/search", {**body, "after": answer["after"]})
        assert len(seen) == len(set(seen)) == answer["total"]


def test_what_is_in_review_is_decided(workbench: Workbench, alice: Program, case: Case) -> None:
    assessed(workbench, case)
    path = f"/cases/{case.pk}/review"
    queue = next(found for name in ("findings", "fields") if (found := alice.get(f"{path}?section={name}"))["items"])
    item = queue["items"][0]
    body = {"item": item["item"], "about": item["about"], "answer": "reject", "reason": "a sample of theirs"}
    done = alice.send(path, body)
    assert (done["state"], done["voices"][0]["author"]) == ("rejected", "Alice")
    assert alice.get(f"{path}?section={item['section']}&state=rejected")["total"] == 1
    assert alice.refused("post", path, {**body, "about": "fields/x/y"}) == (409, "refused")


def test_groups_and_risk_are_signed(workbench: Workbench, alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}/groups"
    assert [row["group"] for row in alice.get(path)] == ["all"]
    alice.send(path, {"group": "customers", "role": "processor", "controllers": ["Bank A"], "products": ["chat"]})
    risk = {"severity": "high", "likelihood": "likely", "level": "high", "reason": "bank accounts"}
    rows = Program(workbench, "Carol").send(f"{path}/customers/risk", risk)
    assert (rows[0]["group"], [one["signed_by"] for one in rows[0]["risks"]]) == ("customers", ["Carol"])
    assert Program(workbench, "Bob").refused("post", f"{path}/all/risk", risk) == (403, "not_allowed")
    assert alice.refused("post", path, {"group": "x", "role": "king"}) == (400, "bad_input")


def test_duties_are_listed_done_and_judged(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}"
    alice.send(f"{path}/facts/aware_at", {"value": "2026-03-01T08:00:00Z"})
    alice.send(f"{path}/facts/established_in", {"value": "ID"})
    found = alice.get(f"{path}/duties")
    assert found["evaluation"]["sha256"]
    duty = found["duties"][0]
    where = {"place": duty["place"], "controller": duty["controller"]}
    assert duty in alice.get(f"{path}/duties/{duty['duty']}")
    done = alice.send(f"{path}/duties/{duty['duty']}/done", {**where, "at": "2026-03-02T08:00:00Z"})
    assert done["done"].startswith("2026-03-02")
    word = {**where, "verdict": "not_owed", "reason": "we asked the authority"}
    assert alice.send(f"{path}/duties/{duty['duty']}/counsel", word)["words"][-1]["by"] == "Alice"
    assert alice.refused("get", f"{path}/duties/nothing.such") == (404, "not_found")


def test_tasks_are_made_and_closed(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}/tasks"
    task = alice.send(path, {"title": "call them", "owner": "Bob", "due": "2026-03-31T17:00:00+07:00"})
    assert (task["owner"], task["due"]) == ("Bob", "2026-03-31T10:00:00+00:00")
    changed = alice.send(f"{path}/{task['task']}", {"state": "done"}, method="patch")
    assert (changed["state"], changed["owner"], changed["due"]) == ("done", "Bob", task["due"])
    assert alice.refused("patch", f"{path}/{task['task']}", {"state": "dropped"}) == (400, "bad_input")
    assert alice.refused("post", path, {"title": f"ask {ANI}"}) == (400, "bad_input")
    assert alice.refused("patch", f"{path}/999", {}) == (404, "not_found")


def test_both_logs_are_read_from_where_one_stopped(alice: Program, case: Case) -> None:
    alice.send(f"/cases/{case.pk}/facts/people", {"value": "7"})
    timeline = alice.get(f"/cases/{case.pk}/timeline")
    assert [one["action"] for one in timeline["entries"]] == ["case.open", "fact.state"]
    assert timeline["entries"][1]["previous"] == timeline["entries"][0]["digest"]
    assert len(alice.get(f"/cases/{case.pk}/timeline?after=1")["entries"]) == 1
    log = alice.get(f"/cases/{case.pk}/log")["entries"]
    assert log[-1]["custody"] == timeline["entries"][1]["digest"]


def test_members_come_and_go(alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}/members"
    made = alice.send(path, {"name": "Charlie", "role": "reader"})
    assert alice.send(f"{path}/{made['member']}", {"role": "counsel"}, method="patch")["role"] == "counsel"
    assert alice.call("delete", f"{path}/{made['member']}").status_code == 204
    assert [row["name"] for row in alice.get(path)] == ["Alice", "Bob", "Carol", "Rita"]
    owner = next(row["member"] for row in alice.get(path) if row["name"] == "Alice")
    assert alice.refused("delete", f"{path}/{owner}") == (409, "refused")
    assert alice.refused("post", path, {"name": "Nobody", "role": "reader"}) == (400, "bad_input")


def granted(workbench: Workbench, case: Case, number: int) -> None:
    carol = access.grant(workbench.people["Carol"], case.pk)
    approvals.decide(carol, number, yes=True, reason="they may", now=time.time())


def test_what_needs_two_is_asked_for_here_and_granted_by_people(
    workbench: Workbench, alice: Program, case: Case
) -> None:
    assessed(workbench, case)
    person, path = Person.objects.get(email=ANI).person_id, f"/cases/{case.pk}/approvals"
    asked = alice.send(path, {"act": "reveal", "people": [person], "reason": "to warn her"})
    assert (asked["standing"], asked["mode"]) == ("waits", "two_people")
    assert alice.refused("post", f"{path}/{asked['approval']}/use") == (409, "refused")
    granted(workbench, case, asked["approval"])
    assert alice.get(path)[0]["standing"] == "ready"
    used = Program(workbench, "Alice", scopes=("read", "ask"))
    assert used.refused("post", f"{path}/{asked['approval']}/use") == (403, "not_allowed")
    values = alice.call("post", f"{path}/{asked['approval']}/use").json()
    assert values["people"][0]["email"] == ANI
    assert alice.refused("post", f"{path}/{asked['approval']}/use") == (409, "refused")
    export = alice.send(path, {"act": "export", "reason": "to counsel"})
    granted(workbench, case, export["approval"])
    assert alice.call("post", f"{path}/{export['approval']}/use").json()["where"]
    assert alice.get(path)[0]["consents"][0]["by"] == "Carol"


def test_a_case_moves_by_the_api(workbench: Workbench, alice: Program, case: Case) -> None:
    path = f"/cases/{case.pk}"
    assert alice.refused("post", f"{path}/bundle", {"approval": 77}) == (400, "bad_input")
    asked = alice.send(f"{path}/approvals", {"act": "export", "bundle": True, "reason": "to counsel"})
    granted(workbench, case, asked["approval"])
    assert alice.call("post", f"{path}/approvals/{asked['approval']}/use").status_code == 400
    answer = alice.call("post", f"{path}/bundle", {"approval": asked["approval"]})
    assert (answer.status_code, answer["content-type"]) == (200, "application/x-tar")
    content = b"".join(answer.streaming_content)
    assert "work.json" in tarfile.open(fileobj=io.BytesIO(content)).getnames()
    assert _taken(alice, content).json()["code"] == "refused"
    folder, title = case.folder, case.title
    with audit.acting():
        case.delete()
        audit.record("tests", "forget", now=0)
    folder.rename(workbench.home / "moved")
    bob = Program(workbench, "Bob")
    assert _taken(bob, content).status_code == 403
    assert _taken(alice, content[:-1]).json()["code"] == "evidence_altered"
    made = _taken(alice, content)
    assert made.status_code == 201, made.content
    assert (made.json()["title"], folders.opened(Case.objects.get()).title) == (title, title)


def _taken(program: Program, content: bytes) -> Any:
    headers = {**HOST, **program.headers}
    return program.client.post(API + "/bundles", content, content_type="application/x-tar", headers=headers)


def test_vendors_are_kept_by_administrators(workbench: Workbench, alice: Program, case: Case) -> None:
    made = alice.send("/vendors", {"name": "Other Desk", "contract_hours": 24, "ended": "2026-03-31"})
    assert made["vendor"] == "other-desk"
    changed = alice.send("/vendors/other-desk", {"name": "Other Desk", "contact": "the duty officer"}, method="put")
    assert (changed["contact"], changed["contract_hours"], changed["ended"]) == ("the duty officer", None, None)
    assert {row["vendor"] for row in Program(workbench, "Bob").get("/vendors")} == {"acme-desk", "other-desk"}
    assert Program(workbench, "Bob").refused("post", "/vendors", {"name": "X"}) == (403, "not_allowed")
    assert alice.refused("post", "/vendors", {"name": "other desk"}) == (400, "bad_input")
    assert alice.refused("get", "/vendors/nobody") == (404, "not_found")


def test_the_workspace_is_changed_whole_or_not(workbench: Workbench, alice: Program) -> None:
    changed = alice.send("/workspace", {"zone": "Asia/Jakarta", "established_in": ["ID", "IE"]}, method="patch")
    assert (changed["zone"], changed["established_in"]) == ("Asia/Jakarta", ["ID", "IE"])
    assert alice.refused("patch", "/workspace", {"name": "Us", "zone": "Mars"}) == (400, "bad_input")
    assert alice.get("/workspace")["name"] == ""
    assert Program(workbench, "Bob").refused("get", "/workspace") == (404, "not_found")


def test_a_bundle_is_sent_piece_by_piece_also_under_asgi(workbench: Workbench, case: Case) -> None:
    """Our handler reads answers out in a thread: of an asynchronous one Django would gather all pieces first."""
    from django.test import AsyncRequestFactory
    from django.urls import resolve

    program, path = Program(workbench, "Bob"), f"{API}/cases/{case.pk}/bundle"
    wanted = {"act": "export", "bundle": True, "reason": "to counsel"}
    number = program.send(f"/cases/{case.pk}/approvals", wanted)["approval"]
    granted(workbench, case, number)
    body = json.dumps({"approval": number})
    sent = AsyncRequestFactory().post(path, body, "application/json", headers={**HOST, **program.headers})
    match = resolve(path)
    answer = match.func(sent, *match.args, **match.kwargs)
    assert (answer.status_code, answer.streaming, answer.is_async) == (200, True, False)
    assert len(list(answer)) > 1
