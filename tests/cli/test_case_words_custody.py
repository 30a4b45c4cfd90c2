"""Both languages say the same things with the same values."""

from __future__ import annotations

import re

from waspada.cli import case_words_custody as words


def test_every_sentence_exists_in_both_languages_with_the_same_values() -> None:
    for key, both in words._WORDS.items():
        assert set(both) == {"en", "id"}, key
        found = [set(re.findall(r"\{(\w+)\}", text)) for text in both.values()]
        assert found[0] == found[1], key


def test_values_are_put_in() -> None:
    assert words.say("lifted", "en", name="regulator") == "Hold “regulator” is lifted."
    assert words.say("lifted", "id", name="regulator") == "Penahanan “regulator” dicabut."
