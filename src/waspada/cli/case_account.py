"""`waspada case account`: does what the vendor said it exported hold?"""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import case_options, options
from waspada.cli.case_diff import NAMES
from waspada.cli.case_runs import run_of
from waspada.cli.case_words_diff import account_lines
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@click.argument("case", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
@click.argument("run", type=click.IntRange(1), required=False)
@click.option(
    "--account",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="YAML file of what the vendor said, in place of the facts of the case.",
)
@click.option("--strict", is_flag=True, help="Exit 1 when a statement does not hold.")
@options.as_json
@options.lang
def command(case: Path, run: int | None, file: Path | None, strict: bool, as_json: bool, lang: Lang) -> None:
    """Check the vendor's own account against what was found.

    CASE is a case, or the results of `waspada assess` (then with --account). RUN is the number of a run of the case; by
    default the last. What the vendor said is in the facts vendor_account.records, people, files, from, to and fields,
    or in a file. Each statement holds, does not hold, or cannot be told, with the reason and the numbers: missing days,
    records outside of the window, more or fewer than announced, a field announced but absent, and one that was not.

    Exit codes: 0 done, 1 a statement does not hold (with --strict), 10 no such run, 11 a statement cannot be told.

    \b
    Examples:
      waspada case fact acme vendor_account.records 120000 --by vendor --source letter
      waspada case account acme --strict
      waspada case account waspada-out --account vendor.yaml
    """
    from waspada.flows.case.account import account
    from waspada.flows.case.results import open_run

    if (case / "share" / "assessment.json").exists():
        found = account(open_run(case), file=file)
    else:
        opened = case_options.opened_case(case)
        chosen = run_of(opened, run, NAMES[lang])
        found = account(chosen, entries=opened.custody.entries(), file=file)
    if as_json:
        click.echo(json_text(found.document))
    else:
        for line in account_lines(found.document, lang):
            click.echo(line)
    raise SystemExit(found.exit_code(strict=strict))
