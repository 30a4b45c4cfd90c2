"""Filters and search: the same people as a plain walk through the file finds, each once, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.crowd import keep_run, table
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.store.db import project, search
from waspada.store.db.models import Case, Organisation, Projection
from waspada.store.db.search import Filters, Found

Rows = list[dict[str, Any]]


@pytest.fixture
def case(workbench: Workbench) -> Case:
    made = workbench.case()
    keep_run(made, 500)
    return made


@pytest.fixture
def projection(case: Case) -> Projection:
    return project.project(case, 1)


@pytest.fixture
def people(case: Case) -> Rows:
    """As the file has them."""
    found: Rows = table(case, 1, "people").to_pylist()
    return found


def walk(page: Callable[[str], Found]) -> list[str]:
    """Ids of all pages in order."""
    ids: list[str] = []
    after = ""
    while True:
        found = page(after)
        ids += [row.person.person_id for row in found.rows]
        after = found.after
        if not after:
            assert len(ids) == len(set(ids))
            return ids


CASES: list[tuple[Filters, Callable[[dict[str, Any]], bool]]] = [
    (Filters(), lambda row: row["relation"] == "subject"),
    (Filters(relation=""), lambda row: True),
    (Filters(relation="mentioned"), lambda row: row["relation"] == "mentioned"),
    (Filters(relation="", country="ID"), lambda row: row["country"] == "ID"),
    (Filters(relation="", country="none"), lambda row: not row["country"]),
    (Filters(relation="", kind="phone", mfa="off"), lambda row: "phone" in row["kinds"] and row["mfa"] == "off"),
    (Filters(relation="", kind="pho"), lambda row: False),
    (Filters(relation="", category="user.name"), lambda row: "user.name" in row["categories"]),
    (Filters(relation="", matched_by="contact"), lambda row: row["matched_by"] == "contact"),
    (Filters(relation="", strength="weak"), lambda row: False),
]


@pytest.mark.parametrize(("filters", "holds"), CASES)
@pytest.mark.parametrize("size", [1, 7, 50, 600])
def test_filters(
    projection: Projection, people: Rows, filters: Filters, holds: Callable[[dict[str, Any]], bool], size: int
) -> None:
    if size == 1 and filters.country != "ID":
        size = 3
    expected = {row["person_id"] for row in people if holds(row)}
    found = walk(lambda after: search.people(projection, filters, after, size))
    assert set(found) == expected
    assert search.people(projection, filters).total == len(expected)


def test_the_gravest_come_first(projection: Projection) -> None:
    rows = search.people(projection, Filters()).rows
    assert [row.profile.number for row in rows] == sorted(row.profile.number for row in rows)
    secrets = ["secret.openai" in row.kinds for row in search.people(projection, Filters(), "", 500).rows]
    assert secrets == sorted(secrets, reverse=True)


@pytest.mark.parametrize("size", [2, 50])
def test_admins_and_people_of_an_organisation(case: Case, projection: Projection, size: int) -> None:
    members = table(case, 1, "memberships").to_pylist()
    admins = {row["person_id"] for row in members if row["admin"] == "yes"}
    found = walk(lambda after: search.people(projection, Filters(relation="", admin="yes"), after, size))
    assert set(found) == admins
    largest = Organisation.objects.get(projection=projection, number=1)
    of_it = {row["person_id"] for row in members if row["organisation_id"] == largest.organisation_id}
    within = Filters(relation="", organisation=largest.key)
    assert set(walk(lambda after: search.people(projection, within, after, size))) == of_it
    both = Filters(relation="", organisation=largest.key, admin="yes")
    assert set(walk(lambda after: search.people(projection, both, after, size))) == of_it & admins
    assert search.people(projection, both).total == len(of_it & admins)


def test_an_organisation_that_is_none_has_nobody(projection: Projection) -> None:
    assert search.people(projection, Filters(organisation="f" * 32)).total == 0


@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_beginning_of_an_address_a_name_or_an_id(projection: Projection, people: Rows, size: int) -> None:
    for by, text in (("email", "Budi.S"), ("name", "SITI"), ("account_id", "USER-00000"), ("account_id", "user-0")):
        if size == 1 and text == "user-0":
            continue
        expected = {row["person_id"] for row in people if row[by].lower().startswith(text.lower())}
        found = walk(lambda after, by=by, text=text: search.search(projection, text, by, after=after, size=size))  # type: ignore[misc]
        assert set(found) == expected
        assert expected


def test_the_whole_value(projection: Projection, people: Rows) -> None:
    one = people[17]
    assert walk(lambda after: search.search(projection, one["email"].upper(), "email", exact=True, after=after)) == [
        one["person_id"]
    ]
    assert search.search(projection, one["email"][:-1], "email", exact=True).total == 0
    assert search.search(projection, one["person_id"], "person_id").rows[0].person.person_id == one["person_id"]
    same = {row["person_id"] for row in people if row["name"] == one["name"]}
    assert set(walk(lambda after: search.search(projection, one["name"], "name", exact=True, after=after, size=2))) == (
        same
    )


def test_everybody_of_a_domain(projection: Projection, people: Rows) -> None:
    expected = {row["person_id"] for row in people if row["email"].endswith("@mail.example")}
    for text in ("mail.example", "@MAIL.example", "x@mail.example"):
        found = walk(lambda after, text=text: search.search(projection, text, "domain", after=after, size=20))  # type: ignore[misc]
        assert set(found) == expected


def test_a_search_counts_no_further_than_it_says(projection: Projection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_COUNTED", 5)
    found = search.search(projection, "user-", "account_id")
    assert (found.total, found.capped) == (5, True)


@pytest.mark.parametrize(
    ("text", "by"), [("", "email"), ("  ", "name"), ("ab", "name"), ("a\x00bc", "email"), ("x", "?")]
)
def test_too_little_to_look_for(projection: Projection, text: str, by: Any) -> None:
    with pytest.raises(BadInput) as error:
        search.search(projection, text, by)
    assert error.value.advice


@pytest.mark.parametrize("after", ["x", "-", "99999999999", "1e3-4", "²-a"])
def test_a_place_that_is_none(projection: Projection, after: str) -> None:
    if after == "-":
        assert search.people(projection, Filters(), after).rows
        return
    with pytest.raises(BadInput):
        search.people(projection, Filters(), after)


@pytest.mark.parametrize("without_mfa", [False, True])
def test_organisations(case: Case, projection: Projection, without_mfa: bool) -> None:
    found: list[Organisation] = []
    after = ""
    while True:
        rows, after = search.organisations(projection, without_mfa=without_mfa, after=after, size=4)
        found += rows
        if not after:
            break
    column = "admins_without_mfa" if without_mfa else "people"
    counts = [getattr(one, column) for one in found]
    expected = [row[column] for row in table(case, 1, "organisations").to_pylist() if row[column]]
    assert counts == sorted(expected, reverse=True)


def test_where_somebody_belongs(case: Case, projection: Projection) -> None:
    row = table(case, 1, "memberships").to_pylist()[3]
    ((part, one),) = search.organisations_of(projection, row["person_id"])
    assert (one.organisation_id, part.role) == (row["organisation_id"], row["role"])
