"""An access request: exactly one person's own records out of the sealed hand-overs, as one zip file.

GDPR Art. 15 (right of access, with a copy) and Indonesia's UU PDP, Art. 6 and 7. What is handed out is counted against
the run: where the numbers differ, nothing is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.directory import Directory
from waspada.assess.engines.local import LocalEngine
from waspada.core.cover import Cover
from waspada.core.custody import Action, Entry
from waspada.core.errors import AccountingBroken, BadInput, EvidenceAltered, NothingReadable
from waspada.core.progress import Progress
from waspada.flows import dataset, folder
from waspada.flows.case.access_zip import ZipWriter, whole_file
from waspada.flows.case.decide import decisions_of
from waspada.flows.case.evidence import Evidence, evidence_of, handover_of
from waspada.flows.case.own_records import Person, Reading, Traces, known_people, traces
from waspada.flows.case.ports import Case
from waspada.flows.case.results import Run
from waspada.flows.files import digests_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Whose records, and where they go."""

    person_id: str
    out: Path
    reason: str
    vendor: str = ""
    directory: Directory | None = field(default=None, repr=False)
    """That of the run; without it the accounts that the run kept are used, which is enough for most people."""
    workers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the work lies: outside the case, covered where the case is encrypted; the same request resumes from it."""

    staging: Path
    cache: Path | None
    cover: Cover | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was written."""

    path: Path
    sha256: str
    records: int
    mentions: int
    files: Mapping[str, int]
    """Path in the zip → records."""


def access_export(
    case: Case, run: Run, request: Request, place: Place, *, actor: str, progress: Progress, now: float
) -> Answer:
    """Write one person's own records, a readable summary in both languages, and a manifest.

    Raises:
        BadInput: no reason, the file is there already, or no such person in the run.
        AccountingBroken: the records found are not those that the run counted; nothing is written.
        EvidenceAltered, Locked, CannotWrite, NothingReadable: see `core.errors`.
    """
    if not request.reason.strip():
        raise BadInput("an access request needs a reason", hint="Add --reason: it stands in the log with your name.")
    if request.out.exists():
        raise BadInput("the file for the records is there already", hint="Name a new one with --out.")
    people = run.table("people")
    row = _row(people, request.person_id)
    entries = case.custody.entries()
    done = _entry(entries, run)
    case.open_seal()
    numbers = tuple(int(one) for one in done.data["handovers"])
    evidence = evidence_of(case, numbers)
    case.custody.append(
        Action.READ, actor=actor, reason=request.reason, data={"handovers": list(numbers), "purpose": "access"}
    )
    person = Person(
        person_id=request.person_id,
        directory=request.directory or known_people(people),
        decisions=decisions_of(entries[: done.number]),
        ambiguous=run.table("ambiguous"),
        key=case.key(),
    )
    prepared, found = _found(person, evidence, request, place, progress)
    own = int(row["records"]) if row["relation"] == "subject" else 0
    if found.records != own:
        raise _differs(found.records, own, given=request.directory is not None)
    case.custody.append(
        Action.EXPORT,
        actor=actor,
        reason=request.reason,
        data={
            "what": "one person's own records",
            "where": str(request.out.absolute()),
            "person": request.person_id,
            "run": int(done.data["run"]),
            "records": own,
        },
    )
    told = _told(case, run, request, entries, numbers)
    progress.stage("write")
    with whole_file(request.out) as archive:
        written = ZipWriter(archive, told, now).fill(Reading(prepared, found, place.cache, progress))
        if written.records != own:
            raise _differs(written.records, own, given=request.directory is not None)
    _cleared(place.staging)
    return Answer(path=request.out, sha256=_digest(request.out), **asdict(written))


def _row(people: pa.Table, person_id: str) -> Mapping[str, Any]:
    rows = people.filter(pc.equal(people["person_id"], person_id)).select(["records", "relation"]).to_pylist()
    if not rows:
        raise BadInput("there is no such person in this run", hint="Person ids stand in restricted/people.parquet.")
    found: Mapping[str, Any] = rows[0]
    return found


def _entry(entries: Sequence[Entry], run: Run) -> Entry:
    """What the log says of the run."""
    number = int(run.folder.name)
    for entry in entries:
        if entry.action is Action.RUN and entry.data["run"] == number:
            return entry
    raise NothingReadable("the log of the case knows nothing of this run")


def _differs(found: int, counted: int, *, given: bool) -> AccountingBroken:
    hint = (
        "Give the directory as it was when the run was made."
        if given
        else "Give the account directory of the run: --directory ACCOUNTS."
    )
    return AccountingBroken(
        f"The run counted {counted} records of this person, and {found} were found again: nothing was written.",
        hint=hint,
    )


def _found(
    person: Person, evidence: Evidence, request: Request, place: Place, progress: Progress
) -> tuple[dataset.Prepared, Traces]:
    """The first reading: every cell, as the run read it."""
    dataset.detector(place.cache)
    decisions = person.decisions
    prepared = dataset.prepare(evidence.files, progress, place.cache, decisions.meanings(), "UTC")
    known = digests_of(prepared.plan)
    if any(evidence.digests.get(file.path, known[file.path]) != known[file.path] for file in prepared.plan.files):
        raise EvidenceAltered("what was sealed is not what lies there now")
    engine = LocalEngine(1 if prepared.size < dataset.SMALL else request.workers)
    engine.start()
    try:
        with folder.opened(place.staging) as work:
            mine = folder.resumable(work, dataset.fingerprint(prepared, ["access", repr(decisions)]))
            partials = dataset.run(
                prepared, mine, engine, progress, cache_folder=place.cache, salt=0, cover=place.cover
            )
            progress.stage("resolve")
            spill = None if place.cover else mine / "spill"
            return prepared, traces(partials, person, cover=place.cover, spill=spill)
    finally:
        engine.close()


def _cleared(staging: Path) -> None:
    with folder.opened(staging) as work:
        folder.clear(folder.resumable(work, "done"))


def _evidence(run: Run, person_id: str) -> list[dict[str, Any]]:
    table = run.table("evidence")
    rows: list[dict[str, Any]] = table.filter(pc.equal(table["person_id"], person_id)).to_pylist()
    kinds = run.document.get("kinds", {})
    return [
        {
            **{name: one[name] for name in ("kind", "table", "field", "values", "records") if name in one},
            "label": kinds.get(one["kind"], {}).get("label", one["kind"]),
            "category": kinds.get(one["kind"], {}).get("category", ""),
        }
        for one in rows
    ]


def _told(case: Case, run: Run, request: Request, entries: Sequence[Entry], numbers: Sequence[int]) -> dict[str, Any]:
    later = sum(entry.action is Action.SEAL for entry in entries) - len(numbers)
    gaps: list[tuple[str, dict[str, int]]] = [("gap_purpose", {}), ("gap_others", {})]
    counts = {
        "gap_quarantine": run.document["accounting"]["records_quarantined"],
        "gap_ambiguous": run.document["people"].get("ambiguous") or 0,
        "gap_later": later,
    }
    gaps += [(key, {"count": count}) for key, count in counts.items() if count > 0]
    handovers = [handover_of(case, number) for number in numbers]
    return {
        "vendor": request.vendor or case.title,
        "person": request.person_id,
        "run": int(run.folder.name),
        "evidence": _evidence(run, request.person_id),
        "gaps": gaps,
        "handovers": [
            {"number": number, "sha256": [file["sha256"] for file in one["files"]]}
            for number, one in zip(numbers, handovers, strict=True)
        ],
        "sources": [str(one["name"]) for handover in handovers for one in handover["files"]][:20],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
