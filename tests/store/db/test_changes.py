"""What a run says otherwise than the one before it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.crowd import keep_run, run_folder, spoil
from tests.workbench import Workbench

from waspada.flows.case.results import Run
from waspada.store.db import changes, project
from waspada.store.db.models import Projection


def test_the_first_run_is_compared_with_nothing(workbench: Workbench) -> None:
    case = workbench.case()
    project.project(case, keep_run(case, 40))
    assert changes.keep(case, 1) == 0
    assert changes.of(case, 1) == {}
    assert changes.known(case) == []


def test_a_second_run_is_compared_with_the_first(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    case = workbench.case()
    for _ in range(2):
        project.project(case, keep_run(case, 40))
    asked: list[str] = []

    def compared(first: Run, second: Run) -> SimpleNamespace:  # what it finds: tests/flows/case/test_diff.py
        asked.extend((first.name, second.name))
        return SimpleNamespace(document={"differs": True, "people": {"new": 3}})

    monkeypatch.setattr(changes, "diff", compared)
    assert changes.keep(case, 2) == 1
    assert asked == ["1", "2"]
    assert changes.of(case, 2) == {"runs": [1, 2], "differs": True, "people": {"new": 3}}
    assert changes.known(case) == [2]


def test_runs_that_cannot_be_compared_say_why_and_lose_nothing(workbench: Workbench) -> None:
    case = workbench.case()
    for people in (40, 60):  # other people altogether, as with another key
        project.project(case, keep_run(case, people))
    assert changes.keep(case, 2) == 1
    assert "different keys" in changes.of(case, 2)["problem"]
    assert ".." not in changes.of(case, 2)["problem"]
    assert project.current(case) == Projection.objects.get(case=case, number=2)


def test_an_altered_run_is_not_compared(workbench: Workbench) -> None:
    case = workbench.case()
    for _ in range(2):
        project.project(case, keep_run(case, 40))
    spoil(run_folder(case, 1) / "share" / "assessment.json", b"{}")
    changes.keep(case, 2)
    assert "manifest" in changes.of(case, 2)["problem"]
