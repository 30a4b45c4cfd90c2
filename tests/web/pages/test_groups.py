"""Groups of people by page: our role for them, and the signed risk to each."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.flows.case import judged
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case

RISK = {"group": "all", "severity": "high", "likelihood": "likely", "level": "high", "reason": "it is for sale"}


def where(case: Case) -> str:
    return f"/cases/{case.pk}/groups/"


def test_everybody_is_a_group_before_anybody_said_so(workbench: Workbench) -> None:
    answer = workbench.client("Rita").get(where(workbench.case()))
    assert answer.status_code == 200
    assert b"everybody in no other group" in answer.content.lower() or b"Everybody" in answer.content


def test_a_group_is_stated_with_its_controllers_and_products(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    sent = {
        "group": "staff",
        "role": "processor",
        "controllers": "Acme Bank\r\n\r\nAcme Air",
        "products": "hr, payroll",
    }
    assert workbench.client("Rita").post(where(case), sent).status_code == 403
    assert bob.post(where(case), sent).status_code == 302
    found = judged.groups_of(folders.opened(case).custody.entries())
    assert [(one.id, one.controllers, one.products, one.actor) for one in found] == [
        ("staff", ("Acme Bank", "Acme Air"), ("hr", "payroll"), "Bob")
    ]
    assert AuditEntry.objects.order_by("-number")[0].action == "group.state"
    assert audit.verify() == []


@pytest.mark.parametrize(
    "sent",
    [
        {"group": "Staff!", "role": "controller"},
        {"group": "staff"},
        {"group": "staff", "role": "controller", "controllers": "Acme Bank"},
        {"group": "staff", "role": "controller", "reason": "eve@corp.example says so"},
        {},
    ],
)
def test_what_cannot_be_said_is_shown_again_with_the_reason(workbench: Workbench, sent: dict[str, str]) -> None:
    case = workbench.case()
    answer = workbench.client("Bob").post(where(case), sent)
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
    assert judged.groups_of(folders.opened(case).custody.entries()) == []


def test_only_who_may_judge_signs_the_risk(workbench: Workbench) -> None:
    case = workbench.case()
    assert workbench.client("Bob").post(where(case), RISK).status_code == 400
    assert workbench.client("Carol").post(where(case), {**RISK, "reason": ""}).status_code == 400
    assert workbench.client("Carol").post(where(case), RISK).status_code == 302
    assert workbench.client("Carol").post(where(case), {**RISK, "level": "risk"}).status_code == 302
    risks = judged.risks_of(folders.opened(case).custody.entries())
    assert [(one.level, one.signed_by) for one in risks["all"]] == [("high", "Carol"), ("risk", "Carol")]
    assert AuditEntry.objects.order_by("-number")[0].action == "risk.assess"
    page = workbench.client("Rita").get(where(case)).content.decode()
    assert "it is for sale" in page
    assert '<form method="post" class="form"' not in page
