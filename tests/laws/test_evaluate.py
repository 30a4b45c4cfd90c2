"""Evaluating: who is owed what, roles, reach, dates, and that outcomes name every fact that moves them."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from tests.laws.small import DUTY, TOP, codes, law, one, situation

from waspada.laws.evaluate import evaluate
from waspada.laws.law_text import chosen
from waspada.laws.registry import REGIMES
from waspada.laws.situation import from_json
from waspada.laws.told import told_key


def test_every_breach_is_owed_to_those_who_live_there() -> None:
    rows = [{"residence": "AA", "kinds": [], "people": 7}, {"residence": "BB", "kinds": [], "people": 5}]
    outcome = one(law(), situation(rows))
    assert (outcome.status, outcome.people.as_json(), codes(outcome)) == (
        "owed",
        {"at_least": 7, "at_most": 7},
        ["every_breach"],
    )


@pytest.mark.parametrize(
    ("people", "status", "code"),
    [
        ([{"residence": "BB", "kinds": [], "people": 5}], "not_owed", "nobody_here"),
        ([], "not_owed", "nobody_here"),
        (None, "open", "nobody_counted"),
        ([{"residence": "unknown", "kinds": [], "people": 5}], "open", "nobody_known_here"),
        ([{"residence": "AA", "kinds": [], "people": [0, 5]}], "open", "every_breach"),
        ([{"residence": "AA", "kinds": [], "people": 0}], "not_owed", ""),
    ],
)
def test_people_that_are_not_there_or_not_known(people: Any, status: str, code: str) -> None:
    outcome = one(law(), situation(people))
    assert outcome.status == status
    assert not code or code in codes(outcome) or code == "every_breach"


def test_of_a_country_with_parts_only_the_country_may_be_known() -> None:
    part = law(top=TOP.replace("[AA]", "[AA-B]"))
    outcome = one(part, situation(5))
    assert (outcome.status, outcome.missing, codes(outcome)[-1]) == ("open", ("people.AA",), "region_unknown")


@pytest.mark.parametrize(
    ("day", "top", "status", "code"),
    [
        ("2019-12-31T23:59:59Z", TOP, "not_in_force", "not_yet_in_force"),
        ("2020-01-01T00:00:00Z", TOP, "owed", "in_force_on"),
        ("2026-01-01T00:00:00Z", TOP + "until: 2026-01-01\n", "not_in_force", "no_longer_in_force"),
        ("2025-12-31T23:00:00Z", TOP + "until: 2026-01-01\n", "owed", "in_force_on"),
        ("2019-12-31T20:00:00Z", TOP.replace("zone: UTC", "zone: Asia/Jakarta"), "owed", "in_force_on"),
    ],
)
def test_in_force_on_the_day_in_the_zone(day: str, top: str, status: str, code: str) -> None:
    outcome = one(law(top=top), situation(incident={"aware_at": day}))
    assert (outcome.status, outcome.because[0].code) == (status, code)


def test_without_a_date_the_law_is_taken_as_it_was_checked() -> None:
    assert one(law(), situation(incident={})).because[0].code == "date_not_stated"
    later = law(top=TOP.replace("in_force: 2020", "in_force: 2027"))
    assert one(later, situation(incident={})).status == "not_in_force"
    occurred = one(law(), situation(incident={"occurred_from": "2019-01-01T00:00:00Z"}))
    assert occurred.status == "not_in_force"


def test_of_two_versions_the_one_of_the_day_counts() -> None:
    before = DUTY.replace("value: 72, unit: hours", "value: 5, unit: calendar_days") + "  until: 2026-01-01\n"
    both = law(duty=before, more=DUTY + "  in_force: 2026-01-01\n")
    dues = [
        [outcome.due for outcome in evaluate((both,), situation(incident={"aware_at": f"{day}T10:00:00Z"}))]
        for day in ("2025-12-31", "2026-01-01")
    ]
    assert [[due and due.isoformat() for due in one] for one in dues] == [
        ["2026-01-05T23:59:59+00:00"],
        ["2026-01-04T10:00:00+00:00"],
    ]


def test_a_general_rule_never_says_not_owed_and_never_counts_down() -> None:
    general = law("{fact: acquired}", top=TOP.replace("official_text", "general"))
    answers = {
        answer: one(general, situation(incident={"aware_at": "2026-03-02T10:00:00Z", "acquired": answer}))
        for answer in ("yes", "no", "unknown")
    }
    assert [outcome.status for outcome in answers.values()] == ["owed", "ask_counsel", "open"]
    assert [outcome.due for outcome in answers.values()] == [None, None, None]
    assert not answers["yes"].no_number


def test_guidance_is_never_owed() -> None:
    guidance = law(top=TOP.replace("in_force: 2020-01-01", "in_force: null"), duty=DUTY + "  voluntary: true\n")
    outcome = one(guidance, situation())
    assert (outcome.status, codes(outcome)[-1], outcome.due) == ("not_owed", "voluntary", None)


GROUPS: list[dict[str, Any]] = [
    {"id": "staff", "role": "controller"},
    {"id": "clients", "role": "processor", "controllers": ["Bank", "Shop"]},
    {"id": "others", "role": "unknown"},
]


def people(*groups: str) -> list[dict[str, Any]]:
    """Three people of each group."""
    return [{"group": group, "residence": "AA", "kinds": [], "people": 3} for group in groups]


@pytest.mark.parametrize(
    ("role", "groups", "status", "count"),
    [
        ("controller", ("staff",), "owed", 3),
        ("controller", ("clients",), "not_owed", 0),
        ("controller", ("staff", "clients"), "owed", 3),
        ("controller", ("others",), "open", 0),
        ("controller", ("staff", "others"), "owed", 3),
        ("any", ("staff", "clients"), "owed", 6),
    ],
)
def test_each_duty_is_for_its_role(role: str, groups: tuple[str, ...], status: str, count: int) -> None:
    outcome = one(law(duty=DUTY + f"  role: {role}\n"), situation(people(*groups), groups=GROUPS))
    assert (outcome.status, outcome.people.least) == (status, count)
    if status == "not_owed":
        assert "other_role" in codes(outcome)


def test_a_processor_tells_each_controller() -> None:
    made = evaluate(
        (law(duty=DUTY + "  role: processor\n"),), situation(people("clients", "staff", "others"), groups=GROUPS)
    )
    assert [(one.controller, one.status, one.people.least) for one in made] == [
        ("Bank", "owed", 3),
        ("Shop", "owed", 3),
        ("", "open", 0),
    ]


def done(*keys: str, controllers: tuple[str, ...] = ("Bank", "Shop"), others: bool = True) -> list[str]:
    """Controllers that were told, by what was stated."""
    groups = [GROUPS[0], {**GROUPS[1], "controllers": list(controllers)}, {"id": "more", "role": "processor"}]
    there = situation(
        people("clients", *(("more",) if others else ())),
        groups=groups,
        told=dict.fromkeys(keys, "2026-03-03T10:00:00Z"),
    )
    made = evaluate((law(duty=DUTY + "  role: processor\n"),), there)
    return [one.controller or "nobody named" for one in made if one.done]


def test_each_controller_is_told_by_itself() -> None:
    bank, shop = (told_key("aa_law.authority", controller=name) for name in ("Bank", "Shop"))
    assert done(bank) == ["Bank"]
    assert done(bank, shop) == ["Bank", "Shop"]
    assert done("aa_law.authority") == ["nobody named"]
    assert done("aa_law.authority", others=False) == []
    assert done("aa_law.authority", controllers=("Bank",), others=False) == ["Bank"]
    assert done() == []


def test_a_law_that_binds_by_who_we_are_needs_nobody_counted() -> None:
    anywhere = TOP + "reach: anywhere\nscope: {sector: [listed_company]}\n"
    statuses = [
        one(law(top=anywhere), situation(None, workspace={"sectors": sectors})).status
        for sectors in (["listed_company"], [])
    ]
    assert statuses == ["owed", "not_owed"]
    elsewhere = [{"residence": "BB", "kinds": [], "people": 5}]
    outcome = one(law(top=anywhere), situation(elsewhere, workspace={"sectors": ["listed_company"]}))
    assert (outcome.status, outcome.people.least) == ("owed", 5)


def test_establishment_alone_leaves_it_open() -> None:
    elsewhere = [{"residence": "BB", "kinds": [], "people": 5}]
    made = law(top=TOP + "established: counts\n")
    here = one(made, situation(elsewhere, workspace={"established_in": ["AA"]}))
    assert (here.status, codes(here)) == ("open", ["established_people_elsewhere"])
    assert one(made, situation(elsewhere, workspace={"established_in": ["BB"]})).status == "not_owed"
    unstated = one(made, situation(elsewhere))
    assert (unstated.status, unstated.missing) == ("open", ("established_in",))


def test_a_law_may_bind_for_everybody_where_we_are_established() -> None:
    rows: list[dict[str, Any]] = [{"residence": place, "kinds": [], "people": 5} for place in ("AA", "BB")]
    made = law(top=TOP + "established: everybody\n")
    counts = {
        place: one(made, situation(rows, workspace={"established_in": [place]})).people.least for place in ("AA", "BB")
    }
    assert counts == {"AA": 10, "BB": 5}


def test_one_duty_may_reach_further_than_its_law() -> None:
    elsewhere = [{"residence": "BB", "kinds": [], "people": 5}]
    both = law(more=DUTY.replace("id: authority", "id: individuals\n  reach: anywhere"))
    made = evaluate((both,), situation(elsewhere))
    assert [(one.duty, one.status, one.people.least) for one in made] == [
        ("aa_law.authority", "not_owed", 0),
        ("aa_law.individuals", "owed", 5),
    ]


def test_the_risk_chooses_the_people() -> None:
    rows = people("staff", "clients", "others")
    given = situation(rows, groups=[{"id": name, "role": "controller"} for name in ("staff", "clients", "others")])
    risk = {"staff": {"level": "high"}, "clients": {"level": "unlikely"}}
    outcome = one(law("{risk: {at_least: high}}"), from_json(given.to_json() | {"risk": risk}))
    assert (outcome.status, outcome.people.as_json()) == ("owed", {"at_least": 3, "at_most": 6})


def test_what_was_done_is_shown() -> None:
    for name in ("authority", "aa_law.authority"):
        outcome = one(law(), situation(told={name: "2026-03-03T10:00:00Z"}))
        assert outcome.done is not None
    assert one(law(), situation()).done is None


BASE: dict[str, Any] = {
    "incident": {"aware_at": "2026-02-10T14:00:00+00:00", "acquired": "yes"},
    "workspace": {"eu_main_establishment": "none", "sectors": ["financial_entity"]},
    "groups": GROUPS,
    "people": [
        {"group": group, "residence": place, "kinds": kinds, "people": count}
        for group, place, kinds, count in (
            ("staff", "DE", ["email"], 5),
            ("clients", "FR", ["email"], 9),
            ("staff", "US-CA", ["person_name", "id.us_ssn"], 499),
            ("others", "US-CA", ["person_name", "id.us_ssn"], 2),
            ("staff", "unknown", ["email"], 31),
            ("staff", "IN", ["email"], 3),
        )
    ],
    "risk": {"staff": {"level": "risk"}},
    "told": {},
    "judged": {},
    "categories": {},
}
CHANGES: dict[str, tuple[str, str, Any]] = {
    "aware_at": ("incident", "aware_at", "2025-12-01T00:00:00+00:00"),
    "discovered_at": ("incident", "discovered_at", "2026-02-12T14:00:00+00:00"),
    "classified_at": ("incident", "classified_at", "2026-02-11T14:00:00+00:00"),
    "acquired": ("incident", "acquired", "no"),
    "encrypted": ("incident", "encrypted", "yes"),
    "published": ("incident", "published", "yes"),
    "external_attack": ("incident", "external_attack", "no"),
    "large_scale": ("incident", "large_scale", "yes"),
    "eu_main_establishment": ("workspace", "eu_main_establishment", "IE"),
    "sectors": ("workspace", "sectors", []),
    "established_in": ("workspace", "established_in", ["DE", "ID"]),
    "does_business_in": ("workspace", "does_business_in", []),
    "risk.staff": ("risk", "staff", {"level": "high"}),
    "risk.clients": ("risk", "clients", {"level": "high"}),
    "told.us_ca.individuals": ("told", "us_ca.individuals", "2026-02-20T10:00:00+00:00"),
    "told.eu_dora.initial": ("told", "eu_dora.initial", "2026-02-11T10:00:00+00:00"),
    "categories": ("categories", "email", "user.health"),
}
LAWS = chosen(REGIMES)


def seen(document: dict[str, Any]) -> dict[tuple[str, str, str], tuple[dict[str, Any], frozenset[str]]]:
    """Each outcome with the facts that it names; what it names is not what it says."""
    return {
        (one.duty, one.place, one.controller): (one.as_json() | {"depends_on": []}, frozenset(one.depends_on))
        for one in evaluate(LAWS, from_json(document))
    }


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[tuple[str, str, str], frozenset[str]]:
    """Outcomes that differ, and the facts that they name before or after."""
    old, new = seen(before), seen(after)
    return {
        key: frozenset[str]().union(*(side[key][1] for side in (old, new) if key in side))
        for key in sorted({*old, *new})
        if key not in old or key not in new or old[key][0] != new[key][0]
    }


def strangers(before: dict[str, Any], after: dict[str, Any], fact: str) -> list[tuple[str, str, str]]:
    """Outcomes that a fact moved although they do not name it."""
    return [key for key, names in moved(before, after).items() if fact not in names]


@for_all(st.sets(st.sampled_from(sorted(CHANGES))), st.sampled_from(sorted(CHANGES)))
def test_a_changed_fact_moves_only_its_dependants(done: set[str], fact: str) -> None:
    before = copy.deepcopy(BASE)
    for name in sorted(done - {fact}):
        part, key, value = CHANGES[name]
        before[part][key] = value
    after = copy.deepcopy(before)
    part, key, value = CHANGES[fact]
    after[part][key] = value
    assert strangers(before, after, fact) == []


@pytest.mark.parametrize("number", range(len(BASE["people"])))
def test_changed_people_move_only_their_places(number: int) -> None:
    after = copy.deepcopy(BASE)
    after["people"][number]["people"] = 12_345
    assert strangers(BASE, after, f"people.{BASE['people'][number]['residence']}") == []
    assert moved(BASE, after) != {}


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_a_changed_role_moves_only_its_group(number: int) -> None:
    after = copy.deepcopy(BASE)
    after["groups"][number] = {"id": GROUPS[number]["id"], "role": "processor" if number == 0 else "controller"}
    assert strangers(BASE, after, f"groups.{GROUPS[number]['id']}") == []
    assert moved(BASE, after) != {}


def test_the_same_situation_gives_the_same_outcomes() -> None:
    assert evaluate(LAWS, from_json(BASE)) == evaluate(LAWS, from_json(copy.deepcopy(BASE)))
