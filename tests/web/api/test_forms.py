"""Forms by program: what is missing, what stands in them, and files that are on record."""

from __future__ import annotations

import json

import pytest
from tests.web.api.calling import Program
from tests.web.forms_asked import asked, unsafe
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case

GERMANY = {"duty": "eu_gdpr.authority", "place": "DE"}


@pytest.fixture
def case(workbench: Workbench) -> Case:
    """A case in which laws ask for forms."""
    return asked(workbench)


def test_the_list_says_who_asks_how_far_it_is_and_what_is_missing(workbench: Workbench, case: Case) -> None:
    bob, path = Program(workbench, "Bob"), f"/cases/{case.pk}/forms"
    found = {one["form"]: one for one in bob.get(path)}
    assert {"gdpr33", "id46"} <= found.keys()
    form = found["gdpr33"]
    assert form["asked"] - form["answered"] == len(form["missing"]) > 0
    assert {one["owner"] for one in form["missing"]} <= {"vendor", "counsel", "dpo", "team", "admin"}
    assert [(one["place"], one["stage"]) for one in form["duties"]] == [("DE", "")]
    body = {**GERMANY, "stage": "supplementary", "ending": "txt", "lang": "en"}
    assert bob.call("post", f"{path}/gdpr33/files", body).status_code == 200
    form = next(one for one in bob.get(path) if one["form"] == "gdpr33")
    assert form["duties"][0]["stage"] == "supplementary"


def test_one_form_holds_each_answer_with_its_source(workbench: Workbench, case: Case) -> None:
    query = "?duty=eu_gdpr.authority&place=DE&stage=final"
    found = Program(workbench, "Rita").get(f"/cases/{case.pk}/forms/gdpr33{query}")
    answers = [one for part in found["parts"] for one in part["answers"]]
    assert any("In Germany: 12 people." in one["text"]["en"] for one in answers)
    assert any(source["of"] == "run" for one in answers for source in one["sources"])
    assert (found["stage"], len(answers), found["versions"]) == ("final", found["asked"], [])
    assert "canary" not in json.dumps(found).lower()


@pytest.mark.parametrize(
    ("ending", "media", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("txt", "text/plain; charset=utf-8", b"Pemberitahuan"),
        ("json", "application/json", b"{"),
    ],
)
def test_a_file_is_on_record_with_the_key_that_took_it(
    workbench: Workbench, case: Case, ending: str, media: str, begins: bytes
) -> None:
    body = {"duty": "id_pdp.authority", "stage": "preliminary", "ending": ending, "lang": "id"}
    answer = Program(workbench, "Bob").call("post", f"/cases/{case.pk}/forms/id46/files", body)
    assert (answer.status_code, answer["content-type"]) == (200, media), answer.content
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="id46-preliminary-id.{ending}"'
    last, entry = folders.opened(case).custody.entries()[-1], AuditEntry.objects.order_by("-number")[0]
    assert (last.action, last.actor) == (Action.EXPORT, "Bob")
    assert (entry.action, entry.custody, "token" in entry.data) == ("form.export", last.digest, True)
    assert audit.verify() == []


def test_a_value_of_an_affected_person_is_withheld_and_no_file_leaves(workbench: Workbench, case: Case) -> None:
    unsafe(case, "cause", "Siti Canary opened a ticket")
    bob, path = Program(workbench, "Bob"), f"/cases/{case.pk}/forms/id46"
    found = bob.get(path)
    assert "Siti" not in json.dumps(found)
    assert [one["withheld"] for part in found["parts"] for one in part["answers"]].count(True) >= 1
    before = len(folders.opened(case).custody.entries())
    for ending in ("pdf", "docx", "txt", "json"):
        body = {"stage": "final", "ending": ending, "lang": "en"}
        assert bob.refused("post", f"{path}/files", body) == (409, "refused")
    assert len(folders.opened(case).custody.entries()) == before


def test_who_reads_takes_nothing_out_and_what_is_not_there_is_not_there(workbench: Workbench, case: Case) -> None:
    rita, path = Program(workbench, "Rita"), f"/cases/{case.pk}/forms"
    body = {"stage": "final", "ending": "txt", "lang": "en"}
    assert rita.refused("post", f"{path}/gdpr33/files", body) == (403, "not_allowed")
    for wrong in ("none", "gdpr33?duty=eu_gdpr.authority&place=FR"):
        assert rita.refused("get", f"{path}/{wrong}") == (404, "not_found")
    assert rita.refused("get", f"{path}/gdpr33?stage=draft") == (422, "invalid")
