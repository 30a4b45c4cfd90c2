"""Sends an answer by mail: written down and committed first, so that a crash leaves a doubt and never a second mail."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from html import escape
from typing import Final

from waspada.core.errors import BadInput, Refused, WaspadaError
from waspada.flows.enquiries.answers import Answer
from waspada.notify.dkim_sign import signed
from waspada.notify.message import Mail, content, envelope
from waspada.notify.sending import Sending
from waspada.notify.transport import Outcome, Outgoing, Transport
from waspada.notify.transports.smtp import Smtp
from waspada.store.db import audit, enquiry_answers, enquiry_rows
from waspada.store.db.access import Grant
from waspada.store.db.mail_api import Api
from waspada.store.db.models import Enquiry, EnquiryAnswer
from waspada.store.db.rights import Right

S = EnquiryAnswer.State
_ENDS: Final = {
    Outcome.ACCEPTED: S.SENT,
    Outcome.LATER: S.REFUSED,
    Outcome.REFUSED: S.REFUSED,
    Outcome.UNKNOWN: S.UNKNOWN,
}
"""`later` is no word to wait for: nothing arrived, and a person tries again."""


def transport_of(mail: Sending) -> Transport:
    """A connection for one answer. Raises BadInput: the provider cannot be used."""
    if mail.smtp is not None:
        return Smtp(mail.smtp)
    assert mail.provider is not None  # the settings have one or the other
    return Api(mail.provider.backend, mail.provider.settings())


def send(
    granted: Grant, enquiry: Enquiry, made: Answer, mail: Sending, transport: Transport, *, clock: Callable[[], float]
) -> EnquiryAnswer:
    """Send one answer, once. Call it outside a transaction.

    Raises:
        BadInput: there is no address that mail can be sent to, or the settings for mail are wrong; nothing left.
        Refused: this very answer left already, or may have.
    """
    granted.need(Right.STATE)
    outgoing = _outgoing(enquiry, made, mail, clock())
    with audit.acting():
        locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
        before = EnquiryAnswer.objects.filter(enquiry=locked, sha256=made.sha256, channel="mail")
        if before.exclude(state=S.REFUSED).exists():
            raise Refused("this very answer left already, or may have", hint="Ask whether it arrived, on the phone.")
        row = enquiry_answers.answered(enquiry, made, channel="mail", state=S.SENDING, by=granted.user, now=clock())
    problem: WaspadaError | None = None
    state, reply = S.UNKNOWN, ""
    try:
        answer = transport.send(outgoing, lambda: None)
        state, reply = _ENDS[answer.outcome], answer.reply
    except WaspadaError as error:
        problem, state = error, S.REFUSED
    finally:
        transport.close()
    with audit.acting():
        row.state, row.reply = state, reply[:40]
        row.save(update_fields=["state", "reply"])
        enquiry_answers.settle(row, now=clock())
        enquiry_rows.noted(enquiry, granted.user, "enquiry.sent", clock(), answer=row.pk, state=str(state))
    if problem is not None:
        raise problem
    return row


def arrived(granted: Grant, row: EnquiryAnswer, *, yes: bool, now: float) -> None:
    """A person found out whether a doubtful answer arrived. Raises BadInput: there is no doubt."""
    granted.need(Right.STATE)
    if row.state not in (S.UNKNOWN, S.SENDING):
        raise BadInput("nothing is in doubt about this answer", hint="Reload the page.")
    with audit.acting():
        row.state = S.SENT if yes else S.REFUSED
        row.save(update_fields=["state"])
        enquiry_answers.settle(row, now=now)
        enquiry_rows.noted(row.enquiry, granted.user, "enquiry.settle", now, answer=row.pk, state=str(row.state))


def _outgoing(enquiry: Enquiry, made: Answer, mail: Sending, now: float) -> Outgoing:
    if not enquiry.address:
        raise BadInput("there is no address to answer to", hint="Answer the way it came, and note it here.")
    paragraphs = "".join(f"<p>{escape(one)}</p>\n" for one in made.text.strip().split("\n\n"))
    raw = content(
        Mail(
            sender=mail.sender,
            sender_name=mail.sender_name,
            recipient=enquiry.address,
            subject=made.subject,
            text=made.text,
            html=f'<!doctype html>\n<html lang="{made.lang}"><body>\n{paragraphs}</body></html>\n',
            message_id=f"<{secrets.token_hex(16)}@{mail.domain}>",
            lang=made.lang,
            date=now,
        )
    )
    if mail.dkim and mail.dkim.key_file:
        raw = signed(raw, domain=mail.dkim.domain, selector=mail.dkim.selector, key=mail.dkim.private_key())
    return Outgoing(row=0, sender=mail.sender, recipient=envelope(enquiry.address), content=raw)
