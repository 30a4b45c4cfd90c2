"""What a later hand-over changes, as a page: in counts, in both languages, to members alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.assessed import document
from tests.workbench import Workbench

from waspada.assess.compare import documents
from waspada.store.db.models import Case, Projection

PEOPLE: dict[str, Any] = {
    "before": 42, "after": 50, "new": 9, "gone": 1, "changed": 3, "recounted": 2, "same": 30, "became_subject": 1,
    "became_mentioned": 0, "more_exposed": 2, "less_exposed": 0, "changed_in": {"kinds": 2},
    "kinds_added": {"email": 2}, "kinds_removed": {}, "mentioned": {"new": 4, "gone": 0},
}  # fmt: skip


def compared(**more: Any) -> dict[str, Any]:
    """What the worker keeps of two assessments that differ in people, a country and a claim."""
    one, other = document(), document()
    other["people"] |= {"matched": 48, "total_at_least": 50, "by_country": {"ID": 44, "SG": 6}}
    other["claims"][0]["verdict"] = "holds"
    for side in (one, other):
        side["timeline"] = {"by_day": []}
    parts = ("inputs", "numbers", "period", "kinds", "claims")
    counts = {"new": 2, "gone": 0, "changed": 0}
    return {
        "runs": [1, 2], "differs": True, "key": "shown", "incomplete": ["2"], "settings": {"options": []},
        "first": {"name": "1", "records": 100}, "second": {"name": "2", "records": 120},
        "people": PEOPLE, "fields": {"new": [], "gone": [], "changed": []},
        **dict.fromkeys(("organisations", "secrets", "ambiguous"), counts),
        **{name: getattr(documents, name)(one, other) for name in parts}, **more,
    }  # fmt: skip


@pytest.fixture
def case(workbench: Workbench) -> Case:
    """One with two assessments, the second compared with the first."""
    made = workbench.case()
    for number, changes in ((1, {}), (2, compared())):
        Projection.objects.create(
            case=made, number=number, manifest="0" * 64, ready=True, assessment=document(), changes=changes
        )
    return made


def test_it_says_what_changed_in_counts(workbench: Workbench, case: Case) -> None:
    page = workbench.client("Rita").get(f"/cases/{case.pk}/changes/").content.decode()
    assert "Newly affected people: 9. No longer affected: 1. With more exposed than before: 2." in page
    assert "Assessment 2 compared with assessment 1." in page
    assert "Singapore" in page
    assert "e-mail address" in page
    assert "No tokens." in page
    assert "What we cannot say: one point" in page


def test_in_indonesian(workbench: Workbench, case: Case) -> None:
    client = workbench.client("Rita")
    client.cookies["waspada_lang"] = "id"
    page = client.get(f"/cases/{case.pk}/changes/?run=2").content.decode()
    assert "Orang yang baru terdampak: 9." in page
    assert "Penilaian 2 dibandingkan dengan penilaian 1." in page
    assert "Singapura" in page


def test_before_a_second_assessment_there_is_nothing_to_compare(workbench: Workbench) -> None:
    case = workbench.case()
    page = workbench.client("Rita").get(f"/cases/{case.pk}/changes/").content.decode()
    assert "There is nothing to compare yet" in page
    assert "no hand-over of this case was assessed" in page


def test_two_that_cannot_be_compared_say_why(workbench: Workbench, case: Case) -> None:
    Projection.objects.filter(number=2).update(changes={"runs": [1, 2], "problem": "Other keys. Assess again."})
    page = workbench.client("Rita").get(f"/cases/{case.pk}/changes/").content.decode()
    assert "Other keys. Assess again." in page
    assert "dl class" not in page


@pytest.mark.parametrize("run", ["1", "3", "x", "9" * 30])
def test_a_run_that_was_not_compared_is_no_page(workbench: Workbench, case: Case, run: str) -> None:
    assert workbench.client("Rita").get(f"/cases/{case.pk}/changes/?run={run}").status_code == 404


def test_strangers_see_nothing(workbench: Workbench, case: Case) -> None:
    assert workbench.client("Charlie").get(f"/cases/{case.pk}/changes/").status_code == 404
