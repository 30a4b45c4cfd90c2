"""Duties of a case: facts and people become a situation, and a changed fact shows what it moves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.flows.test_profiles import facts

from waspada.flows.duties import Nothing, as_json, duties_of, key_of, laws_of, moved, situation_of
from waspada.laws.contracts import read_contracts
from waspada.laws.overlay import read_overlay

PEOPLE = [
    {"group": "all", "residence": "DE", "kinds": ["email"], "people": 5},
    {"group": "all", "residence": "ZW", "kinds": ["email"], "people": 2},
]
SAID = {
    "aware_at": "2025-11-25T14:02:00Z",
    "detected_at": {"from": "2025-11-09T10:00:00Z", "to": "2025-11-10T10:00:00Z"},
    "eu_main_establishment": "none",
    "sectors": [],
    "encrypted": False,
    "acquired": None,
    "risk.all": "high",
    "told.eu_gdpr.individuals": "2025-11-28T10:00:00Z",
    "judged.eu_nis2.significant": True,
}


def test_facts_become_a_situation() -> None:
    made = situation_of(facts(**SAID), PEOPLE)
    assert made.answers == {"encrypted": False, "acquired": None}
    assert made.moments["detected_at"].isoformat() == "2025-11-09T10:00:00+00:00"
    assert (made.sectors, made.established_in, made.eu_main_establishment) == ((), None, "none")
    assert (made.risk["all"].level, made.risk["all"].signed_by) == ("high", "alice")
    assert set(made.told) == {"eu_gdpr.individuals"}
    assert made.judged == {"eu_nis2.significant": True}
    assert made.categories == {"email": "user.contact.email"}
    assert made.groups["all"].role == "controller"


def test_our_role_is_a_fact() -> None:
    assert situation_of(facts(role=None), None).groups["all"].role == "unknown"
    processor = situation_of(facts(role="processor", controllers=["Bank"]), None)
    assert (processor.groups["all"].role, processor.groups["all"].controllers) == ("processor", ("Bank",))


def test_both_clocks_are_shown() -> None:
    made = duties_of(situation_of(facts(**SAID), PEOPLE))
    (authority,) = [one for one in made.outcomes if one.duty == "eu_gdpr.authority"]
    assert authority.due is not None
    assert authority.due.isoformat() == "2025-11-28T15:02:00+01:00"
    assert made.by_vendor[key_of(authority)].isoformat() == "2025-11-12T11:00:00+01:00"
    assert made.incomplete
    assert "ZW" in [gap.residence for gap in made.gaps]


def test_without_the_vendor_s_word_there_is_one_clock() -> None:
    assert duties_of(situation_of(facts(aware_at="2025-11-25T14:02:00Z"), PEOPLE)).by_vendor == {}


def test_a_changed_fact_shows_what_it_would_move() -> None:
    before = duties_of(situation_of(facts(**SAID), PEOPLE))
    after = duties_of(situation_of(facts(**SAID | {"eu_main_establishment": "IE"}), PEOPLE))
    found = {
        move.key: (move.before and move.before.status, move.after and move.after.status)
        for move in moved(before, after)
    }
    assert found == {
        ("eu_gdpr.authority", "DE", ""): ("owed", None),
        ("eu_gdpr.authority", "IE", ""): (None, "owed"),
    }
    assert moved(before, before) == ()


def test_the_document_is_json_with_sentences_and_a_hash() -> None:
    made = duties_of(situation_of(facts(**SAID), PEOPLE))
    document = as_json(made, case_id="c", run=1)
    assert json.loads(json.dumps(document)) == document
    assert (document["schema"], document["case_id"], document["run"]) == ("waspada/duties/1", "c", 1)
    assert as_json(made)["evaluation"]["sha256"] == document["evaluation"]["sha256"]
    for row in document["duties"]:
        for reason in row["because"]:
            assert set(reason["text"]) == {"en", "id"}
            assert "{" not in "".join(reason["text"].values())
    owed = [row for row in document["duties"] if row["duty"] == "eu_gdpr.authority"]
    assert owed[0]["due_by_vendor_clock"] == "2025-11-12T11:00:00+01:00"


@dataclass(frozen=True)
class Workbench(Nothing):
    groups: tuple[Mapping[str, Any], ...] = ({"id": "staff", "role": "controller"},)


def test_a_workbench_adds_groups_rules_and_contracts() -> None:
    text = "party,contract,clause,to,clock,value,unit\nBank,MSA,1,desk,awareness,24,hours\n"
    recorded = Workbench(
        overlay=read_overlay(
            "counsel:\n- {duty: eu_gdpr.individuals, verdict: not_owed, by: c, at: 2026-01-01, reason: r}\n", "o.yaml"
        ),
        contracts=read_contracts(text, "c.csv", zone="UTC", on=date(2026, 1, 1)),
        risk={"staff": {"level": "high"}},
    )
    people = [*PEOPLE, {"group": "staff", "residence": "DE", "kinds": [], "people": 1}]
    situation = situation_of(facts(**SAID), people, recorded)
    assert set(situation.groups) == {"all", "staff"}
    made = duties_of(situation, recorded)
    assert laws_of(recorded)[-1].id == "contract"
    assert [one.status for one in made.outcomes if one.law == "contract"] == ["owed"]
    (told,) = [one for one in made.outcomes if one.duty == "eu_gdpr.individuals"]
    assert [(told.status, word.verdict) for word in told.words] == [("owed", "not_owed")]
