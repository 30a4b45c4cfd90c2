"""A situation: read strictly, written so that it reads back equal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from waspada.core.errors import BadInput
from waspada.laws.situation import EVERYBODY, canonical, from_json

FULL: dict[str, Any] = {
    "incident": {
        "aware_at": "2025-11-25T14:02:00+07:00",
        "acquired": "yes",
        "encrypted": "unknown",
        "published": False,
    },
    "workspace": {
        "established_in": ["US-CA", "ID"],
        "eu_main_establishment": "none",
        "sectors": [],
        "does_business_in": ["US"],
    },
    "groups": [
        {"id": "staff", "role": "controller"},
        {"id": "clients", "role": "processor", "controllers": ["B", "A"]},
    ],
    "people": [
        {
            "group": "staff",
            "residence": "US-CA",
            "kinds": ["email", "email", "a"],
            "people": [5, None],
            "complete": False,
        },
        {"group": "clients", "residence": "unknown", "kinds": [], "people": 0},
    ],
    "risk": {"staff": {"level": "high", "severity": "high", "likelihood": "likely", "signed_by": "d", "at": "x"}},
    "told": {"eu_gdpr.authority": "2025-11-27T10:00:00+00:00"},
    "judged": {"eu_nis2.significant": "yes"},
    "categories": {"email": "user.contact.email"},
}


def test_it_reads_back_equal_and_keeps_its_hash() -> None:
    made = from_json(FULL)
    again = from_json(json.loads(json.dumps(made.to_json())))
    assert (again, again.sha256()) == (made, made.sha256())
    assert made.answers == {"acquired": True, "encrypted": None, "published": False}
    assert [(row.least, row.most) for row in made.people or ()] == [(0, 0), (5, None)]


def test_the_order_of_people_does_not_matter() -> None:
    turned = FULL | {"people": FULL["people"][::-1]}
    assert from_json(turned).sha256() == from_json(FULL).sha256()


def test_nobody_counted_is_not_nobody_affected() -> None:
    assert from_json({}).people is None
    assert from_json({"people": []}).people == ()
    assert "people" not in from_json({}).to_json()
    assert from_json({}).sectors is None
    assert from_json({"workspace": {"eu_main_establishment": "unknown"}}).eu_main_establishment is None


def test_without_groups_we_are_controller_for_everybody() -> None:
    made = from_json({"people": [{"residence": "ID", "kinds": [], "people": 1}]})
    assert {name: group.role for name, group in made.groups.items()} == {EVERYBODY: "controller"}
    named = from_json({"people": [{"group": "g", "residence": "ID", "kinds": [], "people": 1}]})
    assert named.groups["g"].role == "controller"


def test_a_category_in_place_of_a_kind_is_its_own() -> None:
    made = from_json(FULL)
    assert [made.category(kind) for kind in ("user.health", "email", "b")] == ["user.health", "user.contact.email", ""]


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"incident": {"aware": "2025-11-25T14:02:00Z"}},
        {"incident": {"aware_at": "2025-11-25T14:02:00"}},
        {"incident": {"aware_at": "yesterday"}},
        {"incident": {"aware_at": 5}},
        {"incident": {"acquired": "maybe"}},
        {"incident": {"acquired": 1.5}},
        {"incident": []},
        {"workspace": {"established_in": "ID"}},
        {"workspace": {"established_in": ["Indonesia"]}},
        {"workspace": {"eu_main_establishment": "Ireland"}},
        {"people": [{"residence": "id", "kinds": [], "people": 1}]},
        {"people": [{"residence": "ID", "kinds": [], "people": -1}]},
        {"people": [{"residence": "ID", "kinds": [], "people": [5, 4]}]},
        {"people": [{"residence": "ID", "kinds": [], "people": "5"}]},
        {"people": [{"residence": "ID", "kinds": [], "people": 5, "complete": "no"}]},
        {"people": [{"residence": "ID", "kinds": "email", "people": 5}]},
        {"people": [{"group": "other", "residence": "ID", "kinds": [], "people": 5}]},
        {"people": 5},
        {"groups": [{"id": "g", "role": "controller", "controllers": ["A"]}]},
        {"groups": [{"id": "g", "role": "owner"}]},
        {"risk": {"g": {"level": "low"}}},
        {"risk": {"g": "high"}},
        {"told": {"x": "then"}},
        {"judged": {"x": "perhaps"}},
        {"categories": {"email": 1}},
    ],
)
def test_what_has_no_meaning_is_refused_without_its_value(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        from_json(FULL | change)
    assert "perhaps" not in str(caught.value)
    assert "Ireland" not in str(caught.value)


def test_canonical_bytes_do_not_depend_on_order() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
