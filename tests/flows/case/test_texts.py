"""Texts on their way into a log that is never erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import BadInput
from waspada.flows.case.texts import MOST, clean, printable, without_values, written, zoned

NOW = 1764079320.0  # 2025-11-25T14:02:00Z


@pytest.fixture
def cache(waspada_home: Path) -> Path:
    return waspada_home / "cache"


def test_a_text_is_kept_without_blanks_around_it() -> None:
    assert clean("  a word \n", "it") == "a word"
    assert clean("one\r\ntwo\n", "it", lines=True) == "one\ntwo"


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "a\x1b[31mb", "a\tb", "x" * (MOST + 1), "a\u202eb"])
def test_what_steers_a_terminal_or_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"^it "):
        clean(text, "it")


def test_what_came_from_elsewhere_cannot_steer_the_screen() -> None:
    assert printable("a\x1b]0;x\x07b\u202ec") == "a ]0;x b c"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ask budi@vendor.example for it", "e-mail address"),
        ("call +62 812 3456 7890 at night", "phone number"),
        ("paid with card 4111 1111 1111 1111", "payment card"),
        ("NIK 3174012501900001", "NIK"),
    ],
)
def test_a_value_that_nobody_meant_to_keep_is_refused_by_its_kind(cache: Path, text: str, kind: str) -> None:
    with pytest.raises(BadInput) as caught:
        without_values(["fine", text], cache)
    assert kind.casefold() in str(caught.value).casefold()
    for word in ("budi", "812", "4111", "3174"):
        assert word not in f"{caught.value} {caught.value.advice} {caught.value!r}"


@pytest.mark.parametrize(
    "text",
    [
        "About 11,000 people, between 2025-11-08T00:00:00Z and 2025-11-09T12:00:00Z",
        "SHA-256 is 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, reference INC-2025-1109-443",
        "the attacker came from 185.220.101.4",
    ],
)
def test_what_an_incident_needs_is_kept(cache: Path, text: str) -> None:
    without_values([text], cache)
    assert clean(text, "the answer") == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("yesterday", "is not a time"),
        ("2025-11-25", "is not a time"),
        ("2025-11-25T14:02:00", "names no time zone"),
        ("2025-11-25T14:05:00Z", "in the future"),
    ],
)
def test_a_time_names_its_zone_and_is_past(text: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        zoned(text, NOW, "aware_at")


def test_a_time_is_written_in_the_zone_in_which_it_was_said() -> None:
    assert written(zoned("2025-11-25T21:02+07:00", NOW, "it")) == "2025-11-25T21:02:00+07:00"
    assert written(zoned("2025-11-25T14:02:00+00:00", NOW, "it")) == "2025-11-25T14:02:00Z"
