"""The hash of a letter is over what a person reads; what it claims is listed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from waspada.notify.letter import Block, Letter
from waspada.notify.sentence import Basis, Sentence

ONE = Sentence(id="a.1", text="It happened.", basis=Basis.ATTESTED, backing={"fact": "x", "entry": 1})
TWO = Sentence(id="own.email", text="Your address.", basis=Basis.COMPUTED, backing={"check": "own", "kinds": ["email"]})
BLOCK = Block(id="happened", heading="What happened", paragraphs=(ONE,), items=(TWO, Sentence(id="f", text="Hello.")))
LETTER = Letter(lang="en", subject="S", greeting="G", blocks=(BLOCK,), closing="C", code="K")


def test_claims_are_what_is_computed_or_attested() -> None:
    assert LETTER.claims == ("a.1", "own.email")
    assert [one.id for one in LETTER.sentences] == ["a.1", "own.email", "f"]


@pytest.mark.parametrize("changed", ["lang", "subject", "greeting", "closing", "code"])
def test_every_word_counts(changed: str) -> None:
    given: dict[str, Any] = {changed: "other"}
    assert replace(LETTER, **given).sha256 != LETTER.sha256


def test_what_moves_between_parts_is_another_letter() -> None:
    moved = replace(BLOCK, paragraphs=(ONE, TWO), items=BLOCK.items[1:])
    split = replace(BLOCK, paragraphs=(replace(ONE, text="It"), replace(ONE, text="happened.")))
    hashes = {replace(LETTER, blocks=(one,)).sha256 for one in (BLOCK, moved, split, replace(BLOCK, heading="W"))}
    assert len(hashes) == 4


def test_what_nobody_reads_does_not_count() -> None:
    assert replace(LETTER, blocks=(replace(BLOCK, id="other"),)).sha256 == LETTER.sha256
