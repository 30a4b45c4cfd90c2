"""The register of vendors: who sees and who writes, what they hold, and a case in one click."""

from __future__ import annotations

import pytest
from tests.web.assessed import projected
from tests.workbench import Workbench

from waspada.store.db import audit
from waspada.store.db.models import Case, Vendor

WHOLE = {
    "name": "Borneo Analytics",
    "service": "product analytics",
    "role": "sub_processor",
    "contact": "Security desk, day and night",
    "contract": "Agreement of 2024",
    "contract_hours": "24",
    "ended": "2026-03-31",
}


def test_an_admin_writes_everybody_reads(workbench: Workbench) -> None:
    alice = workbench.client("Alice")
    assert alice.post("/vendors/new/", WHOLE)["location"] == "/vendors/borneo-analytics/"
    vendor = Vendor.objects.get(slug="borneo-analytics")
    assert (vendor.contract_hours, str(vendor.ended), vendor.role) == (24, "2026-03-31", "sub_processor")
    alice.post("/vendors/borneo-analytics/edit/", {**WHOLE, "service": "none any more", "contract_hours": ""})
    page = workbench.client("Charlie").get("/vendors/borneo-analytics/").content.decode()
    assert "none any more" in page
    assert "Within how many hours it must tell us." in page
    assert 'value="2026-03-31"' in alice.get("/vendors/borneo-analytics/edit/").content.decode()
    assert audit.verify() == []


@pytest.mark.parametrize("url", ["/vendors/new/", "/vendors/acme-desk/edit/"])
def test_nobody_else_writes(workbench: Workbench, url: str) -> None:
    workbench.case()
    before = Vendor.objects.count()
    assert [workbench.client(name).post(url, WHOLE).status_code for name in ("Bob", "Charlie", "")] == [403, 403, 302]
    assert Vendor.objects.count() == before
    assert not Vendor.objects.filter(name="Borneo Analytics").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "acme desk"},
        {"role": "x"},
        {"contract_hours": "soon"},
        {"ended": "soon"},
        {"notes": "x" * 6000},
    ],
)
def test_what_is_wrong_is_said(workbench: Workbench, wrong: dict[str, str]) -> None:
    workbench.case()
    answer = workbench.client("Alice").post("/vendors/new/", {**WHOLE, **wrong})
    assert (answer.status_code, b'role="alert"' in answer.content) == (400, True)
    assert Vendor.objects.count() == 1


def test_what_it_holds_comes_from_cases_that_the_reader_may_see(workbench: Workbench) -> None:
    case = workbench.case()
    projected(case)
    page = workbench.client("Rita").get("/vendors/acme-desk/").content.decode()
    assert "requester.email" in page
    assert case.title in page
    stranger = workbench.client("Charlie").get("/vendors/acme-desk/").content.decode()
    assert "requester.email" not in stranger
    assert case.title not in stranger


def test_a_case_is_opened_in_one_click(workbench: Workbench) -> None:
    workbench.client("Alice").post("/vendors/new/", WHOLE)
    assert workbench.client("Alice").post("/cases/new/", {"vendor": "Borneo Analytics"}).status_code == 302
    assert Case.objects.get().vendor.slug == "borneo-analytics"


def test_the_demonstration_sees_its_own_vendors_only(workbench: Workbench) -> None:
    workbench.case()
    people = workbench.people["Charlie"]
    people.is_demo = True
    people.save()
    assert workbench.client("Charlie").get("/vendors/acme-desk/").status_code == 404
    assert b"Acme Desk" not in workbench.client("Charlie").get("/vendors/").content
