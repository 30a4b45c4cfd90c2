"""What became of every letter: written into the case, and exported as proof of who was told what, when and how."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.flows.case.export import put_out
from waspada.flows.notices import deliveries
from waspada.store.case import notices as kept
from waspada.store.case.folder import CaseFolder
from waspada.store.db import folders, notice_rows
from waspada.store.db.models import Case, Notice

CSV, NDJSON = "deliveries.csv", "deliveries.ndjson"
_COLUMNS: Final = (
    *("version", "recipient_id", "people", "address", "channel", "state", "at"),
    *("text_sha256", "claims", "reply", "note"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def keep(notice: Notice, *, actor: str, opened: CaseFolder | None = None) -> int:
    """Write what the case does not hold yet of a notice into it; how many lines.

    Raises:
        Locked: what stands there is encrypted, and the key was not given.
    """
    if notice.approved is None:
        return 0
    opened, version = opened or folders.opened(notice.case), str(notice.number)
    known = deliveries.fingerprints(kept.deliveries(opened, version))
    written = 0
    for lines in deliveries.files(notice_rows.told(notice), known):
        states = Counter(str(json.loads(line)["state"]) for line in lines)
        kept.add_deliveries(opened, version, lines, actor=actor, counts=dict(sorted(states.items())))
        written += len(lines)
    return written


def keep_all(case: Case, *, actor: str, opened: CaseFolder | None = None) -> int:
    """The same for all notices of a case: before its data goes."""
    return sum(
        keep(notice, actor=actor, opened=opened) for notice in Notice.objects.filter(case=case).order_by("number")
    )


def kept_rows(opened: CaseFolder, notice: Notice) -> int:
    """How many rows of a notice stand in the case."""
    entries = (one for one in opened.custody.entries() if one.action is Action.DELIVERIES)
    return sum(int(one.data.get("rows", 0)) for one in entries if one.data.get("version") == str(notice.number))


def exporting(version: str, to: str) -> dict[str, Any]:
    """Parameters of an approval for this export."""
    return {"notice": version, "to": to}


def write_out(notice: Notice, to: Path, *, actor: str, reason: str, opened: CaseFolder | None = None) -> Path:
    """Write the proof of a notice as CSV and NDJSON into a new folder (0700), on record first.

    Raises:
        BadInput: the folder is there already, or the notice was never approved.
        CannotWrite: what was written before is still on record.
    """
    if to.exists():
        raise BadInput("the folder for the export is there already", hint="Name a new one with --to.")
    if notice.approved is None:
        raise BadInput("this notice was not approved, so nobody was told anything by it", hint="Approve it first.")
    opened = opened or folders.opened(notice.case)
    files = {CSV: b"".join(_sheet(notice)), NDJSON: b"".join(_lines(notice))}
    put_out(opened, files, to, f"who was told what by notice {notice.number}", actor=actor, reason=reason)
    return to


def _lines(notice: Notice) -> Iterator[bytes]:
    return (one.line() + b"\n" for one in notice_rows.told(notice))


def _sheet(notice: Notice) -> Iterator[bytes]:
    yield _csv(_COLUMNS)
    for one in notice_rows.told(notice):
        row = json.loads(one.line())
        yield _csv([";".join(row[name]) if isinstance(row[name], list) else row[name] for name in _COLUMNS])


def _csv(cells: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in cells])
    return text.getvalue().encode("utf-8", "backslashreplace")
