"""How MFA among the affected admins goes on: each later directory is one dated point, without a new assessment.

The admins are those of the run; a directory only says of each whether MFA is on by now. A point holds counts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import QuerySet

from waspada.assess.accounts.columns import MFA_OFF, MFA_ON, word
from waspada.assess.directory import Directory, DirectorySource, open_directory
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.progress import Progress
from waspada.store.db import audit, directories, folders, project
from waspada.store.db.models import Case, Job, MfaPoint, Organisation, Projection, Task, User

JOB: Final = "follow"
REMIND: Final = "mfa:"
"""Key of a reminder: `mfa:<key of the organisation>`."""
MOST_LISTED: Final = 500
"""Organisations kept in a point."""
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class _Admins:
    """Affected admins of a run."""

    mfa: Mapping[str, str] = field(repr=False)
    """Person id → as the run had it."""
    accounts: Mapping[str, str] = field(repr=False)
    """Account id → person id."""
    of: Mapping[str, frozenset[str]] = field(repr=False)
    """Organisation id → person ids of its admins."""


def points(case: Case) -> QuerySet[MfaPoint]:
    """All points, oldest first."""
    return MfaPoint.objects.filter(case=case)


def begin(case: Case, *, by: User | str, now: float) -> MfaPoint | None:
    """The point of the latest run itself; None: there is no run. Again, nothing is made twice."""
    projection = project.current(case)
    if projection is None:
        return None
    known = MfaPoint.objects.filter(case=case, run=projection.number, directory="").first()
    if known:
        return known
    admins = _admins(case, projection)
    return _point(case, projection, admins, dict(admins.mfa), "", now=_made(case, projection, now), noted=now, by=by)


def work(job: Job, progress: Progress, clock: Callable[[], float]) -> Mapping[str, Any]:
    """The worker's part: read a later directory, and count.

    Raises:
        NothingReadable: there is no run, or the directory is gone.
        BadInput: the directory names no account ids, or says nothing of MFA.
        UnusableDirectory, Locked: see `core.errors`.
    """
    case, kept = job.case, str(job.arguments["directory"])
    projection = project.current(case)
    if projection is None:
        raise NothingReadable("the case has no run yet", hint="Have its hand-over assessed first.")
    begin(case, by=job.actor, now=clock())
    admins = _admins(case, projection)
    progress.stage("read")
    with directories.readable(case, folders.opened(case), kept) as path:
        source = DirectorySource(location=str(path), mapping=tuple(job.arguments.get("mapping", ())))
        said = mfa_of(open_directory(source), admins.accounts)
    point = _point(case, projection, admins, said, kept, now=clock(), noted=clock(), by=job.actor)
    return {"point": point.pk, "mfa_off": point.mfa_off}


def mfa_of(directory: Directory, accounts: Mapping[str, str]) -> dict[str, str]:
    """Person id → `on`, `off` or `unknown`, for those accounts that the directory has. Raises BadInput."""
    columns = [directory.recognised.get(name) for name in ("account_id", "mfa")]
    account, mfa = columns
    if account is None:
        raise BadInput("the directory names no account ids", hint="Give the list with the ids of the first one.")
    if mfa is None:
        raise BadInput("the directory says nothing of MFA", hint="Add a column that says whether it is on.")
    rows = directory.rows.read([account, mfa])
    ids = pc.utf8_trim_whitespace(rows[account])
    wanted = pa.array(list(accounts), pa.string())
    chosen = pc.is_in(ids, value_set=wanted)
    values = pc.fill_null(rows[mfa].filter(chosen), "")
    codes = {value: _code(value, directory) for value in pc.unique(values).to_pylist()}
    found: dict[str, str] = {}
    for name, value in zip(ids.filter(chosen).to_pylist(), values.to_pylist(), strict=True):
        person, code = accounts[name], codes[value]
        # Of several rows, the weakest counts; one that says nothing changes nothing.
        if code == "off" or found.get(person, _UNKNOWN) == _UNKNOWN:
            found[person] = code
    return found


def remind(case: Case, keys: list[str], *, by: User, now: float, days: int = 7) -> int:
    """A task for each of these organisations; how many are new."""
    known = set(
        Organisation.objects.filter(projection=project.current(case), key__in=keys).values_list("key", flat=True)
    )
    due = datetime.fromtimestamp(now, UTC) + timedelta(days=days)
    with audit.acting():
        made = [
            Task.objects.get_or_create(case=case, key=f"{REMIND}{key}", defaults={"data": {"key": key}, "due": due})[1]
            for key in sorted(known)
        ]
        if any(made):
            folders.noted(folders.opened(case), case, by, "task.remind", now=now, count=sum(made))
    return sum(made)


def waiting(case: Case) -> Job | None:
    """A directory that is still being read, or whose reading failed last."""
    last = Job.objects.filter(case=case, kind=JOB).order_by("-pk").first()
    return last if last and last.state != Job.State.DONE else None


def _admins(case: Case, projection: Projection) -> _Admins:
    files = project.run_files(folders.opened(case), projection.number)
    of: dict[str, set[str]] = {}
    for batch in files.batches("memberships", ["person_id", "organisation_id", "admin"]):
        rows = batch.filter(pc.equal(batch["admin"], "yes"))
        for person, organisation in zip(
            rows["person_id"].to_pylist(), rows["organisation_id"].to_pylist(), strict=True
        ):
            of.setdefault(organisation, set()).add(person)
    everybody = pa.array(sorted({person for people in of.values() for person in people}), pa.string())
    mfa: dict[str, str] = {}
    accounts: dict[str, str] = {}
    for batch in files.batches("people", ["person_id", "account_id", "mfa", "relation"]):
        subjects = pc.and_(pc.equal(batch["relation"], "subject"), pc.is_in(batch["person_id"], value_set=everybody))
        for row in batch.filter(subjects).to_pylist():
            mfa[row["person_id"]] = row["mfa"]
            accounts[row["account_id"]] = row["person_id"]
    return _Admins(mfa=mfa, accounts=accounts, of={name: frozenset(people & mfa.keys()) for name, people in of.items()})


def _point(
    case: Case,
    projection: Projection,
    admins: _Admins,
    said: Mapping[str, str],
    directory: str,
    *,
    now: float,
    noted: float,
    by: User | str,
) -> MfaPoint:
    counts = Counter(said.get(person, "gone") for person in admins.mfa)
    keys = dict(Organisation.objects.filter(projection=projection).values_list("organisation_id", "key"))
    lacking: list[tuple[str, int, int]] = [
        (keys[name[:200]], len(people), without)
        for name, people in admins.of.items()
        if (without := sum(said.get(person) == "off" for person in people)) and name[:200] in keys
    ]
    lacking.sort(key=lambda row: (-row[2], row[0]))
    with audit.acting():
        point, _ = MfaPoint.objects.update_or_create(
            case=case,
            run=projection.number,
            directory=directory[:100],
            defaults={
                "at": datetime.fromtimestamp(now, UTC),
                "mfa_on": counts["on"],
                "mfa_off": counts["off"],
                "mfa_unknown": counts[_UNKNOWN],
                "gone": counts["gone"],
                "lacking": [list(row) for row in lacking[:MOST_LISTED]],
            },
        )
        data = {"run": projection.number, "off": point.mfa_off}
        folders.noted(folders.opened(case), case, by, "follow.point", now=noted, **data)
    return point


def _made(case: Case, projection: Projection, now: float) -> float:
    """When the run was made, as its entry in the log says."""
    for entry in folders.opened(case).custody.entries():
        if str(entry.action) == "run.finish" and entry.data.get("run") == projection.number:
            return datetime.fromisoformat(entry.time).timestamp()
    return now


def _code(value: str, directory: Directory) -> str:
    lower, given = value.strip().lower(), directory.values.values
    for code, known in (("on", MFA_ON), ("off", MFA_OFF)):
        if lower in given.get(("mfa", code), ()):
            return code
        if ("mfa", "on") not in given and ("mfa", "off") not in given and word(value) in known:
            return code
    return _UNKNOWN
