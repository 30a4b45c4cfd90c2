"""What facts, kinds, places and groups are called in sentences about duties."""

from __future__ import annotations

import pytest

from waspada.flows.duty_words import NAMES
from waspada.laws.situation import ANSWERS, MOMENTS


@pytest.mark.parametrize("name", [*MOMENTS, *ANSWERS, "sectors", "established_in", "does_business_in"])
def test_every_fact_of_a_situation_has_a_name(name: str) -> None:
    assert NAMES["en"].fact(name) not in ("", name)
    assert NAMES["id"].fact(name) not in (name, NAMES["en"].fact(name))


def test_facts_about_places_and_groups_name_them() -> None:
    assert NAMES["en"].fact("people.US-CA") == "people in California, United States"
    assert NAMES["id"].fact("people.ID") == "orang di Indonesia"
    assert NAMES["en"].fact("risk.all") == "the risk for all people"
    assert NAMES["id"].fact("groups.staff") == "peran kita untuk staff"
    assert NAMES["en"].fact("told.eu_gdpr.authority") == "Done: eu_gdpr.authority"


def test_kinds_places_and_groups() -> None:
    assert NAMES["en"].kind("user.health") == "health data"
    assert NAMES["id"].kind("email") == "alamat e-mail"
    assert NAMES["en"].kind("unheard") == "unheard"
    assert (NAMES["id"].place("DE"), NAMES["en"].place("unknown")) == ("Jerman", "residence unknown")
    assert NAMES["en"].place("financial_entity") == "financial entity"
    assert (NAMES["id"].group("all"), NAMES["id"].group("staff")) == ("semua orang", "staff")
