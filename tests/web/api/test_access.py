"""An owner, a member, a stranger and nobody walk every route of the document, also new ones."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.api.calling import EVERY, Program, document
from tests.workbench import Workbench

from waspada.store.db.models import Task, User
from waspada.store.db.rights import RIGHTS

_LOGGED = ("AuditEntry", "Change", "User", "ApiToken")
ROLES = {"Alice": "owner", "Bob": "responder", "Carol": "counsel", "Rita": "reader"}


def state(case: Any, home: Path) -> str:
    """Everything that a request could have changed, but for the log and when a token was last used."""
    from django.apps import apps

    models = [one for one in apps.get_app_config("waspada").get_models() if one.__name__ not in _LOGGED]
    parts = [f"{one.__name__}{list(one._default_manager.order_by('pk').values_list())}" for one in models]
    parts += [f"{path}{path.read_bytes()!r}" for path in sorted((home / "cases").rglob("*")) if path.is_file()]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def routes() -> Iterator[tuple[str, str, str]]:
    """Method, path below the API, scope."""
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield method, path.removeprefix("/api/v1"), operation["x-scope"]


def filled(path: str, case_id: str) -> str:
    values = {"case_id": case_id, "person_id": "0" * 32, "number": "1", "slug": "acme-desk", "group": "all"}
    return re.sub(r"{(\w+)}", lambda match: values.get(match[1], "origin"), path)


@pytest.fixture
def case(workbench: Workbench) -> Any:
    """With a task, so that a number names something."""
    made = workbench.case()
    Task.objects.create(pk=1, case=made, title="call the vendor")
    return made


def test_the_document_names_a_scope_for_every_route() -> None:
    found = list(routes())
    assert len(found) > 50
    assert {scope for _, _, scope in found} <= set(EVERY)


def test_nobody_gets_an_answer_also_with_a_session(workbench: Workbench, case: Any) -> None:
    before = state(case, workbench.home)
    for method, path, _ in routes():
        url = filled(path, str(case.pk))
        for nobody in (Program(workbench), _with_session(workbench), _with_token(workbench, "waspada_" + "x" * 43)):
            answer = nobody.call(method, url, {} if method != "get" else None)
            assert (answer.status_code, answer.json()["code"]) == (401, "no_token"), f"{method} {path}"
            assert answer["www-authenticate"] == "Bearer"
    assert state(case, workbench.home) == before


def _with_session(workbench: Workbench) -> Program:
    program = Program(workbench)
    program.client = workbench.client("Alice")
    return program


def _with_token(workbench: Workbench, secret: str) -> Program:
    program = Program(workbench)
    program.headers = {"Authorization": f"Bearer {secret}"}
    return program


def test_a_stranger_sees_what_is_not_there(workbench: Workbench, case: Any) -> None:
    charlie, before = Program(workbench, "Charlie"), state(case, workbench.home)
    for method, path, _ in routes():
        if "{case_id}" not in path:
            continue
        body = _body(path, method) if method != "get" else None
        answers = [charlie.call(method, filled(path, one), body) for one in (str(case.pk), str(uuid.uuid4()))]
        assert answers[0].status_code == answers[1].status_code, f"{method} {path}"
        assert answers[0].content == answers[1].content, f"{method} {path}"
        assert answers[0].status_code in (404, 422), f"{method} {path}"
    assert state(case, workbench.home) == before
    assert charlie.get("/cases") == []


@pytest.mark.parametrize("name", ROLES)
def test_a_member_gets_as_far_as_the_role(workbench: Workbench, case: Any, name: str) -> None:
    program, rights = Program(workbench, name), RIGHTS[ROLES[name]]
    for method, path, scope in routes():
        if "{case_id}" in path and method == "get":
            assert program.call(method, filled(path, str(case.pk))).status_code in (200, 404, 409), path
        elif "{case_id}" in path and scope not in rights:
            answer = program.call(method, filled(path, str(case.pk)), _body(path, method))
            assert answer.status_code in (403, 422), f"{method} {path}: {answer.status_code}"


def _body(path: str, method: str) -> Any:
    return None if path.endswith(("/handovers", "/directories", "/use")) or method == "delete" else {}


@pytest.mark.parametrize("left_out", EVERY)
def test_a_token_does_nothing_outside_its_scopes(workbench: Workbench, case: Any, left_out: str) -> None:
    program = Program(workbench, "Alice", scopes=[scope for scope in EVERY if scope != left_out])
    before = state(case, workbench.home)
    for method, path, scope in routes():
        if scope == left_out:
            answer = program.call(method, filled(path, str(case.pk)), _body(path, method) if method != "get" else None)
            assert answer.status_code in (403, 422), f"{method} {path}: {answer.status_code} {answer.content[:200]}"
            if method == "get":
                assert answer.status_code == 403, path
    assert state(case, workbench.home) == before


def test_a_scope_beyond_the_role_helps_nobody(workbench: Workbench, case: Any) -> None:
    rita = Program(workbench, "Rita")
    assert rita.refused("post", f"/cases/{case.pk}/facts/people", {"value": "7"}) == (403, "not_allowed")
    assert rita.refused("post", f"/cases/{case.pk}/members", {"name": "Charlie", "role": "owner"})[0] == 403


def test_a_token_of_one_case_sees_that_one_alone(workbench: Workbench, case: Any) -> None:
    other = workbench.case(title="Another")
    program = Program(workbench, "Alice", case=case)
    assert [row["case_id"] for row in program.get("/cases")] == [str(case.pk)]
    before = state(other, workbench.home)
    for method, path, _ in routes():
        if "{case_id}" in path:
            answer = program.call(method, filled(path, str(other.pk)), _body(path, method) if method != "get" else None)
            assert answer.status_code in (404, 422), f"{method} {path}: {answer.status_code}"
        elif path != "/cases" or method != "get":
            assert program.call(method, filled(path, ""), {} if method != "get" else None).status_code in (
                400,
                403,
                422,
            )
    assert state(other, workbench.home) == before


def test_tokens_that_ended_and_people_who_left_get_nothing(workbench: Workbench, case: Any) -> None:
    from waspada.store.db.models import ApiToken

    bob, rita, carol = (Program(workbench, name) for name in ("Bob", "Rita", "Carol"))
    ApiToken.objects.filter(user__name="Bob").update(expires="2020-01-01T00:00:00Z")
    ApiToken.objects.filter(user__name="Rita").update(revoked="2020-01-01T00:00:00Z")
    User.objects.filter(name="Carol").update(is_active=False)
    for program in (bob, rita, carol):
        assert program.refused("get", "/cases") == (401, "no_token")


def test_a_token_of_the_demonstration_sees_fictional_people_alone(workbench: Workbench, case: Any) -> None:
    bob = Program(workbench, "Bob")
    User.objects.filter(name="Bob").update(is_demo=True)
    assert bob.get("/cases") == []
    assert bob.refused("get", f"/cases/{case.pk}") == (404, "not_found")
    made = bob.send("/cases", {"vendor": "Acme Desk"})
    assert made["is_demo"] is True
