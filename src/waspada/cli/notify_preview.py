"""`waspada notify preview`: a letter as its recipient will read it, with address and names masked."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import notify_case, options
from waspada.cli.notify_words import say
from waspada.core.errors import NothingReadable
from waspada.core.language import Lang


@click.command()
@notify_case.case
@notify_case.notice
@click.option(
    "--audience",
    type=click.Choice(["admin", "user", "no_account"]),
    default="user",
    help="Which letter. [default: user]",
)
@click.option("--language", default=None, help="Of the letter: en, id … [default: the one of most letters]")
@click.option("--row", "number", type=click.IntRange(1), help="Exactly this row of the ledger.")
@click.option(
    "--html", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write it as HTML mail into this file."
)
@options.lang
def command(
    case: str,
    version: int | None,
    audience: str,
    language: str | None,
    number: int | None,
    file: Path | None,
    lang: Lang,
) -> None:
    """Show one real letter: the fullest of the first few hundred of its audience and language, or one row.

    Address, names of organisations and the check code are masked; everything else is word for word what leaves.

    Exit codes: 0 shown, 10 no such letter.

    \b
    Examples:
      waspada notify preview --case acme --audience admin
      waspada notify preview --case acme --language id --html letter.html
    """
    row = notify_case.row(case)
    notice = notify_case.named(row, version)
    from waspada.core.mask import mask
    from waspada.flows.notices.letters import Letters
    from waspada.notify.html import as_html
    from waspada.notify.plain import as_text
    from waspada.store.db import folders, notice_rows, notices

    counts = [one for one in notice_rows.counts(notice) if one.audience == audience]
    most = max(counts, key=lambda one: one.letters, default=None)
    found = notice_rows.of(notice).filter(pk=number).first() if number else None
    if not number and (language or most):
        found = notices.sample(notice, audience, language or (most.lang if most else ""))
    if found is None:
        raise NothingReadable("there is no such letter", hint="See who gets which: waspada notify status --case CASE")
    key = folders.opened(row).key()
    letters = Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))
    letter = letters.masked(notice_rows.recipient(found), found.channel)
    if file is not None:
        file.write_text(as_html(letter), encoding="utf-8")
        click.echo(say("html", lang, where=file), err=True)
    click.echo(say("to", lang, address=mask("email", len(found.address))))
    click.echo(as_text(letter), nl=False)
