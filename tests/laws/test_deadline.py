"""When a duty is due: which fact starts the clock, what it waits for, backstops, limits, other numbers."""

from __future__ import annotations

from typing import Any

import pytest
from tests.laws.small import DUTY, codes, law, one, situation

from waspada.laws.outcome import Outcome

AWARE = "2026-03-02T10:00:00Z"
OLD = "clock: {start: awareness, value: 72, unit: hours}"


def made(clock: str, incident: dict[str, Any] | None = None, **more: Any) -> Outcome:
    """The outcome with this clock."""
    assert OLD in DUTY
    text = DUTY.replace(OLD, f"clock: {{{clock}}}")
    initial = DUTY.replace("id: authority", "id: initial")
    return one(law(duty=text, more=initial), situation(incident={"aware_at": AWARE} | (incident or {}), **more))


def due(outcome: Outcome) -> str | None:
    """As text."""
    return outcome.due.isoformat() if outcome.due else None


@pytest.mark.parametrize(
    ("start", "fact"),
    [
        ("discovery", "discovered_at"),
        ("determination", "determined_at"),
        ("reason_to_believe", "reason_to_believe_at"),
    ],
)
def test_what_falls_back_to_awareness_says_so(start: str, fact: str) -> None:
    clock = f"start: {start}, value: 24, unit: hours"
    assumed = made(clock)
    assert assumed.start is not None
    assert (assumed.start.fact, assumed.start.assumed, due(assumed)) == ("aware_at", True, "2026-03-03T10:00:00+00:00")
    assert "start_assumed" in codes(assumed)
    stated = made(clock, {fact: "2026-03-05T10:00:00Z"})
    assert stated.start is not None
    assert (stated.start.fact, stated.start.assumed, due(stated)) == (fact, False, "2026-03-06T10:00:00+00:00")


def test_a_law_that_names_no_start_counts_from_awareness_and_says_so() -> None:
    outcome = made("start: unspecified, value: 72, unit: hours")
    assert outcome.start is not None
    assert (outcome.start.assumed, due(outcome)) == (True, "2026-03-05T10:00:00+00:00")


def test_who_was_told_knows() -> None:
    outcome = one(law(), situation(incident={"told_us_at": AWARE}))
    assert outcome.start is not None
    assert (outcome.start.fact, outcome.start.assumed, due(outcome)) == (
        "told_us_at",
        True,
        "2026-03-05T10:00:00+00:00",
    )
    nothing = one(law(), situation(incident={}))
    assert (nothing.start, nothing.due, nothing.waiting_for) == (None, None, "aware_at")


@pytest.mark.parametrize(
    ("start", "fact"),
    [
        ("assessment_done", "assessed_at"),
        ("classification", "classified_at"),
        ("materiality_determination", "material_at"),
    ],
)
def test_what_does_not_fall_back_waits(start: str, fact: str) -> None:
    clock = f"start: {start}, value: 3, unit: calendar_days"
    waiting = made(clock)
    assert (waiting.due, waiting.start, waiting.waiting_for) == (None, None, fact)
    assert due(made(clock, {fact: "2026-03-10T10:00:00Z"})) == "2026-03-13T23:59:59+00:00"


def test_after_a_notice() -> None:
    clock = "start: after_authority_notice, after: initial, value: 72, unit: hours"
    assert made(clock).waiting_for == "told.aa_law.initial"
    assert due(made(clock, told={"aa_law.initial": "2026-03-04T10:00:00Z"})) == "2026-03-07T10:00:00+00:00"
    for other in ("initial", "authority", "bb_law.initial"):
        assert due(made(clock, told={other: "2026-03-04T10:00:00Z"})) is None
    other = "start: after_individual_notice, value: 15, unit: calendar_days"
    assert due(made(other, told={"individuals": "2026-03-04T10:00:00Z"})) == "2026-03-19T23:59:59+00:00"


BACKSTOP = "start: classification, value: 4, unit: hours, backstop: {start: awareness, value: 24, unit: hours%s}"


@pytest.mark.parametrize(
    ("classified", "late", "end", "by"),
    [
        (None, True, "2026-03-03T10:00:00+00:00", "backstop"),
        ("2026-03-02T12:00:00Z", True, "2026-03-02T16:00:00+00:00", "clock"),
        ("2026-03-03T08:00:00Z", True, "2026-03-03T10:00:00+00:00", "backstop"),
        ("2026-03-05T08:00:00Z", True, "2026-03-05T12:00:00+00:00", "clock"),
        ("2026-03-05T08:00:00Z", False, "2026-03-03T10:00:00+00:00", "backstop"),
    ],
)
def test_a_backstop_runs_by_itself(classified: str | None, late: bool, end: str, by: str) -> None:
    incident = {"classified_at": classified} if classified else {}
    outcome = made(BACKSTOP % (", late_start: true" if late else ""), incident)
    assert (due(outcome), outcome.due_by) == (end, by)
    assert outcome.waiting_for == ("" if classified else "classified_at")


def test_a_limit_is_shown_while_the_start_is_waited_for() -> None:
    outcome = made(
        "start: assessment_done, value: 3, unit: calendar_days, "
        "limit: {start: reason_to_believe, value: 30, unit: calendar_days}"
    )
    assert outcome.limit is not None
    assert (outcome.due, outcome.limit.isoformat()) == (None, "2026-04-01T23:59:59+00:00")


INSTEAD = (
    "start: awareness, value: 3, unit: calendar_days, "
    "instead: [{when: {sector: [small_agent]}, value: %d, unit: calendar_days}]"
)


@pytest.mark.parametrize(
    ("workspace", "value", "end", "open_"),
    [
        ({"sectors": ["small_agent"]}, 6, "2026-03-08", False),
        ({"sectors": []}, 6, "2026-03-05", False),
        ({}, 6, "2026-03-05", True),
        ({}, 1, "2026-03-03", True),
    ],
)
def test_another_number_where_a_condition_holds(workspace: dict[str, Any], value: int, end: str, open_: bool) -> None:
    outcome = made(INSTEAD % value, workspace=workspace)
    assert due(outcome) == f"{end}T23:59:59+00:00"
    assert ("number_open" in codes(outcome), "sectors" in outcome.missing) == (open_, open_)
    assert outcome.status == "owed"


def test_another_number_may_count_from_the_end_of_the_year() -> None:
    clock = (
        "start: awareness, value: 60, unit: calendar_days, instead: "
        "[{when: {people: {fewer_than: 500}}, value: 60, unit: calendar_days, count_from: end_of_year}]"
    )
    assert due(made(clock)) == "2027-03-01T23:59:59+00:00"
    many = [{"residence": "AA", "kinds": [], "people": 500}]
    assert due(made(clock, people=many)) == "2026-05-01T23:59:59+00:00"
    maybe = [{"residence": "AA", "kinds": [], "people": [499, 500]}]
    assert due(made(clock, people=maybe)) == "2026-05-01T23:59:59+00:00"


def test_no_number_in_the_law() -> None:
    outcome = made("start: awareness")
    assert (outcome.due, outcome.no_number, outcome.term["en"]) == (None, True, "within 72 hours")
