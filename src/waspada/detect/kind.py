"""The promise of a kind: what a value is, how it is recognised, and which mistake is worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

PLACEHOLDERS = frozenset(
    (
        "$direct",
        "undefined",
        "null",
        "none",
        "None",
        "NULL",
        "(not set)",
        "(none)",
        "unknown",
        "Unknown",
        "n/a",
        "N/A",
        "-",
        "-1",
    )
)
"""Texts that say "nothing here": filled for the census, but nobody's value."""


class By(StrEnum):
    """What recognises a kind; decides when its absence can be said to hold."""

    FORM = "form"
    """Its own structure: a key's prefix, an e-mail address."""
    CHECK = "check"
    """Digits with a check digit: form plus evidence (field name, words nearby, a column that matches almost whole)."""
    MEANING = "meaning"
    """Only what the field means: names, chat content."""


class Worse(StrEnum):
    """Which mistake costs more for this kind."""

    MISS = "miss"
    FALSE_ALARM = "false alarm"


class How(StrEnum):
    """How a finding was recognised, in a word that the report explains."""

    FORM = "form"
    CHECKSUM = "form and checksum"
    NAME_AND_FORM = "field name and form"
    NAME_AND_CHECK = "field name and check digit"
    WORDS_AND_CHECK = "words nearby and check digit"
    WORDS_AND_FORM = "words nearby and form"
    COLUMN_AND_CHECK = "check digit, the column matches almost whole"
    CHECK_ONLY = "check digit alone"
    FORM_ONLY = "form alone"
    FORMAT = "meaning given by the format"
    NAME = "field name"
    DIRECTORY = "equal to the directory"
    HASH_OF_DIRECTORY = "hash of an address in the directory"
    DECISION = "confirmed by a person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row of the docs page of kinds."""

    id: str
    """snake_case with a prefix where there is one: `email`, `id.nik`, `secret.openai`."""
    category: str
    """Fideslang data category key."""
    by: By
    worse: Worse
    source: str
    """Standard, statute or vendor documentation."""
    label: str
    """English, lower case: `e-mail address`."""
    label_id: str
    """Indonesian: `alamat e-mail`."""
    names: tuple[str, ...] = ()
    """Field names that give this meaning, in snake_case: `birth_date`, `tanggal_lahir`."""
    revoke: str = ""
    """Secrets: how to revoke it (a page or a sentence)."""
    provider: str = ""
    """Secrets: whose."""


class Place(NamedTuple):
    """Where a text stands: what a finder may use as evidence besides the text itself."""

    name: str = ""
    """The field's own name in snake_case without sigils (`$current_url` → `current_url`); empty for raw text."""
    path: str = ""
    """The whole path in snake_case, dots between segments."""
    meaning: str = ""
    """Kind id that the format or a person gave this field, or empty."""


class Match(NamedTuple):
    """One value found in a text. Character offsets; the value itself is never stored here."""

    kind: str
    start: int
    end: int
    strong: bool
    how: How


class Finder(Protocol):
    """Finds values of its kinds in one text. Pure and quick: called only where a trigger fired."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds it can report."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """Hyperscan regexes (ASCII bytes, no look-around) of which one fires wherever `find` could match."""

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every value of its kinds in `text`."""
