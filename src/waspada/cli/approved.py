"""Two people also on the command line: a case that the workbench knows asks for an approval before what it guards.

Without a database nothing of Django is loaded, and the commands work as they always did.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from waspada.cli import options
from waspada.core.errors import Refused

if TYPE_CHECKING:
    from waspada.store.case.folder import CaseFolder

option = click.option(
    "--approval",
    type=click.IntRange(1),
    help="Number of the approval, for a case that the workbench knows; see its page of approvals.",
)


def approved(case: CaseFolder, act: str, parameters: Mapping[str, Any], approval: int | None) -> str:
    """Use the approval for what is about to be done, where the case needs one; what to add to the reason.

    Args:
        parameters: exactly what is to be done, as it was asked for.

    Raises:
        Refused: the workbench knows the case, and no approval was given or it does not cover this.
        BadInput: the case has no such approval.
        NotInstalled: there is a database, and the workbench that reads it is not installed.
    """
    if not has_database():
        return ""
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import approvals, known

    row = known.case(case.case_id)
    if row is None:
        return ""
    if approval is None:
        raise Refused(
            "the workbench knows this case, so this needs an approval",
            hint="Ask for it on the page of the case, then give its number: --approval NUMBER",
        )
    approvals.use(row, approval, act, parameters, who="command line", now=time.time())
    return f" (approval {approval})"


def deliveries(case: CaseFolder, actor: str) -> None:
    """Before the data goes: write into the case what became of the letters that the database knows of."""
    if not has_database():
        return
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import known, notice_proofs

    row = known.case(case.case_id)
    if row is not None:
        notice_proofs.keep_all(row, actor=actor, opened=case)


def destroyed(case: CaseFolder, actor: str) -> None:
    """After the data is gone: take what was made from it out of the database too."""
    if not has_database():
        return
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import acts, known

    row = known.case(case.case_id)
    if row is not None:
        acts.purge(row, by=actor, now=time.time())


def has_database() -> bool:
    """Whether there is one to ask; it may hold no workbench yet."""
    return bool(os.environ.get("DATABASE_URL")) or (options.home() / "waspada.db").exists()
