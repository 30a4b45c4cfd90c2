"""Conditions: yes, no or unknown, with what made it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from tests.laws.small import codes, law, one, situation

from waspada.laws.conditions import Verdict, combined
from waspada.laws.crowd import both_of

YES, NO, OPEN = "owed", "not_owed", "open"


@pytest.mark.parametrize(
    ("when", "incident", "status"),
    [
        ("{fact: acquired}", {"acquired": "yes"}, YES),
        ("{fact: acquired}", {"acquired": "no"}, NO),
        ("{fact: acquired}", {"acquired": "unknown"}, OPEN),
        ("{fact: acquired}", {}, OPEN),
        ("{not: {fact: acquired}}", {"acquired": "yes"}, NO),
        ("{not: {fact: acquired}}", {}, OPEN),
        ("{presume: {fact: acquired}}", {}, YES),
        ("{presume: {fact: acquired}}", {"acquired": "unknown"}, OPEN),
        ("{presume: {fact: acquired}}", {"acquired": "no"}, NO),
        ("{presume: {not: {fact: internal_only}}}", {}, YES),
        ("{presume: {not: {fact: internal_only}}}", {"internal_only": "yes"}, NO),
        ("{presume: {all: [{fact: acquired}, {fact: published}]}}", {"acquired": "unknown"}, OPEN),
        ("{all: [{fact: acquired}, {fact: published}]}", {"acquired": "no"}, NO),
        ("{all: [{fact: acquired}, {fact: published}]}", {"acquired": "yes"}, OPEN),
        ("{any: [{fact: acquired}, {fact: published}]}", {"acquired": "yes"}, YES),
        ("{any: [{fact: acquired}, {fact: published}]}", {"acquired": "no"}, OPEN),
        ("{stated: classified_at}", {}, OPEN),
        ("{stated: classified_at}", {"classified_at": "2026-03-02T11:00:00Z"}, YES),
        ("{readable: true}", {}, YES),
        ("{readable: true}", {"encrypted": "no"}, YES),
        ("{readable: true}", {"encrypted": "unknown"}, OPEN),
        ("{readable: true}", {"encrypted": "unknown", "key_taken": "yes"}, YES),
        ("{readable: true}", {"encrypted": "yes"}, OPEN),
        ("{readable: true}", {"encrypted": "yes", "key_taken": "no"}, NO),
        ("{readable: true}", {"encrypted": "yes", "key_taken": "yes"}, YES),
    ],
)
def test_facts(when: str, incident: dict[str, Any], status: str) -> None:
    given = situation(incident={"aware_at": "2026-03-02T10:00:00Z"} | incident)
    outcome = one(law(when), given)
    assert outcome.status == status
    assert bool(outcome.missing) == (status == OPEN)


@pytest.mark.parametrize(
    ("tree", "kinds", "status"),
    [
        ("email", ["email"], YES),
        ("email", ["phone"], NO),
        ("{all: [person_name, {any: [id.us_ssn, id.passport]}]}", ["person_name", "id.passport"], YES),
        ("{all: [person_name, {any: [id.us_ssn, id.passport]}]}", ["person_name"], NO),
        ("secret.*", ["secret.openai"], YES),
        ("secret.*", ["secretive"], NO),
        ("user.contact", ["email"], YES),
        ("user.contact.email", ["user.contact"], NO),
        ("user.health", ["user.health_and_medical.record_id"], YES),
        ("user.health", ["healthy"], NO),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_elements(tree: str, kinds: list[str], status: str, complete: bool) -> None:
    people = [{"residence": "AA", "kinds": kinds, "people": 3, "complete": complete}]
    given = situation(people, categories={"email": "user.contact.email"})
    outcome = one(law(f"{{elements: {tree}}}"), given)
    assert outcome.status == (status if complete or status == YES else OPEN)
    assert codes(outcome)[0] == {YES: "elements_met", NO: "elements_missing", OPEN: "elements_unknown"}[outcome.status]


@pytest.mark.parametrize(
    ("word", "people", "status"),
    [
        ("at_least: 250", 249, NO),
        ("at_least: 250", 250, YES),
        ("more_than: 250", 250, NO),
        ("more_than: 250", 251, YES),
        ("fewer_than: 250", 249, YES),
        ("fewer_than: 250", 250, NO),
        ("at_least: 250", [240, 260], OPEN),
        ("at_least: 250", [250, 260], YES),
        ("at_least: 250", [240, 249], NO),
        ("at_least: 250", [240, None], OPEN),
        ("at_least: 250", [250, None], YES),
        ("fewer_than: 250", [240, None], OPEN),
    ],
)
def test_numbers_of_people(word: str, people: Any, status: str) -> None:
    rows = [{"residence": "AA", "kinds": ["email"], "people": people}]
    outcome = one(law(f"{{people: {{{word}}}}}"), situation(rows))
    least, most = people if isinstance(people, list) else (people, people)
    assert (outcome.status, outcome.people.least, outcome.people.most) == (status, least, most)
    assert ("people" in outcome.missing) == (status == OPEN)


def test_only_those_count_for_whom_it_holds() -> None:
    rows = [
        {"residence": "AA", "kinds": ["id.us_ssn"], "people": 200},
        {"residence": "AA", "kinds": ["email"], "people": 900},
        {"residence": "BB", "kinds": ["id.us_ssn"], "people": 900},
    ]
    when = "{people: {at_least: 250, having: {elements: id.us_ssn}}}"
    assert one(law(when), situation(rows)).status == NO
    assert one(law("{people: {at_least: 250}}"), situation(rows)).status == YES
    anywhere = (
        "{all: [{elements: id.us_ssn}, {people: {at_least: 250, having: {elements: id.us_ssn}, where: anywhere}}]}"
    )
    outcome = one(law(anywhere), situation(rows))
    assert (outcome.status, outcome.people.least) == (YES, 200)


def test_people_of_unknown_residence_widen_the_range() -> None:
    rows = [
        {"residence": "AA", "kinds": ["email"], "people": 240},
        {"residence": "unknown", "kinds": ["email"], "people": 31},
    ]
    outcome = one(law("{people: {at_least: 250}}"), situation(rows))
    assert (outcome.status, outcome.people.most) == (OPEN, 271)
    assert "people.unknown" in outcome.missing
    assert one(law("{people: {at_least: 300}}"), situation(rows)).status == NO
    assert one(law("{people: {at_least: 240}}"), situation(rows)).status == YES


@pytest.mark.parametrize(
    ("when", "risk", "status"),
    [
        ("{at_least: risk}", None, OPEN),
        ("{at_least: risk}", {"level": "unlikely"}, NO),
        ("{at_least: risk}", {"level": "risk"}, YES),
        ("{at_least: high}", {"level": "risk"}, NO),
        ("{at_least: high}", {"level": "high"}, YES),
        ("{at_least: high}", {"severity": "high"}, OPEN),
        ("{severity: medium, likelihood: possible}", {"severity": "high", "likelihood": "possible"}, YES),
        ("{severity: medium, likelihood: possible}", {"severity": "low"}, NO),
        ("{severity: medium, likelihood: possible}", {"severity": "high"}, OPEN),
    ],
)
def test_risk(when: str, risk: dict[str, str] | None, status: str) -> None:
    outcome = one(law(f"{{risk: {when}}}"), situation(risk={"all": risk} if risk else {}))
    assert outcome.status == status
    assert outcome.people.least == (0 if status == NO else 10)
    assert outcome.missing == (("risk.all",) if status == OPEN else ())


@pytest.mark.parametrize(
    ("when", "workspace", "status"),
    [
        ("{sector: [listed_company, telecom]}", {}, OPEN),
        ("{sector: [listed_company, telecom]}", {"sectors": []}, NO),
        ("{sector: [listed_company, telecom]}", {"sectors": ["telecom"]}, YES),
        ("{established_in: [AE-ADGM]}", {"established_in": ["AE-ADGM"]}, YES),
        ("{established_in: [AE-ADGM]}", {"established_in": ["AE"]}, OPEN),
        ("{established_in: [AE]}", {"established_in": ["AE-ADGM"]}, YES),
        ("{established_in: [AE]}", {"established_in": ["ID"]}, NO),
        ("{does_business_in: [US-CA]}", {"does_business_in": ["US-CA", "ID"]}, YES),
        ("{does_business_in: [US-CA]}", {"does_business_in": []}, NO),
        ("{presume: {does_business_in: [US-CA]}}", {}, YES),
    ],
)
def test_workspace(when: str, workspace: dict[str, Any], status: str) -> None:
    assert one(law(when), situation(workspace=workspace)).status == status


@pytest.mark.parametrize(("said", "status"), [({}, OPEN), ({"aa_law.big": "yes"}, YES), ({"aa_law.big": "no"}, NO)])
def test_a_judgement_is_asked_for(said: dict[str, str], status: str) -> None:
    outcome = one(law('{ask: {key: big, en: "Is it big?", id: "Besarkah?"}}'), situation(judged=said))
    assert outcome.status == status
    assert outcome.missing == (("judged.aa_law.big",) if status == OPEN else ())


@pytest.mark.parametrize(("one_", "other"), list(itertools.product((True, False, None), repeat=2)))
def test_three_valued_logic_is_kleene(one_: bool | None, other: bool | None) -> None:
    order = {False: 0, None: 1, True: 2}
    parts = [Verdict(answer=one_), Verdict(answer=other)]
    lowest = min(one_, other, key=order.__getitem__)
    assert both_of(one_, other) is combined(parts, False).answer is lowest
    assert combined(parts, True).answer is max(one_, other, key=order.__getitem__)
