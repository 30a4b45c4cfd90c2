"""A letter as plain text: the same words in the same order as in HTML and on paper."""

from __future__ import annotations

from typing import Final

from waspada.notify.letter import Block, Letter

_WIDTH: Final = 72
BULLET: Final = "- "
RULE: Final = "-"
"""Under headings; signs that are no words."""


def as_text(letter: Letter) -> str:
    """With line feeds; ends with one."""
    parts = [_wrapped(letter.subject), letter.greeting, *map(_block, letter.blocks), letter.closing]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    heading = _wrapped(block.heading)
    rule = RULE * max(map(len, heading.splitlines()))
    parts = [f"{heading}\n{rule}"]
    if block.paragraphs:
        parts.append(_wrapped(" ".join(one.text for one in block.paragraphs)))
    if block.items:
        parts.append("\n".join(_wrapped(one.text, BULLET) for one in block.items))
    return "\n".join(parts) if len(parts) == 2 else f"{parts[0]}\n" + "\n\n".join(parts[1:])


def _wrapped(text: str, first: str = "") -> str:
    """Lines that no mail program breaks again; a word longer than a line stays whole, since it may be an address."""
    lines: list[str] = []
    line, begun = first, False
    for word in text.split():
        if begun and len(line) + len(word) > _WIDTH:
            lines.append(line.rstrip())
            line = " " * len(first)
        line, begun = f"{line}{word} ", True
    return "\n".join([*lines, line.rstrip()])
