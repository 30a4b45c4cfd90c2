"""Raw text is cut so that nothing falls between two pieces and nothing is seen twice."""

from __future__ import annotations

import random

from waspada.flows.raw import LONGEST, record_lines, window_lines


def test_lines_keep_their_offsets() -> None:
    lines = record_lines(100, b"ani\n\n budi \ncitra")
    assert list(zip(lines.offsets, lines.texts, strict=True)) == [(100, "ani"), (105, " budi "), (112, "citra")]


def test_overlapping_windows_give_each_word_once_in_whatever_batches_they_come() -> None:
    rng = random.Random(3)
    words = [f"w{number:06d}" for number in range(60_000)]
    text = b"".join(word.encode() + rng.choice([b" ", b"\n"]) for word in words)
    size, overlap = 100_000, 10_000
    windows = [(at, text[at : at + size]) for at in range(0, len(text), size - overlap)]
    found: list[str] = []
    for number in range(0, len(windows), 3):
        for piece in window_lines(windows[number : number + 3], size, overlap).texts:
            found += piece.split()
    assert found == words


def test_a_long_line_is_cut_at_blanks() -> None:
    text = b" ".join(b"x%07d" % number for number in range(20_000))
    lines = record_lines(0, text)
    assert max(map(len, lines.texts)) <= LONGEST
    assert " ".join(lines.texts).encode() == text


def test_a_key_of_several_lines_is_one_piece() -> None:
    key = b"-----BEGIN " + b"PRIVATE KEY-----\nQUJD\nREVG\n-----END " + b"PRIVATE KEY-----"
    lines = record_lines(0, b"before\n" + key + b"\nafter\n")
    assert lines.texts == ["before", key.decode(), "after"]
