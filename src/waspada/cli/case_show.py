"""`waspada case show`: where a case stands."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

import click

from waspada.cli import case_options, case_screen, options
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@case_options.case
@click.option("--facts", is_flag=True, help="Every fact: what we state, what others claim, and what was said before.")
@click.option("--questions", is_flag=True, help="Every question to the vendor, with dates and answers.")
@click.option("--decisions", is_flag=True, help="Every decision: what counts, and who disagrees.")
@click.option("--log", is_flag=True, help="Every entry of the log.")
@options.as_json
@options.lang
def command(case: Path, facts: bool, questions: bool, decisions: bool, log: bool, as_json: bool, lang: Lang) -> None:
    """Show where a CASE stands: what happened, since when we know, what is sealed, what is open.

    Reads the log alone, so it needs no key, and shows no personal value. The chain of the log is checked on the way;
    what is sealed is checked by `waspada case verify`.

    Exit codes: 0 shown, 10 no case there, 12 the log was altered.

    \b
    Examples:
      waspada case show acme
      waspada case show acme --facts --questions --lang id
      waspada case show acme --json
    """
    from waspada.flows.case.show import as_json as document
    from waspada.flows.case.show import standing

    opened = case_options.opened_case(case)
    shown = standing(opened, opened.vendor, time.time())
    if as_json:
        click.echo(json_text(document(shown, log=log)))
        return
    parts = [
        lines
        for wanted, lines in (
            (facts, case_screen.fact_lines(shown, lang)),
            (questions, case_screen.question_lines(shown.questions, shown.now, lang)),
            (decisions, case_screen.decision_lines(shown, lang)),
            (log, case_screen.log_lines(shown, lang)),
        )
        if wanted
    ]
    for number, lines in enumerate(parts or [case_screen.digest_lines(shown, shlex.quote(str(case)), lang)]):
        if number:
            click.echo("")
        for line in lines:
            click.echo(line)
