"""Rows with a key of their own: new, gone, changed, and merely counted anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from waspada.assess.compare.rows import ambiguous, lists_of, memberships, organisations, secrets


def organisation(key: str, people: int = 2, records: int = 5, categories: tuple[str, ...] = ("user.name",)) -> Any:
    return {
        "organisation_id": key, "name": key.upper(), "people": people, "admins": 1, "admins_without_mfa": 0,
        "records": records, "categories": list(categories),
    }  # fmt: skip


def test_organisations() -> None:
    first = pa.Table.from_pylist([organisation("a"), organisation("b"), organisation("c"), organisation("d")])
    second = pa.Table.from_pylist(
        [organisation("e"), organisation("d"), organisation("c", records=6), organisation("b", people=3, records=9)]
    )
    counts, rows = organisations(first, second)
    assert rows.to_pylist() == [
        {"organisation_id": "a", "change": "gone", "changed": []},
        {"organisation_id": "b", "change": "changed", "changed": ["people", "records"]},
        {"organisation_id": "c", "change": "recounted", "changed": ["records"]},
        {"organisation_id": "e", "change": "new", "changed": []},
    ]
    assert counts == {
        "new": 1, "gone": 1, "changed": 1, "recounted": 1, "same": 1, "changed_in": {"people": 1, "records": 2}
    }  # fmt: skip


def test_a_membership_is_a_person_in_an_organisation() -> None:
    names = ("person_id", "organisation_id", "role", "admin")
    first = [("p1", "o1", "admin", "yes"), ("p1", "o2", "member", "no"), ("p2", "o1", "member", "no")]
    second = [("p1", "o1", "member", "no"), ("p1", "o3", "member", "no"), ("p2", "o1", "member", "no")]
    counts, rows = memberships(
        *(pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in side]) for side in (first, second))
    )
    assert rows.select(["person_id", "organisation_id", "change"]).to_pylist() == [
        {"person_id": "p1", "organisation_id": "o1", "change": "changed"},
        {"person_id": "p1", "organisation_id": "o2", "change": "gone"},
        {"person_id": "p1", "organisation_id": "o3", "change": "new"},
    ]
    assert counts["same"] == 1


def test_no_memberships_at_all() -> None:
    empty = pa.schema([(name, pa.string()) for name in ("person_id", "organisation_id", "role", "admin")]).empty_table()
    counts, rows = memberships(empty, empty)
    assert rows.num_rows == 0
    assert rows.column_names == ["person_id", "organisation_id", "change", "changed"]
    assert counts["same"] == 0


def test_ambiguous_identities_by_their_candidates() -> None:
    def row(key: str, candidates: list[str], records: int = 1) -> dict[str, Any]:
        return {
            "identity_id": key, "reason": "conflict", "strength": "strong", "identifiers": ["x"],
            "candidates": candidates, "candidates_in_all": len(candidates), "records": records,
        }  # fmt: skip

    first = pa.Table.from_pylist([row("i1", ["p1", "p2"]), row("i2", ["p1", "p2"]), row("i3", ["p1", "p3"])])
    second = pa.Table.from_pylist([row("i1", ["p2", "p1"]), row("i2", ["p1", "p4"]), row("i3", ["p1", "p3"], 2)])
    _, rows = ambiguous(first, second)
    assert [(one["identity_id"], one["change"], one["changed"]) for one in rows.to_pylist()] == [
        ("i2", "changed", ["candidates"]),
        ("i3", "recounted", ["records"]),
    ]
    assert "x" not in str(rows.to_pylist())


def test_secrets_by_fingerprint_and_place() -> None:
    names = ("kind", "fingerprint", "person_id", "organisation_id", "table", "field", "position")

    def table(*rows: tuple[str, ...]) -> pa.Table:
        return pa.table({name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)})

    first = table(
        ("k", "f1", "p1", "", "t", "a", "1"), ("k", "f2", "p1", "", "t", "a", "2"), ("m", "f1", "", "", "t", "a", "3")
    )
    second = table(
        ("k", "f1", "p1", "", "t", "a", "9"), ("k", "f2", "p1", "", "t", "a", "2"),
        ("k", "f2", "p2", "", "t", "a", "4"), ("m", "f9", "", "", "t", "a", "3"),
    )  # fmt: skip
    counts, rows = secrets(first, second)
    assert [tuple(row.values()) for row in rows.to_pylist()] == [
        ("k", "f2", "changed"),
        ("m", "f1", "gone"),
        ("m", "f9", "new"),
    ]
    assert counts["by_kind"] == {"k": {"new": 0, "gone": 0, "changed": 1}, "m": {"new": 1, "gone": 1, "changed": 0}}
    assert counts["same"] == 1


def test_names_of_flags_as_lists() -> None:
    flags = {"a": np.array([True, False, True]), "b": np.array([True, False, False])}
    assert lists_of(flags, 3).to_pylist() == [["a", "b"], [], ["a"]]
    assert lists_of({}, 2).to_pylist() == [[], []]
