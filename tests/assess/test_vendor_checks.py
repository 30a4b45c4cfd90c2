"""Counts, window, days and numbering against an assessment: each of the three answers, at its edges."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.assess.vendor_cases import document

from waspada.assess import vendor_checks
from waspada.assess.vendor_checks import ENOUGH, Finding
from waspada.assess.vendor_said import Count, Moment


def records(least: float, most: float | None = None, **counts: int) -> Finding:
    base = document()
    base["accounting"] |= counts
    return vendor_checks.records(Count(least, least if most is None else most), base)


@pytest.mark.parametrize(
    ("least", "most", "verdict", "reason", "by"),
    [
        (1000, 1000, "holds", "records_equal", None),
        (900, 1100, "holds", "records_equal", None),
        (1000, float("inf"), "holds", "records_equal", None),
        (1001, 1001, "does_not_hold", "records_fewer", 1),
        (1200, 1300, "does_not_hold", "records_fewer", 200),
        (999, 999, "does_not_hold", "records_more", 1),
        (0, 400, "does_not_hold", "records_more", 600),
    ],
)
def test_records(least: float, most: float, verdict: str, reason: str, by: int | None) -> None:
    found = records(least, most)
    assert (found.verdict, found.reason, found.numbers.get("by")) == (verdict, reason, by)


def test_repeated_records_may_be_counted_or_not() -> None:
    assert records(990, duplicates=10).reason == "records_without_repeats"
    assert records(1000, duplicates=10).reason == "records_equal"
    assert records(995, duplicates=10).verdict == "does_not_hold"


def test_broken_records_leave_fewer_open_but_not_many_more() -> None:
    broken = {"records_parsed": 990, "records_quarantined": 10}
    assert records(1500, **broken).verdict == "cannot_tell"
    assert records(995, **broken).verdict == "cannot_tell"
    assert records(900, **broken).reason == "records_more"


@pytest.mark.parametrize(
    ("least", "most", "verdict", "reason"),
    [
        (40, 42, "holds", "people_equal"),
        (30, 60, "holds", "people_equal"),
        (40, 40, "cannot_tell", "people_unsure"),
        (45, 45, "cannot_tell", "people_unsure"),
        (51, 51, "does_not_hold", "people_fewer"),
        (39, 39, "does_not_hold", "people_more"),
    ],
)
def test_people(least: int, most: int, verdict: str, reason: str) -> None:
    found = vendor_checks.people(Count(least, most), document())
    assert (found.verdict, found.reason) == (verdict, reason)


def test_fewer_people_cannot_be_told_when_not_everything_was_read() -> None:
    base = document(files_unopened=[{"path": "b.zip", "reason": "locked"}])
    assert vendor_checks.people(Count(90, 90), base).reason == "people_unsure_open"
    assert vendor_checks.people(Count(9, 9), base).reason == "people_more"


def files(*names: str) -> list[dict[str, Any]]:
    return [{"path": name, "format": "ndjson", "records": 1} for name in names]


@pytest.mark.parametrize(
    ("said", "there", "reason"),
    [
        (Count(2, 2), ("a.csv", "b.csv"), "files_equal"),
        (Count(1, 1), ("a.csv", "b.csv"), "files_more"),
        (Count(3, 3), ("a.csv", "b.csv"), "files_fewer"),
        (Count(3, 3), ("a.csv", "b.zip"), "files_packed"),
        (("a.csv", "b.csv"), ("in/a.csv", "b.csv"), "files_equal"),
        (("a.csv", "c.csv"), ("a.csv", "b.csv"), "files_missing"),
        (("a.csv",), ("a.csv", "b.csv"), "files_more_named"),
        (("a.csv", "ani.csv"), ("a.csv", "[email].csv"), "files_masked"),
    ],
)
def test_files(said: Any, there: tuple[str, ...], reason: str) -> None:
    assert vendor_checks.files(said, document(files=files(*there))).reason == reason


def at(text: str, latest: str = "") -> Moment:
    ends = (datetime.fromisoformat(end).replace(tzinfo=UTC) for end in (text, latest or text))
    return Moment(*ends)


BEGIN, END = at("2025-11-01T00:00:00"), at("2025-11-10T23:59:59")


@pytest.mark.parametrize(
    ("begin", "end", "reason"),
    [
        (BEGIN, END, "window_inside"),
        (None, END, "window_inside"),
        (at("2025-11-01T00:00:08"), END, "window_outside"),
        (BEGIN, at("2025-11-10T23:59:57"), "window_outside"),
        (at("2025-10-31T10:00:00", "2025-11-01T12:00:00"), END, "window_edge"),
        (BEGIN, at("2025-11-10T09:59:59", "2025-11-11T11:59:59"), "window_edge"),
    ],
)
def test_the_window_to_the_second(begin: Moment | None, end: Moment | None, reason: str) -> None:
    assert vendor_checks.window(begin, end, document()).reason == reason


def test_records_on_days_wholly_outside_are_counted() -> None:
    found = vendor_checks.window(at("2025-11-03T12:00:00"), at("2025-11-08T12:00:00"), document())
    assert found.verdict == "does_not_hold"
    assert found.numbers["count"] == 400  # 1, 2, 9 and 10 November; half of the 3rd and 8th may be outside too


def test_a_record_without_a_time_leaves_the_window_open() -> None:
    base = document()
    base["timeline"]["undated"] = 1
    assert vendor_checks.window(BEGIN, END, base).reason == "window_undated"
    assert vendor_checks.window(at("2025-11-02T00:00:00"), END, base).verdict == "does_not_hold"
    base["timeline"] |= {"first_record": None, "last_record": None, "by_day": []}
    assert vendor_checks.window(BEGIN, END, base).reason == "window_no_times"


def without(*days: int, records: int = 100) -> dict[str, Any]:
    base = document()
    base["timeline"]["by_day"] = [
        {"day": f"2025-11-{number:02}", "records": records} for number in range(1, 11) if number not in days
    ]
    return base


def test_missing_days_inside_are_named() -> None:
    found = vendor_checks.days(BEGIN, END, without(4, 5))
    assert found is not None
    assert (found.verdict, found.numbers["names"]) == ("does_not_hold", [date(2025, 11, 4), date(2025, 11, 5)])
    assert found.numbers["usual"] == 100


def test_ids_that_stop_show_as_days_at_the_end() -> None:
    base = without(9, 10)
    base["timeline"]["last_record"] = "2025-11-08T11:00:00Z"
    found = vendor_checks.days(BEGIN, END, base)
    assert found is not None
    assert found.numbers["names"] == [date(2025, 11, 9), date(2025, 11, 10)]


@pytest.mark.parametrize(("usual", "verdict"), [(ENOUGH, "does_not_hold"), (ENOUGH - 1, "cannot_tell")])
def test_a_day_without_records_may_be_chance_where_days_have_few(usual: int, verdict: str) -> None:
    found = vendor_checks.days(BEGIN, END, without(4, records=usual))
    assert found is not None
    assert found.verdict == verdict


def test_missing_days_stay_open_where_enough_records_have_no_time() -> None:
    base = without(4)
    base["timeline"]["undated"] = 99
    assert getattr(vendor_checks.days(BEGIN, END, base), "verdict", "") == "does_not_hold"
    base["timeline"]["undated"] = 100
    assert getattr(vendor_checks.days(BEGIN, END, base), "reason", "") == "days_missing_open"


def test_only_whole_days_are_looked_at() -> None:
    begin, end = at("2025-11-03T00:00:01"), at("2025-11-06T12:00:00")
    found = vendor_checks.days(begin, end, without(3, 6))
    assert found is not None
    assert (found.verdict, found.numbers["count"]) == ("holds", 2)
    assert vendor_checks.days(at("2025-11-03T01:00:00"), at("2025-11-03T22:00:00"), document()) is None


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("p-001.gz", "p-002.gz", "p-004.gz", "p-005.gz"), ["p-003.gz"]),
        (("e-2025-10-31.csv", "e-2025-11-01.csv", "e-2025-11-03.csv"), ["e-2025-11-02.csv"]),
        (("e20251031.csv", "e20251101.csv", "e20251103.csv"), ["e20251102.csv"]),
        (("p-1.gz", "p-2.gz", "p-3.gz"), []),
        (("p-1.gz", "p-9.gz"), []),
        (("a-17.csv", "a-930.csv", "a-4411.csv"), []),
        (("a.csv", "b.csv"), []),
    ],
)
def test_gaps_in_the_numbering_of_files(names: tuple[str, ...], missing: list[str]) -> None:
    found = vendor_checks.numbering(document(files=files(*names)))
    assert (found.numbers["names"] if found else []) == missing
