"""`waspada notify status`: what became of the letters."""

from __future__ import annotations

import click

from waspada.cli import notify_case, options
from waspada.cli.notify_words import say
from waspada.cli.words import json_text
from waspada.core.language import Lang, number


@click.command()
@notify_case.case
@notify_case.notice
@options.as_json
@options.lang
def command(case: str, version: int | None, as_json: bool, lang: Lang) -> None:
    """How far a notice is, its letters by state and domain, and those of which nobody knows.

    Exit codes: 0 done, 10 no case or no notice, 11 letters wait for a person (unknown, held, or it stopped itself).

    \b
    Examples:
      waspada notify status --case acme
      waspada notify status --case acme --notice 2 --json
    """
    row = notify_case.row(case)
    notice = notify_case.named(row, version)
    from waspada.store.db import notice_rows

    states = notice_rows.by_state(notice)
    waits = bool(states.get("unknown") or states.get("held") or notice.state == "halted")
    if as_json:
        click.echo(json_text(notify_case.document(notice)))
        raise SystemExit(11 if waits else 0)
    state, letters = say(f"notice.{notice.state}", lang), number(sum(states.values()), lang)
    click.echo(say("status", lang, number=notice.number, state=state, letters=letters))
    if notice.why:
        click.echo(say("why", lang, what=notice.why))
    for name, count in states.items():
        click.echo(say("count", lang, count=number(count, lang), state=say(f"state.{name}", lang)))
    unknown = notice_rows.of(notice).filter(state="unknown").order_by("pk")
    if states.get("unknown"):
        click.echo(say("unsettled", lang, count=number(states["unknown"], lang)))
    for one in unknown[:20]:
        when = notice_rows.moment_of(one).isoformat(timespec="seconds")
        click.echo(say("unsettled_row", lang, row=one.pk, domain=one.domain, when=when, token=one.token))
    raise SystemExit(11 if waits else 0)
