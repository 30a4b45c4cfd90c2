"""Exposure profiles from a run's people, and from facts before any run."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from waspada.flows.case.facts import Fact, Statement, Status
from waspada.flows.profiles import from_facts, from_people, kinds_of, split_countries


def people(*rows: tuple[str | None, str | None, str, list[str]]) -> pa.Table:
    """A table of people: country, region, relation, kinds."""
    names = ("country", "region", "relation", "kinds")
    types = (pa.string(), pa.string(), pa.string(), pa.list_(pa.string()))
    return pa.table(
        {name: pa.array([row[at] for row in rows], types[at]) for at, name in enumerate(names)}
        | {"person_id": pa.array([str(number) for number in range(len(rows))])}
    )


def test_people_of_the_same_residence_and_kinds_are_one_profile() -> None:
    table = people(
        ("ID", "ID-JK", "subject", ["email", "person_name"]),
        ("ID", None, "subject", ["email", "person_name"]),
        ("US", "US-CA", "subject", ["email"]),
        ("US", "CA", "subject", ["email"]),
        ("US", "", "subject", []),
        ("", "US-CA", "subject", ["email"]),
        (None, None, "subject", ["email"]),
        ("DE", None, "mentioned", ["email"]),
    )
    made = from_people(table, split=["US"], ambiguous=4)
    assert [(row["residence"], row["kinds"], row["people"]) for row in made] == [
        ("ID", ["email", "person_name"], 2),
        ("US", [], 1),
        ("US", ["email"], 1),
        ("US-CA", ["email"], 1),
        ("unknown", [], [0, 4]),
        ("unknown", ["email"], 2),
    ]
    assert [row.get("complete", True) for row in made].count(False) == 1


def test_nobody_is_no_profile() -> None:
    assert from_people(people(), split=[]) == []


def test_a_column_may_say_the_group() -> None:
    table = people(("ID", None, "subject", ["email"]), ("ID", None, "subject", ["email"]))
    table = table.append_column("team", pa.array(["staff", None], pa.string()))
    assert [(row["group"], row["people"]) for row in from_people(table, split=[], group="team")] == [
        ("all", 1),
        ("staff", 1),
    ]


def test_countries_with_rules_for_a_part_are_split() -> None:
    assert split_countries(["US-CA", "US-TX", "DE", "AE-ADGM"]) == {"US", "AE"}


def facts(**said: Any) -> dict[str, Fact]:
    """Facts that we stated."""
    made = {}
    for number, (name, value) in enumerate(said.items(), 1):
        one = Statement(
            entry=number,
            time="2026-03-02T10:00:00Z",
            actor="alice",
            name=name,
            value=value,
            status=Status.CONFIRMED,
            by="us",
            source="",
            reason="",
            supersedes=None,
        )
        made[name] = Fact(name=name, ours=one, claims=(), history=(one,))
    return made


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ({}, None),
        ({"people": {"at_least": 5, "at_most": 9}}, [("unknown", [5, 9])]),
        ({"people": 12, "countries": ["ID"]}, [("ID", [12, 12])]),
        ({"people": {"at_least": 5}, "countries": ["ID"]}, [("ID", [5, None])]),
        ({"countries": ["SG", "ID"]}, [("ID", [1, None]), ("SG", [1, None])]),
        ({"people": 12, "countries": ["SG", "ID", "DE"]}, [("DE", [1, 10]), ("ID", [1, 10]), ("SG", [1, 10])]),
        ({"people": 1, "countries": ["SG", "ID"]}, [("ID", [0, 0]), ("SG", [0, 0])]),
        ({"people": None}, None),
    ],
)
def test_before_any_dataset_facts_tell(said: dict[str, Any], rows: Any) -> None:
    made = from_facts(facts(**said))
    assert (None if made is None else [(row["residence"], row["people"]) for row in made]) == rows
    assert all(not row["complete"] for row in made or ())


def test_words_of_people_become_kinds() -> None:
    assert kinds_of(["email", "Name", "user.health", "id.nik", "date of birth", "nonsense words", "user.nonsense"]) == [
        "date_of_birth",
        "email",
        "id.nik",
        "person_name",
        "user.health",
    ]
