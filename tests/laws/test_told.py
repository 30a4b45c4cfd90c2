"""The fact that says a duty was done."""

from __future__ import annotations

import re

from waspada.laws.told import told_fact, told_key


def test_it_names_the_duty_the_place_and_the_controller() -> None:
    assert told_fact("eu_gdpr.authority") == "told.eu_gdpr.authority"
    assert told_key("eu_gdpr.authority", "IE") == "eu_gdpr.authority.IE"
    assert told_key("eu_gdpr.controller", controller="Bank Contoh, PT").startswith("eu_gdpr.controller.bank-contoh-pt-")


def test_each_controller_has_a_word_of_its_own_that_is_a_name_of_a_fact() -> None:
    names = ["Bank", "bank", "Bank!", "Bänk", "株式会社", "有限会社", "A" * 500, "A" * 501, "-", "a.b", "../x"]
    keys = [told_key("eu_gdpr.controller", controller=name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", key) for key in keys)
