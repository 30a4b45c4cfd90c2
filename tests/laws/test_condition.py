"""Conditions as they are read."""

from __future__ import annotations

import pytest

from waspada.core.errors import BadInput
from waspada.laws.condition import All, Ask, Elements, Fact, Not, People, Reading, Tree, read
from waspada.laws.yaml_text import parse

READING = Reading("aa_law", {"known": Fact("acquired")})


def made(text: str) -> object:
    """A condition written on one line."""
    top = parse(f"c: {text}\n", "x.yaml")
    return read(top["c"], top, READING)


def test_conditions_become_data() -> None:
    assert made("{all: [{fact: acquired}, {not: {defined: known}}]}") == All((Fact("acquired"), Not(Fact("acquired"))))
    assert made("{elements: {any: [email, secret.*]}}") == Elements(
        Tree("any", (Tree("kind", name="email"), Tree("kind", name="secret.*")))
    )
    assert made("{people: {more_than: 500, where: anywhere}}") == People(501, False, 500, "more_than", None, True)
    asked = made('{ask: {key: big, en: "Big?", id: "Besar?"}}')
    assert isinstance(asked, Ask)
    assert asked.name == "aa_law.big"


@pytest.mark.parametrize(
    "text",
    [
        "acquired",
        "{}",
        "{fact: acquired, not: {fact: acquired}}",
        "{maybe: 1}",
        "{all: []}",
        "{any: {fact: acquired}}",
        "{not: acquired}",
        "{defined: nobody}",
        "{fact: weather}",
        "{stated: acquired}",
        "{readable: false}",
        "{elements: [email]}",
        "{elements: {all: [email], any: [email]}}",
        "{elements: 'E-Mail'}",
        "{elements: user.unheard_of}",
        "{people: {}}",
        "{people: {at_least: 0}}",
        "{people: {at_least: 5, where: here}}",
        "{risk: {}}",
        "{risk: {at_least: unlikely}}",
        "{sector: []}",
        "{sector: [Banks]}",
        "{established_in: [Indonesia]}",
        "{ask: {key: big, en: a}}",
        "{ask: {key: 'Big one', en: a, id: b}}",
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"x\.yaml, line 1"):
        made(text)
