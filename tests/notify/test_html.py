"""The HTML part: the same words as the text, and nothing that links, fetches, counts or runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.notify.people_made import CODE, MATERIAL, recipient

from waspada.notify.compose import compose
from waspada.notify.content import seen, words
from waspada.notify.html import as_html
from waspada.notify.letter import Letter
from waspada.notify.plain import as_text
from waspada.notify.recipient import Audience, Customer
from waspada.notify.texts import shipped

TEXTS = shipped()
WILD = 'PT "Sinar" & <script>alert(1)</script> Söhne – “GmbH” - x'


def letters() -> list[Letter]:
    customers = (Customer(organisation_id="o", name=WILD, people=12, admins_without_mfa=2),)
    return [
        compose(recipient(lang=lang, audience=audience, customers=given, mfa="off"), MATERIAL, TEXTS, CODE)
        for lang in TEXTS
        for audience, given in ((Audience.USER, ()), (Audience.ADMIN, customers), (Audience.NO_ACCOUNT, ()))
    ]


@pytest.mark.parametrize("letter", letters(), ids=lambda one: f"{one.lang}")
def test_both_parts_say_the_same_word_for_word(letter: Letter) -> None:
    read = seen(as_html(letter))
    assert read.words == words(as_text(letter))
    assert read.forbidden == ()
    assert len(read.words) > 150


@pytest.mark.parametrize("letter", letters(), ids=lambda one: f"{one.lang}")
def test_there_is_nothing_to_click_and_nothing_to_fetch(letter: Letter) -> None:
    html = as_html(letter)
    for sign in (
        "<a",
        "<img",
        "href",
        "src=",
        "url(",
        "@import",
        "<form",
        "<button",
        "onclick",
        "<script",
        "http-equiv",
    ):
        assert sign not in html, sign
    assert f'<html lang="{letter.lang}" dir="ltr">' in html
    assert html.count(CODE) == 1
    assert len(html.encode()) < 12_000


def test_right_to_left_languages_are_set_so() -> None:
    letter = replace(letters()[0], lang="ar")
    assert '<html lang="ar" dir="rtl">' in as_html(letter)


def test_dark_colours_and_phones_are_thought_of() -> None:
    html = as_html(letters()[0])
    assert "prefers-color-scheme:dark" in html
    assert "width=device-width" in html
