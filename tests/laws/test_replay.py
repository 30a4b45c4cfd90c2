"""Stored inputs replayed give the same hash."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.small import DUTY, law, situation

from waspada.laws.evaluate import evaluate
from waspada.laws.law_text import chosen
from waspada.laws.registry import REGIMES
from waspada.laws.replay import differs, record, replay
from waspada.laws.situation import from_json

LAWS = chosen(REGIMES)
profiles = st.fixed_dictionaries(
    {
        "residence": st.sampled_from(["DE", "US-CA", "US", "ID", "unknown"]),
        "kinds": st.lists(st.sampled_from(["email", "person_name", "id.us_ssn", "user.health"]), max_size=3),
        "people": st.one_of(st.integers(0, 1000), st.integers(0, 9).map(lambda least: [least, None])),
        "complete": st.booleans(),
    }
)
situations = st.fixed_dictionaries(
    {},
    optional={
        "people": st.lists(profiles, max_size=6),
        "incident": st.fixed_dictionaries(
            {"aware_at": st.datetimes().map(lambda when: f"{max(when.year, 1990) % 3000:04}-06-05T10:00:00+07:00")},
            optional={
                "acquired": st.sampled_from(["yes", "no", "unknown"]),
                "encrypted": st.sampled_from(["yes", "no"]),
            },
        ),
        "workspace": st.fixed_dictionaries({}, optional={"eu_main_establishment": st.sampled_from(["none", "FR"])}),
        "risk": st.fixed_dictionaries({}, optional={"all": st.sampled_from([{"level": "risk"}, {"level": "high"}])}),
    },
)


@given(situations)
def test_the_same_inputs_give_the_same_hash(document: dict[str, Any]) -> None:
    made = from_json(document)
    stored = record(LAWS, made, evaluate(LAWS, made))
    again = replay(json.loads(json.dumps(stored)), LAWS)
    assert again["sha256"] == stored["sha256"]
    assert differs(stored, again) == ()


def test_another_rule_is_named_with_the_duties_it_moves() -> None:
    stored = record((law(),), situation(), evaluate((law(),), situation()))
    again = replay(stored, (law(duty=DUTY.replace("value: 72", "value: 24")),))
    assert again["sha256"] != stored["sha256"]
    assert differs(stored, again) == ("law aa_law", "aa_law.authority")


def test_another_situation_is_named() -> None:
    one, other = (record((law(),), given, evaluate((law(),), given)) for given in (situation(10), situation(11)))
    assert differs(one, other) == ("situation", "aa_law.authority")
