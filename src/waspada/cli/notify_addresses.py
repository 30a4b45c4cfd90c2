"""`waspada notify addresses`: postal addresses for letters that mail did not bring."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import click

from waspada.cli import notify_case, options
from waspada.cli.words import json_text
from waspada.core.language import Lang, number


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@notify_case.case
@notify_case.notice
@notify_case.actor
@options.as_json
@options.lang
def command(file: Path, case: str, version: int | None, actor: str | None, as_json: bool, lang: Lang) -> None:
    """Give letters whose mail came back the postal addresses in FILE, so that they can be printed.

    FILE is CSV in UTF-8: `email` or `person_id`, and `line1` to `line6`, as they stand in the window of an envelope.
    Rows for people whose letter does not wait for an address are counted as unknown, and change nothing.

    Exit codes: 0 done, 2 it is no such file, 11 done but some letters still wait, 13 refused.

    \b
    Examples:
      waspada notify addresses addresses.csv --case acme
      waspada notify letters --case acme --to letters-1 --approval 9 --reason "mail came back"
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor)
    notice = notify_case.named(row, version)
    from waspada.store.db import postal

    found = postal.take(granted, notice, postal.read(file), now=time.time())
    if as_json:
        click.echo(json_text({"schema": "waspada/notice-addresses/1", "notice": notice.number, **found}))
    else:
        for name, text in WORDS[lang].items():
            click.echo(text.format(count=number(found[name], lang)))
    raise SystemExit(11 if found["wait"] else 0)


WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "given": "Letters that have an address now: {count}",
        "unknown": "Rows for nobody who waits: {count}",
        "unusable": "Rows that are no address: {count}",
        "wait": "Letters that still wait for one: {count}",
    },
    "id": {
        "given": "Surat yang kini punya alamat: {count}",
        "unknown": "Baris untuk orang yang tidak menunggu: {count}",
        "unusable": "Baris yang bukan alamat: {count}",
        "wait": "Surat yang masih menunggu alamat: {count}",
    },
}
