"""Finds a case of the workbench for the commands of the public side, by its folder."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from waspada.cli import options
from waspada.core.errors import NothingReadable

if TYPE_CHECKING:
    from waspada.store.db.models import Case


def known(path: Path) -> Case:
    """The case of a folder.

    Raises:
        NothingReadable: there is no case, or the workbench does not know it.
        NotInstalled: the workbench is missing.
    """
    from waspada.store.case import folder

    found = folder.load(path, clock=time.time, home=options.home())
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import known as workbench

    case = workbench.case(found.case_id)
    if case is None:
        raise NothingReadable("the workbench does not know this case", hint="Check WASPADA_HOME and DATABASE_URL.")
    return case
