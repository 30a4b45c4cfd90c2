"""A split to its partial: every cell in the census, every value with whom it belongs to, and sums that add up."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa

from waspada.core.partial import SCHEMAS, Partial
from waspada.core.roles import Roles, Time
from waspada.core.split import Batch, Quarantined, Split
from waspada.detect.engine import Detector
from waspada.flows.cells import Expected
from waspada.flows.unit import TablePlan, UnitPlan, assess_split
from waspada.readers.duck import hashes

AWS = "AKIA" + "ZVUNSQFALNRUUGYB"
PLAN = UnitPlan(
    {
        "t": TablePlan(
            Roles(
                account=("uid", "distinct_id"),
                email=("email",),
                device=("device",),
                country=("country",),
                time=(Time("at", "s"),),
            ),
            {"uid": Expected("account_id", "format", True), "country": Expected("country", "format", True)},
        )
    }
)


def run(split: Split, batch: Batch, detector: Detector) -> Partial:
    return assess_split(split, [batch], PLAN, detector, hashes)


def test_schemas_and_sums(split: Split, batch: Callable[..., Batch], detector: Detector) -> None:
    rows: list[dict[str, Any]] = [
        {"uid": "u1", "email": "ani@example.org", "country": "ID", "at": "1762646400", "note": ""},
        {"uid": "u1", "email": None, "country": "$direct", "at": "1762646401", "note": f"key {AWS}"},
        {"uid": None, "email": "budi@example.org", "country": None, "at": None, "note": "write to citra@example.net"},
    ]
    made = batch(rows, tags=[(0, "a"), (0, "dewi@example.com"), (2, "b")])
    partial = run(split, made, detector)
    for name, schema in SCHEMAS.items():
        assert getattr(partial, name).schema == schema
    fields = {row["path"]: (row["filled"], row["empty"]) for row in partial.fields.to_pylist()}
    assert fields["note"] == (2, 1)
    assert sum(filled + empty for filled, empty in fields.values()) == made.cells
    hits = {(row["kind"], row["field"], row["value"], row["identity"]) for row in partial.hits.to_pylist()}
    assert ("secret.aws", "note", AWS, 1) in hits or ("secret.aws", "note", AWS, 0) in hits
    assert {row[2] for row in hits if row[0] == "email"} == {
        "ani@example.org",
        "budi@example.org",
        "citra@example.net",
        "dewi@example.com",
    }
    dense = {(row["field"], row["kind"]): row["values"] for row in partial.dense.to_pylist()}
    assert dense == {("uid", "account_id"): 2, ("country", "country"): 1}
    identities = partial.identities.to_pylist()
    assert sum(row["records"] for row in identities) == 3
    assert {(row["account"], row["email"]) for row in identities} == {
        ("u1", "ani@example.org"),
        ("u1", None),
        (None, "budi@example.org"),
    }
    assert {row["day"]: row["records"] for row in partial.days.to_pylist()} == {"2025-11-09": 2, "": 1}


def test_a_secret_in_a_key_is_found_and_masked(split: Split, batch: Callable[..., Batch], detector: Detector) -> None:
    partial = run(split, batch([{"uid": "u1", f"seen.{AWS}": "1"}]), detector)
    assert AWS not in str(partial.fields.to_pylist())
    assert "seen.[secret.aws]" in partial.fields["path"].to_pylist()
    (hit,) = [row for row in partial.hits.to_pylist() if row["kind"] == "secret.aws"]
    assert (hit["value"], hit["layer"], hit["field"]) == (AWS, "key", "seen.[secret.aws]")


def test_quarantined_and_unknown_text_is_searched(
    split: Split, batch: Callable[..., Batch], detector: Detector
) -> None:
    made = replace(
        batch([{"uid": "u1"}]),
        quarantined=(Quarantined(50, "not JSON", f'{{"a":"{AWS}'.encode(), 1),),
        raw=((0, b"plain ani@example.org text"),),
    )
    partial = run(split, made, detector)
    raw = {(row["kind"], row["first_position"]) for row in partial.hits.to_pylist() if row["identity"] is None}
    assert raw == {("secret.aws", "e.jsonl:50"), ("email", "e.jsonl:0")}
    assert partial.quarantine["raw"].to_pylist() == [f'{{"a":"{AWS}'.encode()]


def test_records_and_values_of_random_rows_equal_a_plain_count(
    split: Split, batch: Callable[..., Batch], detector: Detector
) -> None:
    rng = random.Random(6)
    people = [f"u{number}" for number in range(9)]
    rows = [
        {
            "uid": rng.choice([None, *people]),
            "email": rng.choice([None, "a@example.org", "b@example.org"]),
            "note": " ".join(rng.choices(["x", "c@example.org", "d@example.org"], k=3)),
        }
        for _ in range(400)
    ]
    partial = run(split, batch(rows), detector)
    found: dict[str, list[int]] = {}
    for row in partial.hits.to_pylist():
        if row["kind"] == "email" and row["field"] == "note":
            sums = found.setdefault(row["value"], [0, 0])
            sums[0] += row["values"]
            sums[1] += row["records"]
    for value, (values, records) in found.items():
        assert values == sum(str(row["note"]).split().count(value) for row in rows)
        assert records == sum(value in str(row["note"]).split() for row in rows)
    (held,) = [row for row in partial.hit_records.to_pylist() if row["field"] == "note"]
    assert held["records"] == sum("@" in str(row["note"]) for row in rows)
    groups = {(row["uid"], row["email"]) for row in rows}
    assert partial.identities.num_rows >= len(groups)
    assert pa.compute.sum(partial.identities["records"]).as_py() == 400
