"""Answers from approved blocks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from waspada.core.errors import BadInput
from waspada.flows.enquiries import answers

VALUES = {"vendor": "Acme", "company": "Toko", "contact": "the data protection officer", "number": "3", "code": "X"}


@pytest.mark.parametrize("lang", ["en", "id"])
def test_blocks_stand_in_their_order_between_greeting_and_closing(lang: str) -> None:
    made = answers.answer(lang, ["thanks", "phishing", "thanks"], VALUES)
    assert made.blocks == ("thanks", "phishing")
    assert made.text.count("Acme") == 1
    assert made.text.endswith("Toko\n")
    assert "{" not in made.text + made.subject
    assert made.lang == lang


def test_every_block_can_be_said_in_every_language() -> None:
    values = {**VALUES, "kinds": "names", "records": "4"}
    for lang, texts in answers.shipped().items():
        for name in texts.blocks:
            assert "{" not in answers.answer(lang, [name], values).text


def test_no_block_links_anywhere_or_speaks_of_data_without_proof() -> None:
    for texts in answers.shipped().values():
        for block in texts.blocks.values():
            assert "http" not in block.text
            assert "@" not in block.text
            if answers.placeholders(block.text) & {"kinds", "records"}:
                assert block.needs == "person"


@pytest.mark.parametrize("blocks", [[], ["no_such_block"]])
def test_nothing_else_can_be_said(blocks: list[str]) -> None:
    with pytest.raises(BadInput):
        answers.answer("en", blocks, VALUES)


def test_a_gap_is_never_sent() -> None:
    with pytest.raises(BadInput, match="contact"):
        answers.answer("en", ["contact"], {**VALUES, "contact": ""})


def test_an_unknown_language_is_answered_in_english() -> None:
    assert answers.language("fr") == "en"


def test_a_language_that_says_something_else_is_refused() -> None:
    english, indonesian = answers.shipped()["en"], answers.shipped()["id"]
    changed = {**indonesian.blocks, "thanks": replace(indonesian.blocks["thanks"], text="Halo {kinds}")}
    with pytest.raises(BadInput):
        answers._hold(replace(indonesian, blocks=MappingProxyType(changed)), english)
