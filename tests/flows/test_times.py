"""Times as vendors write them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from waspada.core.roles import Time
from waspada.flows.times import MISSING, microseconds

NOON = 1_762_689_600_000_000  # 2025-11-09T12:00:00Z


@pytest.mark.parametrize(
    ("text", "unit", "zone"),
    [
        ("1762689600", "s", "UTC"),
        ("1762689600", "auto", "UTC"),
        ("1762689600000", "auto", "UTC"),
        ("1762689600000000", "us", "UTC"),
        ("1762689600.0", "s", "UTC"),
        ("2025-11-09T12:00:00Z", "auto", "Asia/Jakarta"),
        ("2025-11-09T19:00:00+07:00", "auto", "UTC"),
        ("2025-11-09 19:00:00", "auto", "Asia/Jakarta"),
        ("2025-11-09 12:00:00 UTC", "auto", "Asia/Jakarta"),
        ("2025-11-09 12:00:00.000", "auto", "UTC"),
    ],
)
def test_one_moment_in_many_spellings(text: str, unit: str, zone: str) -> None:
    assert microseconds(pa.array([text]), Time("t", unit), zone).tolist() == [NOON]


def test_what_is_no_time_is_missing_and_the_rest_stands() -> None:
    texts = pa.array(["", "soon", "1762689600", "99999999999999999999", "-5", "2025-13-40"])
    found = microseconds(texts, Time("t", "s"), "UTC").tolist()
    assert found == [MISSING, MISSING, NOON, MISSING, MISSING, MISSING]


def test_many_of_mixed_size_are_judged_one_by_one() -> None:
    texts = pa.array(["1762689600", "1762689600000"] * 60)
    assert set(microseconds(texts, Time("t"), "UTC").tolist()) == {NOON}
