"""`waspada case destroy`: take the personal data of a case out of the world, with a certificate."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_words_custody import say, translated
from waspada.cli.progress import Bar
from waspada.core.language import Lang, number, size


@click.command()
@shared.case
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Do nothing now; set the day it must be done.")
@click.option("--due", is_flag=True, help="Destroy only if the day that was set has come; for a daily job.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--certificate", type=click.Path(dir_okay=False, path_type=Path), help="Where the certificate goes.")
@shared.actor
@shared.reason
@options.as_json
@options.lang
def command(
    case: Path,
    day: datetime | None,
    due: bool,
    yes: bool,
    certificate: Path | None,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """Destroy evidence, keys, restricted results and work files of a case.

    Refused while a legal hold is in force. The log, the counts in share/ and the anchors stay; the certificate is
    signed and lists the copies that cannot be reached from here.

    Exit codes: 0 done or not due, 13 a hold forbids it, 21 not everything could be destroyed (run it again).

    \b
    Examples:
      waspada case destroy november --on 2026-11-30 --reason "12 months after the last notice"
      waspada case destroy november --reason "retention period over"
    """
    from waspada.flows.case import destroy as flow
    from waspada.store.case.destroy import destroy
    from waspada.store.case.signing import SigningKey

    opened = shared.opened_case(case)
    if day is not None:
        flow.schedule(opened, day.date(), actor=actor, reason=reason)
        click.echo(say("scheduled", lang, day=day.date().isoformat()))
        return
    if not (yes or due):
        click.echo(say("sure", lang, title=opened.title), err=True)
        click.confirm(say("go_on", lang), abort=True, err=True)
    work = [options.home() / "cache" / opened.case_id, options.home() / "custody-pending" / opened.case_id]
    with Bar(lang) as bar:
        done = flow.destroy(
            opened,
            lambda: destroy(opened.path, work, bar),
            SigningKey.of_installation(options.home()),
            actor=actor,
            reason=reason,
            today=_today(),
            only_due=due,
        )
    if done is None:
        click.echo(say("not_due", lang))
        return
    where = certificate or opened.path / "destroyed.json"
    where.write_text(done.text(), encoding="utf-8")
    if as_json:
        click.echo(done.text(), nl=False)
        return
    gone = done.content["destroyed"]
    files = say("files", lang, count=number(gone["files"], lang))
    click.echo(say("destroyed", lang, files=files, size=size(gone["bytes"], lang), where=where))
    if done.content["not_reached"]:
        click.echo(say("see_to", lang))
    for copy in done.content["not_reached"]:
        click.echo(say("copy", lang, what=translated(copy["what"], lang), where=translated(copy["where"], lang)))


def _today() -> date:
    return datetime.fromtimestamp(time.time(), UTC).date()
