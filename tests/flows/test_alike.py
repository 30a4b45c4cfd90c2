"""Groups of people who are alike: everybody in one, the gravest first, duties' rows as from the file itself."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from waspada.flows.alike import COLUMNS, SUBJECT, admin_of, facets, grouped, profiles
from waspada.flows.profiles import from_people

NOBODY = pa.array([], pa.string())


def person(person_id: str, **more: Any) -> dict[str, Any]:
    """One affected person with an address and a name."""
    return {
        "person_id": person_id, "country": "ID", "region": "ID-JK", "residence_from": "directory", "mfa": "on",
        "relation": SUBJECT, "matched_by": "account_id", "strength": "strong",
        "categories": ["user.contact.email", "user.name"], "kinds": ["email", "person_name"], **more,
    }  # fmt: skip


PEOPLE = [
    person("a"),
    person("b"),
    person("c", country="US", region="US-CA", mfa="off"),
    person("d", kinds=["email", "secret.openai"], categories=["user.authorization.credentials", "user.contact.email"]),
    person("e", relation="mentioned", kinds=["email"], categories=["user.contact.email"]),
    person("f", country="", region=""),
]


def groups_of(rows: list[dict[str, Any]], admin: list[str] | None = None, size: int = 2) -> Any:
    table = pa.Table.from_pylist(rows).select(list(COLUMNS))
    return grouped(table.to_batches(max_chunksize=size), pa.array(admin or ["no"] * len(rows)))


def test_everybody_is_in_the_group_of_those_who_are_alike() -> None:
    groups = groups_of(PEOPLE)
    assert sum(one.people for one in groups.alike) == len(PEOPLE)
    assert groups.of[0] == groups.of[1]
    assert groups.alike[groups.of[0]].people == 2
    assert groups.alike[groups.of[2]].region == "US-CA"


def test_credentials_come_first_and_who_is_only_mentioned_last() -> None:
    groups = groups_of(PEOPLE)
    assert groups.of[3] == 0
    assert groups.of[4] == len(groups.alike) - 1


def test_admins_are_a_group_of_their_own() -> None:
    groups = groups_of([person("a"), person("b")], ["yes", "no"])
    assert [one.admin for one in groups.alike] == ["yes", "no"]


def test_batches_change_nothing() -> None:
    assert groups_of(PEOPLE, size=1).alike == groups_of(PEOPLE, size=100).alike


def test_rows_for_duties_are_those_of_the_file() -> None:
    table, split = pa.Table.from_pylist(PEOPLE), frozenset({"US"})
    assert profiles(groups_of(PEOPLE).alike, split=split, ambiguous=3) == from_people(table, split=split, ambiguous=3)


def test_facets_count_affected_people() -> None:
    counted = facets(groups_of(PEOPLE, ["no", "no", "yes", "no", "no", "unknown"]).alike)
    assert counted["country"] == {"ID": 3, "": 1, "US": 1}
    assert counted["relation"] == {"subject": 5, "mentioned": 1}
    assert counted["kind"] == {"email": 5, "person_name": 4, "secret.openai": 1}
    assert counted["admins_without_mfa"] == 1


def test_one_membership_makes_an_admin_and_one_unknown_an_unknown() -> None:
    people = pa.array(["a", "b", "c", "d", "e"])
    members, admin = pa.array(["a", "a", "b", "b", "c", "d"]), pa.array(["no", "yes", "no", "unknown", "no", "yes"])
    assert admin_of(people, members, admin).to_pylist() == ["yes", "unknown", "no", "yes", "unknown"]


def test_nobody() -> None:
    assert grouped([], NOBODY).alike == ()
    assert profiles((), split=()) == []
