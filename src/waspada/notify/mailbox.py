"""Unread messages of a mailbox (IMAP, RFC 9051): looked at without a trace, marked as read once they are dealt with.

The one file that uses imap-tools. Nothing is deleted or moved: its own `flag` expunges, so flags are set here.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from waspada.core.errors import BadInput, NothingReadable
from waspada.notify.sending import Server

MOST_BYTES = 1 << 20
"""Of one message; more is not fetched."""
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message that lies in a mailbox."""

    uid: str
    raw: bytes = field(repr=False)


class Inbox:
    """An open mailbox."""

    def __init__(self, box: BaseMailBox) -> None:
        self._box = box

    def unread(self) -> Iterator[Fetched]:
        """Every message that nobody has read, one after the other; none is marked by that."""
        with _speaking():
            uids = self._box.uids("UNSEEN", charset=None)
        for uid in uids:
            with _speaking():
                _status, answer = self._box.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            raw = next((one[1] for one in answer or () if isinstance(one, tuple) and len(one) > 1), None)
            if isinstance(raw, bytes):
                yield Fetched(uid, raw)

    def mark(self, fetched: Sequence[Fetched]) -> None:
        """Mark messages as read."""
        if fetched:
            with _speaking():
                self._box.client.uid("STORE", ",".join(one.uid for one in fetched), "+FLAGS.SILENT", r"(\Seen)")


@contextmanager
def opened(server: Server) -> Iterator[Inbox]:
    """A mailbox, signed in.

    Raises:
        NothingReadable: it cannot be reached.
        BadInput: it does not let us in.
    """
    if server.login is None:
        raise BadInput("the mailbox has no user", hint="Write it into mail.yaml; see docs/notify-mail.md.")
    password = server.login.password()
    with _speaking():
        box = _box(server)
    try:
        _sign_in(box, server, password)
        yield Inbox(box)
    finally:
        _close(box)


def _sign_in(box: BaseMailBox, server: Server, password: str) -> None:
    refused = False
    with _speaking():
        try:
            box.login(server.login.user if server.login else "", password, server.folder or "INBOX")
        except imaplib.IMAP4.abort:
            raise  # the connection broke off
        except (ImapToolsError, imaplib.IMAP4.error, UnicodeError):
            refused = True
    if refused:
        hint = "Check user, password and folder in mail.yaml."
        raise BadInput(f"the mailbox at {server.host} does not let us in", hint=hint)


def _close(box: BaseMailBox) -> None:
    """Say goodbye, and let go of the socket also where nobody listens any more."""
    try:
        box.logout()
    except (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError):
        box.client.shutdown()


def _box(server: Server) -> BaseMailBox:
    if server.security == "none":
        return MailBoxUnencrypted(server.host, server.port, timeout=_SECONDS)
    kind = MailBox if server.security == "tls" else MailBoxStartTls
    return kind(server.host, server.port, timeout=_SECONDS, ssl_context=ssl.create_default_context())


@contextmanager
def _speaking() -> Iterator[None]:
    """Whatever goes wrong in between is ours to say, without what the server said."""
    failed = False
    try:
        yield
    except (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError):
        failed = True
    if failed:
        raise _unreachable()


def _unreachable() -> NothingReadable:
    return NothingReadable("the mailbox cannot be reached, or broke off", hint="Try again; nothing was lost.")
