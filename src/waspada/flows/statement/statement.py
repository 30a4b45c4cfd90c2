"""The statement as a whole: what it is about, and its sentences; a draft until it is published as a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from waspada.core.errors import NothingReadable
from waspada.flows.statement import sentence
from waspada.flows.statement.sentence import Said, Section, Texts

SCHEMA: Final = "waspada/statement/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who speaks, and where to ask."""

    company: str
    """The name that people know."""
    vendor: str
    contact: str = ""
    """Where to write to: an address of the company, not of a person."""
    domains: tuple[str, ...] = ()
    """From which we send about this, all of them."""
    url: str = ""
    """Where the statement stands; it never moves."""
    check_url: str = ""
    """Where a letter can be compared, with its code."""
    ask_url: str = ""
    """Where somebody asks whether they are in the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence that somebody took out; it does not come back when the draft is composed anew."""

    topic: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A draft, or what a version says."""

    title: Texts
    about: About
    sentences: tuple[Said, ...]
    run: int | None = None
    """Number of the run that its computed sentences rest on; None: a holding statement."""
    run_sha256: str = ""
    """Of that run's manifest."""
    dropped: tuple[Dropped, ...] = field(default=())

    def of(self, section: Section) -> Iterator[Said]:
        """The sentences of one section, in order."""
        return (one for one in self.sentences if one.section is section)

    def get(self, key: str) -> Said | None:
        """A sentence by its id."""
        return next((one for one in self.sentences if one.id == key), None)

    def as_json(self) -> dict[str, Any]:
        """For the case folder."""
        return {
            "schema": SCHEMA,
            "title": dict(self.title),
            "about": asdict(self.about) | {"domains": list(self.about.domains)},
            "run": self.run,
            "run_sha256": self.run_sha256,
            "sentences": [one.as_json() for one in self.sentences],
            "dropped": [asdict(one) for one in self.dropped],
        }


def from_json(row: Mapping[str, Any]) -> Statement:
    """The statement that `as_json` wrote down. Raises NothingReadable."""
    made: Statement | None = None
    try:
        if row["schema"] == SCHEMA:
            about = {**row["about"], "domains": tuple(row["about"]["domains"])}
            made = Statement(
                title=sentence.texts(row["title"]),
                about=About(**about),
                sentences=tuple(sentence.from_json(one) for one in row["sentences"]),
                run=row["run"],
                run_sha256=row["run_sha256"],
                dropped=tuple(Dropped(**one) for one in row["dropped"]),
            )
    except (KeyError, TypeError, ValueError, AttributeError):
        made = None
    if made is None:
        raise NothingReadable("the statement cannot be read", hint="Compose it anew.")
    return made
