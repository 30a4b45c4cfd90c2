"""What a statement is composed from: the facts of the case, and the run where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import cached_property
from typing import Any

from waspada.flows.case.facts import Fact
from waspada.flows.case.facts import Statement as Stated
from waspada.flows.statement.statement import About
from waspada.notify.backing import Checker


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything that can be said rests on this."""

    about: About
    facts: Mapping[str, Fact]
    document: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """`assessment.json`; empty before any dataset exists."""
    run: int | None = None
    run_sha256: str = ""
    zone: tzinfo = UTC
    """In which days are told."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Name in the log → the name or office that may stand in public."""

    @cached_property
    def checker(self) -> Checker:
        """The run, read once."""
        return Checker(self.document)

    def confirmed(self, name: str) -> Stated | None:
        """What we ourselves confirmed; a claim of others is none of our statements."""
        fact = self.facts.get(name)
        said = fact.confirmed if fact else None
        return said if said and said.value is not None else None

    def person(self, said: Stated) -> str:
        """As the public may know who put it on record."""
        return self.speakers.get(said.actor, "")
