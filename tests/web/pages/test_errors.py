"""Pages for what went wrong."""

from __future__ import annotations

import uuid

import pytest
from tests.workbench import Workbench


def test_missing_and_not_yours_look_the_same(workbench: Workbench) -> None:
    case = workbench.case()
    browser = workbench.client("Charlie")
    theirs, missing = (browser.get(f"/cases/{number}/members/") for number in (case.pk, uuid.uuid4()))
    assert theirs.status_code == missing.status_code == 404
    assert b"or none for you" in theirs.content


def test_a_role_that_may_not_is_told_which_it_is(workbench: Workbench) -> None:
    case = workbench.case()
    answer = workbench.client("Rita").post(f"/cases/{case.pk}/members/", {"act": "add"})
    assert answer.status_code == 403
    assert b"reader" in answer.content


def test_what_broke_is_told_by_number_and_never_by_value(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from waspada.store.db import access

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("somebody@example.org")

    monkeypatch.setattr(access, "cases_of", broken)
    browser = workbench.client("Alice")
    browser.raise_request_exception = False
    answer = browser.get("/account/tokens/")
    assert answer.status_code == 500
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "example.org" not in told + answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_word(workbench: Workbench) -> None:
    answer = workbench.client("Alice", csrf=True).post("/account/", {"lang": "id"})
    assert answer.status_code == 403
    assert b"too old, or came from elsewhere" in answer.content


def test_a_sentence_says_what_happened_and_what_to_do() -> None:
    from waspada.core.errors import BadInput
    from waspada.web.pages.errors import sentence

    assert sentence(BadInput("no reason.", hint="Give one.")) == "no reason. Give one."
