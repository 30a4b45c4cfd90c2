"""`waspada notify plan`: draft a version, compose every letter once, and say what stands in the way."""

from __future__ import annotations

import time

import click

from waspada.cli import notify_case, options
from waspada.cli.notify_words import say
from waspada.cli.progress import Bar
from waspada.cli.words import json_text
from waspada.core.language import Lang, number


@click.command()
@notify_case.case
@click.option("--run", "run", type=click.IntRange(1), help="Number of the run. [default: the last]")
@click.option(
    "--whom",
    type=click.Choice(["all", "new", "more"]),
    default="all",
    help="Everybody; who had no letter yet; or who had none or would now be told more. [default: all]",
)
@notify_case.actor
@options.as_json
@options.lang
def command(case: str, run: int | None, whom: str, actor: str | None, as_json: bool, lang: Lang) -> None:
    """Draft a version of the letters, or take the facts of now into the draft that is there.

    Recipients come from the run: one per address, accounts merged. Every letter is composed once and checked: facts
    and run again, no value of anybody, the sender's SPF, DKIM and DMARC.

    Exit codes: 0 drafted and nothing blocks it, 1 drafted and something blocks it, 10 no case or no run, 13 you may
    not.

    \b
    Examples:
      waspada notify plan --case acme
      waspada notify plan --case acme --whom new --run 2 --json
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor)
    from waspada.flows.notices.ready import as_json as finding_json
    from waspada.store.db import notice_checks, notice_prepare, notice_rows, notices
    from waspada.store.db.models import Job, Notice
    from waspada.store.db.notice_audience import Whom

    now = time.time()
    notice = Notice.objects.filter(case=row, state=Notice.State.DRAFT).first()
    if notice is None:
        notice = notices.draft(granted, now=now, run=run, whom=Whom(whom))
    else:
        notices.again(granted, notice, fresh=True, now=now)
    with Bar(lang) as bar:
        notice_prepare.prepare(notice, bar, actor=granted.user.name, now=time.time())
    # It was done here: no worker needs to do it again.
    Job.objects.filter(case=row, kind=notices.JOB, arguments__notice=notice.pk, state=Job.State.QUEUED).delete()
    notice.refresh_from_db()
    found = notice_checks.findings(notice, clock=time.time)
    if as_json:
        click.echo(json_text({**notify_case.document(notice), "findings": [finding_json(one) for one in found]}))
    else:
        letters = number(notice_rows.of(notice).count(), lang)
        click.echo(say("drafted", lang, number=notice.number, run=notice.run, letters=letters))
        notify_case.counts_told(notice_rows.counts(notice), lang)
        notify_case.findings_told(found, lang)
        if not any(one.blocks for one in found):
            click.echo(say("fine", lang))
            click.echo(say("next_ask", lang, case=case))
    raise SystemExit(1 if any(one.blocks for one in found) else 0)
