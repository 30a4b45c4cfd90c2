"""Every rule leads to a kind that exists."""

from __future__ import annotations

from waspada.detect.ambiguous import AMBIGUOUS, MAY_NAME_A_PERSON, NEUTRAL
from waspada.detect.meaning import CONTACT_KINDS


def test_rules_name_kinds_that_exist() -> None:
    known = {kind.id for kind in CONTACT_KINDS} | {""}
    for name, rule in AMBIGUOUS.items():
        assert set(rule.by_word.values()) <= known, name
        assert rule.otherwise in known, name


def test_words_of_names_are_in_snake_case() -> None:
    for word in NEUTRAL | MAY_NAME_A_PERSON:
        assert word == word.lower()
        assert word.replace("_", "").isalpha()
