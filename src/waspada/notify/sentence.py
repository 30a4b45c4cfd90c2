"""A sentence for the public, with what it rests on: computed from cells, attested by a person, or advice.

What a sentence rests on is data (`backing`), so that it is checked again before every publication and every sending:

- computed: `{"check": "absent" | "exposed", "names": [category or kind, …]}`,
  `{"check": "count", "of": "people.total_at_least", "is": 9}` (a path in `assessment.json`),
  `{"check": "claim", "id": …}` (a row of its `claims`), `{"check": "own", "kinds": […]}` (the recipient's own kinds);
- attested: `{"fact": name, "entry": number in the log of the case}`;
- advice: `{"advice": rule}`; frame (greetings, headings, how to check a letter): nothing, for it states nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Basis(StrEnum):
    """What a sentence rests on."""

    COMPUTED = "computed"
    ATTESTED = "attested"
    ADVICE = "advice"
    FRAME = "frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence in one language."""

    id: str
    """The same in every language and version as long as it says the same: what a correction refers to."""
    text: str
    basis: Basis = Basis.FRAME
    backing: Mapping[str, Any] = field(default_factory=dict)
