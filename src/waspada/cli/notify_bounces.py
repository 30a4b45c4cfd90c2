"""`waspada notify bounces`: takes what came back into the ledger, from a pipe, files or a mailbox."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from waspada.cli import options
from waspada.cli.words import json_text
from waspada.core.defect import as_ours
from waspada.core.errors import BadInput
from waspada.core.language import Lang, number

if TYPE_CHECKING:
    from waspada.notify.sending import Sending

SCHEMA: Final = "waspada/bounces/1"
TRY_AGAIN: Final = 75
"""EX_TEMPFAIL of sysexits: a mail server keeps the message, and brings it again."""
_AT_ONCE: Final = 50
"""Messages of a mailbox between two times that they are marked as read."""


@click.command()
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path), required=False)
@click.option("--imap", is_flag=True, help="Fetch what is unread in the mailbox `imap.bounces` of mail.yaml.")
@options.as_json
@options.lang
def command(path: Path | None, imap: bool, as_json: bool, lang: Lang) -> None:
    """Take what came back into the ledger: a message, an mbox, a Maildir or folder at PATH, `-` for a pipe, or --imap.

    A letter that failed is marked, and its recipient waits for a letter by post; delays and deliveries are noted. What
    comes twice changes nothing. What names no letter of ours is kept in WASPADA_HOME/bounces/unmatched for a person.
    Messages in a mailbox are marked as read once they are on disk here, and never deleted.

    Exit codes: 0 done, 2 the settings are wrong, 10 it cannot be read, 11 done but something waits for a person. From a
    pipe: 0 whatever it was, 75 when the mail server should bring it again.

    \b
    Examples:
      waspada notify bounces --imap
      waspada notify bounces /var/mail/bounces
      bounces: "|waspada notify bounces -"        (/etc/aliases; Postfix: recipient_delimiter = +)
    """
    if (path is None) == (not imap):
        raise BadInput("say where to read: PATH, or --imap", hint="For example: waspada notify bounces --imap")
    piped = path is not None and str(path) == "-"
    if not piped:
        answer = _take(path)
        _tell(answer, lang, as_json=as_json)
        raise SystemExit(11 if answer["unmatched"] else 0)
    try:
        answer = _take(path)
        if as_json:
            _tell(answer, lang, as_json=True)
    except Exception as error:  # noqa: BLE001  (whatever it is, the mail server must keep the message)
        click.echo(f"waspada: {as_ours(error)}", err=True)
        raise SystemExit(TRY_AGAIN) from None


def _take(path: Path | None) -> Mapping[str, Any]:
    from waspada.cli.django import loaded

    loaded()
    from waspada.notify import sending

    settings = sending.read(options.home() / sending.NAME)
    return _from_mailbox(settings) if path is None else _from_files(settings, path)


def _tell(answer: Mapping[str, Any], lang: Lang, *, as_json: bool) -> None:
    click.echo(json_text({"schema": SCHEMA, **answer}) if as_json else "\n".join(lines(answer, lang)))


def _from_files(settings: Sending, path: Path) -> Mapping[str, Any]:
    from waspada.notify import mail_files
    from waspada.store.db import bounced

    found = mail_files.in_stream(sys.stdin.buffer) if str(path) == "-" else mail_files.messages(path)
    return bounced.take(found, settings, options.home(), now=time.time()).as_json()


def _from_mailbox(settings: Sending) -> Mapping[str, Any]:
    from waspada.notify import mailbox
    from waspada.store.db import bounced

    if settings.bounces is None:
        raise BadInput("mail.yaml names no mailbox for bounces", hint="Write `imap.bounces`; see docs/notify-mail.md.")
    whole = bounced.Taken()
    with mailbox.opened(settings.bounces) as inbox:
        unread = inbox.unread()
        while batch := list(islice(unread, _AT_ONCE)):
            taken = bounced.take((one.raw for one in batch), settings, options.home(), now=time.time())
            inbox.mark(batch)
            whole.counts += taken.counts
            whole.by_post += taken.by_post
    return whole.as_json()


def lines(answer: Mapping[str, Any], lang: Lang) -> list[str]:
    """The answer for people."""
    words = WORDS[lang]
    found = [words["messages"].format(count=number(answer["messages"], lang))]
    named = [name for name in words if name in answer and name != "messages" and answer[name]]
    return found + [f"  {words[name].format(count=number(answer[name], lang))}" for name in named]


WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "messages": "Messages read: {count}",
        "bounced": "did not arrive: {count}",
        "by_post": "of these, now waiting for a postal address: {count}",
        "delayed": "delayed, still tried: {count}",
        "delivered": "delivered: {count}",
        "relayed": "handed on, without word of delivery: {count}",
        "auto_reply": "automatic replies: {count}",
        "repeated": "known already: {count}",
        "late": "on letters that meanwhile stand elsewhere, nothing changed: {count}",
        "unmatched": "of no letter of ours, kept for a person in WASPADA_HOME/bounces/unmatched: {count}",
    },
    "id": {
        "messages": "Pesan yang dibaca: {count}",
        "bounced": "tidak sampai: {count}",
        "by_post": "di antaranya kini menunggu alamat pos: {count}",
        "delayed": "tertunda, masih dicoba: {count}",
        "delivered": "sampai: {count}",
        "relayed": "diteruskan, tanpa kabar sampai: {count}",
        "auto_reply": "balasan otomatis: {count}",
        "repeated": "sudah diketahui: {count}",
        "late": "tentang surat yang statusnya sudah lain, tidak ada yang diubah: {count}",
        "unmatched": "bukan dari surat kita, disimpan di WASPADA_HOME/bounces/unmatched untuk dibaca: {count}",
    },
}
