"""The register of breaches: every case of the reader, also un-notified, on a page and as a table."""

from __future__ import annotations

import csv
import io
import time

from tests.web.assessed import projected
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.flows.case import facts, judged
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case


def state(case: Case, name: str, value: str) -> None:
    facts.state(folders.opened(case), name, value, actor="Alice", now=time.time(), cache=None)


def test_a_breach_that_nobody_was_told_of_is_in_it_with_the_reasons(workbench: Workbench) -> None:
    case = workbench.case("=Tickets")
    state(case, "aware_at", "2026-03-09T08:30:00Z")
    state(case, "countries", "GB")
    judged.assess_risk(
        folders.opened(case), "all", severity="low", likelihood="unlikely", level="unlikely",
        reason="the data is public anyway", actor="Carol", cache=None,
    )  # fmt: skip
    page = workbench.client("Rita").get("/register/").content.decode()
    assert "One breach is on record, 0 notified" in page
    assert "The data is public anyway." in page
    assert "Not told, and why" in page
    assert "The Information Commissioner (ICO)" in page


def test_counts_stand_in_it_once_the_data_was_assessed(workbench: Workbench) -> None:
    projected(workbench.case())
    page = workbench.client("Rita").get("/register/", headers={"accept-language": "id"}).content.decode()
    assert "42–43 orang" in page
    assert "<h1>Satu pelanggaran tercatat, 0 diberitahukan</h1>" in page


def test_the_table_is_safe_for_a_spreadsheet_and_on_record(workbench: Workbench) -> None:
    case = workbench.case("=Tickets")
    state(case, "told.id_pdp.authority", "2026-03-09T08:30:00Z")
    answer = workbench.client("Rita").get("/register/register.csv")
    assert answer["Content-Type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Case"], row["Title"]) == (str(case.pk), "'=Tickets")
    assert "9 March 2026" in row["Told"]
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.action, entry.data) == ("register.export", {"cases": 1})
    assert audit.verify() == []


def test_a_value_in_a_fact_is_left_out(workbench: Workbench) -> None:
    case = workbench.case()
    text = "their card is 4111 1111 1111 1111"
    data = {"fact": "cause", "value": text, "status": "confirmed", "by": "us", "source": "", "supersedes": None}
    folders.opened(case).custody.append(Action.FACT, actor="Alice", data=data)
    for address in ("/register/", "/register/register.csv"):
        content = workbench.client("Alice").get(address).content.decode()
        assert "4111" not in content
        assert "Withheld" in content


def test_only_the_cases_of_the_reader_are_in_it(workbench: Workbench) -> None:
    workbench.case("Tickets of March")
    assert "Tickets of March" not in workbench.client("Charlie").get("/register/").content.decode()
    assert "No breach is on record for you" in workbench.client("Charlie").get("/register/").content.decode()
    assert workbench.client("Charlie").get("/register/register.csv").content.decode("utf-8-sig").strip() == '"Case"'
    assert workbench.client("").get("/register/").status_code == 302


def test_a_case_that_cannot_be_read_is_named(workbench: Workbench) -> None:
    case = workbench.case()
    (case.folder / "case.json").unlink()
    page = workbench.client("Alice").get("/register/").content.decode()
    assert "This case cannot be read now" in page
    assert "Tickets of March: it cannot be read now." in page
