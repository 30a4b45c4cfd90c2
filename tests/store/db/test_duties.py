"""Duties of a case in the workbench: from its facts, its people, and what the workspace says of itself."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from tests.workbench import Workbench

from waspada.core.errors import WaspadaError
from waspada.flows.case import facts, judged
from waspada.flows.case.judged import Group
from waspada.flows.duties import Duties
from waspada.laws.outcome import Outcome
from waspada.store.db import audit, duties, folders
from waspada.store.db.models import Case, Workspace

TODAY = date(2026, 3, 10)
FACTS = {"aware_at": "2026-03-09T08:30:00Z", "countries": "ID, IE", "people": "1200", "role": "controller"}


def stated(workbench: Workbench, **more: str) -> Case:
    """A case with some facts."""
    case = workbench.case()
    for name, value in {**FACTS, **more}.items():
        facts.state(folders.opened(case), name, value, actor="Bob", now=time.time(), cache=workbench.home / "cache")
    return case


def of(case: Case, **changed: Any) -> Duties:
    return duties.duties_of(case, folders.opened(case), today=TODAY, changed=changed)


def the(made: Duties, duty: str, place: str = "") -> Outcome:
    return next(one for one in made.outcomes if (one.duty, one.place) == (duty, place))


def workspace(**values: Any) -> None:
    with audit.acting():
        row = Workspace.get()
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        audit.record("tests", "workspace.change", now=1_772_000_000.0)


def test_what_the_workspace_says_holds_where_the_case_says_nothing(workbench: Workbench) -> None:
    case = stated(workbench)
    before = of(case)
    assert before.situation.eu_main_establishment is None
    workspace(eu_main_establishment="IE", established_in=["IE", "ID"])
    assert of(case).situation.eu_main_establishment == "IE"
    folder = folders.opened(case)
    facts.state(folder, "eu_main_establishment", "none", actor="Bob", now=time.time(), cache=workbench.home / "cache")
    assert of(case).situation.eu_main_establishment == "none"


def test_a_look_at_another_value_keeps_nothing(workbench: Workbench) -> None:
    case = stated(workbench)
    before = of(case)
    looked = of(case, aware_at="2026-03-01T00:00:00Z")
    assert the(looked, "id_pdp.authority").due != the(before, "id_pdp.authority").due
    assert of(case) == before
    assert len([one for one in folders.opened(case).custody.entries() if one.action == "fact.state"]) == len(FACTS)


def test_the_same_question_is_answered_once(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    case = stated(workbench)
    first = of(case)
    monkeypatch.setattr(duties, "evaluated", None)  # would fail if it were asked
    assert of(case) is first


def test_counsel_speaks_beside_the_rule(workbench: Workbench) -> None:
    case = stated(workbench)
    status = the(of(case), "id_pdp.authority").status
    folder, cache = folders.opened(case), workbench.home / "cache"
    judged.judge(folder, "id_pdp.authority", "not_owed", reason="no data was readable", actor="Carol", cache=cache)
    after = the(of(case), "id_pdp.authority")
    assert after.status == status
    assert [(word.verdict, word.by) for word in after.words] == [("not_owed", "Carol")]


def test_groups_and_risks_of_the_log_reach_the_rules(workbench: Workbench) -> None:
    case, cache = stated(workbench), workbench.home / "cache"
    folder = folders.opened(case)
    judged.state_group(folder, Group(id="all", role="processor", controllers=("Acme Bank",)), actor="Bob", cache=cache)
    judged.assess_risk(
        folder, "all", severity="high", likelihood="likely", level="high", reason="sold", actor="Carol", cache=cache
    )
    made = of(case)
    assert [one["role"] for one in duties.known(folder.custody.entries(), Workspace.get(), today=TODAY).groups] == [
        "processor"
    ]
    assert "Acme Bank" in {one.controller for one in made.outcomes}


def test_an_overlay_that_cannot_be_read_is_an_error_of_ours(workbench: Workbench) -> None:
    case = stated(workbench)
    workspace(overlay="- [")
    with pytest.raises(WaspadaError):
        of(case)


def test_without_a_run_people_come_from_what_was_stated(workbench: Workbench) -> None:
    case = workbench.case()
    folder = folders.opened(case)
    before = duties.profiles_of(case, folder, folder.custody.entries())
    facts.state(folder, "people", "40", actor="Bob", now=time.time(), cache=workbench.home / "cache")
    after = duties.profiles_of(case, folder, folder.custody.entries())
    assert after
    assert after != before
