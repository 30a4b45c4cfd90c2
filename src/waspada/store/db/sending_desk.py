"""What a turn of sending works with: the letters of a notice, checked against what was approved, signed; a way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from waspada.core.errors import BadInput, WaspadaError
from waspada.flows.notices.letters import Letters
from waspada.notify import verp
from waspada.notify.dkim_sign import signed
from waspada.notify.html import as_html
from waspada.notify.ledger import Piece
from waspada.notify.letter import Letter
from waspada.notify.message import Mail, content, envelope
from waspada.notify.plain import as_text
from waspada.notify.plan import EVERY
from waspada.notify.recipient import Recipient, from_json
from waspada.notify.sender import CANNOT_COMPOSE, NO_MAIL_ADDRESS, TEXT_DIFFERS, NoMessage
from waspada.notify.sending import Sending
from waspada.notify.transport import Outgoing, Transport
from waspada.notify.transports.smtp import Smtp
from waspada.store.db import folders, notices
from waspada.store.db.mail_api import Api
from waspada.store.db.models import Delivery, Notice
from waspada.store.db.sending import Desk, trials

_NOBODY = "0" * 32


def equipped(notice: Notice, clock: Callable[[], float]) -> Desk:
    """From the notice, its case, and `mail.yaml`.

    Raises:
        BadInput: the settings are missing, wrong, or name another sender than the one that was approved.
    """
    mail = notices.mail_settings()
    if mail is None:
        raise BadInput("nobody has set up how mail is sent", hint="Write mail.yaml: docs/notify-mail.md.")
    if notice.sender.get("address") != mail.sender:
        raise BadInput("mail.yaml names another sender than the one that was approved", hint="Put the old one back.")
    opened = folders.opened(notice.case)
    letters = Letters.of(notice.texts, notice.material, key=opened.key(), version=str(notice.number))
    writer = Writer(letters=letters, mail=mail, clock=clock, key=mail.dkim.private_key() if mail.dkim else b"")
    return Desk(
        prepare=writer.prepare,
        trial=lambda address, lang: writer.trial(address, _stand_in(notice, address, lang)),
        transport=_transport(mail),
        seeds=mail.seeds,
        rates={EVERY if domain == "default" else domain: rate for domain, rate in mail.rates.items()},
    )


def test_send(notice: Notice, to: list[tuple[str, str]], clock: Callable[[], float]) -> list[dict[str, Any]]:
    """Send letters with facts of nobody to addresses of ours, at once; the notice keeps how each went.

    Args:
        to: addresses with languages.

    Raises:
        BadInput: see `equipped`; or the server does not take us.
    """
    desk = equipped(notice, clock)
    try:
        return trials(notice, desk, to, kind="test", clock=clock)
    finally:
        desk.transport.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes messages of a notice's letters."""

    letters: Letters
    mail: Sending
    clock: Callable[[], float]
    key: bytes = field(repr=False)
    """For DKIM; empty: a provider signs."""

    def prepare(self, piece: Piece) -> Outgoing | NoMessage:
        """The message of one row; `NoMessage`: it is not the letter that was approved, or no mail can carry it."""
        try:
            envelope(piece.address)
        except BadInput:
            return NO_MAIL_ADDRESS
        recipient = from_json(piece.facts, address=piece.address, name=piece.name)
        try:
            letter = self.letters.letter(recipient, piece.channel)
        except WaspadaError:
            return CANNOT_COMPOSE
        if letter.sha256 != piece.text_sha256:
            return TEXT_DIFFERS
        return self._message(letter, piece.address, piece.token, piece.row)

    def trial(self, address: str, stand_in: Recipient) -> Outgoing:
        """The letter of somebody who does not exist, to an address of ours."""
        return self._message(self.letters.letter(stand_in, "mail"), address, verp.new_token(), 0)

    def _message(self, letter: Letter, address: str, token: str, row: int) -> Outgoing:
        made = content(
            Mail(
                sender=self.mail.sender,
                sender_name=self.mail.sender_name,
                recipient=address,
                subject=letter.subject,
                text=as_text(letter),
                html=as_html(letter),
                message_id=verp.message_id(token, domain=self.mail.domain),
                lang=letter.lang,
                date=self.clock(),
            )
        )
        if self.key and self.mail.dkim:
            made = signed(made, domain=self.mail.dkim.domain, selector=self.mail.dkim.selector, key=self.key)
        sender = verp.address(token, mailbox=self.mail.bounce_mailbox, domain=self.mail.bounce_domain)
        return Outgoing(row=row, sender=sender, recipient=address, content=made)


def _stand_in(notice: Notice, address: str, lang: str) -> Recipient:
    """Somebody with the kinds of a real row and nothing else of it."""
    rows = Delivery.objects.filter(notice=notice).exclude(facts={})
    row = rows.filter(lang=lang, audience="user").first() or rows.filter(audience="user").first() or rows.first()
    if row is None:
        raise BadInput("this notice has no letter yet", hint="Have it prepared first.")
    kept = {"recipient_id": _NOBODY, "lang": lang, "people": [], "customers": [], "found_keys": []}
    return from_json({**row.facts, **kept, "audience": "user"}, address=address)


def _transport(mail: Sending) -> Transport:
    if mail.smtp:
        return Smtp(mail.smtp)
    if mail.provider:
        return Api(mail.provider.backend, mail.provider.settings())
    raise BadInput("mail.yaml says no way for letters to go out", hint="It needs `smtp` or `provider`.")
