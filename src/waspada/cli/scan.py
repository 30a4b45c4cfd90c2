"""`waspada scan`: a census of any files, no directory needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from waspada.cli import options
from waspada.cli.progress import Bar
from waspada.cli.words import json_text, scan_lines
from waspada.core.language import Lang


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--text", help="Scan this one text instead of files; - reads standard input.")
@click.option("--reveal", is_flag=True, help="Show values as they are, not masked. Mind who can see your screen.")
@options.as_json
@options.lang
@options.workers
def command(paths: tuple[str, ...], text: str | None, reveal: bool, as_json: bool, lang: Lang, workers: int) -> None:
    """Find every kind of personal data and every secret in files or folders.

    Reads JSON, NDJSON, CSV, Parquet and Arrow, also inside gzip, zstd, zip and tar; anything else is scanned as raw
    text. Every cell is looked at and counted twice.

    Exit codes: 0 nothing found, 1 something found, 10 nothing readable, 11 incomplete (the output says what).

    \b
    Examples:
      waspada scan export.zip
      waspada scan folder/ --json > census.json
      echo 'write to ani@example.org' | waspada scan --text -
    """
    from waspada.flows import scan as flow

    if text is not None:
        if paths:
            raise click.UsageError("Give files or --text, not both.")
        given = sys.stdin.read() if text == "-" else text
        _answer(flow.scan_text(given, cache=options.home() / "cache", reveal=reveal), as_json, lang)
    elif not paths:
        raise click.UsageError("Name at least one file or folder, or use --text.")
    else:
        with Bar(lang) as bar:
            result = flow.scan(
                [Path(path) for path in paths],
                cache=options.home() / "cache",
                key=options.installation_key(),
                workers=workers,
                progress=bar,
                reveal=reveal,
            )
        _answer(result, as_json, lang)


def _answer(result: Any, as_json: bool, lang: Lang) -> None:
    if as_json:
        click.echo(json_text(result.as_json()))
    else:
        for line in scan_lines(result, lang):
            click.echo(line)
    raise SystemExit(result.exit_code)
