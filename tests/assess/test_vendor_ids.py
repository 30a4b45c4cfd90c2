"""Rows of ids that lack numbers or stop: where, on which day, and why more must follow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.assess.vendor_cases import document

from waspada.assess.vendor_ids import ids
from waspada.assess.vendor_said import Count, Moment
from waspada.assess.vendor_words import because


@pytest.mark.parametrize(
    ("span", "distinct", "estimate", "answer"),
    [
        (100, 100, False, ("holds", "ids_whole", 0)),
        (120, 100, False, ("cannot_tell", "ids_missing", 20)),
        (201, 100, False, None),  # too thin to be a row
        (49, 49, False, None),  # too few
        (120, 100, True, None),  # counted roughly: nothing can be said of single numbers
        (0, 100, False, None),
    ],
)
def test_an_older_assessment_tells_how_many(
    span: int, distinct: int, estimate: bool, answer: tuple[str, str, int] | None
) -> None:
    fields = [
        {"path": "name", "distinct": 500, "distinct_is_estimate": False},
        {
            "path": "ticket.id",
            "distinct": distinct,
            "distinct_is_estimate": estimate,
            **({"span": span} if span else {}),
        },
    ]
    found = ids(document(fields=fields), None, None)
    assert answer == (found and (found.verdict, found.reason, found.numbers["missing"]))


def row(missing: int, *gaps: tuple[int, int], last: str | None = "2025-11-10", **more: Any) -> dict[str, Any]:
    """A field of 1,000 numbers in ten days."""
    told = [
        {"missing": size, "after_percent": after, "last_day": "2025-11-04", "next_day": "2025-11-06"}
        for size, after in gaps
    ]
    days = {"first_day": last and "2025-11-01", "last_day": last}
    found = {"missing": missing, "missing_is_least": False, "gaps": told, "gaps_in_all": len(gaps), **days}
    field = {"path": "ticket.id", "span": 1000, "distinct": 1000 - missing, "distinct_is_estimate": False}
    return {**field, "filled": 1000 - missing, "ids": {**found, **more}}


def until(day: int) -> Moment:
    return Moment(*[datetime(2025, 11, day, 23, 59, tzinfo=UTC)] * 2)


def told(
    field: dict[str, Any], announced: Count | None = None, end: Moment | None = None, **more: Any
) -> dict[str, str]:
    base = document(fields=[field])
    for name, value in more.items():
        base[name] |= value
    found = ids(base, announced, end)
    assert found is not None
    return because(found.reason, found.numbers)


def test_where_numbers_are_missing() -> None:
    said = told(row(150, (120, 41), (20, 77), gaps_in_all=9))
    assert said["en"] == (
        "in ticket.id 150 of 1,000 numbers in a row are missing: 120 after 41 % of the row, between 4 November 2025 "
        "and 6 November 2025; 20 after 77 % of the row, between 4 November 2025 and 6 November 2025; 7 smaller gaps "
        "(deleted, or not handed over: ask the vendor)"
    )
    assert "120 setelah 41 % deretan, antara 4 November 2025 dan 6 November 2025" in said["id"]


def test_of_a_large_row_at_least_so_many_are_missing() -> None:
    field = row(150, (120, 41), missing_is_least=True) | {"distinct_is_estimate": True, "distinct": 560}
    assert "in ticket.id at least 150 of 1,000" in told(field)["en"]
    assert ids(document(fields=[field | {"distinct": 300}]), None, None) is None


def test_a_row_that_stops_before_the_window_ends() -> None:
    said = told(row(0), end=until(25))
    assert "run without a gap (1,000), and the row stops on 10 November 2025, while the window goes on to" in said["en"]
    assert "berhenti pada 10 November 2025, sedangkan rentang berlanjut sampai 25 November 2025" in said["id"]
    assert "stops on" not in told(row(0), end=until(11))["en"]


def test_a_row_that_stops_while_records_go_on() -> None:
    timeline = {"last_record": "2025-11-20T10:00:00Z"}
    assert "while other records go on to 20 November 2025" in told(row(0), timeline=timeline)["en"]
    assert "while other records" in told(row(10, (10, 50)), timeline=timeline)["en"]
    assert "stops" not in told(row(0, last=None), timeline=timeline)["en"]


def test_a_row_that_stops_before_the_announced_count() -> None:
    accounting = {"records": 1000}
    said = told(row(0), Count(1200, 1200), accounting=accounting)
    assert "and the row stops after 1,000, while 1,200 records were announced" in said["en"]
    assert "stops" not in told(row(0), Count(1000, 1000), accounting=accounting)["en"]


def test_few_ids_a_day_may_end_by_chance() -> None:
    few = row(0, first_day="2025-01-01")
    assert "run without a gap (1,000)" in told(few, end=until(25))["en"]
    assert "stops" not in told(few, end=until(25))["en"]
