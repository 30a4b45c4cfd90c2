"""`waspada notify letters`: letters for post as PDF, with a manifest for a mailing house."""

from __future__ import annotations

import time
from pathlib import Path

import click

from waspada.cli import approved, case_options, notify_case, options
from waspada.cli.notify_words import say
from waspada.cli.words import json_text
from waspada.core.language import Lang, number


@click.command()
@notify_case.case
@notify_case.notice
@notify_case.to
@case_options.reason
@approved.option
@notify_case.actor
@options.as_json
@options.lang
def command(
    case: str,
    version: int | None,
    folder: Path,
    reason: str,
    approval: int | None,
    actor: str | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Print every letter that waits for post and has a postal address; `manifest.csv` lists files, pages and hashes.

    They are marked as handed over. What does not fit its window is held for a person. It is an export: on record, with
    an approval for exactly this folder.

    Exit codes: 0 done, 2 nothing waits for post, 11 done but some are held, 13 refused, 21 not written.

    \b
    Examples:
      waspada notify letters --case acme --to letters-1 --approval 9 --reason "mail came back"
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor)
    notice = notify_case.named(row, version)
    from waspada.store.db import folders, notice_post

    wanted = notice_post.printing(str(notice.number), str(folder.absolute()))
    used = approved.approved(folders.opened(row), "export", wanted, approval)
    found = notice_post.write_out(notice, folder, actor=granted.user.name, reason=reason + used, now=time.time())
    if as_json:
        click.echo(json_text({"schema": "waspada/notice-letters/1", "notice": notice.number, **found}))
    else:
        counts = {name: number(count, lang) for name, count in found.items()}
        click.echo(say("printed", lang, where=folder / notice_post.MANIFEST, **counts))
    raise SystemExit(11 if found["held"] else 0)
