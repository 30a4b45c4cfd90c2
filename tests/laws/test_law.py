"""A law as data."""

from __future__ import annotations

from dataclasses import replace

from tests.laws.small import TOP, law


def test_a_duty_has_its_law_in_its_name() -> None:
    made = law()
    assert made.full(made.duties[0]) == "aa_law.authority"


def test_a_duty_reaches_as_far_as_its_law_unless_it_says_otherwise() -> None:
    near, far = law(), law(top=TOP + "reach: anywhere\n")
    (duty,) = near.duties
    assert [made.is_anywhere(duty) for made in (near, far)] == [False, True]
    assert near.is_anywhere(replace(duty, reach="anywhere"))
    assert not far.is_anywhere(replace(duty, reach="residents"))
