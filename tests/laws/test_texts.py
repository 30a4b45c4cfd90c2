"""Every rule file of the package: it reads, its words are in both languages, and the registry lists it."""

from __future__ import annotations

from importlib import resources

import pytest

from waspada.laws.law_text import packaged
from waspada.laws.registry import REGIMES

TEXTS = sorted(
    path.name.removesuffix(".yaml")
    for path in resources.files("waspada.laws").joinpath("texts").iterdir()
    if path.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", TEXTS)
def test_a_rule_file_reads(name: str) -> None:
    made = packaged(name)
    assert made.id == name
    for duty in made.duties:
        assert duty.term["en"] != duty.term["id"], f"{name}.{duty.id}: the term is not translated"
        assert "{" not in "".join(duty.recipient.values()) or duty.per_state, f"{name}.{duty.id}"


def test_the_registry_names_no_law_twice_and_none_without_text() -> None:
    assert len(set(REGIMES)) == len(REGIMES)
    assert set(REGIMES) <= set(TEXTS)
