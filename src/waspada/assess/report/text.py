"""Sentences as pieces with a tone, so that words carry the page's colours without carrying markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a colour on the page means; the word beside it always says the same."""

    PLAIN = ""
    EXPOSED = "exposed"
    """Exposed, contradicted, overdue."""
    CLEAR = "clear"
    """Looked for and not there, holds, done."""
    UNSURE = "unsure"
    """Not sure, cannot tell."""
    CODE = "code"
    """A name out of the data or a file name, set apart."""


class Piece(NamedTuple):
    """A stretch of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Sentence = tuple[Piece, ...]


def exposed(text: str) -> Piece:
    return Piece(text, Tone.EXPOSED)


def clear(text: str) -> Piece:
    return Piece(text, Tone.CLEAR)


def unsure(text: str) -> Piece:
    return Piece(text, Tone.UNSURE)


def code(text: str) -> Piece:
    return Piece(text, Tone.CODE)


def codes(names: Sequence[str], joint: str = ", ") -> tuple[Piece, ...]:
    """Names in a row."""
    pieces: list[Piece] = []
    for name in names:
        pieces += [Piece(joint), code(name)] if pieces else [code(name)]
    return tuple(pieces)


def join(sentences: Iterable[Sentence]) -> Sentence:
    """One paragraph of several sentences, empty ones left out."""
    pieces: list[Piece] = []
    for sentence in sentences:
        if sentence:
            pieces += [Piece(" "), *sentence] if pieces else sentence
    return tuple(pieces)


def say(*parts: str | Piece) -> Sentence:
    """A sentence of plain strings and toned pieces; empty parts vanish."""
    pieces = (part if isinstance(part, Piece) else Piece(part) for part in parts)
    return tuple(piece for piece in pieces if piece.text)


def plain(sentence: Sentence) -> str:
    """The same sentence without tones, for titles, terminals and tests."""
    return "".join(piece.text for piece in sentence)
