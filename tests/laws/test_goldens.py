"""Every golden of every registered regime: the law's own words decide, and the rule must say the same.

`WASPADA_LAW=us_tx` adds a regime that the registry does not list yet.
"""

from __future__ import annotations

import os

import pytest
from tests.laws.golden_cases import FOLDER, Golden, counting, differs, goldens

from waspada.laws.evaluate import evaluate
from waspada.laws.law_text import packaged
from waspada.laws.registry import REGIMES
from waspada.laws.situation import from_json

ASKED = tuple(dict.fromkeys((*REGIMES, *os.environ.get("WASPADA_LAW", "").split())))


@pytest.mark.parametrize("case", [case for regime in ASKED for case in goldens(regime)], ids=str)
def test_the_rule_says_what_the_law_says(case: Golden) -> None:
    law = packaged(case.regime)
    made = [outcome.as_json() for outcome in evaluate((law,), from_json(case.situation, "situation"))]
    for wanted in case.expect:
        of_duty = [outcome for outcome in made if outcome["duty"] == wanted["duty"]]
        assert of_duty, f"{case.regime} has no duty {wanted['duty']}"
        wrong = [differs(wanted, outcome) for outcome in of_duty]
        closest = min(range(len(wrong)), key=lambda number: len(wrong[number]))
        assert not wrong[closest], f"{wanted['duty']}: {wrong[closest]}; because {of_duty[closest]['because']}"


def test_enough_regimes_count_and_those_that_must() -> None:
    counted = counting()
    assert len(counted) >= 25
    assert {"eu_gdpr", "uk_gdpr", "id_pdp", "sg_pdpa", "au_ndb", "br_lgpd", "us_ca", "us_ny", "us_tx"} <= set(counted)


@pytest.mark.parametrize("regime", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_every_situation_of_a_golden_is_one(regime: str) -> None:
    for case in goldens(regime):
        situation = from_json(case.situation, case.name)
        assert from_json(situation.to_json()) == situation, case.name


def test_no_name_stands_twice() -> None:
    names = [str(case) for path in FOLDER.glob("*.yaml") for case in goldens(path.stem)]
    assert len(names) == len(set(names))
