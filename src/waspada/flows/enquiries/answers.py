"""Answers from approved blocks: nobody writes free text, and no block speaks of a person's data before proof.

The words are data, one file a language, held against English when they are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Final

import yaml

from waspada.core.errors import BadInput

REFERENCE: Final = "en"
_FOLDER: Final = Path(__file__).with_name("texts")
_TOP: Final = ("lang", "name", "subject", "greeting", "closing", "blocks")
_NEEDS: Final = ("", "proof", "person", "contact")
PROVE: Final = "prove"
"""The block that asks for the proof, with its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One approved paragraph."""

    id: str
    title: str
    """For who chooses it."""
    text: str
    needs: str = ""
    """`proof` of the address, a linked `person`, or a `contact` of ours; without it the block cannot be chosen."""
    alone: bool = False
    """Sent by itself, never chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All that an answer can say in one language."""

    lang: str
    name: str
    subject: str
    greeting: str
    closing: str
    blocks: Mapping[str, Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, ready to be sent or copied."""

    lang: str
    subject: str
    text: str
    blocks: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Over what is read."""
        return hashlib.sha256("\0".join((self.lang, self.subject, self.text)).encode()).hexdigest()


@cache
def shipped() -> Mapping[str, Texts]:
    """Language → words. Raises BadInput where a file does not say what English says."""
    found = {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.yaml"))}
    reference = found[REFERENCE]
    for texts in found.values():
        _hold(texts, reference)
    return MappingProxyType(found)


def language(lang: str) -> str:
    """The language in which somebody is answered: theirs, or English."""
    return lang if lang in shipped() else REFERENCE


def answer(lang: str, blocks: Sequence[str], values: Mapping[str, str]) -> Answer:
    """Put an answer together.

    Args:
        blocks: ids, in the order in which they are read; each once.
        values: of the placeholders. A block whose placeholder has none cannot be said.

    Raises:
        BadInput: no block, one that does not exist, or a placeholder without a value.
    """
    texts = shipped()[language(lang)]
    chosen = list(dict.fromkeys(blocks))
    if not chosen or any(one not in texts.blocks for one in chosen):
        raise BadInput("an answer needs at least one approved block", hint="Choose what it says.")
    said = [texts.blocks[one].text for one in chosen]
    whole = (texts.subject, texts.greeting, *said, texts.closing)
    missing = sorted({name for text in whole for name in placeholders(text) if not values.get(name)})
    if missing:
        raise BadInput(
            f"the answer cannot be put together: nothing is known for {', '.join(missing)}",
            hint="State it on the page of the workspace, or leave the block out.",
        )
    subject, greeting, *paragraphs, closing = (text.format_map(dict(values)) for text in whole)
    text = "\n\n".join((greeting, *paragraphs, closing)) + "\n"
    return Answer(lang=texts.lang, subject=subject, text=text, blocks=tuple(chosen))


def placeholders(text: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _read(path: Path) -> Texts:
    row: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(row, dict) or sorted(row) != sorted(_TOP) or row["lang"] != path.stem:
        raise BadInput(f"the blocks of answers in {path.name} are not whole")
    blocks = {name: Block(id=name, **one) for name, one in row["blocks"].items()}
    if any(one.needs not in _NEEDS for one in blocks.values()):
        raise BadInput(f"the blocks of answers in {path.name} need something that nobody can give")
    return Texts(**{**row, "blocks": MappingProxyType(blocks)})


def _hold(texts: Texts, reference: Texts) -> None:
    if texts.blocks.keys() != reference.blocks.keys():
        raise BadInput(f"the blocks of answers in {texts.lang} are not those in {reference.lang}")
    for name, block in texts.blocks.items():
        other = reference.blocks[name]
        same = (block.needs, block.alone, placeholders(block.text)) == (
            other.needs,
            other.alone,
            placeholders(other.text),
        )
        if not same:
            raise BadInput(f"the block {name} in {texts.lang} says something else than in {reference.lang}")
