"""The text part: readable in any mail program, and nothing lost in it."""

from __future__ import annotations

from dataclasses import replace

from tests.notify.people_made import CODE, MATERIAL, recipient

from waspada.notify.compose import compose
from waspada.notify.content import words
from waspada.notify.plain import as_text
from waspada.notify.texts import shipped


def test_every_sentence_stands_in_it_once_and_lines_are_short() -> None:
    for lang in shipped():
        letter = compose(recipient(lang=lang), MATERIAL, shipped(), CODE)
        text = as_text(letter)
        flat = " ".join(words(text))
        assert all(flat.count(" ".join(words(one.text))) >= 1 for one in letter.sentences)
        assert max(map(len, text.splitlines())) <= 72
        assert text.endswith(f"{letter.closing}\n")
        assert text.startswith(letter.subject.split()[0])
        assert not any(line != line.rstrip() for line in text.splitlines())


def test_headings_have_a_line_below_and_lists_hang() -> None:
    text = as_text(compose(recipient(mfa="off"), MATERIAL, shipped(), CODE))
    assert "What happened\n-------------\nThere was" in text
    assert "\n- Multi-factor authentication is off" in text
    assert "\n  Turn it on" in text


def test_an_address_longer_than_a_line_stays_whole() -> None:
    long = f"https://contoh.example/{'a' * 90}"
    text = as_text(compose(recipient(), replace(MATERIAL, statement_url=long), shipped(), CODE))
    assert long in text.split()
