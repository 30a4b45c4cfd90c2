"""Sending an answer: the intention first, never twice, doubts to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

import pytest
from tests.store.db.enquiry_mails import NOW, mail, named
from tests.workbench import Workbench

from waspada.core.errors import BadInput, Refused
from waspada.notify.sending import Sending, read
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.store.db import access, audit, enquiries, enquiry_answers, enquiry_mail
from waspada.store.db.access import Grant
from waspada.store.db.models import Enquiry, EnquiryAnswer

SETTINGS = """sender: {address: notice@toko.example, name: Toko}
company: Toko
smtp: {host: 127.0.0.1, port: 2525, security: none}
"""


@dataclass
class Line:
    """A server that answers as it is told to."""

    outcome: Outcome = Outcome.ACCEPTED
    sent: list[Outgoing] = field(default_factory=list)
    during: Callable[[], None] | None = None

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        if self.during:
            self.during()
        begin()
        self.sent.append(message)
        return Answer(outcome=self.outcome, reply="250 2.0.0")

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def settings(tmp_path: Path) -> Sending:
    path = tmp_path / "mail.yaml"
    path.write_text(SETTINGS)
    path.chmod(0o600)
    return read(path)


@pytest.fixture
def asked(workbench: Workbench) -> tuple[Grant, Enquiry]:
    named(workbench)
    case = workbench.case()
    return access.grant(workbench.people["Bob"], case.pk), enquiries.take_in(mail(), case=case, now=NOW).enquiry


def send(asked: tuple[Grant, Enquiry], settings: Sending, line: Line) -> EnquiryAnswer:
    grant, enquiry = asked
    made = enquiry_answers.compose(enquiry, ["thanks"])
    return enquiry_mail.send(grant, enquiry, made, settings, line, clock=lambda: NOW)


def test_an_answer_goes_out_once(asked: tuple[Grant, Enquiry], settings: Sending) -> None:
    line = Line(during=lambda: states.append(str(EnquiryAnswer.objects.get().state)))
    states: list[str] = []
    row = send(asked, settings, line)
    asked[1].refresh_from_db()
    assert (states, row.state, row.reply, asked[1].state) == (["sending"], "sent", "250 2.0.0", "answered")
    (out,) = line.sent
    message = message_from_bytes(out.content)
    assert (out.recipient, message["To"]) == ("ani@mail.example", "ani@mail.example")
    assert message["Message-ID"].endswith("@toko.example>")
    texts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    assert all(b"Acme Desk" in text for text in texts if isinstance(text, bytes))
    with pytest.raises(Refused):
        send(asked, settings, line)
    assert len(line.sent) == 1
    assert audit.verify() == []


def test_a_doubt_goes_to_a_person_and_never_out_again(asked: tuple[Grant, Enquiry], settings: Sending) -> None:
    line = Line(outcome=Outcome.UNKNOWN)
    row = send(asked, settings, line)
    asked[1].refresh_from_db()
    assert (row.state, asked[1].state) == ("unknown", "open")
    with pytest.raises(Refused):
        send(asked, settings, Line())
    enquiry_mail.arrived(asked[0], row, yes=True, now=NOW)
    asked[1].refresh_from_db()
    assert (row.state, asked[1].state) == ("sent", "answered")
    with pytest.raises(BadInput):
        enquiry_mail.arrived(asked[0], row, yes=True, now=NOW)


@pytest.mark.parametrize("outcome", [Outcome.LATER, Outcome.REFUSED])
def test_what_nobody_took_may_go_again(asked: tuple[Grant, Enquiry], settings: Sending, outcome: Outcome) -> None:
    assert send(asked, settings, Line(outcome=outcome)).state == "refused"
    assert send(asked, settings, Line()).state == "sent"


def test_a_crash_in_between_leaves_a_doubt(asked: tuple[Grant, Enquiry], settings: Sending) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(asked, settings, Line(during=die))
    assert EnquiryAnswer.objects.get().state == "sending"
    with pytest.raises(Refused):
        send(asked, settings, Line())


def test_without_an_address_nothing_is_written_down(workbench: Workbench, settings: Sending) -> None:
    named(workbench)
    case = workbench.case()
    enquiry = enquiries.take_form(case, {"text": "by phone"}, source="phone", now=NOW).enquiry
    grant = access.grant(workbench.people["Bob"], case.pk)
    with pytest.raises(BadInput):
        send((grant, enquiry), settings, Line())
    assert not EnquiryAnswer.objects.exists()
