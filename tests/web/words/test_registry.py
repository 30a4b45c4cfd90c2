"""What pages say: every sentence is there in both languages, takes the same values, and is asked for by its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import waspada.web
from waspada.web.words.registry import PARTS, said, words

HOME = Path(waspada.web.__file__).parent
VALUE = re.compile(r"\{(\w+)\}")
SAY = re.compile(r'{% say "([a-z_.]+)"')
SAY_OF = re.compile(r'{% say_of "([a-z_.]+)"')


@pytest.mark.parametrize("key", sorted(words()))
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    english, indonesian = words()[key]
    assert english.strip()
    assert indonesian.strip()
    only_in_one = set(VALUE.findall(english)) ^ set(VALUE.findall(indonesian))
    assert only_in_one <= ({"count"} if key.endswith(".one") else set())


def test_every_file_of_words_is_registered() -> None:
    files = {path.stem for path in (HOME / "words").glob("*.py")} - {"__init__", "registry"}
    assert files == set(PARTS)


def test_templates_ask_only_for_what_is_there_and_hold_no_words_of_their_own() -> None:
    known = words()
    starts = {key.rpartition(".")[0] for key in known}
    for path in (HOME / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        missing = [key for key in SAY.findall(text) if key not in known]
        missing += [start for start in SAY_OF.findall(text) if start not in starts]
        assert not missing, f"{path.name}: {missing}"


def test_one_is_said_otherwise_where_english_needs_it() -> None:
    assert said("review.values", "en", count=1) == "1 value"
    assert said("review.values", "en", count=1204) == "1,204 values"
    assert said("review.values", "id", count=1204) == "1.204 nilai"


def test_a_sentence_that_is_missing_is_a_defect() -> None:
    with pytest.raises(KeyError):
        said("review.nothing_like_it", "en")
