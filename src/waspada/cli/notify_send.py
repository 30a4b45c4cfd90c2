"""`waspada notify send`: lock what was approved, let letters go, pause, go on, take the rest back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from waspada.cli import approved, case_options, notify_case, options
from waspada.cli.notify_words import say
from waspada.cli.words import json_text
from waspada.core.errors import Refused
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.store.db.access import Grant
    from waspada.store.db.models import Notice


@click.command()
@notify_case.case
@notify_case.notice
@click.option(
    "--step",
    type=click.Choice(["start", "pause", "resume", "stop"]),
    default="start",
    help="What to do; `stop` takes back what has not left, for good. [default: start]",
)
@case_options.reason
@approved.option
@notify_case.actor
@options.as_json
@options.lang
def command(
    case: str,
    version: int | None,
    step: str,
    reason: str,
    approval: int | None,
    actor: str | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Lock a draft with its approval and let the first letters go; or pause, go on, stop.

    All checks run again first, also those of the sender's domain. A small first batch goes alone, and the notice stops
    itself when too many letters come back. Sending is done by `waspada worker`.

    Exit codes: 0 done, 2 it is not where this can be done, 13 a check blocks it, or the approval does not cover it.

    \b
    Examples:
      waspada notify send --case acme --approval 7
      waspada notify send --case acme --step pause --reason "a wrong sentence"
    """
    row = notify_case.row(case)
    granted = notify_case.granted(row, actor)
    notice = notify_case.named(row, version)
    from waspada.store.db import notice_going

    now = time.time()
    if step == "start":
        _start(granted, notice, approval, now)
    else:
        getattr(notice_going, step)(granted, notice, reason=reason, now=now)
    notice.refresh_from_db()
    if as_json:
        click.echo(json_text(notify_case.document(notice)))
        return
    if step == "start":
        click.echo(say("locked", lang, digest=notice.digest))
    click.echo(say("started" if step == "start" else f"did.{step}", lang))


def _start(granted: Grant, notice: Notice, approval: int | None, now: float) -> None:
    from waspada.store.db import notice_checks, notice_going, notices
    from waspada.store.db.models import Notice as Notices

    if notice.state == Notices.State.DRAFT:
        if approval is None:
            raise Refused(
                "letters leave only with an approval",
                hint="Ask for it on the page of the notice, then give its number: --approval NUMBER",
            )
        found = notice_checks.findings(notice, fresh=True, clock=time.time)
        notices.approve(notice, approval, found, who=granted.user, actor=granted.user.name, now=now)
    notice_going.start(granted, notice, now=now)
