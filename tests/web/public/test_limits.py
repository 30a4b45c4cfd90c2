"""Limits: of one network and of all, forgotten with the process."""

from __future__ import annotations

import pytest

from waspada.web.public.limits import Bucket, Limits, Rate, network


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("203.0.113.1", "203.0.113.250", True), ("203.0.113.1", "203.0.114.1", False),
     ("2001:db8:1:2::1", "2001:db8:1:ffff::9", True), ("2001:db8:1::1", "2001:db8:2::1", False),
     ("::ffff:203.0.113.9", "203.0.113.1", True), ("fe80::1%eth0", "fe80::2", True), ("", "unix", True)],
)  # fmt: skip
def test_a_network_is_one_place(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


def test_a_network_has_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(Rate(burst=3, per_second=0.5), Rate(burst=100, per_second=1))
    assert [bucket.take("a", 10.0) for _ in range(5)] == [True, True, True, False, False]
    assert bucket.take("b", 10.0)
    assert not bucket.has("a", 11.0)
    assert bucket.has("a", 12.0)
    assert [bucket.take("a", 12.0) for _ in range(2)] == [True, False]
    assert [bucket.take("a", 1000.0) for _ in range(4)] == [True, True, True, False]


def test_all_together_have_theirs() -> None:
    bucket = Bucket(Rate(burst=10, per_second=1), Rate(burst=4, per_second=1))
    assert [bucket.take(f"n{number}", 5.0) for number in range(6)] == [True] * 4 + [False] * 2
    assert not bucket.has("fresh", 5.0)
    assert bucket.has("fresh", 6.0)


def test_a_clock_that_runs_back_gives_nothing_away() -> None:
    bucket = Bucket(Rate(burst=1, per_second=1), Rate(burst=100, per_second=1))
    assert bucket.take("a", 100.0)
    assert not bucket.take("a", 50.0)


def test_what_is_remembered_is_bounded_and_names_no_network() -> None:
    bucket = Bucket(Rate(burst=1, per_second=0.001), Rate(burst=1e9, per_second=1), most=100)
    for number in range(1000):
        bucket.take(f"203.0.{number}.0", 1.0)
    assert len(bucket._tokens) == 100
    assert not [key for key in bucket._tokens if b"203" in key]
    assert Limits().wrong.burst < Limits().wrong_all.burst
