"""`waspada public drain`: answers what people asked over the public pages."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import options
from waspada.core.errors import BadInput, NotInstalled

if TYPE_CHECKING:
    from waspada.flows.public.answers import From
    from waspada.flows.public.drain import Drained, Enquiry
    from waspada.flows.public.organisations import Lists
    from waspada.flows.public.queue import Question
    from waspada.notify.sending import Sending

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("bundle", type=click.Path(file_okay=False, path_type=Path))
@click.option("--key-file", type=_FILE, required=True, help="age key with which the bundle was made.")
@click.option("--mail", type=_FILE, help="How mail is sent. [default: mail.yaml in WASPADA_HOME]")
@click.option("--case", type=click.Path(file_okay=False, path_type=Path), help="Case for lists and enquiries.")
@click.option("--organisations", type=_FILE, help="NDJSON with the lists of organisations: admins, people.")
@click.option("--most", type=click.IntRange(1), help="Questions at most; the rest waits for the next time.")
@options.as_json
def command(
    bundle: Path,
    key_file: Path,
    mail: Path | None,
    case: Path | None,
    organisations: Path | None,
    most: int | None,
    as_json: bool,
) -> None:
    """Answer what people asked over the public pages: yes or no, by mail, to exactly the address that was asked about.

    Run it where the key is, again and again (cron, a timer). An address gets one answer a day, a question never two: a
    mail on whose way the process died is counted as unknown and does not go again. Lists of organisations go out after
    proof, under a link that works once. With --case they come from the workbench, and enquiries go into it; without
    it, enquiries stay in the queue.

    Exit codes: 0 done, 2 a setting is wrong, 10 no bundle there, 11 something is unknown or unreadable, 21 another
    drain is at work, 26 the key is another one, 28 the web extra is not installed.

    \b
    Examples:
      waspada public drain bundle --key-file public.key --case cases/acme-desk
      waspada public drain bundle --key-file public.key --mail mail.yaml --organisations organisations.ndjson
    """
    if find_spec("dkim") is None or find_spec("dns") is None:
        raise NotInstalled("what sends mail is not installed")
    from waspada.cli.case_options import identity_in
    from waspada.flows.public import bundle as bundles
    from waspada.flows.public import drain, journal
    from waspada.flows.public import organisations as lists
    from waspada.flows.public.keys import Keys
    from waspada.notify import resolver, sending
    from waspada.notify.transports.smtp import Smtp

    found, keys = bundles.load(bundle), Keys.of(identity_in(key_file))
    settings = sending.read(mail or options.home() / sending.NAME)
    if settings.smtp is None:
        raise BadInput("answers go out over SMTP, and the settings name no server", hint="Add `smtp` to mail.yaml.")
    listed, enquiry = _workbench(case) if case else (lists.NoLists(), None)
    if organisations:
        listed = lists.FileLists(organisations)
    transport = Smtp(settings.smtp)
    try:
        with journal.opened(options.home() / "public" / "answers.db") as opened:
            done = drain.drain(
                drain.Desk(
                    found=found,
                    keys=keys,
                    journal=opened,
                    sender=_sender(settings),
                    transport=transport,
                    lookup=resolver.lookup_of(settings),
                    organisations=listed,
                    enquiry=enquiry,
                    clock=time.time,
                    pace=_pace(settings),
                ),
                most=most,
            )
    finally:
        transport.close()
    _tell(done, as_json=as_json)
    if done["unknown"] or done["unreadable"]:
        click.get_current_context().exit(11)


def _workbench(path: Path) -> tuple[Lists, Enquiry]:
    """Lists and enquiries of a case."""
    from waspada.cli.public_cases import known

    case = known(path)
    from waspada.store.db import enquiries
    from waspada.store.db.public_rows import CaseLists

    def take(question: Question) -> None:
        enquiries.take_form(
            case, question.fields, now=time.time(), identity=question.id, lang=question.lang, arrived=question.at
        )

    return CaseLists(case), take


def _tell(done: Drained, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(dict(sorted(done.counts.items()))))
        return
    said = ", ".join(f"{end.replace('_', ' ')}: {count}" for end, count in sorted(done.counts.items()))
    click.echo(f"waspada: {said or 'nothing waited'}", err=True)


def _sender(settings: Sending) -> From:
    from waspada.flows.public.answers import From
    from waspada.notify import dkim_sign

    dkim = settings.dkim
    key = dkim.private_key() if dkim else b""

    def sign(content: bytes) -> bytes:
        if dkim is None or not key:
            return content
        return dkim_sign.signed(content, domain=dkim.domain, selector=dkim.selector, key=key)

    return From(
        address=settings.sender,
        name=settings.sender_name,
        bounce_mailbox=settings.bounce_mailbox,
        bounce_domain=settings.bounce_domain,
        sign=sign,
    )


def _pace(settings: Sending) -> Callable[[str], None]:
    """Waits as long as the rate of a domain asks for."""
    due: dict[str, float] = {}

    def wait(domain: str) -> None:
        now = time.monotonic()
        at = max(now, due.get(domain, 0.0))
        due[domain] = at + 1 / settings.rate(domain)
        time.sleep(max(0.0, at - now))

    return wait
