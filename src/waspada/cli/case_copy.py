"""`waspada case copy`: note that a copy of the evidence or the results exists elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_words_custody import say
from waspada.core.language import Lang


@click.command()
@shared.case
@click.argument("what")
@click.argument("where")
@shared.actor
@shared.reason
@options.lang
def command(case: Path, what: str, where: str, actor: str, reason: str, lang: Lang) -> None:
    """Note that a copy exists: WHAT it is, and WHERE.

    On the day the case is destroyed the certificate lists it, so that somebody sees to it.

    \b
    Example:
      waspada case copy acme "people.csv" "laptop of outside counsel"
    """
    from waspada.flows.case.export import note_copy

    note_copy(shared.opened_case(case), what, where, actor=actor, reason=reason)
    click.echo(say("noted", lang, what=what, where=where))
