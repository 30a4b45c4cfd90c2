"""`waspada notify settle`: a person says what became of a letter of which nobody knows."""

from __future__ import annotations

import time

import click

from waspada.cli import case_options, notify_case, options
from waspada.cli.notify_words import say
from waspada.core.errors import BadInput
from waspada.core.language import Lang


@click.command()
@notify_case.case
@notify_case.notice
@click.option("--row", "number", type=click.IntRange(1), required=True, help="Number of the row, as `status` shows it.")
@click.option(
    "--as",
    "how",
    type=click.Choice(["accepted", "bounced", "queued", "cancelled"]),
    required=True,
    help="The server took it; it did not arrive; it never left, so send it; leave it.",
)
@case_options.reason
@notify_case.actor
@options.lang
def command(case: str, version: int | None, number: int, how: str, reason: str, actor: str | None, lang: Lang) -> None:
    """Settle one letter that may have gone out; it never goes out again by itself.

    Look into the log of your mail server first, by the moment and the token.

    Exit codes: 0 done, 2 no such letter, or it is settled already.

    \b
    Examples:
      waspada notify settle --case acme --row 4711 --as accepted --reason "in the log of the mail server"
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor, "decide")
    notice = notify_case.named(row, version)
    from waspada.store.db import notice_going, notice_rows

    found = notice_rows.of(notice).select_related("notice").filter(pk=number).first()
    if found is None:
        raise BadInput("the notice has no such letter", hint="See its rows: waspada notify status --case CASE")
    notice_going.settle(granted, found, how, reason=reason, now=time.time())
    click.echo(say("settled", lang))
