"""The messages of a real notice: the approved letter in both parts, signed; anything else is held."""

from __future__ import annotations

import email
import email.policy
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import dkim
import pytest
from tests.noticed import drafted
from tests.notify import settings as mail
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.flows.notices.letters import Letters
from waspada.notify.dkim_key import record_for
from waspada.notify.html import as_html
from waspada.notify.ledger import Piece
from waspada.notify.plain import as_text
from waspada.notify.plan import Plan
from waspada.notify.recipient import from_json
from waspada.notify.sender import CANNOT_COMPOSE, NO_MAIL_ADDRESS, TEXT_DIFFERS
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.notify.transports.smtp import Smtp
from waspada.store.db import folders, sending_desk
from waspada.store.db.ledger import SqlLedger
from waspada.store.db.mail_api import Api
from waspada.store.db.models import Delivery, Notice
from waspada.store.db.sending import Desk

NOW = 1_772_200_000.0


@pytest.fixture
def notice(workbench: Workbench) -> Notice:
    made: Notice = drafted(workbench, seeds=["seed@big.example"], rates={"big.example": 3})
    Notice.objects.update(state="sending", batch=2)
    made.refresh_from_db()
    return made


def desk(notice: Notice) -> Desk:
    return sending_desk.equipped(notice, lambda: NOW)


def first(notice: Notice) -> Piece:
    (piece,) = SqlLedger(notice.pk, Plan()).take("me", 1, time.time())
    return piece


def test_the_message_holds_the_letter_that_was_composed_before(workbench: Workbench, notice: Notice) -> None:
    piece, made = first(notice), desk(notice)
    message = made.prepare(piece)
    assert isinstance(message, Outgoing)
    assert (message.row, message.recipient) == (piece.row, piece.address)
    assert message.sender == f"bounces+{piece.token}@bounce.example.com"
    read = email.message_from_bytes(message.content, policy=email.policy.default)
    assert str(read["From"]) == "Example Works <notice@example.com>"
    assert read["Message-ID"] == f"<{piece.token}@example.com>"
    letters = Letters.of(notice.texts, notice.material, key=folders.opened(notice.case).key(), version="1")
    letter = letters.letter(from_json(piece.facts, address=piece.address, name=piece.name), "mail")
    assert letter.sha256 == piece.text_sha256
    assert str(read["Subject"]) == letter.subject
    text, html = (part.get_content().replace("\r\n", "\n") for part in read.iter_parts())
    assert (text, html) == (as_text(letter), as_html(letter))
    record = record_for(mail.key()).encode()
    assert dkim.verify(message.content, dnsfunc=lambda name, timeout=5: record)


def test_a_letter_that_is_not_the_approved_one_is_held(notice: Notice) -> None:
    piece, made = first(notice), desk(notice)
    assert made.prepare(replace(piece, text_sha256="0" * 64)) is TEXT_DIFFERS
    assert made.prepare(replace(piece, address="ani@")) is NO_MAIL_ADDRESS
    assert made.prepare(replace(piece, facts={**piece.facts, "lang": "xx"})) in (TEXT_DIFFERS, CANNOT_COMPOSE)


def test_a_trial_holds_nobodys_facts_but_the_same_texts(notice: Notice) -> None:
    message = desk(notice).trial("colleague@example.org", "id")
    assert message.recipient == "colleague@example.org"
    read = email.message_from_bytes(message.content, policy=email.policy.default)
    words = "".join(part.get_content() for part in read.iter_parts())
    for row in Delivery.objects.filter(notice=notice):
        assert row.address not in words
        assert not row.name or row.name not in words
        assert row.token not in message.content.decode()


def test_a_test_send_is_kept_without_its_address(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Outgoing] = []

    def send(self: Smtp, message: Outgoing, begin: Callable[[], None]) -> Answer:
        sent.append(message)
        return Answer(outcome=Outcome.ACCEPTED, reply="250 2.0.0")

    monkeypatch.setattr(Smtp, "send", send)
    sending_desk.test_send(notice, [("colleague@example.org", "en"), ("colleague@example.org", "id")], lambda: NOW)
    notice.refresh_from_db()
    assert len({message.content for message in sent}) == 2
    assert [(one["kind"], one["domain"], one["lang"], one["outcome"]) for one in notice.trials] == [
        ("test", "example.org", "en", "accepted"),
        ("test", "example.org", "id", "accepted"),
    ]
    assert not Delivery.objects.filter(notice=notice).exclude(state__in=("queued", "held")).exists()


def test_settings_are_those_of_the_file(notice: Notice) -> None:
    made = desk(notice)
    assert made.seeds == ("seed@big.example",)
    assert made.rates is not None
    assert made.rates["big.example"] == 3
    assert isinstance(made.transport, Smtp)


def test_another_sender_than_the_approved_one_is_refused(workbench: Workbench, notice: Notice) -> None:
    mail.written(workbench.home, sender={"address": "other@example.com"})
    with pytest.raises(BadInput, match="another sender"):
        desk(notice)
    (workbench.home / "mail.yaml").unlink()
    with pytest.raises(BadInput, match=r"mail\.yaml|set up"):
        desk(notice)


def test_a_provider_instead_of_a_server(workbench: Workbench, notice: Notice, tmp_path: Path) -> None:
    mail.private(workbench.home / "provider.yaml", "POSTMARK_SERVER_TOKEN: made-up\n")
    provider = {"name": "postmark", "settings_file": "provider.yaml"}
    mail.written(workbench.home, smtp=None, dkim=None, provider=provider)
    assert isinstance(desk(notice).transport, Api)
