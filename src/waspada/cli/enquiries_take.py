"""`waspada enquiries take`: mail becomes enquiries of a case, each once."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from waspada.cli import options
from waspada.cli.words import json_text
from waspada.core.errors import BadInput, Refused
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.store.db.models import Case

SCHEMA: Final = "waspada/enquiries/1"
_SAID: Final[dict[Lang, str]] = {
    "en": "Taken in: {taken}. Known already: {known}. Left where they lie, because nobody can tell which case they are "
    "about or they are no mail: {left}.",
    "id": "Dimasukkan: {taken}. Sudah dikenal: {known}. Dibiarkan di tempatnya karena kasusnya tidak dapat ditentukan "
    "atau bukan surel: {left}.",
}


@click.command()
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path), required=False)
@click.option("--imap", is_flag=True, help="Fetch what is unread in the mailbox `imap.enquiries` of mail.yaml.")
@click.option("--case", "case_id", default="", help="Id of the case. [default: the one whose letter it was]")
@options.as_json
@options.lang
def command(path: Path | None, imap: bool, case_id: str, as_json: bool, lang: Lang) -> None:
    """Take in mail as enquiries: a message, an mbox, a Maildir or folder at PATH, `-` for a pipe, or --imap.

    The same mail is taken in once, however often it is fetched. A mail belongs to the case whose letter went to its
    sender, or to the only case there is; else it is left, unread, until --case names one. An answer that brings back a
    code proves who asks. Messages in a mailbox are marked as read once they are taken in, and never deleted. Nothing is
    ever answered by this command.

    Exit codes: 0 done, 2 no such case or wrong settings, 10 it cannot be read, 11 done but something was left.

    \b
    Examples:
      waspada enquiries take --imap
      waspada enquiries take letter.eml --case 01998f6e-0000-7000-8000-000000000000
      cat letter.eml | waspada enquiries take -
    """
    from waspada.cli.django import loaded

    if (path is None) == (not imap):
        raise BadInput("say where to read: PATH, or --imap", hint="For example: waspada enquiries take --imap")
    loaded()
    case = _case(case_id)
    counts = _of_mailbox(case) if path is None else _of_files(path, case)
    told = {name: counts[name] for name in ("taken", "known", "left")}
    click.echo(json_text({"schema": SCHEMA, **told}) if as_json else _SAID[lang].format(**told))
    raise SystemExit(11 if counts["left"] else 0)


def _case(case_id: str) -> Case | None:
    from waspada.store.db import known

    if not known.is_set_up():
        raise BadInput("there is no workbench here", hint="Start `waspada serve` once.")
    if not case_id:
        return None
    found: Case | None = None
    try:
        found = known.case(case_id)
    except ValueError:
        found = None
    if found is None:
        raise BadInput("the workbench knows no such case", hint="Its id stands in case.json of its folder.")
    return found


def _of_files(path: Path, case: Case | None) -> Counter[str]:
    from waspada.notify import mail_files

    found: Iterable[bytes] = mail_files.in_stream(sys.stdin.buffer) if str(path) == "-" else mail_files.messages(path)
    return Counter(_taken(raw, case) for raw in found)


def _of_mailbox(case: Case | None) -> Counter[str]:
    from waspada.notify import mailbox, sending

    settings = sending.read(options.home() / sending.NAME)
    if settings.enquiries is None:
        raise BadInput(
            "mail.yaml names no mailbox for enquiries", hint="Write it into mail.yaml; see docs/enquiries.md."
        )
    counts: Counter[str] = Counter()
    with mailbox.opened(settings.enquiries) as inbox:
        for one in inbox.unread():
            state = _taken(one.raw, case)
            counts[state] += 1
            if state != "left":
                inbox.mark([one])
    return counts


def _taken(raw: bytes, case: Any) -> str:
    from waspada.store.db import enquiries

    try:
        taken = enquiries.take_in(raw, case=case, now=time.time())
    except (BadInput, Refused):
        return "left"
    return "taken" if taken.new else "known"
