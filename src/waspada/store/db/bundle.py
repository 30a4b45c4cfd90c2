"""A case whole, out of this workbench and into another: its folder as it is, and what the database knows of it.

Taken in again, a case gives the same bundle. What only this workbench can say of it stays here: who asked for the
bundle, and the projections, which are made again.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from waspada.core.errors import CannotWrite, EvidenceAltered, Refused
from waspada.store.case import folder, pack
from waspada.store.case.pack import Arrived, Piece, Readable
from waspada.store.db import approvals, audit, bundle_rows, folders
from waspada.store.db.approvals import Act
from waspada.store.db.models import AuditEntry, Case, Job, Membership, Role, User

WORK: Final = "work.json"
MEDIA: Final = "application/x-tar"
DIRECTORIES: Final = "directories"
HISTORY: Final = "histories"
"""Folder of WASPADA_HOME: logs that came with a case from another workbench."""
_NAME: Final = re.compile(rf"{DIRECTORIES}/[0-9a-f]{{64}}(\.[a-z]{{2,8}}){{1,2}}(\.age)?")


def parameters(to: str) -> dict[str, Any]:
    """What an approval of an export says exactly, when the whole case is asked for.

    Args:
        to: the file; empty: whoever asks fetches it.
    """
    return {"bundle": True, "to": to or "whoever asked"}


def bundled(case: Case, *, where: str, by: User | str, reason: str, now: float) -> Iterator[bytes]:
    """The bundle. The log of the case and that of the workbench are told before the first byte.

    Raises:
        BadInput, Refused, CannotWrite: see `pack.pack`.
        EvidenceAltered: the log that came with the case is not what was taken in.
    """
    opened = folders.opened(case)
    lists = Path(settings.HOME) / DIRECTORIES / str(case.pk)
    more = [Piece(f"{DIRECTORIES}/{path.name}", path) for path in lists.glob("*") if path.is_file()]
    more = [one for one in more if _NAME.fullmatch(one.name)]
    more.append(Piece(WORK, bundle_rows.written(case, _history(case))))
    who = by.name if isinstance(by, User) else by
    made = pack.pack(opened, more, where=where, actor=who, reason=reason)
    with audit.acting():
        folders.noted(opened, case, by, "bundle.write", now=now)
    return made


def with_approval(case: Case, number: int, user: User, *, now: float, where: str = "API") -> Iterator[bytes]:
    """The bundle for somebody whose request was granted: used once, and committed before anything leaves.

    Args:
        where: how it leaves, for the log.

    Raises:
        BadInput, Refused: no such approval, or it does not cover this.
    """
    used = approvals.use(case, number, Act.EXPORT, parameters(""), who=user, now=now)
    return bundled(case, where=where, by=user, reason=f"{used.reason} (approval {used.pk})", now=now)


def take_in(stream: Readable, *, most: int, by: User | str, owner: str, now: float) -> tuple[Case, str]:
    """Take a bundle in; the case, and the SHA-256 of the bundle. Whatever goes wrong, nothing of it is kept.

    Args:
        most: bytes of the bundle.
        owner: address of somebody here, who becomes an owner where none of its owners can sign in.

    Raises:
        BadInput: it is no bundle.
        EvidenceAltered: it is not what was sent.
        Refused: this workbench has the case already, or nobody here could open it.
    """
    if isinstance(by, User) and by.is_demo:
        raise Refused("the demonstration takes nothing in", hint="Sign in as somebody of the workspace.")
    cases = Path(settings.HOME) / "cases"
    cases.mkdir(mode=0o700, parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".arriving-", dir=cases))
    try:
        arrived = pack.unpack(stream, staging, most=most)
        with audit.acting():
            return _placed(arrived, cases, by, owner, now), arrived.sha256
    finally:
        pack.remove(staging)


def _placed(arrived: Arrived, cases: Path, by: User | str, owner: str, now: float) -> Case:
    opened = folder.load(arrived.folder, clock=time.time, home=Path(settings.HOME))
    place = cases / _plain_id(opened.case_id)
    if Case.objects.filter(pk=opened.case_id).exists() or place.exists():
        raise Refused("this workbench has the case already", hint="A case is taken in once; nothing is written over.")
    found = _work(arrived, opened.title, opened.vendor, opened.case_id, now)
    if (found["case"]["case_id"], found["case"]["title"]) != (opened.case_id, opened.title):
        raise EvidenceAltered("the bundle was altered: its parts are of two cases", hint="Fetch it again.")
    case = bundle_rows.kept(found, str(place))
    _owned(case, owner)
    digest = _keep_beside(case, arrived, found["log"])
    runs = [int(path.name) for path in (arrived.folder / "runs").glob("*") if path.name.isdigit()]
    if runs and case.destroyed is None:
        Job.objects.create(case=case, kind="project", arguments={"run": max(runs)}, actor=str(by))
    failed = ""
    try:
        arrived.folder.rename(place)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the case could not be put into its place: {failed}")
    told = {"bundle": arrived.sha256, "history": len(found["log"]), "history_sha256": digest}
    folders.noted(folders.opened(case), case, by, "bundle.take", now=now, **told)
    return case


def _plain_id(text: str) -> str:
    """The id names a folder: nothing but a UUID does."""
    if str(uuid.UUID(text)) != text:
        raise EvidenceAltered("the bundle was altered: its case has no id", hint="Fetch it again.")
    return text


def _work(arrived: Arrived, title: str, vendor: str, case_id: str, now: float) -> Mapping[str, Any]:
    """What the other workbench knew; of a case that none knew, what the folder tells."""
    path = arrived.files.get(WORK)
    if path is None:
        return bundle_rows.of_folder(case_id=case_id, title=title, vendor=vendor, now=now)
    if path.stat().st_size > pack.LARGEST:
        raise EvidenceAltered("the bundle was altered: what the workbench knew of the case is too large")
    return bundle_rows.read(path.read_bytes())


def _owned(case: Case, owner: str) -> None:
    owners = Membership.objects.filter(case=case, role=Role.OWNER, user__is_active=True)
    if owners.exists():
        return
    user = User.objects.filter(email=owner.lower(), is_active=True, is_demo=case.is_demo).first() if owner else None
    if user is None:
        raise Refused("nobody here could open this case", hint="Name somebody of this workbench as its owner.")
    Membership.objects.update_or_create(case=case, user=user, defaults={"role": Role.OWNER})


def _keep_beside(case: Case, arrived: Arrived, entries: list[Any]) -> str:
    """Directories and the log of the other workbench, each in its place; SHA-256 of the log."""
    home = Path(settings.HOME)
    for name, path in arrived.files.items():
        if name == WORK:
            continue
        if not _NAME.fullmatch(name):
            raise EvidenceAltered("the bundle was altered: it holds what no bundle holds", hint="Fetch it again.")
        target = home / DIRECTORIES / str(case.pk)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.rename(target / path.name)
    content = json.dumps(entries, sort_keys=True).encode()
    place = _place(case)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(0o600)
    return hashlib.sha256(content).hexdigest()


def _history(case: Case) -> list[Any]:
    """The log that came with the case, held against the entry about its arrival."""
    taken = AuditEntry.objects.filter(case_id=case.pk, action="bundle.take").order_by("number").first()
    if taken is None:
        return []
    content = _place(case).read_bytes() if _place(case).is_file() else b""
    if hashlib.sha256(content).hexdigest() != taken.data.get("history_sha256"):
        raise EvidenceAltered("the log that came with the case is not what was taken in")
    found: list[Any] = json.loads(content)
    return found


def _place(case: Case) -> Path:
    return Path(settings.HOME) / HISTORY / f"{case.pk}.json"
