"""Outcomes as data."""

from __future__ import annotations

import json

from tests.laws.small import law, one, situation

from waspada.laws.outcome import Count, because, united


def test_an_outcome_is_plain_json() -> None:
    row = one(law(), situation()).as_json()
    assert json.loads(json.dumps(row)) == row
    assert (row["status"], row["people"], row["due"]) == (
        "owed",
        {"at_least": 10, "at_most": 10},
        "2026-03-05T10:00:00+00:00",
    )
    assert row["start"]["fact"] == "aware_at"
    assert row["cite"]["quote"] == "within 72 hours"


def test_counts_without_an_upper_bound_stay_without() -> None:
    assert Count(1, 2) + Count(3, 4) == Count(4, 6)
    assert Count(1, 2) + Count(3, None) == Count(4, None)


def test_reasons_of_one_code_are_united() -> None:
    made = united(
        [
            because("elements_met", kinds=("b", "a")),
            because("every_breach"),
            because("elements_met", kinds=("c",)),
            because("every_breach"),
            because("fact_yes", fact="x"),
            because("fact_yes", fact="y"),
        ]
    )
    assert [reason.as_json() for reason in made] == [
        {"code": "elements_met", "kinds": ["a", "b", "c"]},
        {"code": "every_breach"},
        {"code": "fact_yes", "fact": "x"},
        {"code": "fact_yes", "fact": "y"},
    ]
