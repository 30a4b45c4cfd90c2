"""The pages as bytes: escaped, calm, and of a length that tells nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.public.visitor import ABOUT, letter

from waspada.core.language import LANGUAGES, Lang
from waspada.web.public import pages
from waspada.web.public.frame import Frame
from waspada.web.public.seen import FLAGGED, MOST_PLACES


def frame(lang: Lang = "en") -> Frame:
    return Frame(about=ABOUT, lang=lang, home="/", tab="check")


def test_a_letter_is_shown_whole_and_escaped() -> None:
    evil = replace(letter(1), text="</div><script>alert(1)</script>\n  two", subject="<b>", sender='"x" <y@z.example>')
    text = pages.letter(frame(), evil, 1).decode()
    assert "<script>" not in text
    assert "&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n  two" in text
    assert "&lt;b&gt;" in text


@pytest.mark.parametrize("length", [0, 100, 5000, 20_000])
def test_letters_and_none_are_of_one_length_class(length: int) -> None:
    shown = pages.letter(frame(), replace(letter(1), text="x" * length), 1)
    assert len(shown) == len(pages.no_letter(frame())) == pages.CLASS


def test_a_longer_one_is_of_the_next_class() -> None:
    assert len(pages.letter(frame(), replace(letter(1), text="x" * 40_000), 1)) == 2 * pages.CLASS


def test_many_places_are_flagged_in_words() -> None:
    assert "Take care" not in pages.letter(frame(), letter(1), FLAGGED - 1).decode()
    assert "Take care" in pages.letter(frame(), letter(1), FLAGGED).decode()
    assert f"from {MOST_PLACES} different networks or more" in pages.letter(frame(), letter(1), 10**6).decode()


def test_a_letter_that_has_not_gone_yet_shows_no_date() -> None:
    assert "<dt>Date</dt>" in pages.letter(frame(), letter(1), 1).decode()
    assert "<dt>Date</dt>" not in pages.letter(frame(), replace(letter(1), date=""), 1).decode()
    assert "in March" in pages.letter(frame(), replace(letter(1), date="in March"), 1).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_one_heading_and_its_language(lang: Lang) -> None:
    here = frame(lang)
    made = [
        pages.check(here), pages.no_letter(here), pages.affected(here), pages.affected_done(here),
        pages.organisation(here), pages.organisation_done(here, "p"), pages.fetch(here, ""),
        pages.fetch(here, '"><x>'), pages.no_list(here),
        pages.ask(here), pages.ask(here, missing=True), pages.ask_done(here),
        *(pages.problem(here, key) for key in ("full", "slow", "missing", "method", "large", "form", "late", "broken")),
    ]  # fmt: skip
    for page in made:
        text = page.decode()
        assert text.count("<h1>") == 1
        assert f'<html lang="{lang}">' in text
        assert "<x>" not in text
        assert "{" not in text
