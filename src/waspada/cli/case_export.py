"""`waspada case export`: the restricted results of a run, in the clear, for who must know."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import approved, options
from waspada.cli import case_options as shared
from waspada.cli.case_runs import run_of
from waspada.cli.case_words_custody import say
from waspada.core.language import Lang


@click.command()
@shared.case
@click.option("--to", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--run", "number", type=click.IntRange(1), help="Which run. [default: the last]")
@shared.actor
@shared.reason
@approved.option
@shared.key_file
@shared.password_file
@options.lang
def command(
    case: Path,
    to: Path,
    number: int | None,
    actor: str,
    reason: str,
    approval: int | None,
    key_file: Path | None,
    password_file: Path | None,
    lang: Lang,
) -> None:
    """Copy the restricted results of a run out of the case, decrypted.

    Needs a reason, and an approval where the workbench knows the case. The export stands in the log, and in the
    certificate on the day the case is destroyed.

    \b
    Example:
      waspada case export acme --to for-counsel --reason "asked for the list of admins"
    """
    from waspada.flows.case.export import export
    from waspada.store.case.runs import content_of

    opened = shared.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    run = run_of(opened, number)
    wanted = {"run": int(run.folder.name), "to": str(to.absolute())}
    if reason.strip() and not to.exists():  # no approval is used up for what will be refused
        reason += approved.approved(opened, "export", wanted, approval)
    names = export(opened, run.folder, to, content_of(opened.identity), actor=actor, reason=reason)
    click.echo(say("exported", lang, count=len(names), where=to))
