"""`waspada case reveal`: see values that are masked everywhere else, on record."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import approved, options
from waspada.cli import case_options as shared
from waspada.cli.case_runs import run_of
from waspada.cli.case_words_custody import say
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@shared.case
@click.option(
    "--person",
    "people",
    multiple=True,
    help="A person id of a run: their row, with name and addresses. May be given more than once.",
)
@click.option("--position", help="A position of a report, such as events.jsonl:123456: the record as it came.")
@click.option("--run", "number", type=click.IntRange(1), help="Run that the person is from. [default: the last]")
@shared.actor
@shared.reason
@approved.option
@shared.key_file
@shared.password_file
@options.as_json
@options.lang
def command(
    case: Path,
    people: tuple[str, ...],
    position: str | None,
    number: int | None,
    actor: str,
    reason: str,
    approval: int | None,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Show what is masked everywhere else: people, or one record.

    Needs a reason; for several people at once also an approval, where the workbench knows the case. The look stands in
    the log before anything is shown.

    \b
    Examples:
      waspada case reveal acme --person 3f1c… --reason "asked us by letter, T-88"
      waspada case reveal acme --position events.jsonl:88123 --reason "is this chat content?"
    """
    from waspada.flows.case import reveal

    if bool(people) == (position is not None):
        raise click.UsageError("Give --person or --position.")
    opened = shared.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    if people:
        run, chosen = run_of(opened, number), sorted(set(people))
        if len(chosen) > 1 and reason.strip():
            wanted = {"run": int(run.folder.name), "people": chosen}
            reason += approved.approved(opened, "reveal", wanted, approval)
        rows = [dict(reveal.reveal_person(opened, run, one, actor=actor, reason=reason)) for one in chosen]
        if as_json:
            click.echo(json_text(rows[0] if len(rows) == 1 else {"people": rows}))
        else:
            click.echo("\n\n".join("\n".join(f"{name}: {value}" for name, value in row.items()) for row in rows))
    else:
        record = reveal.reveal_record(opened, position or "", actor=actor, reason=reason)
        click.echo(json_text({"position": position, "record": record}) if as_json else record)
    click.echo(say("logged", lang), err=True)
