"""Two assessments compared: one document to share, and the rows behind it for those who act on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from waspada.assess.compare import documents, rows
from waspada.assess.compare.people import SHOWN, lean, other_key, people, same_key
from waspada.assess.summary import SCHEMA as OF_ASSESSMENT
from waspada.core.errors import BadInput

SCHEMA: Final = "waspada/diff/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two results."""

    name: str
    """As people call the run."""
    document: Mapping[str, Any] = field(repr=False)
    """`assessment.json`."""
    manifest: Mapping[str, Any] = field(repr=False)
    """`manifest.json`."""
    table: Callable[[str], pa.Table] = field(repr=False)
    """Reads a table of `restricted/` by its name without an extension: people, memberships, organisations, ambiguous,
    secrets."""
    key: str = ""
    """Id of the key behind its person ids, where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What differs. `document` is `diff.json`; no personal value and no person id stands in it."""

    document: Mapping[str, Any] = field(repr=False)
    people: pa.Table = field(repr=False)
    """See `PeopleDiff.rows`."""
    memberships: pa.Table = field(repr=False)
    organisations: pa.Table = field(repr=False)
    ambiguous: pa.Table = field(repr=False)
    secrets: pa.Table = field(repr=False)

    @property
    def differs(self) -> bool:
        """Anything is different."""
        return bool(self.document["differs"])

    @property
    def incomplete(self) -> bool:
        """One of the results was incomplete, or nothing shows that both were made with one key: exit code 11."""
        return bool(self.document["incomplete"]) or self.document["key"] != SHOWN


def compare(first: Side, second: Side) -> Diff:
    """Compare two results.

    Raises:
        BadInput: they are of another version, or name people with different keys.
    """
    for side in (first, second):
        if side.document.get("schema") != OF_ASSESSMENT:
            raise BadInput(f"The results of {side.name} are of a version that cannot be compared.")
    if first.key and second.key and first.key != second.key:
        raise other_key()
    # The large tables one after the other, each made small, or done with, before the next is read.
    of_memberships, memberships = rows.memberships(*(side.table("memberships") for side in (first, second)))
    everybody = [lean(side.table("people")) for side in (first, second)]
    shown = same_key(*everybody)  # also where the ids of the keys are known: the data has the last word
    if first.key and second.key:
        shown = SHOWN
    found = people(everybody[0], everybody[1], memberships)
    of_organisations, organisations = rows.organisations(*(side.table("organisations") for side in (first, second)))
    of_ambiguous, ambiguous = rows.ambiguous(*(side.table("ambiguous") for side in (first, second)))
    of_secrets, secrets = rows.secrets(*(side.table("secrets") for side in (first, second)))
    parts = {
        "people": found.counts,
        "memberships": of_memberships,
        "organisations": of_organisations,
        "ambiguous": of_ambiguous,
        "secrets": of_secrets,
        **_shared(first.document, second.document),
    }
    document = {
        "schema": SCHEMA,
        "first": _named(first),
        "second": _named(second),
        "key": shown,
        "incomplete": [side.name for side in (first, second) if _incomplete(side.document)],
        "differs": documents.any_difference(parts),
        "settings": documents.settings(first.manifest, second.manifest),
        **parts,
    }
    return Diff(
        document=document,
        people=found.rows,
        memberships=memberships,
        organisations=organisations,
        ambiguous=ambiguous,
        secrets=secrets,
    )


def _shared(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    parts = ("inputs", "numbers", "period", "fields", "findings", "kinds", "absent", "claims")
    return {name: getattr(documents, name)(first, second) for name in parts}


def _named(side: Side) -> dict[str, Any]:
    accounting, timeline = side.document["accounting"], side.document["timeline"]
    return {
        "name": side.name,
        "dataset": side.document["dataset"].get("name", ""),
        "records": accounting["records"],
        "first_record": timeline["first_record"],
        "last_record": timeline["last_record"],
    }


def _incomplete(document: Mapping[str, Any]) -> bool:
    unknown = any(row.get("format") == "unknown" for row in document.get("files", ()))
    return bool(document["accounting"]["records_quarantined"] or document.get("files_unopened") or unknown)
