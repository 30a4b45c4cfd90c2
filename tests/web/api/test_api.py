"""The service itself: what comes in is bounded, what goes wrong is a problem, and nothing of a value stands in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.web.api.calling import API, Program, document
from tests.workbench import HOST, Workbench

from waspada.store.db import audit
from waspada.store.db.models import AuditEntry, Case

SECRET = "ani.wijaya@example.org"


def test_the_document_says_how_problems_look_and_loads_nothing_from_outside(workbench: Workbench) -> None:
    found = document()
    answers = [one for methods in found["paths"].values() for route in methods.values() for one in [route["responses"]]]
    assert all(list(one["404"]["content"]) == ["application/problem+json"] for one in answers)
    assert found["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    answer = Program(workbench).call("get", "/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "Waspada"
    assert Program(workbench).call("get", "/docs").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "bad_input"),
        (b"[" * 100_000, 400, "bad_input"),
        (b'{"value": NaN}', 400, "bad_input"),
        (b'{"value": "\\ud800"}', 400, "bad_input"),
        (b"\xff", 400, "bad_input"),
        (b"", 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b'{"value": 7}', 422, "invalid"),
        (b'{"value": "7", "ani.wijaya@example.org": 1}', 422, "invalid"),
        (b'{"value": "ani.wijaya@example.org", "by": "nobody"}', 400, "bad_input"),
        (b'{"value": "' + b"x" * (1 << 20) + b'"}', 413, "too_large"),
    ],
)
def test_a_body_that_is_wrong_is_told_so_without_its_values(
    workbench: Workbench, body: bytes, status: int, code: str
) -> None:
    case = workbench.case()
    path = f"/cases/{case.pk}/facts/cause"
    answer = Program(workbench, "Alice").call("post", path, data=body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content
    assert answer["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "hint"} <= answer.json().keys()
    assert SECRET not in answer.content.decode()
    assert not [one for one in case_log(case) if one == "fact.state"]


def case_log(case: Case) -> list[str]:
    return list(AuditEntry.objects.filter(case_id=case.pk).values_list("action", flat=True))


def test_a_body_without_a_length_is_bounded_too(workbench: Workbench) -> None:
    from waspada.web.api.problems import TooLarge
    from waspada.web.api.service import _bounded

    class Endless:
        def read(self, size: int) -> bytes:
            return b"x" * min(size, 1 << 16)

    endless: Any = Endless()
    with pytest.raises(TooLarge):
        _bounded(endless)


@pytest.mark.parametrize("path", ["/nothing", "/cases/x/y", "/cases/%2e%2e/facts", "/", ""])
def test_what_is_not_there_is_a_problem_too(workbench: Workbench, path: str) -> None:
    for name in ("", "Alice"):
        answer = Program(workbench, name).call("get", path)
        assert answer.status_code in (301, 401, 404, 422)
        assert answer.status_code == 301 or answer["content-type"] == "application/problem+json"


def test_a_wrong_method_names_the_right_ones(workbench: Workbench) -> None:
    answer = Program(workbench, "Alice").call("delete", "/cases")
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong_method")
    assert {one.strip() for one in answer["allow"].split(",")} == {"GET", "POST"}


def test_a_misspelt_filter_does_not_find_everybody(workbench: Workbench) -> None:
    case = workbench.case()
    assert Program(workbench, "Alice").refused("get", f"/cases/{case.pk}/people?contry=ID") == (422, "invalid")


def test_a_fault_of_ours_says_a_number_and_nothing_else(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from waspada.store.db import access

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    alice = Program(workbench, "Alice")
    monkeypatch.setattr(access, "cases_of", broken)
    answer = alice.call("get", "/cases")
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert SECRET not in told + answer.content.decode()


def test_a_form_of_another_site_can_do_nothing(workbench: Workbench) -> None:
    case, alice = workbench.case(), workbench.client("Alice", csrf=True)
    answer = alice.post(f"{API}/cases/{case.pk}/facts/people", {"value": "7"}, headers=HOST)
    assert answer.status_code == 401


def test_every_act_stands_in_the_log_with_its_token(workbench: Workbench) -> None:
    case = workbench.case()
    Program(workbench, "Bob").send(f"/cases/{case.pk}/facts/people", {"value": "7"})
    entry = AuditEntry.objects.order_by("-number")[0]
    assert (entry.action, entry.actor) == ("fact.state", "Bob")
    assert entry.data["token"] == workbench.people["Bob"].tokens.get().pk
    assert entry.custody
    assert audit.verify() == []


def test_a_header_that_is_no_token_is_none(workbench: Workbench) -> None:
    for value in ("", "Bearer", "Bearer ", "Basic YTpi", "bearer waspada_", "Bearer " + "ü" * 10, "x" * 5000):
        program = Program(workbench)
        program.headers = {"Authorization": value}
        assert program.refused("get", "/cases") == (401, "no_token")
    assert json.loads(Program(workbench).call("get", "/cases").content)["errors"] == []


@pytest.mark.parametrize("status", [400, 403, 404, 409])
def test_nothing_stays_of_a_call_that_was_refused_but_that_the_key_was_used(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    from django.http import Http404

    from waspada.core.errors import BadInput, Refused
    from waspada.store.db.access import NotAllowed
    from waspada.store.db.models import ApiToken, Task
    from waspada.store.db.rights import Right
    from waspada.web.api import case as case_of_api
    from waspada.web.api import tasks

    case, program = workbench.case(), Program(workbench, "Alice")
    made = case_of_api.noted
    late = {400: BadInput("no"), 403: NotAllowed(Right.DECIDE), 404: Http404(), 409: Refused("no")}[status]

    def refuses(*given: Any, **more: Any) -> None:
        made(*given, **more)
        raise late

    monkeypatch.setattr(tasks, "noted", refuses)
    before = audit.head()
    answer = program.call("post", f"/cases/{case.pk}/tasks", {"title": "call the vendor"})
    assert answer.status_code == status, answer.content
    assert not Task.objects.filter(case=case).exists()
    assert ApiToken.objects.get().last_used is not None
    assert (audit.head(), audit.verify()) == (before, [])
