"""Show what is masked everywhere else: one person's row, or one record as it came. Logged first, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pyarrow.compute as pc

from waspada.core.custody import Action
from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.case.evidence import evidence_of
from waspada.flows.case.ports import Case
from waspada.flows.case.results import Run
from waspada.readers.discover import discover
from waspada.readers.limits import MIB, Limits
from waspada.readers.opening import Door

MOST: Final = 64 << 10
"""Bytes of a record that are shown."""


def reveal_person(case: Case, run: Run, person_id: str, *, actor: str, reason: str) -> Mapping[str, Any]:
    """The row of one person in `people.parquet`, values and all.

    Raises:
        BadInput: no reason was given, or there is no such person in the run.
    """
    _reasoned(reason)
    people = run.table("people")
    found = people.filter(pc.equal(people["person_id"], person_id))
    if not found.num_rows:
        raise BadInput("there is no such person in this run", hint="Person ids stand in restricted/people.parquet.")
    case.custody.append(Action.REVEAL, actor=actor, reason=reason, data={"what": "person", "id": person_id})
    return {name: _plain(value) for name, value in found.to_pylist()[0].items()}


def _plain(value: Any) -> Any:
    """Times as RFC 3339."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def reveal_record(case: Case, position: str, *, actor: str, reason: str) -> str:
    """One record under seal, from its position as reports name it: `events.jsonl:123456`.

    Raises:
        BadInput: no reason was given, or the position says too little.
        NothingReadable: nothing under seal has this name, or it ends before.
    """
    _reasoned(reason)
    name, _, offset = position.rpartition(":")
    if not name or not offset.isdigit():
        raise BadInput("a position is a file's name and a number: events.jsonl:123456")
    case.open_seal()
    evidence = evidence_of(case)
    sources = {source.name: source for source in discover(evidence.files).sources}
    if name not in sources:
        raise NothingReadable("nothing under seal has this name", hint="Copy the position as the report shows it.")
    case.custody.append(Action.REVEAL, actor=actor, reason=reason, data={"what": "record", "position": position})
    return _record(sources[name], int(offset))


def _record(source: Any, offset: int) -> str:
    stream = Door(Limits()).stream(source)
    try:
        left = offset
        while left and (skipped := stream.read(min(left, MIB))):
            left -= len(skipped)
        content = b""
        while len(content) < MOST and b"\n" not in content and (data := stream.read(MOST - len(content))):
            content += data
    finally:
        stream.close()
    if not content:
        raise NothingReadable("the file ends before this position")
    return content.split(b"\n", 1)[0].decode("utf-8", "replace")


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise BadInput("showing values needs a reason", hint="Add --reason: it stands in the log with your name.")
