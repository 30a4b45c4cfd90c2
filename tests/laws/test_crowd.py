"""The people a law sees, and that putting alike ones together changes no answer."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.small import DUTY, law, one, situation

from waspada.laws.condition import All, Elements, Fact, Not, People, Tree
from waspada.laws.crowd import Crowd, counts_anywhere, is_kind, together
from waspada.laws.outcome import Count

EMAIL = Elements(Tree("kind", name="email"))
HEALTH = Elements(Tree("kind", name="user.health"))


def rows(*kinds: list[str], place: str = "AA") -> list[dict[str, Any]]:
    """Two people each."""
    return [{"residence": place, "kinds": one, "people": 2} for one in kinds]


def test_people_whom_a_condition_cannot_tell_apart_are_put_together() -> None:
    made = situation(rows(["email", "a"], ["email", "b"], ["c"]) + rows(["c"], place="BB"))
    covered = Crowd(made).covered(("AA",), "any", set())
    alike = together(made, covered, EMAIL)
    assert sorted((one.profile.kinds, one.profile.least) for one in alike) == [(("a", "b", "email"), 4), (("c",), 2)]
    assert [one.profile.least for one in together(made, covered, None)] == [6]
    assert len(together(made, covered, All((EMAIL, HEALTH)))) == 2


def test_facts_looked_at_are_only_those_of_its_places() -> None:
    made = situation(rows(["a"]) + rows(["a"], place="BB") + rows(["a"], place="unknown"))
    used = set[str]()
    assert len(Crowd(made).covered(("AA",), "controller", used)) == 2
    assert used == {"people.AA", "people.unknown", "groups.all"}


def test_a_range_without_an_end_stays_without() -> None:
    made = situation([{"residence": "AA", "kinds": [], "people": [1, None]}, *rows(["a"])])
    (all_,) = together(made, Crowd(made).covered(None, "any", set()), None)
    assert all_.count(True) == Count(3, None)
    assert all_.count(None) == Count(0, None)
    assert all_.count(False) == Count(0, 0)


def test_kinds_are_named_by_themselves_by_family_and_by_category() -> None:
    made = situation(categories={"id.nik": "user.government_id.national_identification_number"})
    assert is_kind(made, "id.nik", "id.nik")
    assert is_kind(made, "id.*", "id.nik")
    assert is_kind(made, "user.government_id", "id.nik")
    assert not is_kind(made, "user.health", "id.nik")


def test_which_conditions_count_everywhere() -> None:
    here = People(5, False, 5, "at_least", None, False)
    there = People(5, False, 5, "at_least", None, True)
    assert not counts_anywhere(All((here, Fact("acquired"))))
    assert counts_anywhere(Not(All((here, there))))
    assert counts_anywhere(People(5, False, 5, "at_least", there, False))


people = st.lists(
    st.fixed_dictionaries(
        {
            "residence": st.sampled_from(["AA", "BB", "unknown"]),
            "kinds": st.lists(st.sampled_from(["email", "phone", "a", "b"]), unique=True, max_size=4),
            "people": st.integers(0, 40),
            "complete": st.booleans(),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(people)
def test_splitting_a_profile_changes_nothing(given_: list[dict[str, Any]]) -> None:
    when = "{all: [{elements: {all: [email, phone]}}, {people: {at_least: 20, having: {elements: email}}}]}"
    split = [
        row | {"people": part} for row in given_ for part in (row["people"] // 2, row["people"] - row["people"] // 2)
    ]
    whole, parts = (one(law(when, duty=DUTY), situation(made)) for made in (given_, split))
    assert (whole.status, whole.people) == (parts.status, parts.people)
