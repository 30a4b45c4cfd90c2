"""The story of the re-enactment: a case takes all of it, and what is claimed is told from what we state."""

from __future__ import annotations

from pathlib import Path

from waspada.flows.case.facts import Status, facts_of
from waspada.flows.case.judged import risks_of
from waspada.flows.case.questions import questions_of
from waspada.flows.demo import november
from waspada.store.case import folder

NOW = 1_790_000_000.0


def test_a_case_takes_the_whole_story(tmp_path: Path, waspada_home: Path) -> None:
    case = folder.create(
        tmp_path / "case", title=november.TITLE, vendor=november.VENDOR, actor="dewi", clock=lambda: NOW
    )
    november.tell(case, actor="dewi", now=NOW, cache=waspada_home / "cache")
    entries = case.custody.entries()
    facts = facts_of(entries)
    assert set(facts) == {one.name for one in november.FACTS}
    assert facts["detected_at"].best is not None
    assert facts["detected_at"].best.status is Status.CLAIMED
    assert facts["aware_at"].confirmed is not None
    assert [one.id for one in questions_of(entries)] == list(november.ASKED[0])
    assert risks_of(entries)["all"][-1].level == "risk"
