"""An owner, a member, a stranger and nobody walk every address there is, also those that nobody named here."""

from __future__ import annotations

import hashlib
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.workbench import Workbench

NOW = 1_772_000_100.0
ANYBODY = {"account_login", "welcome", "set_language", "mfa_login_webauthn", "mfa_authenticate"}
"""Without signing in: to sign in, and the language. All else sends them to the sign-in page."""
OWN = re.compile(r"^(account_|mfa_|account$|tokens$|cases$|case_new$|vendor|register)")
"""What everybody who is signed in may open: their own account, cases and breaches, the register of vendors."""
API_FREE = {"openapi-json", "openapi-view", "api-root"}
"""Of the API: its description."""
LOGIN = re.compile(r"^/account/login/")


@dataclass(frozen=True)
class Address:
    """One address with its objects filled in."""

    name: str
    path: str
    of_case: bool
    is_api: bool


def addresses(case: Any, objects: dict[str, str]) -> Iterator[Address]:
    """Every pattern of `web/urls.py`, also those that are included."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[Any], before: str, space: str) -> Iterator[Address]:
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route, f"{space}{one.namespace or ''}")
            elif isinstance(one, URLPattern):
                yield Address(one.name or route, filled(route, case, objects), "case_id" in route, "api" in route)

    yield from walk(get_resolver().url_patterns, "", "")


def filled(route: str, case: Any, objects: dict[str, str]) -> str:
    """A path with ids that exist, so that what refuses is the check of access and not a missing object."""
    values = {"case_id": str(case.pk), **objects}

    def value(match: re.Match[str]) -> str:
        kind, _, name = match.group(1).rpartition(":")
        plain = {"uuid": str(uuid.uuid4()), "int": objects["number"], "slug": case.vendor.slug}
        return values.get(name) or plain.get(kind) or "origin"

    return "/" + re.sub(r"[<{]([^>}]+)[>}]", value, route.replace("^", "").replace("$", ""))


_LOGGED = ("AuditEntry", "Change", "User")
"""Written when somebody signs in, or fails to."""


def state(case: Any, home: Path) -> str:
    """Everything that a request could have changed: the rows of the workbench, the bytes of the case folder."""
    from django.apps import apps

    models = [one for one in apps.get_app_config("waspada").get_models() if one.__name__ not in _LOGGED]
    parts = [f"{one.__name__}{list(one._default_manager.order_by('pk').values_list())}" for one in models]
    parts += [f"{path}{path.read_bytes()!r}" for path in sorted(home.rglob("*")) if path.is_file()]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def kept_out(answer: Any) -> bool:
    """Whether somebody who is not signed in got nothing."""
    if answer.status_code == 302:
        return bool(LOGIN.match(answer["location"]))
    return answer.status_code in (401, 403, 404, 405, 429)


@pytest.fixture
def walked(workbench: Workbench) -> tuple[Any, dict[str, str]]:
    """A case with one of everything that an address names."""
    from waspada.store.db import access, approvals
    from waspada.store.db.models import Approval, Task

    case = workbench.case()
    approvals.ask(access.grant(workbench.people["Bob"], case.pk), "destroy", {}, reason="retention is over", now=NOW)
    Task.objects.create(pk=1, case=case, title="call the vendor")
    number = str(Approval.objects.get(case=case).pk)
    return case, {"number": number, "secret": "x" * 43, "slug": case.vendor.slug}


def test_the_walk_sees_every_part_of_the_workbench(walked: tuple[Any, dict[str, str]]) -> None:
    found = {one.name for one in addresses(*walked)}
    assert {"cases", "case", "members", "approvals", "approval", "log", "workspace", "mfa_index", "tokens"} <= found
    assert not {"account_signup", "account_reset_password", "account_email", "account_set_password"} & found
    assert all(not set("<>{}") & set(one.path) for one in addresses(*walked))


def test_a_new_page_without_a_check_would_be_noticed(workbench: Workbench, walked: tuple[Any, dict[str, str]]) -> None:
    from types import ModuleType

    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path

    from waspada.web import urls

    careless = ModuleType("careless")
    leak = path("cases/<uuid:case_id>/leak/", lambda request, case_id: HttpResponse("all of it"), name="leak")
    careless.urlpatterns = [*urls.urlpatterns, leak]  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=careless):
        found = next(one for one in addresses(*walked) if one.name == "leak")
        assert not kept_out(workbench.client().get(found.path))
        assert workbench.client("Charlie").get(found.path).status_code == 200


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_nobody_gets_in_anywhere(workbench: Workbench, walked: tuple[Any, dict[str, str]], method: str) -> None:
    case, _ = walked
    before = state(case, workbench.home)
    for one in addresses(*walked):
        answer = getattr(workbench.client(), method)(one.path)
        if one.name in ANYBODY or one.name in API_FREE:
            assert answer.status_code < 500, one
            continue
        assert kept_out(answer), f"{method} {one.name} {one.path}: {answer.status_code} {answer.get('location')}"
        assert case.title.encode() not in answer.content, one
    assert state(case, workbench.home) == before


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_stranger_finds_no_case_and_no_workspace(
    workbench: Workbench, walked: tuple[Any, dict[str, str]], method: str
) -> None:
    case, objects = walked
    before = state(case, workbench.home)
    for one in addresses(case, objects):
        if one.name in ANYBODY or one.name in API_FREE or OWN.match(one.name):
            continue
        answer = getattr(workbench.client("Charlie"), method)(one.path)
        assert answer.status_code in (401, 404, 405), f"{method} {one.name} {one.path}: {answer.status_code}"
        assert case.title.encode() not in answer.content, one
        # What is not yours looks as what is not there.
        if one.of_case and not one.is_api and method == "get":
            missing = one.path.replace(str(case.pk), str(uuid.uuid4()))
            there, gone = (_plain(workbench.client("Charlie").get(path)) for path in (one.path, missing))
            assert there == gone, one
    assert state(case, workbench.home) == before


def test_a_stranger_sees_nothing_of_a_case_on_what_everybody_may_open(
    workbench: Workbench, walked: tuple[Any, dict[str, str]]
) -> None:
    case, _ = walked
    seen = 0
    for one in addresses(*walked):
        if OWN.match(one.name):
            answer = workbench.client("Charlie").get(one.path)
            assert answer.status_code < 500, one
            assert case.title.encode() not in answer.content, one
            assert str(case.pk).encode() not in answer.content, one
            seen += 1
    assert seen > 10


def test_a_reader_changes_nothing_in_a_case(workbench: Workbench, walked: tuple[Any, dict[str, str]]) -> None:
    case, _ = walked
    before, tried = state(case, workbench.home), 0
    for one in addresses(*walked):
        if not one.of_case:
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(workbench.client("Rita"), method)(
                one.path, {"step": "grant", "reason": "x", "act": "destroy"} if method == "post" else None
            )
            assert answer.status_code < 500, f"{method} {one}: {answer.status_code}"
            tried += 1
    assert state(case, workbench.home) == before
    assert tried > 10


def test_an_owner_opens_every_page_of_the_case(workbench: Workbench, walked: tuple[Any, dict[str, str]]) -> None:
    for one in addresses(*walked):
        if one.of_case and not one.is_api:
            assert workbench.client("Alice").get(one.path).status_code in (200, 302, 404, 405), one


def test_the_second_factor_cannot_be_skipped(workbench: Workbench, walked: tuple[Any, dict[str, str]]) -> None:
    from allauth.mfa.models import Authenticator

    from waspada.web.second_factor import OPEN

    Authenticator.objects.filter(user=workbench.people["Alice"]).delete()
    Authenticator.objects.create(
        user=workbench.people["Alice"], type=Authenticator.Type.RECOVERY_CODES, data={"migrated_codes": []}
    )
    case, _ = walked
    before = state(case, workbench.home)
    for one in addresses(*walked):
        for method in ("get", "post"):
            answer = getattr(workbench.client("Alice"), method)(one.path)
            if one.name in OPEN:
                assert answer.status_code < 500, one
            elif one.name not in API_FREE:
                kept_out = answer.status_code in (401, 404) or answer.get("location") == "/account/2fa/"
                assert kept_out, f"{method} {one.name} {one.path}: {answer.status_code} {answer.get('location')}"
            assert case.title.encode() not in answer.content, one
    for trick in ("//cases/", "/account/2fa/../../", "/account/login/..;/log/", "/static/../log/", "/LOG/", "/log//"):
        answer = workbench.client("Alice").get(trick)
        assert answer.status_code in (302, 400, 404), trick
        assert answer.get("location", "/account/2fa/") == "/account/2fa/", trick
    assert state(case, workbench.home) == before


def test_every_form_needs_its_token(workbench: Workbench, walked: tuple[Any, dict[str, str]]) -> None:
    case, _ = walked
    before = state(case, workbench.home)
    for one in addresses(*walked):
        if not one.is_api:
            answer = workbench.client("Alice", csrf=True).post(one.path, {"name": "x"})
            assert answer.status_code == 403, f"{one.name} {one.path}: {answer.status_code}"
    assert state(case, workbench.home) == before


@pytest.mark.parametrize(
    "path",
    [
        "/cases/../../etc/passwd",
        "/cases/%2e%2e/%2e%2e/etc/passwd",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2f..%2fsettings.py",
        "/static//etc/passwd",
        "/static/waspada/../../settings.py",
        "/cases/00000000-0000-0000-0000-000000000000/",
        "/workspace/people/99999999999999999999999999/",
        "/welcome/../log/",
        "/account/2fa/webauthn/keys/1/remove/",
    ],
)
def test_paths_lead_nowhere_else(workbench: Workbench, path: str) -> None:
    for name in ("Charlie", ""):
        answer = workbench.client(name).get(path)
        assert answer.status_code in (302, 400, 404), answer.status_code
        assert b"SECRET_KEY" not in answer.content


def _plain(answer: Any) -> tuple[int, bytes]:
    """A page without what differs at every request: token, address."""
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)
    return answer.status_code, re.sub(rb'name="next" value="[^"]+"', b"", text)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_strangers_key_opens_nothing_of_a_case_in_the_api(
    workbench: Workbench, walked: tuple[Any, dict[str, str]], method: str
) -> None:
    from waspada.store.db import tokens

    case, _ = walked
    charlie = workbench.people["Charlie"]
    _, secret = tokens.make(charlie, name="n", scopes=list(tokens.SCOPES), days=1, now=time.time())
    tokens.authenticate(secret, now=time.time())  # its first use is written down
    before = state(case, workbench.home)
    for one in addresses(*walked):
        if one.is_api:
            headers = {"Authorization": f"Bearer {secret}"}
            answer = getattr(workbench.client(), method)(one.path, headers=headers)
            assert answer.status_code < 500, f"{method} {one}: {answer.status_code}"
            assert not (one.of_case and answer.status_code < 400), f"{method} {one}: {answer.status_code}"
            assert case.title.encode() not in answer.content, one
    assert state(case, workbench.home) == before
