"""Words of the public pages: in both languages, with the same places to fill in."""

from __future__ import annotations

import re
from string import Formatter

from waspada.web.public.words import WORDS, said


def test_each_sentence_is_there_in_both_languages_with_the_same_values() -> None:
    for key, (english, indonesian) in WORDS.items():
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, indonesian)]
        assert names[0] == names[1] or key.endswith(".one"), key
        assert english, key
        assert indonesian, key
        assert english != indonesian, key


def test_no_sentence_says_that_a_letter_is_genuine() -> None:
    for key, pair in WORDS.items():
        assert not re.search(r"\b(genuine|authentic|verified|asli|autentik|terverifikasi)\b", " ".join(pair)), key


def test_one_and_many() -> None:
    assert said("found.places", "en", count=1).endswith("from one network so far.")
    assert "from 2 different networks" in said("found.places", "en", count=2)
    assert "satu jaringan" in said("found.places", "id", count=1)
    assert "2.000" in said("ask.text_hint", "id", most=2000)
