"""`waspada scan`: a census of any files, no directory needed; values are masked, or the look is on record."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from waspada.cli import options
from waspada.cli.case_options import login_name
from waspada.cli.progress import Bar
from waspada.cli.words import json_text, scan_lines
from waspada.core.errors import BadInput
from waspada.core.language import Lang


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--text", help="Scan this one text instead of files; - reads standard input.")
@click.option(
    "--reveal",
    is_flag=True,
    help="Show values as they are, not masked; needs --reason, and is logged in WASPADA_HOME/reveals.ndjson.",
)
@click.option("--reason", default="", help="Why values are shown; it stands in the log.")
@click.option("--actor", default="", help="Who looks; it stands in the log. [default: your login name]")
@options.as_json
@options.lang
@options.workers
def command(
    paths: tuple[str, ...],
    text: str | None,
    reveal: bool,
    reason: str,
    actor: str,
    as_json: bool,
    lang: Lang,
    workers: int,
) -> None:
    """Find every kind of personal data and every secret in files or folders.

    Reads JSON, NDJSON, CSV, Parquet and Arrow, also inside gzip, zstd, zip and tar; anything else is scanned as raw
    text. Every cell is looked at and counted twice. Values are masked; with --reveal the look is put on record first.

    Exit codes: 0 nothing found, 1 something found, 10 nothing readable, 11 incomplete (the output says what),
    21 a look could not be put on record: nothing is shown.

    \b
    Examples:
      waspada scan export.zip
      waspada scan folder/ --json > census.json
      echo 'write to ani@example.org' | waspada scan --text -
      waspada scan export.zip --reveal --reason "are these test accounts?"
    """
    from waspada.flows import scan as flow

    if text is not None and paths:
        raise click.UsageError("Give files or --text, not both.")
    if text is None and not paths:
        raise click.UsageError("Name at least one file or folder, or use --text.")
    if reveal:
        _on_record(paths, actor, reason)
    if text is not None:
        given = sys.stdin.read() if text == "-" else text
        _answer(flow.scan_text(given, cache=options.home() / "cache", reveal=reveal), as_json, lang)
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


def _on_record(paths: Sequence[str], actor: str, reason: str) -> None:
    """Before anything is shown: who looks at what, and why."""
    from waspada.flows.case.texts import clean, without_values
    from waspada.flows.dataset import detector
    from waspada.flows.paths import mask_name
    from waspada.store.reveals import record

    if not reason.strip():
        raise BadInput("showing values needs a reason", hint="Add --reason TEXT: it stands in the log with your name.")
    reason, actor = clean(reason, "--reason"), clean(actor, "--actor") if actor else login_name()
    cache = options.home() / "cache"
    without_values([reason, actor], cache)
    record(
        options.home(),
        time=datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        actor=actor,
        reason=reason,
        command="scan",
        what=[mask_name(detector(cache), path) for path in paths],
    )


def _answer(result: Any, as_json: bool, lang: Lang) -> None:
    if as_json:
        click.echo(json_text(result.as_json()))
    else:
        for line in scan_lines(result, lang):
            click.echo(line)
    raise SystemExit(result.exit_code)
