"""Forms filled from a case: for the duty that asks, checked, and on record before they leave."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.http import Http404
from tests.web.forms_asked import asked, unsafe
from tests.workbench import Workbench

from waspada.core.errors import Refused
from waspada.flows.forms.versions import NOBODY, Key
from waspada.store.db import access, folders
from waspada.store.db.models import Case
from waspada.web.pages import form_files
from waspada.web.pages.case import Opened

GERMANY: Key = ("eu_gdpr.authority", "DE", "")


@pytest.fixture
def case(workbench: Workbench) -> Case:
    """A case in which laws ask for forms."""
    return asked(workbench)


def opened(workbench: Workbench, case: Case) -> Opened:
    return Opened(access.grant(workbench.people["Bob"], case.pk))


def test_without_a_duty_the_soonest_that_asks_is_taken(workbench: Workbench, case: Case) -> None:
    made = form_files.wanted(opened(workbench, case), "gdpr33", stage="", key=NOBODY, lang="en")
    assert made.key == GERMANY
    assert made.filled.stage == "preliminary"
    assert form_files.key_of(made.choices[0].outcome) == GERMANY


@pytest.mark.parametrize(
    ("form", "stage", "key"),
    [("none", "", NOBODY), ("gdpr33", "draft", NOBODY), ("gdpr33", "", ("eu_gdpr.authority", "FR", ""))],
)
def test_what_is_not_there_is_not_there(workbench: Workbench, case: Case, form: str, stage: str, key: Key) -> None:
    with pytest.raises(Http404):
        form_files.wanted(opened(workbench, case), form, stage=stage, key=key, lang="en")


def test_a_file_is_on_record_by_its_digest(workbench: Workbench, case: Case) -> None:
    who = opened(workbench, case)
    made = form_files.wanted(who, "gdpr33", stage="final", key=GERMANY, lang="en")
    content = form_files.taken_out(who, made, "id", "json")
    assert json.loads(content)["stage"] == "final"
    last = folders.opened(case).custody.entries()[-1]
    assert last.data["sha256"] == hashlib.sha256(content).hexdigest()
    again = form_files.wanted(opened(workbench, case), "gdpr33", stage="final", key=GERMANY, lang="en")
    assert [(one.stage, one.lang) for one in again.before] == [("final", "id")]
    assert form_files.file_name(made, "id", "json") == "gdpr33-final-id.json"


def test_none_leaves_with_a_value_in_it(workbench: Workbench, case: Case) -> None:
    unsafe(case, "cause", "Siti Canary opened a ticket")
    who = opened(workbench, case)
    made = form_files.wanted(who, "id46", stage="", key=NOBODY, lang="en")
    assert [one.fact for one in form_files.places(who, made)] == ["cause"]
    with pytest.raises(Refused):
        form_files.taken_out(who, made, "en", "txt")
