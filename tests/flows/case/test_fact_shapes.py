"""Stored values of facts: what this version writes is understood, anything else is not."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.flows.case.fact_names import Shape
from waspada.flows.case.fact_shapes import fits, shape_of
from waspada.flows.case.facts import parsed

NOW = 1_772_000_000.0
WRITTEN = {
    "cause": ("a key was left in a log",),
    "note.call": ("they call back",),
    "aware_at": ("2026-01-09T08:30:00Z", "2026-01-09T08:30Z/2026-01-10T08:30Z", "2026-01-09T08:30+07:00", "unknown"),
    "told.id_pdp.authority": ("2026-01-09T08:30:00Z",),
    "people": ("0", "12000", "10-20", "10+", "unknown"),
    "fields": ("name, e-mail",),
    "countries": ("ID,SG",),
    "acquired": ("yes", "tidak"),
    "established_in": ("ID,US-CA", "none"),
    "eu_main_establishment": ("ie", "none"),
    "sectors": ("financial_entity", "none"),
    "role": ("processor",),
    "risk.all": ("high",),
}
STRANGE: tuple[Any, ...] = (True, 5, -1, 1.5, "x y", "2026-01-09", "ID", [1], ["Germany"], [["ID"]], {}, {"a": 1})
MAY: dict[Shape, tuple[Any, ...]] = {
    Shape.TEXT: ("x y", "2026-01-09", "ID"),
    Shape.COUNT: (5,),
    Shape.LIST: (["Germany"],),
    Shape.YES_NO: (True,),
    Shape.STATE: ("ID",),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_understood(name: str) -> None:
    assert all(fits(name, parsed(name, text, NOW)) for text in WRITTEN[name])


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_strange_is_not(name: str) -> None:
    understood = [value for value in STRANGE if fits(name, value)]
    assert understood == list(MAY.get(shape_of(name), ()))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("people", {"at_least": 5, "at_most": 3}),
        ("people", {"at_most": 3}),
        ("people", {"at_least": True}),
        ("aware_at", {"from": "2026-01-09T08:30:00Z"}),
        ("aware_at", {"from": "2026-01-09T08:30:00Z", "to": None}),
        ("aware_at", "2026-01-09T08:30:00"),
    ],
)
def test_ranges_are_whole(name: str, value: Any) -> None:
    assert not fits(name, value)


def test_every_shape_is_known() -> None:
    assert {shape_of(name) for name in WRITTEN} == set(Shape)
