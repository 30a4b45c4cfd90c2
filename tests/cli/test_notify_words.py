"""Every sentence stands in both languages with the same places to fill."""

from __future__ import annotations

from string import Formatter

import pytest

from waspada.cli import notify_words


@pytest.mark.parametrize("key", sorted(notify_words._WORDS))
def test_both_languages_have_the_same_places(key: str) -> None:
    english, indonesian = notify_words._WORDS[key]
    holes = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, indonesian)]
    assert holes[0] == holes[1]
    assert notify_words.say(key, "en", **dict.fromkeys(holes[0], "x"))
