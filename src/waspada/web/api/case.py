"""How a route comes to a case: through `store.db.access` alone, with the key's own narrower rights."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from waspada.core.errors import NothingReadable
from waspada.store.case.folder import CaseFolder
from waspada.store.db import access, folders, project
from waspada.store.db.models import Projection
from waspada.store.db.rights import Right
from waspada.web.api.token import caller
from waspada.web.pages.case import Opened


def opened(request: HttpRequest, case_id: str, right: Right) -> Opened:
    """The case. Raises NoSuchCase, NotAllowed."""
    who = caller(request)
    return Opened(access.grant(who.user, case_id, right, token=who.token))


def noted(request: HttpRequest, case: Opened, folder: CaseFolder, action: str, **data: object) -> None:
    """Write the entry of the workbench's log, with the key that was used."""
    token = caller(request).token.pk
    folders.noted(folder, case.case, case.grant.user, action, now=time.time(), token=token, **data)


def searchable(case: Opened) -> Projection:
    """The latest run that is searchable. Raises NothingReadable."""
    found = project.current(case.case)
    if found is None:
        raise NothingReadable("no run of this case is searchable", hint="Ask for one: POST /cases/{case_id}/runs")
    return found


def cache() -> Path:
    """Folder of the pattern database."""
    return Path(settings.HOME) / "cache"
