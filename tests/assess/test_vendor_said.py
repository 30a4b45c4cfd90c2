"""What a vendor says, as it is written down: counts, times with and without a zone, lists, and what is refused."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from waspada.assess.vendor_said import Count, Moment, Said, read_account, said_in
from waspada.core.errors import BadInput


def one(tmp_path: Path, text: str) -> Said:
    path = tmp_path / "vendor.yaml"
    path.write_text(f"account:\n  - {{{text}}}\n")
    (said,) = read_account(path)
    return said


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("records: 12000", 12000, 12000),
        ('records: "10000-12000"', 10000, 12000),
        ('records: "10000..12000"', 10000, 12000),
        ('records: "10000+"', 10000, math.inf),
        ("records: {at_least: 5}", 5, math.inf),
        ("people: {at_least: 5, at_most: 9}", 5, 9),
        ("files: 3", 3, 3),
    ],
)
def test_counts_and_ranges(tmp_path: Path, text: str, least: float, most: float) -> None:
    assert one(tmp_path, text).value == Count(least, most)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("from: 2025-11-01T00:00:00Z", "2025-11-01T00:00:00", "2025-11-01T00:00:00"),
        ("from: 2025-11-01, zone: Asia/Jakarta", "2025-10-31T17:00:00", "2025-10-31T17:00:00"),
        ('to: 2025-11-08, zone: "+07:00"', "2025-11-08T16:59:59.999999", "2025-11-08T16:59:59.999999"),
        ("window_from: 2025-11-01", "2025-10-31T10:00:00", "2025-11-01T12:00:00"),
        ("to: {from: 2025-11-08T00:00:00Z, to: 2025-11-09T00:00:00Z}", "2025-11-08T00:00:00", "2025-11-09T00:00:00"),
    ],
)
def test_times_without_a_zone_may_mean_any_zone(tmp_path: Path, text: str, earliest: str, latest: str) -> None:
    ends = (datetime.fromisoformat(end).replace(tzinfo=UTC) for end in (earliest, latest))
    assert one(tmp_path, text).value == Moment(*ends)


def test_lists_and_what_the_vendor_does_not_know(tmp_path: Path) -> None:
    said = one(tmp_path, "fields: [name, e-mail, name], source: letter of 25 Nov, partial: true")
    assert (said.value, said.source, said.partial) == (("name", "e-mail"), "letter of 25 Nov", True)
    assert one(tmp_path, "files: [a.csv, b.csv]").value == ("a.csv", "b.csv")
    assert one(tmp_path, "people: unknown").value is None
    assert one(tmp_path, "people: null, status: unknown").value is None


@pytest.mark.parametrize(
    "text",
    [
        "records: many",
        "records: -5",
        "records: true",
        'records: "9-5"',
        "records: {at_least: 9, at_most: 5}",
        "records: null",
        "from: yesterday",
        "from: 2025-11-01, zone: Mars/Olympus",
        "fields: []",
        "records: 1, people: 2",
        "recods: 1",
        "source: letter",
    ],
)
def test_what_says_nothing_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"vendor\.yaml, line 2"):
        one(tmp_path, text)


def fact(name: str, value: Any, by: str = "vendor", **more: Any) -> dict[str, Any]:
    return {"fact": name, "value": value, "by": by, "status": "claimed", "source": "call", **more}


def test_the_vendors_own_last_word_counts() -> None:
    said = said_in(
        [
            fact("vendor_account.records", 10),
            fact("vendor_account.records", 12),
            fact("vendor_account.records", 99, by="us"),
            fact("vendor_account.people", 5, by="us"),
            fact("vendor_account.from", "2025-11-01T00:00:00Z"),
            fact("records", 7),
        ]
    )
    assert [(one.name, one.value) for one in said] == [
        ("records", Count(12, 12)),
        ("people", Count(5, 5)),
        ("from", Moment(datetime(2025, 11, 1, tzinfo=UTC), datetime(2025, 11, 1, tzinfo=UTC))),
    ]


def test_a_fact_that_is_unknown_is_said_to_be_unknown() -> None:
    (said,) = said_in([fact("vendor_account.files", None, status="unknown")])
    assert said.value is None
