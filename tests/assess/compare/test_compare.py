"""Two results as a whole: one document without an id of anybody, refusals, and what makes it incomplete."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from tests.assess.compare.test_people import person

from waspada.assess.compare.compare import Side, compare
from waspada.core.errors import BadInput

TEXTS = {
    "memberships": ("person_id", "organisation_id", "role", "admin"),
    "organisations": ("organisation_id", "name"),
    "ambiguous": ("identity_id", "reason"),
    "secrets": ("kind", "fingerprint", "person_id", "organisation_id", "table", "field"),
}


def side(name: str, *people: dict[str, Any], key: str = "", **document: Any) -> Side:
    base = {
        "schema": "waspada/assessment/1", "dataset": {"name": "d"}, "fields": [], "findings": [], "absent": [],
        "claims": [], "accounting": {"records": 1, "records_quarantined": 0}, "people": {}, "files": [],
        "timeline": {"first_record": None, "last_record": None, "by_day": [], "undated": 0, "zone": "UTC"},
    }  # fmt: skip
    tables = {one: pa.schema([(column, pa.string()) for column in names]).empty_table() for one, names in TEXTS.items()}
    tables["people"] = pa.Table.from_pylist(list(people))
    return Side(name=name, document={**base, **document}, manifest={}, table=tables.__getitem__, key=key)


def test_the_document_names_nobody() -> None:
    found = compare(side("one", person("p1"), person("p2")), side("two", person("p1", "email phone")))
    assert found.differs
    assert found.people.num_rows == 2
    text = json.dumps(found.document, allow_nan=False)
    assert "p1" not in text
    assert found.document["first"]["name"] == "one"
    assert repr(found) == "Diff()"


def test_the_same_twice() -> None:
    found = compare(side("one", person("p1")), side("two", person("p1")))
    assert (found.differs, found.incomplete) == (False, False)


def test_an_incomplete_result_makes_the_comparison_incomplete() -> None:
    broken = {"records": 1, "records_quarantined": 1}
    found = compare(side("one", person("p1")), side("two", person("p1"), accounting=broken))
    assert found.incomplete
    assert found.document["incomplete"] == ["two"]


def test_another_version_and_another_key_are_refused() -> None:
    with pytest.raises(BadInput, match="two are of a version"):
        compare(side("one", person("p1")), side("two", person("p1"), schema="waspada/assessment/2"))
    with pytest.raises(BadInput, match="different keys"):
        compare(side("one", person("p1"), key="a"), side("two", person("p1"), key="b"))
    with pytest.raises(BadInput, match="different keys"):
        compare(side("one", person("p1"), key="a"), side("two", person("p2", account_id="a-p1"), key="a"))
