"""A letter: blocks of sentences, the same in text, HTML and on paper; its hash is over what a person reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from waspada.notify.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with what stands below it: paragraphs, then a list."""

    id: str
    """`happened`, `yours`, `not`, `did`, `do`, `contact`, `genuine` …"""
    heading: str
    paragraphs: tuple[Sentence, ...] = ()
    items: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one recipient is told."""

    lang: str
    subject: str
    greeting: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    closing: str
    """Who signs it."""
    code: str = field(repr=False)
    """With which the recipient can check it; see `notify.code`."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All that it says, in order."""
        return tuple(one for block in self.blocks for one in (*block.paragraphs, *block.items))

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of its computed and attested sentences, sorted: who was told what."""
        return tuple(sorted({one.id for one in self.sentences if one.basis in ("computed", "attested")}))

    @property
    def sha256(self) -> str:
        """Over language, subject, greeting, headings, sentences, closing and code, in the order in which they stand."""
        said = [self.lang, self.subject, self.greeting, self.closing, self.code]
        for block in self.blocks:
            paragraphs, items = ([one.text for one in part] for part in (block.paragraphs, block.items))
            said += ["#", block.heading, *paragraphs, "*", *items]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
