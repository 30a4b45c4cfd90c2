"""Words of the closing report: both languages, the same placeholders."""

from __future__ import annotations

from string import Formatter

from waspada.flows.case import closing_words


def test_both_languages_have_the_same_placeholders() -> None:
    for key, (english, indonesian) in closing_words._WORDS.items():
        named = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, indonesian)]
        assert named[0] == named[1], key
        assert english
        assert indonesian


def test_one_and_many() -> None:
    assert closing_words.say("tasks.open", "en", count=1) == "1 task is open."
    assert closing_words.say("tasks.open", "en", count=1200) == "1,200 tasks are open."
    assert closing_words.say("tasks.open", "id", count=1200) == "1.200 tugas masih terbuka."
