"""Cases between the two memories: the row in the database, the folder with the evidence."""

from __future__ import annotations

import re
import time
import unicodedata
import uuid
from pathlib import Path
from typing import Final

from django.conf import settings

from waspada.core.errors import BadInput
from waspada.flows.case import facts
from waspada.readers.age import Identity
from waspada.store.case import folder
from waspada.store.case.folder import CaseFolder
from waspada.store.db import audit
from waspada.store.db.models import Case, Membership, Role, User, Vendor

_SLUG: Final = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The id of a vendor: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", plain).strip("-")[:60] or "vendor"


def identity() -> Identity | None:
    """The key of this installation's encrypted cases; None: none is set."""
    path = settings.KEY_FILE
    return Identity.read(Path(path).read_text(encoding="utf-8")) if path else None


def opened(case: Case) -> CaseFolder:
    """The folder of a case. Raises NothingReadable, EvidenceAltered, Locked."""
    found = folder.load(case.folder, clock=time.time, home=settings.HOME)
    if found.encrypted and settings.KEY_FILE:
        found = folder.load(case.folder, clock=time.time, home=settings.HOME, identity=identity())
    return found


def open_case(*, user: User, vendor: str, title: str, now: float, aware_at: str = "", is_demo: bool = False) -> Case:
    """Open a case: the folder first, then the row, the opener as owner.

    Raises:
        BadInput: no vendor, or personal data where none may stand.
        CannotWrite: the folder could not be made.
    """
    if not vendor:
        raise BadInput("a case needs a vendor", hint="Name the company that holds the data.")
    with audit.acting():
        known = (
            Vendor.objects.filter(name__iexact=vendor).first()
            or Vendor.objects.get_or_create(slug=slug(vendor), defaults={"name": vendor})[0]
        )
        case_id = folder.uuid7(now)
        path = Path(settings.HOME) / "cases" / case_id
        made = folder.create(
            path,
            title=title or known.name,
            vendor=known.name,
            actor=user.name,
            clock=time.time,
            identity=identity(),
            case_id=case_id,
        )
        case = Case.objects.create(
            case_id=uuid.UUID(case_id), path=str(path), title=made.title, vendor=known, is_demo=is_demo
        )
        Membership.objects.create(case=case, user=user, role=Role.OWNER)
        if aware_at:
            facts.state(made, "aware_at", aware_at, actor=user.name, now=now, cache=Path(settings.HOME) / "cache")
        noted(made, case, user, "case.open", now=now)
        return case


def noted(made: CaseFolder, case: Case, user: User | str, action: str, *, now: float, **data: object) -> None:
    """Write an entry of the workbench's log about a case, with the head of the case's own log."""
    entries = made.custody.entries()
    audit.record(user, action, now=now, case=case, custody=entries[-1].digest if entries else "", data=data)
