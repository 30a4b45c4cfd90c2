"""The first page of a case, from the first call to an assessment."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from tests.web.assessed import projected
from tests.workbench import Workbench

from waspada.flows.case import facts
from waspada.store.db import folders
from waspada.store.db.models import Case


def state(case: Case, name: str, value: str, by: str = "us") -> None:
    facts.state(folders.opened(case), name, value, actor="Alice", now=time.time(), cache=None, by=by)


def ago(**much: float) -> str:
    return (datetime.fromtimestamp(time.time(), UTC) - timedelta(**much)).isoformat(timespec="seconds")


def test_with_nothing_it_says_what_nobody_knows_and_what_to_do(workbench: Workbench) -> None:
    page = workbench.client("Rita").get(f"/cases/{workbench.case().pk}/").content.decode()
    for words in (
        "Nobody has said yet how many people are affected.",
        "no deadline can be counted",
        "State since when we know",
        "22 questions of the list were not asked yet",
        "Seal what the vendor hands over",
        "nothing has been assessed yet",
    ):
        assert words in page


def test_a_claim_is_attributed_and_both_clocks_are_shown(workbench: Workbench) -> None:
    case = workbench.case()
    state(case, "people", "12000+", "vendor")
    state(case, "detected_at", ago(days=5), "vendor")
    state(case, "aware_at", ago(hours=20))
    page = workbench.client("Alice").get(f"/cases/{case.pk}/").content.decode()
    assert "The vendor says that the people affected number" in page
    assert "at least 12,000" in page
    assert 'class="exposed">ended 2 days ago, on' in page
    assert "2 days 3 hours left, until" in page or "2 days 4 hours left, until" in page
    indonesian = workbench.client("Alice").get(f"/cases/{case.pk}/", headers={"accept-language": "id"}).content.decode()
    assert "berakhir 2 hari yang lalu" in indonesian
    assert "sedikitnya 12.000" in indonesian


def test_with_a_run_the_counts_are_its_own(workbench: Workbench) -> None:
    case = workbench.case()
    state(case, "people", "1", "vendor")
    state(case, "vendor_account.records", "50", "vendor")
    projected(case)
    page = workbench.client("Rita").get(f"/cases/{case.pk}/").content.decode()
    for words in ("at least 42", "Counted in assessment 1.", "contradicted", "does not hold", "<code>comment</code>"):
        assert words in page


def test_disagreement_is_a_next_step(workbench: Workbench) -> None:
    case = workbench.case()
    state(case, "contained", "yes", "vendor")
    state(case, "contained", "no")
    page = workbench.client("Alice").get(f"/cases/{case.pk}/").content.decode()
    assert "Two parties disagree: Access is closed" in page
    assert "cannot both be true" in page


def test_a_stranger_finds_nothing(workbench: Workbench) -> None:
    url = f"/cases/{workbench.case().pk}/"
    assert [workbench.client(name).get(url).status_code for name in ("Rita", "Charlie", "")] == [200, 404, 302]
