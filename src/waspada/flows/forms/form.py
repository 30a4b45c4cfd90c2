"""The promise of a form: what it asks, as data, and what a case answers, sentence by sentence with its source.

A form never holds a value of an affected person: it is filled from facts, counts and judgements alone, and read again
by our own search before anybody gets it (`clean`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

Text = Mapping[str, str]
"""`{"en": …, "id": …}`."""
Stage = Literal["preliminary", "supplementary", "final"]
STAGES: Final[tuple[Stage, ...]] = ("preliminary", "supplementary", "final")
Origin = Literal["computed", "attested", "missing"]


class Owner(StrEnum):
    """Who owes what is missing."""

    VENDOR = "vendor"
    COUNSEL = "counsel"
    DPO = "dpo"
    TEAM = "team"
    ADMIN = "admin"
    """Of the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that a form asks."""

    id: str
    text: Text
    topics: tuple[str, ...] = ()
    """What the case itself can say to it: names of `topics.TOPICS`."""
    facts: tuple[str, ...] = ()
    """Facts that answer it; the first is the one to state when none is there."""
    question: str = ""
    """Of our list to the vendor: its answer stands in where no fact does."""
    owner: Owner = Owner.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of a form."""

    id: str
    title: Text
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form."""

    id: str
    title: Text
    law: Text
    """The provision."""
    official: Text
    """In which language whoever receives it wants it."""
    source: str
    """Where its order comes from, and what of that was read."""
    duties: tuple[str, ...]
    """Duties that ask for it: `eu_gdpr.authority`."""
    parts: tuple[Part, ...]

    @property
    def asks(self) -> Iterator[Ask]:
        """All of them, in order."""
        return (ask for part in self.parts for ask in part.asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a sentence comes from."""

    of: Literal["fact", "run", "entry", "duty", "workspace", "question", "tasks"]
    name: str = ""
    """Of the fact, duty or question; number of the run."""
    entry: int = 0
    """Of the case's log; 0: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Something that the case says."""

    text: Text = field(repr=False)
    origin: Literal["computed", "attested"]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What is missing in an answer, and how it comes."""

    owner: Owner
    text: Text
    fact: str = ""
    """The fact to state."""
    question: str = ""
    """The question to the vendor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the case says to one thing."""

    ask: Ask
    sentences: tuple[Sentence, ...]
    lack: Lack | None
    """None: it is answered."""

    @property
    def origin(self) -> Origin:
        """Computed as soon as one sentence is; attested: people state all of it."""
        if not self.sentences:
            return "missing"
        return "computed" if any(one.origin == "computed" for one in self.sentences) else "attested"

    def text(self, lang: str) -> str:
        """All sentences; empty: missing."""
        return "\n".join(one.text[lang] for one in self.sentences)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each once, in order."""
        return tuple(dict.fromkeys(source for one in self.sentences for source in one.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An answer that is not what it was in the version before."""

    ask: Ask
    before: str = field(repr=False)
    """As it stood there; empty: nothing did."""
    now: Text = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form, filled from a case."""

    form: Form
    stage: Stage
    case_id: str
    recipient: Text
    made: Text
    """When, and from what: the last entry of the log, the run."""
    parts: tuple[tuple[Part, tuple[Answer, ...]], ...]
    against: Text | None
    """Which version it is compared with; None: the first."""
    changes: tuple[Change, ...] = ()

    @property
    def answers(self) -> list[Answer]:
        """All of them, in order."""
        return [answer for _, answers in self.parts for answer in answers]

    @property
    def lacks(self) -> list[Answer]:
        """What is missing."""
        return [answer for answer in self.answers if answer.lack]

    @property
    def share(self) -> float:
        """How much of it is answered, of one."""
        return 1 - len(self.lacks) / len(self.answers)
