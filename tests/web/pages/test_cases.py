"""The list of cases, and opening one."""

from __future__ import annotations

from tests.workbench import Workbench


def test_a_case_is_opened_with_nothing_but_a_vendor(workbench: Workbench) -> None:
    alice = workbench.client("Alice")
    answer = alice.post("/cases/new/", {"vendor": "Acme Desk"})
    assert answer.status_code == 302
    assert b"Acme Desk" in alice.get(answer["location"]).content


def test_the_list_holds_only_ones_own_cases(workbench: Workbench) -> None:
    workbench.case(title="Tickets of March")
    assert b"Tickets of March" in workbench.client("Rita").get("/").content
    assert b"Tickets of March" not in workbench.client("Charlie").get("/").content


def test_without_a_vendor_nothing_is_opened(workbench: Workbench) -> None:
    answer = workbench.client("Alice").post("/cases/new/", {"title": "What"})
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
