"""SMTP against a server that does what a test says: what became of a letter is never more than is known."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from waspada.core.errors import BadInput
from waspada.notify.sending import Login, Server
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.notify.transports import smtp
from waspada.notify.transports.smtp import Smtp

LETTER = Outgoing(
    row=1, sender="bounces+t@example.com", recipient="ani@example.org", content=b"A: b\r\n\r\n.\r\n..x\r\nend\r\n"
)
GOES_AWAY = ""


@dataclass
class Peer:
    """Answers by the first word of a command; the empty answer: it goes away. Keeps what it was told."""

    answers: dict[str, str] = field(default_factory=dict)
    port: int = 0
    heard: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    connections: int = 0

    def serve(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listening.accept()
                self.connections += 1
                with peer, peer.makefile("rwb") as lines, contextlib.suppress(OSError, ValueError):
                    self._talk(lines)

    def _talk(self, lines: object) -> None:
        read, write, flush = lines.readline, lines.write, lines.flush  # type: ignore[attr-defined]

        def say(name: str, usual: str) -> str:
            answer = self.answers.get(name, usual)
            write(answer.encode() + b"\r\n" if answer else b"")
            flush()
            return answer

        if not say("connect", "220 mx.example"):
            return
        while line := read():
            self.heard.append(line.decode().strip())
            word = line.decode().split(maxsplit=1)[0].upper()
            usual = {"EHLO": "250-mx.example\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES", "DATA": "354 go on"}
            answer = say(word, usual.get(word, "250 2.0.0 Ok ani@example.org"))
            if not answer or word == "QUIT":
                return
            if word == "DATA" and answer.startswith("354"):
                content = b""
                while not content.endswith(b"\r\n.\r\n"):
                    if self.answers.get("content") == GOES_AWAY:
                        lines.read(5)  # type: ignore[attr-defined]
                        return
                    content += read()
                self.taken.append(content)
                if not say("end", "250 2.0.0 Ok: queued"):
                    return


@pytest.fixture
def peer() -> Iterator[Peer]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Peer(port=listening.getsockname()[1])
        thread = threading.Thread(target=made.serve, args=(listening,), daemon=True)
        thread.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def transport(peer: Peer, login: Login | None = None) -> Smtp:
    return Smtp(Server(host="127.0.0.1", port=peer.port, security="none", helo="out.example", login=login))


def sent(peer: Peer, letter: Outgoing = LETTER, begin: Callable[[], None] = lambda: None) -> tuple[Answer, int]:
    """The answer, and how often it was begun."""
    began: list[int] = []

    def once() -> None:
        began.append(len(peer.taken))
        begin()

    with contextlib.closing(transport(peer)) as carrier:
        return carrier.send(letter, once), len(began)


def test_a_letter_that_is_taken(peer: Peer) -> None:
    answer, began = sent(peer)
    assert answer == Answer(outcome=Outcome.ACCEPTED, reply="250 2.0.0")
    assert began == 1
    assert peer.taken == [b"A: b\r\n\r\n..\r\n...x\r\nend\r\n.\r\n"]
    assert peer.heard[:3] == [
        "ehlo out.example",
        "mail FROM:<bounces+t@example.com> ret=hdrs",
        "rcpt TO:<ani@example.org> notify=failure",
    ]


def test_no_text_of_the_server_is_kept(peer: Peer) -> None:
    peer.answers["RCPT"] = "550 ani@example.org 5.1.1 unknown"
    assert sent(peer)[0].reply == "550"


@pytest.mark.parametrize(
    ("when", "said", "expected", "began"),
    [
        ("MAIL", "451 4.3.0 later", Answer(outcome=Outcome.LATER, reply="451 4.3.0"), 0),
        ("RCPT", "450 4.2.0 later", Answer(outcome=Outcome.LATER, reply="450 4.2.0"), 0),
        ("RCPT", "550 5.1.1 nobody", Answer(outcome=Outcome.REFUSED, reply="550 5.1.1"), 0),
        ("RCPT", "421 4.7.0 busy", Answer(outcome=Outcome.LATER, reply="421 4.7.0"), 0),
        ("DATA", "451 4.3.2 later", Answer(outcome=Outcome.LATER, reply="451 4.3.2"), 1),
        ("DATA", "554 5.5.1 no", Answer(outcome=Outcome.REFUSED, reply="554 5.5.1"), 1),
        ("end", "452 4.3.1 full", Answer(outcome=Outcome.LATER, reply="452 4.3.1"), 1),
        ("end", "554 5.7.1 spam", Answer(outcome=Outcome.REFUSED, reply="554 5.7.1"), 1),
        ("connect", "554 no", Answer(outcome=Outcome.LATER), 0),
        ("connect", GOES_AWAY, Answer(outcome=Outcome.LATER), 0),
        ("MAIL", GOES_AWAY, Answer(outcome=Outcome.LATER), 0),
        ("RCPT", GOES_AWAY, Answer(outcome=Outcome.LATER), 0),
        ("DATA", GOES_AWAY, Answer(outcome=Outcome.LATER), 1),
        ("content", GOES_AWAY, Answer(outcome=Outcome.UNKNOWN), 1),
        ("end", GOES_AWAY, Answer(outcome=Outcome.UNKNOWN), 1),
    ],
)
def test_what_became_of_it(peer: Peer, when: str, said: str, expected: Answer, began: int) -> None:
    peer.answers[when] = said
    letter = Outgoing(
        row=1, sender="b@example.com", recipient="ani@example.org", content=b"A: b\r\n\r\n" + b"x\r\n" * 9**6
    )
    assert sent(peer, letter if when == "content" else LETTER) == (expected, began)


def test_one_connection_carries_many_letters_also_after_a_refusal(peer: Peer) -> None:
    carrier = transport(peer)
    peer.answers["RCPT"] = "550 5.1.1 nobody"
    assert carrier.send(LETTER, lambda: None).outcome is Outcome.REFUSED
    del peer.answers["RCPT"]
    assert [carrier.send(LETTER, lambda: None).outcome for _ in range(3)] == [Outcome.ACCEPTED] * 3
    carrier.close()
    assert peer.connections == 1
    assert "rset" in peer.heard


def test_a_connection_that_was_closed_meanwhile_is_opened_once_more(peer: Peer) -> None:
    carrier = transport(peer)
    assert carrier.send(LETTER, lambda: None).outcome is Outcome.ACCEPTED
    assert carrier._open is not None
    assert carrier._open.sock is not None
    carrier._open.sock.shutdown(socket.SHUT_RDWR)
    assert carrier.send(LETTER, lambda: None).outcome is Outcome.ACCEPTED
    assert len(peer.taken) == 2
    carrier.close()


def test_where_the_ledger_says_no_nothing_leaves(peer: Peer) -> None:
    def refuse() -> None:
        raise RuntimeError("not now")

    with pytest.raises(RuntimeError):
        sent(peer, begin=refuse)
    assert peer.taken == []
    assert not any(line.lower() == "data" for line in peer.heard)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    carrier = Smtp(Server(host="127.0.0.1", port=port, security="none"))
    assert carrier.send(LETTER, lambda: None) == Answer(outcome=Outcome.LATER)
    carrier.close()


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "DATA_SECONDS", 0.2)
    peer.answers["end"] = "250-never"
    assert sent(peer)[0].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("recipient", ["ani@", "a b@example.org", "ani@example.org>\r\nRCPT TO:<eve@example.net"])
def test_no_address_becomes_a_command(peer: Peer, recipient: str) -> None:
    letter = Outgoing(row=1, sender="b@example.com", recipient=recipient, content=b"")
    assert sent(peer, letter) == (Answer(outcome=Outcome.REFUSED, reply="553 5.1.3"), 0)
    assert not any("eve" in line for line in peer.heard)


def test_an_address_in_other_letters_needs_a_server_that_knows_them(peer: Peer) -> None:
    letter = Outgoing(row=1, sender="b@example.com", recipient="änï@bücher.example", content=b"A: b\r\n\r\nx\r\n")
    assert sent(peer, letter) == (Answer(outcome=Outcome.REFUSED, reply="553 5.6.7"), 0)
    peer.answers["EHLO"] = "250-mx.example\r\n250 SMTPUTF8"
    assert sent(peer, letter)[0].outcome is Outcome.ACCEPTED
    assert "rcpt TO:<änï@xn--bcher-kva.example>" in peer.heard


def test_a_server_without_tls_or_that_refuses_our_password_is_said_without_it(peer: Peer, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="TLS"):
        Smtp(Server(host="127.0.0.1", port=peer.port, security="starttls")).send(LETTER, lambda: None)
    password = tmp_path / "password"
    password.write_text("open sesame\n")
    password.chmod(0o600)
    peer.answers |= {"EHLO": "250-mx.example\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"}
    with pytest.raises(BadInput) as caught:
        transport(peer, Login(user="us", password_file=password)).send(LETTER, lambda: None)
    assert "sesame" not in str(caught.value)
    assert peer.taken == []


class Inbox:
    """Of a real server: what it took."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.got.append(envelope.content)
        return "250 2.0.0 taken"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, with its key, signed by itself."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mx.example")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(address, critical=False)
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # of the test's server, which speaks TLS below
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_tls_and_a_password(security: Literal["starttls", "tls"], certificate: Path, tmp_path: Path) -> None:
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(certificate)
    password = tmp_path / "password"
    password.write_text("open sesame\n")
    password.chmod(0o600)

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"us", b"open sesame"))

    inbox = Inbox()
    secured: dict[str, Any] = {"ssl_context": here} if security == "tls" else {"tls_context": here}
    secured |= {"require_starttls": True} if security == "starttls" else {"auth_require_tls": False}
    server = Controller(inbox, hostname="127.0.0.1", port=_free(), authenticator=check, auth_required=True, **secured)
    server.start()
    try:
        login = Login(user="us", password_file=password)
        there = Server(host="127.0.0.1", port=server.port, security=security, login=login, helo="out.example")
        with contextlib.closing(Smtp(there, context=ssl.create_default_context(cafile=certificate))) as carrier:
            answers = [carrier.send(LETTER, lambda: None).outcome for _ in range(2)]
        with pytest.raises(BadInput, match="certificate"):
            Smtp(there).send(LETTER, lambda: None)
    finally:
        server.stop()
    assert answers == [Outcome.ACCEPTED] * 2
    assert inbox.got == [LETTER.content] * 2


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
