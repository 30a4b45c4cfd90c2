"""`waspada case hold`: forbid destruction while a lawsuit or a regulator needs the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_words_custody import say
from waspada.core.language import Lang


@click.command()
@shared.case
@click.argument("name")
@click.option("--lift", is_flag=True, help="Lift the hold of this name.")
@shared.actor
@shared.reason
@options.lang
def command(case: Path, name: str, lift: bool, actor: str, reason: str, lang: Lang) -> None:
    """Put a legal hold on a case, or lift it.

    While any hold is in force, `case destroy` refuses.

    \b
    Examples:
      waspada case hold acme "regulator 2026/17" --reason "letter of 16 March"
      waspada case hold acme "regulator 2026/17" --lift --reason "closed"
    """
    from waspada.flows.case.destroy import hold, release

    opened = shared.opened_case(case)
    (release if lift else hold)(opened, name, actor=actor, reason=reason)
    click.echo(say("lifted" if lift else "held", lang, name=name))
