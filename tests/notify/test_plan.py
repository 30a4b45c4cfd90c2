"""What a plan may say, and when it makes a notice stop itself."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.core.errors import BadInput
from waspada.notify.plan import Plan, Tally, halted, planned


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = planned({"first_batch": 10, "rates": {"Mail.Example": 5, "default": 2.5}, "lanes": 4})
    assert planned(plan.as_json) == plan
    assert [plan.rate(domain) for domain in ("mail.example", "other.example")] == [5, 2.5]
    assert planned({}) == Plan()
    assert Plan().rate("mail.example") == 0


@pytest.mark.parametrize(
    "given",
    [
        {"first": 1}, {"first_batch": "10"}, {"first_batch": -1}, {"rates": {"a.example": 0}}, {"rates": [1]},
        {"rates": {"a.example": "5"}}, {"lanes": 0}, {"most_tries": 0}, {"wait_minutes": True},
        {"wait_minutes": float("nan")},
    ],
)  # fmt: skip
def test_what_no_plan_can_say_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        planned(given)


@pytest.mark.parametrize(
    ("tally", "batch_over", "why"),
    [
        (Tally(), True, ""),
        (Tally(tried=1000, bounced=50), False, ""),
        (Tally(tried=1000, bounced=51), False, "bounces"),
        (Tally(tried=1000, doubtful=51), False, "doubts"),
        (Tally(tried=1000, deferred=301), False, "deferrals"),
        (Tally(tried=10, bounced=10), False, ""),
        (Tally(tried=10, bounced=10), True, "bounces"),
        (Tally(tried=10, bounced=1), True, ""),
        (Tally(tried=20, bounced=2), False, "bounces"),
    ],
)
def test_it_stops_itself(tally: Tally, batch_over: bool, why: str) -> None:
    assert halted(Plan(), tally, batch_over=batch_over) == why


def test_a_limit_from_one_is_a_number_of_letters() -> None:
    plan = Plan(most_bounces=10)
    assert halted(plan, Tally(tried=100_000, bounced=10)) == ""
    assert halted(plan, Tally(tried=100_000, bounced=11)) == "bounces"
