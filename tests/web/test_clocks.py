"""The two clocks: 72 hours each, from the earliest moment that was stated, both always there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.workbench import Workbench

from waspada.core.language import Lang
from waspada.flows.case import facts
from waspada.store.db import folders
from waspada.web.clocks import clocks, span

NOW = datetime(2025, 11, 26, 12, tzinfo=UTC).timestamp()


def test_both_are_shown_each_from_its_own_start(workbench: Workbench) -> None:
    folder = folders.opened(workbench.case())
    for name, value, by in (
        ("detected_at", "2025-11-09T14:00:00Z", "vendor"),
        ("aware_at", "2025-11-25T14:02:00Z", "us"),
    ):
        facts.state(folder, name, value, actor="Dewi", now=NOW, cache=None, by=by)
    theirs, ours = clocks(facts.facts_of(folder.custody.entries()), NOW)
    assert (theirs.end, theirs.late, theirs.status) == (datetime(2025, 11, 12, 14, tzinfo=UTC), True, "claimed")
    assert (ours.end, ours.late, ours.status) == (datetime(2025, 11, 28, 14, 2, tzinfo=UTC), False, "confirmed")
    assert span(ours.seconds, "en") == "2 days 2 hours"


def test_a_range_counts_from_its_beginning_and_the_unknown_from_nothing(workbench: Workbench) -> None:
    folder = folders.opened(workbench.case())
    facts.state(
        folder, "aware_at", "2025-11-20T00:00:00Z/2025-11-22T00:00:00Z", actor="Dewi", now=NOW, cache=None
    )  # fmt: skip
    facts.state(folder, "detected_at", "unknown", actor="Dewi", now=NOW, cache=None)
    theirs, ours = clocks(facts.facts_of(folder.custody.entries()), NOW)
    assert (theirs.start, theirs.end, theirs.late) == (None, None, False)
    assert ours.end == datetime(2025, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "lang", "words"),
    [
        (187_260, "en", "2 days 4 hours"),
        (187_260, "id", "2 hari 4 jam"),
        (90_000, "en", "1 day 1 hour"),
        (86_400, "en", "1 day"),
        (-15_000, "en", "4 hours 10 minutes"),
        (59, "en", "0 minutes"),
        (60, "id", "1 menit"),
    ],
)
def test_a_stretch_of_time_in_words(seconds: float, lang: Lang, words: str) -> None:
    assert span(seconds, lang) == words
