"""Two `assessment.json` compared, part by part."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.assess.compare import documents


def field(path: str, filled: int = 5, **more: Any) -> dict[str, Any]:
    base = {
        "table": "t", "path": path, "filled": filled, "empty": 0, "distinct": filled, "distinct_is_estimate": False,
        "meaning": None, "free_text": False, "categories": [],
    }  # fmt: skip
    return {**base, **more}


def finding(kind: str, values: int = 5, strength: str = "strong", how: str = "form") -> dict[str, Any]:
    return {
        "kind": kind, "table": "t", "field": "f", "strength": strength, "how": how, "values": values,
        "distinct": values, "records": values,
    }  # fmt: skip


def test_fields_new_gone_and_changed_with_what_changed() -> None:
    found = documents.fields(
        {"fields": [field("a"), field("b"), field("c")]},
        {"fields": [field("b", 6), field("c"), field("d", meaning="x")]},
    )
    assert [row["path"] for row in found["new"]] == ["d"]
    assert [row["path"] for row in found["gone"]] == ["a"]
    assert found["changed"] == [
        {
            "table": "t", "path": "b", "changed": ["filled", "distinct"], "before": {"filled": 5, "distinct": 5},
            "after": {"filled": 6, "distinct": 6},
        }
    ]  # fmt: skip


def test_fields_that_share_a_masked_name_are_added_up() -> None:
    masked = "k.[email]"
    found = documents.fields(
        {"fields": [field(masked, 2), field(masked, 3)]}, {"fields": [field(masked, 4), field(masked, 1)]}
    )
    assert found == {"new": [], "gone": [], "changed": []}


def test_findings_are_one_however_they_were_recognised() -> None:
    first = {"findings": [finding("email"), finding("email", how="name"), finding("phone", strength="weak")]}
    second = {"findings": [finding("email", 9), finding("email", 1, how="name"), finding("phone")]}
    found = documents.findings(first, second)
    assert found["changed"] == []
    assert [(row["kind"], row["strength"]) for row in found["new"]] == [("phone", "strong")]
    assert [(row["kind"], row["strength"]) for row in found["gone"]] == [("phone", "weak")]
    assert documents.kinds(first, second) == {"new": ["phone"], "gone": []}


def test_verdicts_of_absence() -> None:
    first = {"findings": [finding("email")], "absent": [{"kind": "phone", "verdict": "absent"}]}
    second = {"findings": [finding("phone")], "absent": [{"kind": "email", "verdict": "cannot_tell"}]}
    assert documents.absent(first, second) == [
        {"name": "email", "before": "found", "after": "cannot_tell"},
        {"name": "phone", "before": "absent", "after": "found"},
    ]


def test_files_are_the_same_by_content() -> None:
    def files(**digests: str) -> dict[str, Any]:
        rows = [{"path": path, "sha256": digest, "bytes": 1, "records": 1} for path, digest in digests.items()]
        return {"files": rows}

    found = documents.inputs(files(a="1", b="2"), files(renamed="1", b="3"))
    assert [row["path"] for row in found["new"]] == ["b"]
    assert [row["path"] for row in found["gone"]] == ["b"]
    assert found["same"] == 1


def test_days_and_ends_of_the_period() -> None:
    def timeline(last: str, **days: int) -> dict[str, Any]:
        rows = [{"day": f"2025-11-0{day[1]}", "records": records} for day, records in days.items()]
        return {"timeline": {"first_record": "x", "last_record": last, "undated": 0, "zone": "UTC", "by_day": rows}}

    found = documents.period(timeline("y", d1=5, d2=6), timeline("z", d1=5, d3=7))
    assert found["ends"] == [{"name": "last_record", "before": "y", "after": "z"}]
    assert found["days"] == [
        {"name": "2025-11-02", "before": 6, "after": 0},
        {"name": "2025-11-03", "before": 0, "after": 7},
    ]


def test_claims_by_id() -> None:
    def claims(**verdicts: str) -> dict[str, Any]:
        return {
            "claims": [{"id": name, "text": {"en": name}, "verdict": verdict} for name, verdict in verdicts.items()]
        }

    found = documents.claims(claims(a="holds", b="holds", c="holds"), claims(b="contradicted", c="holds", d="holds"))
    assert [row["id"] for row in found["new"]] == ["d"]
    assert [row["id"] for row in found["gone"]] == ["a"]
    assert [(row["id"], row["changed"], row["before"]) for row in found["changed"]] == [
        ("b", ["verdict"], {"verdict": "holds"})
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"new": 0, "same": 7, "before": 7, "after": 7}, False),
        ({"new": 1}, True),
        ({"x": {"new": [], "changed_in": {}}}, False),
        ({"x": [{"before": 1}]}, True),
    ],
)
def test_whether_anything_differs(part: dict[str, Any], expected: bool) -> None:
    assert documents.any_difference(part) is expected


def test_options_and_versions_that_differ() -> None:
    first, second = {"options": {"map": [], "lang": "en"}, "versions": {"waspada": "1"}}, {"options": {"map": ["a=b"]}}
    found = documents.settings(first, second)
    assert [row["name"] for row in found["options"]] == ["lang", "map"]
    assert found["versions"] == [{"name": "waspada", "before": "1", "after": None}]
