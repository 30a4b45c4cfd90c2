"""People compared: subjects apart from those who are only mentioned, kinds added and removed, one key for both."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from waspada.assess.compare.people import PeopleDiff, lean, people, same_key
from waspada.core.errors import BadInput

NOBODY = pa.table({name: pa.array([], pa.string()) for name in ("person_id", "organisation_id", "change")})


def person(key: str, kinds: str = "email", relation: str = "subject", **more: Any) -> dict[str, Any]:
    base = {
        "person_id": key, "account_id": f"a-{key}", "name": "", "email": "", "country": "ID", "relation": relation,
        "categories": ["user"], "kinds": kinds.split(), "records": 1, "matched_by": "account_id",
    }  # fmt: skip
    return {**base, **more}


def table(*rows: dict[str, Any]) -> pa.Table:
    schema = pa.schema(
        [(name, pa.list_(pa.string()) if name in ("categories", "kinds") else pa.string()) for name in person("x")]
    )
    schema = schema.set(schema.get_field_index("records"), pa.field("records", pa.int64()))
    return lean(pa.Table.from_pylist(list(rows), schema))


def compared(first: pa.Table, second: pa.Table, memberships: pa.Table = NOBODY) -> PeopleDiff:
    return people(first, second, memberships)


def test_each_way_to_differ() -> None:
    found = compared(
        table(person("1"), person("2"), person("3", "email phone"), person("4"), person("5")),
        table(person("2", "email phone"), person("3", "name"), person("4", records=7), person("5"), person("6")),
    )
    rows = [
        tuple(row[name] for name in ("person_id", "change", "added_kinds", "removed_kinds", "changed"))
        for row in found.rows.to_pylist()
    ]
    assert rows == [
        ("1", "gone", [], ["email"], []),
        ("2", "changed", ["phone"], [], ["kinds"]),
        ("3", "changed", ["name"], ["email", "phone"], ["kinds"]),
        ("4", "recounted", [], [], ["records"]),
        ("6", "new", ["email"], [], []),
    ]
    assert found.counts["more_exposed"] == 2
    assert found.counts["less_exposed"] == 1
    assert found.counts["kinds_added"] == {"name": 1, "phone": 1}
    assert found.counts["kinds_removed"] == {"email": 1, "phone": 1}


def test_those_who_are_only_mentioned_are_counted_apart() -> None:
    found = compared(
        table(person("1", relation="mentioned"), person("2"), person("3", relation="mentioned")),
        table(person("1"), person("2", relation="mentioned"), person("4", relation="mentioned")),
    )
    counts = found.counts
    assert (counts["before"], counts["after"], counts["new"], counts["gone"]) == (1, 1, 0, 0)
    assert (counts["became_subject"], counts["became_mentioned"]) == (1, 1)
    assert counts["mentioned"] == {"new": 1, "gone": 1, "changed": 0, "recounted": 0, "same": 0}
    assert counts["after"] == sum(
        (counts["before"], counts["new"], counts["became_subject"], -counts["gone"], -counts["became_mentioned"])
    )
    assert [(row["relation_before"], row["relation_after"]) for row in found.rows.to_pylist()] == [
        ("mentioned", "subject"), ("subject", "mentioned"), ("mentioned", None), (None, "mentioned"),
    ]  # fmt: skip


def test_memberships_change_a_person_who_is_in_both() -> None:
    memberships = pa.table(
        {"person_id": ["1", "2", "9"], "organisation_id": ["o"] * 3, "change": ["new", "changed", "new"]}
    )
    found = compared(table(person("1"), person("2")), table(person("1"), person("2"), person("9")), memberships)
    assert [(row["person_id"], row["change"], row["changed"]) for row in found.rows.to_pylist()] == [
        ("1", "changed", ["organisations"]),
        ("2", "changed", ["roles"]),
        ("9", "new", []),
    ]


def test_nobody_in_either() -> None:
    found = compared(table(), table())
    assert found.rows.num_rows == 0
    assert found.counts["before"] == found.counts["after"] == 0
    assert compared(table(), table(person("1"))).counts["new"] == 1


def test_one_account_with_two_ids_means_two_keys() -> None:
    first, second = table(person("1", account_id="a")), table(person("2", account_id="a"))
    with pytest.raises(BadInput, match="different keys"):
        same_key(first, second)
    addresses = [table(person(key, account_id="", email="x@example.org")) for key in ("1", "2")]
    with pytest.raises(BadInput, match="different keys") as caught:
        same_key(*addresses)
    assert "example.org" not in str(caught.value)


def test_what_shows_one_key() -> None:
    assert same_key(table(person("1")), table(person("1"), person("2"))) == "shown"
    assert same_key(table(person("1")), table(person("2"))) == "not_shown"
    # An address that two accounts share tells nothing.
    shared = [person("1", account_id="", email="x@example.org"), person("2", account_id="", email="x@example.org")]
    assert same_key(table(*shared), table(person("3", account_id="", email="x@example.org"))) == "not_shown"
