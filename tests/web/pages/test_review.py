"""The queue by page: masked evidence, one decision at a time, on record under a name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from tests import workbench as made
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.store.db import audit, folders
from waspada.store.db.models import Case


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """For this file: one case, assessed once."""
    with made.opened(tmp_path_factory.mktemp("review") / "home") as bench:
        yield bench


@pytest.fixture(scope="module")
def case(bench: Workbench) -> Case:
    return made.assessed(bench)


def where(case: Case, section: str = "") -> str:
    return f"/cases/{case.pk}/review/{f'?section={section}' if section else ''}"


def forms(page: str) -> list[dict[str, str]]:
    """What the forms of the queue send besides an answer."""
    found = re.findall(r'name="item" value="(\d+)"><input type="hidden" name="about" value="([^"]*)"', page)
    return [{"item": item, "about": html.unescape(about)} for item, about in found]


def decisions(case: Case) -> int:
    return sum(1 for one in folders.opened(case).custody.entries() if one.action is Action.DECIDE)


@pytest.mark.parametrize("section", ["fields", "findings", "matches", "nonsense"])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_section_is_shown_without_a_value(bench: Workbench, case: Case, section: str, lang: str) -> None:
    rita = bench.client("Rita")
    rita.cookies["waspada_lang"] = lang
    answer = rita.get(where(case, section))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert forms(text) == []
    assert not re.search(r"[\w.]+@[\w-]+\.[a-z]{2,}", text)
    assert rita.get(where(case, section) + "&page=999").status_code == 200
    assert rita.get(where(case, section) + "&page=x").status_code == 200


def test_a_decision_is_put_on_record_and_counts_at_once(bench: Workbench, case: Case) -> None:
    bob = bench.client("Bob")
    first = forms(bob.get(where(case, "findings")).content.decode())[0]
    sent = {**first, "section": "findings", "answer": "reject", "reason": "build numbers"}
    before = decisions(case)
    assert bench.client("Rita").post(where(case), sent).status_code == 403
    assert bob.post(where(case), sent).status_code == 302
    assert decisions(case) == before + 1
    page = bob.get(where(case, "findings")).content.decode()
    assert "build numbers" in page
    assert audit.verify() == []


@pytest.mark.parametrize(
    "change",
    [
        {"answer": ""},
        {"reason": " "},
        {"about": "another"},
        {"item": "99999"},
        {"item": "x"},
        {"answer": "dance"},
        {"reason": "ask eve@corp.example"},
    ],
)
def test_a_decision_that_is_none_is_refused(bench: Workbench, case: Case, change: dict[str, str]) -> None:
    bob = bench.client("Bob")
    first = forms(bob.get(where(case, "findings")).content.decode())[0]
    before = decisions(case)
    sent = {**first, "section": "findings", "answer": "reject", "reason": "build numbers", **change}
    answer = bob.post(where(case), sent)
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
    assert decisions(case) == before


def test_before_the_first_assessment_there_is_nothing_to_review(bench: Workbench) -> None:
    other = bench.case(title="Nothing yet")
    assert bench.client("Bob").get(where(other)).status_code == 200
    assert bench.client("Bob").post(where(other), {"item": "0"}).status_code == 200
