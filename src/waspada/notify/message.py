"""A letter as a message (RFC 5322): text and HTML of equal content, lines that end in CRLF, nothing that is fetched.

The same letter gives the same bytes, but for its date: what is tried again is the same message, with the same
Message-ID. The body is quoted-printable (RFC 2045), so that no server on the way has to change what was signed. Put
together here, because the standard library takes ten times as long; it folds the headers, and tests read with it.
"""

from __future__ import annotations

import binascii
import functools
import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.utils import format_datetime
from typing import Final

from waspada.core.errors import BadInput

_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
"""An address that a header can hold as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a message is built from."""

    sender: str
    """Address in From."""
    sender_name: str
    recipient: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    message_id: str
    """With its brackets."""
    lang: str
    date: float
    """Seconds since 1970."""
    reply_to: str = ""


def envelope(address: str) -> str:
    """An address as servers take it: the domain in ASCII (RFC 5891); the part before @ is the receiver's own affair.

    Raises:
        BadInput: no server takes it.

    >>> envelope("ani@bücher.example")
    'ani@xn--bcher-kva.example'
    """
    local, at, domain = address.rpartition("@")
    plain = ""
    if at and local and len(local) <= 64 and address.isprintable() and not set(address) & set(" <>"):
        try:
            plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        except UnicodeError:
            plain = ""
    if not plain or len(plain) > 255:
        raise BadInput("an address in the ledger is none that mail can be sent to", hint="Its row is held.")
    return f"{local}@{plain}"


def content(mail: Mail) -> bytes:
    """The message, ready to be signed and sent.

    Raises:
        BadInput: a header would hold a line break, or the address is none.
    """
    moment = format_datetime(datetime.fromtimestamp(int(mail.date), UTC))
    boundary = f"=_{hashlib.sha256(mail.message_id.encode()).hexdigest()[:32]}"  # no line of quoted-printable has =_
    head = [
        _mailbox("From", mail.sender_name, mail.sender),
        _mailbox("To", "", envelope(mail.recipient)),
        *([_mailbox("Reply-To", "", mail.reply_to)] if mail.reply_to else []),
        _folded("Subject", mail.subject),
        _line(f"Date: {moment}"),
        _line(f"Message-ID: {mail.message_id}"),
        b"Auto-Submitted: auto-generated\r\n",  # RFC 3834: nobody's notice of absence answers it
        _line(f"Content-Language: {mail.lang}"),
        b"MIME-Version: 1.0\r\n",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'.encode(),
    ]
    parts = [_part("plain", mail.text), _part("html", mail.html)]
    edge = f"--{boundary}".encode()
    return b"".join((*head, b"\r\n", *(edge + b"\r\n" + part + b"\r\n" for part in parts), edge, b"--\r\n"))


def _part(kind: str, text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    coded = binascii.b2a_qp(b"\r\n" + lines.encode(), istext=True).removeprefix(b"\r\n")  # so that it breaks with CRLF
    coded = re.sub(rb"(?m)^From ", b"=46rom ", coded)  # which old mailboxes would change
    return (
        f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'.encode()
        + coded
    )


def _mailbox(name: str, display: str, address: str) -> bytes:
    if not display and _ATOMS.fullmatch(address):
        return _line(f"{name}: {address}")
    local, _, domain = address.rpartition("@")
    if not (display + address).isprintable():
        raise BadInput(f"the header {name} of a letter would hold a line break", hint="Write it in one line.")
    return _folded(name, str(Address(display, local, domain)), utf8=not address.isascii())


@functools.lru_cache(maxsize=256)
def _folded(name: str, value: str, utf8: bool = False) -> bytes:
    if not value.isprintable():
        raise BadInput(f"the header {name} of a letter would hold a line break", hint="Write it in one line.")
    rules = policy.SMTPUTF8 if utf8 else policy.SMTP
    folded: bytes = rules.fold_binary(name, rules.header_store_parse(name, value)[1])
    return folded


def _line(text: str) -> bytes:
    if not text.isprintable():
        raise BadInput("a header of a letter would hold a line break", hint="Write it in one line.")
    return f"{text}\r\n".encode()
