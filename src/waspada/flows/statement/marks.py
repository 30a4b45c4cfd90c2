"""An edit, word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

Mark = Literal["", "del", "ins"]
_WORD: Final = re.compile(r"\S+\s*")
_ALIKE: Final = 0.4
"""Below it, two sentences are shown one after the other: a patchwork of single words reads like neither."""


class Piece(NamedTuple):
    """A stretch of text with its mark."""

    text: str
    mark: Mark = ""


def edited(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of an edit, in reading order.

    >>> [piece.mark for piece in edited("It holds nine names.", "It holds twelve names.")]
    ['', 'del', 'ins', '']
    """
    if not before or not after:
        return tuple(piece for piece in (Piece(before, "del"), Piece(after, "ins")) if piece.text)
    old, new = _WORD.findall(before.strip()), _WORD.findall(after.strip())
    matcher = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return Piece(before.strip() + " ", "del"), Piece(after.strip(), "ins")
    pieces: list[Piece] = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(new[begin:end])))
            continue
        pieces += [Piece(_spaced(old[first:last]), "del"), Piece(_spaced(new[begin:end]), "ins")]
    return tuple(piece for piece in pieces if piece.text)


def _spaced(words: list[str]) -> str:
    """The words with a blank behind them, so that what follows does not stick to them."""
    text = "".join(words)
    return f"{text.rstrip()} " if text else ""
