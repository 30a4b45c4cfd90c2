"""What is done once it is granted, from a page: values of several people, an export, the end of the data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from waspada.core.errors import BadInput, NothingReadable
from waspada.core.progress import Progress
from waspada.flows.case import destroy as destroying
from waspada.flows.case.export import export
from waspada.flows.case.results import Run, checked, manifest_of, open_run
from waspada.flows.case.reveal import reveal_person
from waspada.store.case import proofs
from waspada.store.case.destroy import destroy as erase
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import content_of
from waspada.store.case.signing import SigningKey
from waspada.store.db import (
    approvals,
    audit,
    bounced,
    directories,
    enquiries,
    folders,
    jobs,
    notice_post,
    notice_proofs,
    notice_rows,
    notices,
    project,
)
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Case, Job, Notice, User

MOST_PEOPLE: Final = 200
"""Values of more people than this are an export, not a look."""
CERTIFICATE: Final = "destroyed.json"


def runs_of(opened: CaseFolder) -> list[int]:
    """Numbers of the finished runs, ascending."""
    folder = opened.path / "runs"
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else []


def parameters(act: str, opened: CaseFolder, *, run: str = "", people: str = "", to: str = "") -> dict[str, Any]:
    """What a request says exactly, from what a person typed.

    Raises:
        BadInput: no such run, or no people.
        NothingReadable: the case has no run yet.
    """
    if act == Act.DESTROY:
        return {}
    known = runs_of(opened)
    if not known:
        raise NothingReadable("the case has no run yet", hint="Have it assessed first.")
    if run and (not run.isdigit() or int(run) not in known):
        raise BadInput("the case has no such run", hint=f"It has: {', '.join(map(str, known))}")
    number = int(run) if run else known[-1]
    if act == Act.EXPORT:
        return exporting(number, to.strip())
    found = people.replace(",", " ").split()
    if not 1 <= len(set(found)) <= MOST_PEOPLE:
        raise BadInput("the people are missing, or too many", hint=f"Give 1 to {MOST_PEOPLE} person ids.")
    return revealing(number, found)


def exporting(run: int, to: str) -> dict[str, Any]:
    """Parameters of an export: which run, and the folder; empty: the one of this server."""
    return {"run": run, "to": to}


def revealing(run: int, people: Sequence[str]) -> dict[str, Any]:
    """Parameters of a bulk reveal: which run, whose values."""
    return {"run": run, "people": sorted(set(people))}


def reveal(case: Case, approval: Approval, user: User, *, now: float) -> list[Mapping[str, Any]]:
    """The values of the people that were asked for."""
    opened = folders.opened(case)
    run, reason = _run(opened, approval.parameters["run"]), _reason(approval)
    _take(case, approval, Act.REVEAL, user, now)
    rows = [reveal_person(opened, run, one, actor=user.name, reason=reason) for one in approval.parameters["people"]]
    with audit.acting():
        folders.noted(opened, case, user, "value.reveal", now=now, approval=approval.pk, people=len(rows))
    return rows


def write_out(case: Case, approval: Approval, user: User, *, now: float) -> Path:
    """Copy the restricted results of a run into a folder of this server; where it lies."""
    if approval.parameters.get("to"):
        raise BadInput("this export goes to a folder of its asker's choice", hint="Use `waspada case export` there.")
    opened = folders.opened(case)
    if opened.encrypted:
        opened.unlocked()
    _take(case, approval, Act.EXPORT, user, now)
    to = exports(case) / str(approval.pk)
    if "notice" in approval.parameters:
        return _proofs_out(case, approval, user, to, now)
    run = opened.path / "runs" / f"{approval.parameters['run']:04}"
    export(opened, run, to, content_of(opened.identity), actor=user.name, reason=_reason(approval))
    with audit.acting():
        folders.noted(opened, case, user, "export.write", now=now, approval=approval.pk)
    return to


def _proofs_out(case: Case, approval: Approval, user: User, to: Path, now: float) -> Path:
    """Who was told what by one notice, or its letters for post."""
    notice = notices.one(case, int(approval.parameters["notice"]))
    if approval.parameters.get("letters"):
        notice_post.write_out(notice, to, actor=user.name, reason=_reason(approval), now=now)
    else:
        notice_proofs.write_out(notice, to, actor=user.name, reason=_reason(approval))
    with audit.acting():
        data = {"approval": approval.pk, "notice": notice.number}
        folders.noted(folders.opened(case), case, user, "export.write", now=now, **data)
    return to


def ask_destruction(case: Case, approval: Approval, user: User, *, now: float) -> Job:
    """Use the approval and write the work down, both or neither: a worker does it, and takes it up again if it dies."""
    with audit.acting():
        approvals.use(case, approval.pk, Act.DESTROY, approval.parameters, who=user, now=now)
        return jobs.ask(case, "destroy", user, {"approval": approval.pk, "reason": _reason(approval)}, now=now)


def destroy(job: Job, progress: Progress, clock: Callable[[], float]) -> Mapping[str, Any]:
    """The worker's part: everything personal in the folder, and what the database and this server keep of it.

    Raises:
        Refused: a legal hold is in force.
        CannotWrite: something could not be destroyed; asked again, it goes on.
    """
    case = job.case
    opened = folders.opened(case)
    where = opened.path / CERTIFICATE
    if not where.exists():
        notice_proofs.keep_all(case, actor=job.actor)
        done = destroying.destroy(
            opened,
            lambda: erase(opened.path, work_folders(opened), progress),
            SigningKey.of_installation(Path(settings.HOME)),
            actor=job.actor,
            reason=str(job.arguments["reason"]),
            today=datetime.fromtimestamp(clock(), UTC).date(),
            prove=lambda: proofs.keep(opened.path, Path(settings.HOME), opened.case_id, opened.identity),
        )
        if done is not None:
            where.write_text(done.text(), encoding="utf-8")
    purge(case, by=job.actor, now=clock(), but=job)
    return {"certificate": CERTIFICATE}


def purge(case: Case, *, by: User | str, now: float, but: Job | None = None) -> None:
    """Take out of the database what was made from the data of a case, and mark it as destroyed."""
    directories.purge(case)
    shutil.rmtree(exports(case), ignore_errors=True)
    notice_rows.purge(case)
    if not Notice.objects.exclude(case=case).filter(case__destroyed=None).exists():
        bounced.forget(Path(settings.HOME))  # reports that name no letter: of this case, or of one destroyed before
    enquiries.purge(case, by=by, now=now)
    project.purge(case)
    with audit.acting():
        Job.objects.filter(case=case).exclude(pk=but.pk if but else 0).delete()
        if case.destroyed is None:
            case.destroyed = datetime.fromtimestamp(now, UTC)
            case.save(update_fields=["destroyed"])
            folders.noted(folders.opened(case), case, by, "case.destroy", now=now)


def work_folders(opened: CaseFolder) -> list[Path]:
    """Folders outside the case that hold what was made from it."""
    home = Path(settings.HOME)
    return [home / "cache" / opened.case_id, home / "custody-pending" / opened.case_id]


def exports(case: Case) -> Path:
    """Where exports that were asked for by page lie, 0700."""
    return Path(settings.HOME) / "exports" / str(case.pk)


def _take(case: Case, approval: Approval, act: Act, user: User, now: float) -> None:
    """Used and committed before anything is done: a crash costs a new request, never a second act."""
    approvals.use(case, approval.pk, act, approval.parameters, who=user, now=now)


def _reason(approval: Approval) -> str:
    return f"{approval.reason} (approval {approval.pk})"


def _run(opened: CaseFolder, number: int) -> Run:
    folder = opened.path / "runs" / f"{number:04}"
    # The table is read once for all people.
    return open_run(folder, read=cache(checked(manifest_of(folder), content_of(opened.identity))))
