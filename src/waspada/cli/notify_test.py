"""`waspada notify test`: a letter of the same texts, with facts of nobody, to an address of yours."""

from __future__ import annotations

import time
from pathlib import Path

import click

from waspada.cli import notify_case, options
from waspada.cli.notify_words import say
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@notify_case.case
@notify_case.notice
@click.option(
    "--to-file",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File with the address in its first line.",
)
@notify_case.actor
@options.as_json
@options.lang
def command(case: str, version: int | None, file: Path, actor: str | None, as_json: bool, lang: Lang) -> None:
    """Send one letter in each language to an address of your own, beside the ledger.

    It holds the kinds of a real letter and nobody's name, organisation or code.

    Exit codes: 0 all were accepted, 2 the settings for mail are wrong, 11 one was not.

    \b
    Examples:
      waspada notify test --case acme --to-file my-address.txt
    """
    row = notify_case.row(case)
    notify_case.granted(row, actor)
    from waspada.store.db import sending, sending_desk

    notice = notify_case.named(row, version)
    address = notify_case.first_line(file)
    desk = sending_desk.equipped(notice, time.time)
    try:
        to = [(address, code) for code in notice.languages]
        found = sending.trials(notice, desk, to, kind="test", clock=time.time)
    finally:
        desk.transport.close()
    if as_json:
        click.echo(json_text({"schema": "waspada/notice-test/1", "notice": notice.number, "sent": found}))
    else:
        for one in found:
            values = {name: one[name] for name in ("domain", "outcome", "reply")}
            click.echo(say("tested", lang, language=one["lang"], **values).strip())
    raise SystemExit(0 if all(one["outcome"] == "accepted" for one in found) else 11)
