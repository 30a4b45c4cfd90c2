"""The picture of a case in time: every bar inside it, wide enough to be seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.workbench import Workbench

from waspada.flows.case import facts
from waspada.store.db import folders
from waspada.web.clocks import clocks
from waspada.web.strip import WIDTH, strip

NOW = datetime(2025, 11, 26, 12, tzinfo=UTC).timestamp()


def test_the_attack_and_the_clocks_stand_in_their_rows(workbench: Workbench) -> None:
    folder = folders.opened(workbench.case())
    for name, value in (
        ("occurred_from", "2025-11-08T00:00:00Z"),
        ("occurred_to", "2025-11-09T00:00:00Z"),
        ("detected_at", "2025-11-09T14:00:00Z"),
        ("aware_at", "2025-11-25T14:02:00Z"),
    ):
        facts.state(folder, name, value, actor="Dewi", now=NOW, cache=None)
    told = facts.facts_of(folder.custody.entries())
    made = strip(told, clocks(told, NOW), [datetime(2025, 11, 25, tzinfo=UTC)], NOW)
    assert made is not None
    assert [row.name for row in made.rows] == ["attack", "theirs", "ours", "events"]
    assert [row.bars[0].tone for row in made.rows] == ["exposed", "exposed", "ink", "ink"]
    assert made.rows[0].bars[0].x == 0
    assert made.rows[2].bars[0].x + made.rows[2].bars[0].width == WIDTH


def test_one_moment_alone_is_no_picture() -> None:
    assert strip({}, (), [datetime.fromtimestamp(NOW, UTC)], NOW) is None


@given(st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=20))
def test_every_bar_lies_inside(seconds: list[int]) -> None:
    made = strip({}, (), [datetime.fromtimestamp(NOW, UTC) + timedelta(seconds=one) for one in seconds], NOW)
    bars = [bar for row in made.rows for bar in row.bars] if made else []
    assert all(bar.x >= 0 and bar.width > 0 and bar.x + bar.width <= WIDTH for bar in bars)
