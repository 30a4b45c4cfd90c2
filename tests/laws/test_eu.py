"""Which supervisory authority is told."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.laws.eu import STATES
from waspada.laws.evaluate import evaluate
from waspada.laws.law_text import packaged
from waspada.laws.outcome import Outcome
from waspada.laws.situation import from_json

PEOPLE = [
    {"residence": place, "kinds": ["email"], "people": count} for place, count in (("FR", 7), ("DE", 23), ("US", 9))
]


def told(workspace: dict[str, Any], **more: Any) -> list[Outcome]:
    """The notices to authorities."""
    document = {
        "incident": {"aware_at": "2025-11-25T14:02:00Z"},
        "workspace": workspace,
        "people": PEOPLE,
        "risk": {"all": {"level": "risk"}},
    }
    made = evaluate((packaged("eu_gdpr"),), from_json(document | more))
    return [one for one in made if one.duty == "eu_gdpr.authority"]


def test_every_state_of_the_law_has_its_authority() -> None:
    assert set(STATES) == set(packaged("eu_gdpr").places)
    assert all(state.en and state.id and state.authority for state in STATES.values())


def test_with_a_main_establishment_one_authority_leads() -> None:
    (one,) = told({"eu_main_establishment": "IE"})
    assert (one.place, one.status, one.people.least) == ("IE", "owed", 30)
    assert one.recipient["en"] == "Data Protection Commission (Ireland)"
    assert one.recipient["id"] == "Data Protection Commission (Irlandia)"


def test_without_one_each_state_is_told_of_its_own_people() -> None:
    made = told({"eu_main_establishment": "none"})
    assert [(one.place, one.status, one.people.least) for one in made] == [("DE", "owed", 23), ("FR", "owed", 7)]


def test_not_knowing_leaves_it_open_and_says_what_either_would_mean() -> None:
    (one,) = told({})
    assert (one.place, one.status, one.people.least) == ("", "open", 30)
    assert one.missing == ("eu_main_establishment",)
    assert one.because[-1].code == "eu_establishment_unknown"
    assert "{" not in one.recipient["en"]


@pytest.mark.parametrize("people", [[], [{"residence": "US", "kinds": [], "people": 1}]])
def test_with_nobody_there_one_line_says_so(people: list[dict[str, Any]]) -> None:
    (one,) = told({"eu_main_establishment": "none", "established_in": ["US"]}, people=people)
    assert (one.status, one.place) == ("not_owed", "")
    assert "{" not in one.recipient["en"]


def test_a_notice_to_one_state_does_not_settle_the_others() -> None:
    made = told({"eu_main_establishment": "none"}, told={"eu_gdpr.authority.DE": "2025-11-26T10:00:00Z"})
    assert [bool(one.done) for one in made] == [True, False]


def test_only_unknown_residences_leave_it_open() -> None:
    people = [{"residence": "unknown", "kinds": [], "people": 31}]
    (one,) = told({"eu_main_establishment": "none"}, people=people)
    assert (one.status, one.people.most) == ("open", 31)
