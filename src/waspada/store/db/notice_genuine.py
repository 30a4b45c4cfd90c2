"""Would the letters of a notice be taken for genuine? One of each audience and language, as it would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from waspada.core.errors import WaspadaError
from waspada.notify import genuine
from waspada.notify.finding import Finding
from waspada.notify.ledger import Channel, Piece
from waspada.notify.transport import Outgoing
from waspada.store.db import notice_rows, notices, sending_desk
from waspada.store.db.models import Delivery, Notice


def of_letters(notice: Notice, clock: Callable[[], float]) -> tuple[Finding, ...]:
    """What speaks against them, each thing once; nothing where no message can be made, which other checks say."""
    try:
        mail = notices.mail_settings()
        desk = sending_desk.equipped(notice, clock) if mail else None
    except WaspadaError:
        return ()
    if mail is None or desk is None:
        return ()
    found: dict[str, Finding] = {}
    try:
        for row in _some(notice):
            made = desk.prepare(_piece(row))
            if isinstance(made, Outgoing):
                found |= {one.code: one for one in genuine.check(made.content, mail, envelope=made.sender)}
    finally:
        desk.transport.close()
    return tuple(found.values())


def _some(notice: Notice) -> Iterator[Delivery]:
    rows = notice_rows.of(notice).filter(channel=Channel.MAIL.value).exclude(text_sha256="")
    for audience, lang in rows.order_by().values_list("audience", "lang").distinct():
        row = rows.filter(audience=audience, lang=lang).order_by("pk").first()
        if row is not None:
            yield row


def _piece(row: Delivery) -> Piece:
    return Piece(
        row=row.pk,
        notice=row.notice_id,
        recipient_id=row.recipient_id,
        channel=Channel(row.channel),
        address=row.address,
        domain=row.domain,
        name=row.name,
        facts=row.facts,
        token=row.token,
        text_sha256=row.text_sha256,
        attempts=0,
    )
