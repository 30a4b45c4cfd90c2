"""`waspada case reveal`: see values that are masked everywhere else, on record."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_runs import run_of
from waspada.cli.case_words_custody import say
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@shared.case
@click.option("--person", help="A person id of a run: their row, with name and addresses.")
@click.option("--position", help="A position of a report, such as events.jsonl:123456: the record as it came.")
@click.option("--run", "number", type=click.IntRange(1), help="Run that the person is from. [default: the last]")
@shared.actor
@shared.reason
@shared.key_file
@shared.password_file
@options.as_json
@options.lang
def command(
    case: Path,
    person: str | None,
    position: str | None,
    number: int | None,
    actor: str,
    reason: str,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Show what is masked everywhere else: one person, or one record.

    Needs a reason. The look stands in the log before anything is shown.

    \b
    Examples:
      waspada case reveal november --person 3f1c… --reason "asked us by letter, T-88"
      waspada case reveal november --position events.jsonl:88123 --reason "is this chat content?"
    """
    from waspada.flows.case import reveal

    if (person is None) == (position is None):
        raise click.UsageError("Give --person or --position.")
    opened = shared.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    if person is not None:
        row = reveal.reveal_person(opened, run_of(opened, number), person, actor=actor, reason=reason)
        click.echo(json_text(dict(row)) if as_json else "\n".join(f"{name}: {value}" for name, value in row.items()))
    else:
        record = reveal.reveal_record(opened, position or "", actor=actor, reason=reason)
        click.echo(json_text({"position": position, "record": record}) if as_json else record)
    click.echo(say("logged", lang), err=True)
