"""An e-mail address does not get into the log, wherever it stands; the names of those who act may be addresses."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.core.errors import BadInput
from waspada.store.case.guard import refuse_personal

CANARY = "canary-4711@example.org"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"value": CANARY}, "value"),
        ({"value": {"deep": [1, ["x", f"see {CANARY}, please"]]}}, "value"),
        ({"value": {CANARY: 1}}, "value"),
        ({"value": ("a", f"postgres://u:p@{CANARY}/x")}, "value"),
        ({CANARY: 1}, "data"),
        ({"answer": "tulis ke budi.santoso@contoh.co.id"}, "answer"),
        ({"answer": "müller@straße.example"}, "answer"),
        ({"first": 1, "finding": {"field": CANARY}}, "finding"),
    ],
)
def test_an_address_is_refused_by_the_part_it_stands_in(data: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=f"in: {named}$") as caught:
        refuse_personal(data, "")
    assert "@" not in str(caught.value) + caught.value.advice
    assert caught.value.__context__ is None


def test_an_address_in_the_reason_is_refused() -> None:
    with pytest.raises(BadInput, match=r"in: reason$"):
        refuse_personal({}, f"as {CANARY} asked")


@pytest.mark.parametrize(
    "data",
    [
        {"by": CANARY, "to": CANARY, "source": f"mail from {CANARY}", "contact": CANARY},
        {"handed_over_by": CANARY, "received_by": CANARY, "reference": "<20251125.4711@mail.example.org>"},
        {"files": [{"name": f"export {CANARY}.csv", "bytes": 1}]},
        {"value": "user@host", "more": "a @ b.example", "sha256": "a" * 64, "n": 5, "none": None, "yes": True},
        {"value": "@handle and 12 @ 3.50", "options": {"sampling": [0.1, "1@2.5"]}},
    ],
)
def test_what_is_no_address_or_names_who_acts_passes(data: dict[str, Any]) -> None:
    before = repr(data)
    refuse_personal(data, "the vendor called")
    assert repr(data) == before
