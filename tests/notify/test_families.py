"""Kinds stand together as a reader expects: by their categories, what can do most harm first."""

from __future__ import annotations

import pytest

from waspada.core.categories import canonical, covers
from waspada.detect.registry import KINDS
from waspada.notify.families import FAMILIES, family, grouped

TOPS = {
    "password": "user.authorization",
    "keys": "user.authorization",
    "government_id": "user.government_id",
    "money": "user.financial",
    "health": "user.health",
    "private": "user.demographic",
    "exact_location": "user.location.precise",
    "location": "user.location.coarse",
    "device": "user.device",
    "activity": "user.behavior",
    "account": "user.unique_id",
    "work": "user.professional_information",
    "content": "user.content",
    "contact": "user.contact",
}


def test_every_kind_stands_where_its_category_does() -> None:
    for kind in KINDS.values():
        top = TOPS.get(family(kind.id))
        assert top is None or covers(top, canonical(kind.category)), kind.id
        if top is None:
            assert not any(covers(one, kind.category) for one in TOPS.values() if one != "user.content") or kind.id in (
                "locale",
            ), kind.id


@pytest.mark.parametrize("kind", ["secret.aws", "secret.new", "id.new", "bank.new", "never.heard"])
def test_kinds_of_tomorrow_have_a_place(kind: str) -> None:
    assert family(kind) in FAMILIES


def test_order_is_that_of_the_harm_and_not_of_the_alphabet() -> None:
    found = grouped(["browser", "email", "city", "country", "secret.aws", "phone", "email", "region"])
    assert list(found) == ["keys", "contact", "location", "device"]
    assert found["location"] == ("city", "region", "country")
    assert found["contact"] == ("email", "phone")
    assert [one for kinds in found.values() for one in kinds].count("email") == 1
