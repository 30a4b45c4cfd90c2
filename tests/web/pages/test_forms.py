"""Forms: what is asked, what is missing, the files, and that no affected person's value ever leaves in one."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from docx import Document
from tests.web.forms_asked import asked, state, unsafe
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case


@pytest.fixture
def case(workbench: Workbench) -> Case:
    """A case in which laws ask for forms."""
    return asked(workbench)


def get(workbench: Workbench, who: str, case: Case, path: str, lang: str = "en") -> HttpResponse:
    address = f"/cases/{case.pk}/forms/{path}"
    return workbench.client(who).get(address, headers={"accept-language": lang})  # type: ignore[return-value]


def test_the_list_says_which_duty_asks_and_what_is_missing(workbench: Workbench, case: Case) -> None:
    page = get(workbench, "Rita", case, "").content.decode()
    assert "(Germany)" in page
    assert "Komdigi" in page
    assert "missing:" in page
    assert "2 days 3 hours left" in page
    assert "duty=id_pdp.authority" in page
    indonesian = get(workbench, "Rita", case, "", "id").content.decode()
    assert "Pemberitahuan tertulis kegagalan pelindungan data pribadi" in indonesian


def test_a_form_shows_each_answer_with_its_source_and_who_owes_the_rest(workbench: Workbench, case: Case) -> None:
    page = get(workbench, "Rita", case, "gdpr33/").content.decode()
    assert "In Germany: 12 people." in page
    assert "computed · from: assessment 1; rule eu_gdpr.authority" in page
    assert "Owed by the vendor" in page
    assert f"/cases/{case.pk}/facts/note.advice/" in page
    assert "whoever may state facts takes files out" in page
    assert get(workbench, "Rita", case, "gdpr33/?duty=eu_gdpr.authority&place=FR").status_code == 404


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("txt", b"Pemberitahuan")])
def test_a_file_is_on_record_before_it_leaves(workbench: Workbench, case: Case, ending: str, begins: bytes) -> None:
    answer = get(workbench, "Bob", case, f"id46/preliminary.{ending}?duty=id_pdp.authority&lang=id")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="id46-preliminary-id.{ending}"'
    last = folders.opened(case).custody.entries()[-1]
    assert (last.action, last.actor) == (Action.EXPORT, "Bob")
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.action, entry.custody, entry.data["form"]) == ("form.export", last.digest, "id46")
    assert audit.verify() == []


def test_a_supplement_is_compared_with_what_was_sent(workbench: Workbench, case: Case) -> None:
    query = "duty=id_pdp.authority"
    assert get(workbench, "Bob", case, f"id46/preliminary.txt?{query}").status_code == 200
    state(case, "told.id_pdp.authority", datetime.fromtimestamp(time.time() + 1, UTC).isoformat())
    state(case, "cause", "A session of an agent was stolen")
    page = get(workbench, "Bob", case, f"id46/?{query}&stage=supplementary").content.decode()
    assert "One point changed since the version before" in page
    assert "(on record as sent)" in page
    file = get(workbench, "Bob", case, f"id46/supplementary.docx?{query}")
    texts = [one.text for one in Document(io.BytesIO(file.content)).paragraphs]
    assert "Before: nothing was stated" in texts
    assert "Now: A session of an agent was stolen." in texts


@pytest.mark.parametrize(
    "text", ["Siti Canary opened a ticket", "the account canary-4711 was read", "their card is 4111 1111 1111 1111"]
)
def test_a_value_of_an_affected_person_is_withheld_and_no_file_leaves(
    workbench: Workbench, case: Case, text: str
) -> None:
    unsafe(case, "cause", text)
    before = len(folders.opened(case).custody.entries())
    page = get(workbench, "Bob", case, "id46/").content.decode()
    assert text not in page
    assert "This form cannot leave" in page
    assert f"/cases/{case.pk}/facts/cause/" in page
    for ending in ("txt", "pdf", "docx"):
        answer = get(workbench, "Bob", case, f"id46/preliminary.{ending}")
        assert answer.status_code == 400
        assert text.encode() not in answer.content
    assert len(folders.opened(case).custody.entries()) == before


def test_nothing_of_the_people_stands_in_any_form(workbench: Workbench, case: Case) -> None:
    for form in ("gdpr33", "ico", "id46", "us_ag", "processor33"):
        for lang in ("en", "id"):
            answer = get(workbench, "Alice", case, f"{form}/preliminary.txt?lang={lang}")
            assert answer.status_code == 200, answer.content
            text = answer.content.decode().lower()
            assert "canary" not in text
            assert "privacy@example.org" in text


def test_who_reads_does_not_take_out_and_a_stranger_learns_nothing(workbench: Workbench, case: Case) -> None:
    paths = ("", "gdpr33/", "gdpr33/preliminary.pdf")
    assert [get(workbench, "Rita", case, path).status_code for path in paths] == [200, 200, 403]
    assert [get(workbench, "Charlie", case, path).status_code for path in paths] == [404, 404, 404]
    assert [get(workbench, "", case, path).status_code for path in paths] == [302, 302, 302]


@pytest.mark.parametrize(
    "path", ["no_such/", "gdpr33/?stage=draft", "gdpr33/draft.pdf", "gdpr33/final.exe", "gdpr33/?duty=us_tx.no"]
)
def test_what_is_not_there_is_not_there(workbench: Workbench, case: Case, path: str) -> None:
    assert get(workbench, "Alice", case, path).status_code == 404


def test_a_form_is_only_fetched(workbench: Workbench, case: Case) -> None:
    address = f"/cases/{case.pk}/forms/id46/preliminary.txt"
    assert workbench.client("Alice").post(address).status_code == 405
    assert workbench.client("Alice").head(address).status_code == 405
