"""How duties read on a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from tests.flows.test_profiles import facts

from waspada.cli.duties_screen import lines
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.duties import Nothing, duties_of, situation_of
from waspada.laws.overlay import read_overlay

SAID: dict[str, Any] = {
    "aware_at": "2026-02-10T14:00:00Z",
    "detected_at": "2026-02-01T14:00:00Z",
    "eu_main_establishment": "IE",
    "sectors": ["financial_entity"],
    "risk.all": "risk",
}
PEOPLE = [
    {"group": "all", "residence": "FR", "kinds": ["email"], "people": 5},
    {"group": "all", "residence": "US-CA", "kinds": ["person_name", "id.us_ssn"], "people": 501},
    {"group": "all", "residence": "ZW", "kinds": ["email"], "people": 2},
]
COUNSEL = "counsel:\n- {duty: eu_gdpr.authority, verdict: not_owed, by: A. Counsel, at: 2026-02-11, reason: no risk}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_without_a_rule_stand_first(lang: Lang) -> None:
    made = list(lines(duties_of(situation_of(facts(**SAID), PEOPLE)), lang))
    assert made[0] == {"en": "NO RULE", "id": "TANPA ATURAN"}[lang]
    assert "Zimbabwe" in made[1]
    assert not [line for line in made if "{" in line]


def test_what_is_owed_stands_by_due_time_with_both_clocks() -> None:
    recorded = Nothing(overlay=read_overlay(COUNSEL, "o.yaml"))
    text = "\n".join(lines(duties_of(situation_of(facts(**SAID), PEOPLE), recorded), "en"))
    assert text.index("Data Protection Commission (Ireland)") < text.index("Each affected California resident")
    assert "due 13 February 2026 at 15:00 CET (by the vendor’s clock: 4 February 2026 at 15:00 CET)" in text
    assert "the clock starts with: Done: us_ca.individuals" in text
    assert "not owed, A. Counsel: no risk" in text
    assert "--all lists them" in text


def test_all_lists_every_law_that_did_not_fire_with_its_reason() -> None:
    text = "\n".join(lines(duties_of(situation_of(facts(**SAID | {"sectors": []}), PEOPLE)), "en", everything=True))
    assert "The law is only for: financial entity; we are none of them." in text
    assert "The recorded risk is too low for this duty: all people." in text
