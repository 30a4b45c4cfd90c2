"""Places without a rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.laws.small import TOP, law, situation

from waspada.laws.gaps import gaps


def test_most_people_first_and_each_says_why() -> None:
    rows: list[dict[str, Any]] = [
        {"residence": place, "kinds": [], "people": count}
        for place, count in (("AA", 900), ("BB", 5), ("CC", 70), ("unknown", 31), ("DD", 6), ("AA-X", 2), ("EE", 0))
    ]
    rows.append({"residence": "BB", "kinds": ["email"], "people": [1, 4]})
    later = replace(law(top=TOP.replace("[AA]", "[CC]").replace("in_force: 2020", "in_force: 2027")), id="cc")
    part = replace(law(top=TOP.replace("[AA]", "[DD-X]")), id="dd")
    found = gaps((law(), later, part), situation(rows))
    assert [(gap.residence, gap.people.least, gap.why) for gap in found] == [
        ("CC", 70, "not_in_force"),
        ("unknown", 31, "residence_unknown"),
        ("BB", 6, "no_rule"),
        ("DD", 6, "region_unknown"),
    ]
    assert found[2].as_json() == {
        "residence": "BB",
        "people": {"at_least": 6, "at_most": 9},
        "why": "no_rule",
        "laws": [],
    }


def test_a_sector_s_law_a_law_about_us_and_guidance_fill_no_gap() -> None:
    for top in (
        TOP + "sectoral: true\n",
        TOP + "reach: anywhere\n",
    ):
        assert [gap.why for gap in gaps((law(top=top),), situation())] == ["no_rule"]


def test_a_place_left_to_another_law_is_a_gap() -> None:
    top = TOP + "except_places: [AA-X]\n"
    rows = [{"residence": "AA-X", "kinds": [], "people": 3}]
    assert [gap.residence for gap in gaps((law(top=top),), situation(rows))] == ["AA-X"]


def test_nobody_counted_has_no_gap() -> None:
    assert gaps((law(),), situation(None)) == ()
