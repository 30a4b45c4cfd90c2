"""Duties in words: their order, the time that is left, and what a changed fact would move."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from tests.workbench import Workbench

from waspada.flows.case import facts
from waspada.flows.case.facts import Value
from waspada.flows.duties import Duties, moved
from waspada.laws.outcome import Count
from waspada.store.db import duties, folders
from waspada.web.duty_rows import SHOWN, counted, gap_line, moves, rows

AWARE = datetime(2026, 3, 9, 8, 30, tzinfo=UTC).timestamp()


@pytest.fixture
def made(workbench: Workbench) -> Duties:
    """A controller in Jakarta with people in Indonesia and Ireland."""
    case = workbench.case()
    folder = folders.opened(case)
    given = {
        "aware_at": "2026-03-09T08:30:00Z", "detected_at": "2026-03-08T08:30:00Z", "countries": "ID, IE",
        "people": "1200", "role": "controller", "established_in": "ID", "risk.all": "high", "fields": "name, email",
        "eu_main_establishment": "none", "does_business_in": "ID, IE",
    }  # fmt: skip
    for name, value in given.items():
        facts.state(folder, name, value, actor="Bob", now=time.time(), cache=workbench.home / "cache")
    today = datetime.fromtimestamp(AWARE, UTC).date()
    made = duties.duties_of(case, folder, today=today)
    assert made.outcomes
    return made


def test_what_is_owed_stands_first_and_the_nearest_of_it_before_the_others(made: Duties) -> None:
    shown = rows(made, "en", AWARE)
    places = [SHOWN.index(row.outcome.status) for row in shown]
    assert places == sorted(places)
    dues = [row.due for row in shown if row.outcome.status == "owed" and row.due and not row.outcome.done]
    assert dues == sorted(dues)
    assert len(shown) == len(made.outcomes)


@pytest.mark.parametrize(("after", "late"), [(0, False), (71 * 3600, False), (73 * 3600, True)])
def test_a_clock_runs_and_then_is_late(made: Duties, after: int, late: bool) -> None:
    row = next(one for one in rows(made, "en", AWARE + after) if one.outcome.duty == "id_pdp.authority")
    assert row.due == datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
    assert row.late is late
    assert ("late" in row.left) is late


def test_both_languages_say_something_everywhere(made: Duties) -> None:
    for english, indonesian in zip(rows(made, "en", AWARE), rows(made, "id", AWARE), strict=True):
        for row in (english, indonesian):
            assert row.recipient
            assert row.status
            assert row.confidence
            assert row.reasons
        assert english.outcome == indonesian.outcome
        assert english.status != indonesian.status


def test_a_rule_of_general_confidence_has_no_countdown(made: Duties) -> None:
    general = [row for row in rows(made, "en", AWARE) if row.general]
    assert all(row.left == "" and row.outcome.status not in ("not_owed", "owed") for row in general)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(1204, 1204), "1,204 people"),
        (Count(240, 260), "240–260 people"),
        (Count(12, None), "at least 12 people"),
    ],
)
def test_counts_are_never_more_exact_than_what_is_known(count: Count, said: str) -> None:
    assert counted(count, "en") == said


def test_a_place_without_a_rule_has_a_name_a_count_and_a_reason(made: Duties) -> None:
    for gap in made.gaps:
        assert all(gap_line(gap, "en"))
        assert all(gap_line(gap, "id"))
    assert moves([], made.laws, "en") == []


def test_what_a_changed_fact_moves_is_said_with_before_and_after(workbench: Workbench) -> None:
    case = workbench.case()
    folder = folders.opened(case)
    facts.state(folder, "role", "controller", actor="Bob", now=time.time(), cache=workbench.home / "cache")
    day = datetime.fromtimestamp(AWARE, UTC).date()
    before = duties.duties_of(case, folder, today=day)
    changed: dict[str, Value] = {"aware_at": "2026-03-09T08:30:00Z", "people": 100, "countries": ["ID"]}
    after = duties.duties_of(case, folder, today=day, changed=changed)
    said = moves(moved(before, after), after.laws, "en")
    assert any("Indonesia" in sentence for sentence in said)
    assert moves(moved(before, before), before.laws, "en") == []
