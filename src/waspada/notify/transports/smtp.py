"""Mail over SMTP (RFC 5321) with TLS, one connection for many messages.

What a message's last try left in doubt is decided by one question: did a byte of its content leave before the
connection broke? Then nobody knows (`unknown`); before that, nothing arrived. Replies are kept as codes, never as text.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from typing import Final

from waspada.core.errors import BadInput
from waspada.notify.message import envelope
from waspada.notify.sending import Server
from waspada.notify.transport import Answer, Outcome, Outgoing

CONNECT_SECONDS: Final = 30.0
REPLY_SECONDS: Final = 120.0
"""For an answer to a command."""
DATA_SECONDS: Final = 600.0
"""For the answer to a message: RFC 5321 (4.5.3.2.6) asks for ten minutes, since giving up early is how doubles come."""
_ENHANCED: Final = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})(?!\d)")
_BROKEN: Final = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException)
_SHUTTING_DOWN: Final = 421


class Smtp:
    """One connection, opened when it is needed, and once more when a server had closed it between two messages."""

    def __init__(self, server: Server, *, context: ssl.SSLContext | None = None) -> None:
        """`context`: for TLS; without one, the machine's own list of authorities decides."""
        self._server, self._context = server, context
        self._open: smtplib.SMTP | None = None

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        """See `Transport`.

        Raises:
            BadInput: the server refuses our name and password, or has no TLS.
        """
        fresh = self._open is None
        answer = self._offer(message, begin)
        if answer is None and not fresh:  # it had closed a connection that stood idle: nothing was begun
            answer = self._offer(message, begin)
        return answer or Answer(outcome=Outcome.LATER)

    def close(self) -> None:
        """See `Transport`."""
        opened, self._open = self._open, None
        if opened is not None:
            with contextlib.suppress(*_BROKEN):
                opened.quit()
            opened.close()

    def _offer(self, message: Outgoing, begin: Callable[[], None]) -> Answer | None:
        """None: no server, or it went away before anything was begun."""
        connection = self._connected()
        if connection is None:
            return None
        try:
            refused = self._addressed(connection, message)
        except UnicodeEncodeError:
            refused = Answer(outcome=Outcome.REFUSED, reply="553 5.6.7")
        except _BROKEN:
            self._drop()
            return None
        if refused is None:
            try:
                begin()
            except BaseException:
                self._reset(connection)
                raise
            return self._handed_over(connection, message.content)
        self._reset(connection)
        return refused

    def _addressed(self, connection: smtplib.SMTP, message: Outgoing) -> Answer | None:
        """Sender and recipient; None: both were accepted."""
        try:
            recipient = envelope(message.recipient)
        except BadInput:
            return Answer(outcome=Outcome.REFUSED, reply="553 5.1.3")
        knows_dsn = connection.has_extn("dsn")
        options = ["ret=hdrs"] if knows_dsn else []  # RFC 3461: what comes back holds no letter
        if not recipient.isascii():
            if not connection.has_extn("smtputf8"):
                return Answer(outcome=Outcome.REFUSED, reply="553 5.6.7")
            connection.command_encoding = "utf-8"
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        code, said = connection.mail(message.sender, options)
        if code == 250:
            code, said = connection.rcpt(recipient, ["notify=failure"] if knows_dsn else [])
        connection.command_encoding = "ascii"
        return None if code in (250, 251) else self._judged(code, said)

    def _handed_over(self, connection: smtplib.SMTP, content: bytes) -> Answer:
        left = False
        try:
            connection.putcmd("data")
            code, said = connection.getreply()
            if code == 354:
                quoted = re.sub(rb"(?m)^\.", b"..", content)
                if connection.sock is not None:
                    connection.sock.settimeout(DATA_SECONDS)
                left = True
                connection.send(quoted + (b"" if quoted.endswith(b"\r\n") else b"\r\n") + b".\r\n")
                code, said = connection.getreply()
                if connection.sock is not None:
                    connection.sock.settimeout(REPLY_SECONDS)
        except _BROKEN:
            self._drop()
            return Answer(outcome=Outcome.UNKNOWN if left else Outcome.LATER)
        if code == 250:
            return Answer(outcome=Outcome.ACCEPTED, reply=_codes(code, said))
        return self._judged(code, said)

    def _judged(self, code: int, said: bytes) -> Answer:
        if code == _SHUTTING_DOWN or not 400 <= code < 600:
            self._drop()  # it closes the connection, or speaks something else
        outcome = Outcome.REFUSED if 500 <= code < 600 else Outcome.LATER
        return Answer(outcome=outcome, reply=_codes(code, said))

    def _connected(self) -> smtplib.SMTP | None:
        if self._open is None:
            problem = ""
            try:
                self._open = self._opened()
            except smtplib.SMTPAuthenticationError as error:
                problem = "refuses our name and password" if error.smtp_code >= 500 else ""
            except smtplib.SMTPNotSupportedError:
                problem = "knows no TLS, or no way to sign in that we know"
            except ssl.SSLCertVerificationError:
                problem = "shows a certificate that does not hold"
            except (*_BROKEN, smtplib.SMTPException):
                return None
            if problem:
                raise BadInput(f"the mail server {problem}", hint="Look at `smtp` in mail.yaml.")
        return self._open

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        there, name = (server.host, server.port), server.helo or None
        if server.security == "tls":
            opened: smtplib.SMTP = smtplib.SMTP_SSL(*there, name, timeout=CONNECT_SECONDS, context=self._tls())
        else:
            opened = smtplib.SMTP(*there, name, timeout=CONNECT_SECONDS)
        with contextlib.ExitStack() as failed:
            failed.callback(opened.close)
            opened.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                opened.starttls(context=self._tls())
                opened.ehlo_or_helo_if_needed()
            if server.login:
                opened.login(server.login.user, server.login.password())
            if opened.sock is not None:
                opened.sock.settimeout(REPLY_SECONDS)
            failed.pop_all()
        return opened

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = ssl.create_default_context()
        return self._context

    def _reset(self, connection: smtplib.SMTP) -> None:
        if self._open is connection:
            try:
                connection.rset()
            except _BROKEN:
                self._drop()

    def _drop(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.close()


def _codes(code: int, said: bytes) -> str:
    """`550 5.1.1`: the enhanced code (RFC 3463) only where the text begins with it."""
    found = _ENHANCED.match(said)
    return f"{code} {found[1].decode('ascii')}" if found else f"{code}"
