"""Rows in and out in bulk: what a column cannot hold is cut, every kind of value comes back as it went in."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from tests.workbench import Workbench

from waspada.store.db import rows
from waspada.store.db.models import Person, Projection

SEEN = datetime(2025, 11, 9, 1, 2, 3, tzinfo=UTC)
TEXTS = ["plain", 'say "hi", there\nnew line', "\\N", "", "a\x00b", "名前" * 200]


@pytest.fixture
def projection(workbench: Workbench) -> Projection:
    return Projection.objects.create(case=workbench.case(), number=1, manifest="0" * 64)


def insert(projection: Projection, names: list[str | None]) -> None:
    size = len(names)
    columns = {
        "profile": pa.array([1] * size),
        "person_id": pa.array([f"{number:032}" for number in range(size)], pa.string()),
        "name": pa.array(names, pa.string()),
        **{
            name: pa.array([""] * size, pa.string()) for name in ("account_id", "email", "domain", "locale", "products")
        },
        "records": pa.array([7] * size),
        "first_seen": pa.array([SEEN] + [None] * (size - 1), pa.timestamp("us", "UTC"))
        if size
        else pa.array([], pa.timestamp("us", "UTC")),
        "last_seen": pa.array([None] * size, pa.timestamp("us", "UTC")),
    }
    rows.insert(Person, columns, projection.pk)


def test_values_come_back(projection: Projection) -> None:
    insert(projection, [*TEXTS, None])
    found = list(Person.objects.filter(projection=projection).order_by("person_id"))
    assert [one.name for one in found] == ["plain", TEXTS[1], "\\N", "", "ab", TEXTS[5][:300], ""]
    assert (found[0].first_seen, found[1].first_seen, found[0].last_seen, found[0].records) == (SEEN, None, None, 7)


def test_nothing_is_nothing(projection: Projection) -> None:
    insert(projection, [])
    assert Person.objects.count() == 0


def test_delete_takes_the_rows_of_one_projection(projection: Projection, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Projection.objects.create(case=projection.case, number=2, manifest="0" * 64)
    insert(projection, ["a", "b", "c", "d", "e"])
    insert(other, ["x"])
    monkeypatch.setattr(rows, "BATCH", 2)
    assert rows.delete(Person, projection.pk) == 5
    assert [one.name for one in Person.objects.all()] == ["x"]


def test_room_is_given_back(projection: Projection) -> None:
    with rows.many():
        insert(projection, ["a"])
    rows.overwrite_deleted()
    rows.forget()
    rows.analyse()
    assert Person.objects.count() == 1
