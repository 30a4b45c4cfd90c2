"""What an assessment says to a form, and that it says nothing where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.forms.made import assessment, case

from waspada.flows.forms import from_run
from waspada.flows.forms.consequences import CONSEQUENCES
from waspada.flows.forms.topics import TOPICS


@pytest.mark.parametrize("name", [name for name, topic in TOPICS.items() if topic.__module__ == from_run.__name__])
def test_without_an_assessment_nothing_is_said(name: str) -> None:
    assert TOPICS[name](case(run=False)) == []


def test_what_was_found_not_found_and_not_settled_are_kept_apart() -> None:
    (said,) = from_run.absent(case())
    assert "looked for and not found: payment card" in said.text["en"]
    assert "belum dapat dipastikan: data kesehatan" in said.text["id"]
    assert "found: user" not in said.text["en"]


def test_many_countries_are_counted_together() -> None:
    codes = [f"{one}{two}" for one in "ABCDE" for two in "ELRS"][:15]
    many = replace(case(), assessment=assessment(by_country=dict.fromkeys(codes, 2), residence_unknown=3))
    (said,) = from_run.residence(many)
    assert "3 other countries 6, not known 3" in said.text["en"]
    assert "3 negara lain 6, belum diketahui 3" in said.text["id"]


def test_consequences_follow_from_categories() -> None:
    said = [one.text["en"] for one in from_run.consequences(case())]
    assert said == [CONSEQUENCES[0].en]
    keyed = {**assessment(), "exposures": [{"kind": "x", "category": "user.authorization.credentials", "people": None}]}
    assert [one.text["id"] for one in from_run.consequences(replace(case(), assessment=keyed))] == [CONSEQUENCES[1].id]


def test_only_states_of_the_eea_are_listed() -> None:
    (said,) = from_run.states(case())
    assert said.text["en"] == "People in 2 states of the EEA: Germany 5, France 4."
