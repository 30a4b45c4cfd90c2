"""`waspada notify proof`: who was told what, when, by which channel, with the hash of the text."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import approved, case_options, notify_case, options
from waspada.cli.notify_words import say
from waspada.core.language import Lang, number


@click.command()
@notify_case.case
@notify_case.notice
@notify_case.to
@case_options.reason
@approved.option
@notify_case.actor
@options.lang
def command(
    case: str, version: int | None, folder: Path, reason: str, approval: int | None, actor: str | None, lang: Lang
) -> None:
    """Write the deliveries of a notice into the case, and as CSV and NDJSON into a new folder.

    It is an export: on record, with an approval for exactly this folder. The addresses are in it.

    Exit codes: 0 done, 2 the notice was not approved, 13 refused, 21 not written.

    \b
    Examples:
      waspada notify proof --case acme --notice 1 --to proof --approval 8 --reason "the authority asked"
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor)
    notice = notify_case.named(row, version)
    from waspada.store.db import folders, notice_proofs

    wanted = notice_proofs.exporting(str(notice.number), str(folder.absolute()))
    used = approved.approved(folders.opened(row), "export", wanted, approval)
    rows = notice_proofs.keep(notice, actor=granted.user.name)
    notice_proofs.write_out(notice, folder, actor=granted.user.name, reason=reason + used)
    click.echo(say("proof", lang, where=folder, rows=number(rows, lang)))
