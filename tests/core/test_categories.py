"""The category list: parents exist, labels in both languages, old keys still work."""

from __future__ import annotations

import doctest

import pytest

import waspada.core.categories
from waspada.core.categories import CATEGORIES, REPLACED, canonical, covers, is_known, is_sensitive, label, parent


def test_every_parent_is_known_and_every_label_is_there() -> None:
    for key, category in CATEGORIES.items():
        assert not parent(key) or parent(key) in CATEGORIES, key
        assert category.label
        assert category.label_id
        assert label(key, "en") == category.label
        assert label(key, "id") == category.label_id


def test_replaced_keys_lead_to_known_ones() -> None:
    for old, new in REPLACED.items():
        assert canonical(old) == new
        assert is_known(old)
    assert canonical("user.biometric.retinal") == "user.biometrics.retinal"


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("user.contact", "user.contact.email", True),
        ("user.contact.email", "user.contact.email", True),
        ("user.contact.email", "user.contact", False),
        ("user.name", "user.names", False),
        ("user.location.imprecise", "user.location.coarse", True),
        ("user.job_title", "user.professional_information.job_title", True),
    ],
)
def test_covers(upper: str, lower: str, expected: bool) -> None:
    assert covers(upper, lower) is expected


def test_sensitive() -> None:
    assert is_sensitive("user.government_id.passport_number")
    assert is_sensitive("user.authorization")
    assert not is_sensitive("user.contact.email")
    assert label("no.such.key", "id") == "no.such.key"


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(waspada.core.categories).failed == 0
