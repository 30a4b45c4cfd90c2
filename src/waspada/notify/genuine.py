"""Would a careful reader, or a checker, take this message for genuine? Asked of the very bytes that leave.

Rules of those who look for phishing: one sender, whom signature, envelope and Message-ID agree on; no link, picture or
outside host; no shortener; equal parts; no answer to elsewhere. Nothing is asked of DNS here: see `domain_checks`.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES
from waspada.notify import dkim_key, verp
from waspada.notify.content import seen, words
from waspada.notify.dkim_check import Signature, signature
from waspada.notify.finding import Finding
from waspada.notify.genuine_words import WORDS
from waspada.notify.sending import Sending

SHORTENERS: Final = frozenset(
    "bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly s.id shorturl.at t.co t.ly tiny.cc tinyurl.com "
    "t.me v.gd wa.me".split()
)
_ONCE: Final = ("from", "to", "subject", "date", "message-id", "mime-version", "content-type")
_SIGNED: Final = frozenset(("from", "to", "subject", "date", "message-id", "content-type"))
_LONGEST_LINE: Final = 998
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^\s@<>\"']+@([a-z0-9.-]+\.[a-z]{2,24})", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_DOMAIN_IN_NAME: Final = re.compile(r"@|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}\b", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])", re.IGNORECASE)


def check(content: bytes, sending: Sending, *, envelope: str) -> tuple[Finding, ...]:
    """What speaks against a message; empty: nothing.

    Args:
        content: as it is handed to the next server, signed.
        envelope: its envelope sender.
    """
    codes = dict.fromkeys((*_form(content), *_message(content, sending, envelope)))
    return tuple(map(_finding, codes))


def _message(content: bytes, sending: Sending, envelope: str) -> Iterator[str]:
    message = email.message_from_bytes(content, policy=SMTP)
    assert isinstance(message, EmailMessage)
    try:
        found = [*_headers(message, sending), *_body(message, sending)]
    except (LookupError, ValueError, AttributeError, TypeError, IndexError):
        found = ["unreadable"]  # of the standard parser, on headers that are none
    yield from found
    if not verp.token_in([envelope], mailbox=sending.bounce_mailbox, domain=sending.bounce_domain):
        yield "envelope"
    if not _related(envelope.rpartition("@")[2], sending.domain):
        yield "envelope_elsewhere"
    yield from _signature(content, message, sending)


def _form(content: bytes) -> Iterator[str]:
    lines = content.split(b"\r\n")
    head, _, _ = content.partition(b"\r\n\r\n")
    if any(b"\n" in line or b"\r" in line or len(line) > _LONGEST_LINE for line in lines):
        yield "lines"
    if not head.isascii():
        yield "header_not_ascii"


def _headers(message: EmailMessage, sending: Sending) -> Iterator[str]:
    if any(len(message.get_all(name, [])) != 1 for name in _ONCE):
        yield "headers"
        return
    senders = getaddresses([str(message["From"])])
    if [address.lower() for _, address in senders] != [sending.sender.lower()]:
        yield "from"
    names = [name for name, _ in senders]
    if any(_DOMAIN_IN_NAME.search(name) for name in names) and names != [sending.company]:
        yield "display_name"
    answers = getaddresses(str(one) for one in message.get_all("Reply-To", []))
    if any(not _ours(address.rpartition("@")[2], sending) for _, address in answers):
        yield "reply_to"
    if message.get("Sender") is not None:
        yield "sender_header"
    if not _is_date(str(message["Date"])):
        yield "date"
    if not re.fullmatch(
        rf"<[!-;=?-~]+@{re.escape(sending.domain)}>", str(message["Message-ID"]).strip(), re.IGNORECASE
    ):
        yield "message_id"


def _body(message: EmailMessage, sending: Sending) -> Iterator[str]:
    parts = list(message.walk())[1:]
    kinds = [part.get_content_type() for part in parts]
    if message.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        yield "parts"
        return
    if any(part.get_content_charset() != "utf-8" for part in parts):
        yield "charset"
    text, html = (str(part.get_content()) for part in parts)
    if not words(text) or words(text) != seen(html).words:
        yield "unequal_parts"
    yield from _markup(html, sending)
    for part in (text, html):
        for address in _URL.findall(part):
            yield from _address(address, sending)
        if any(not _ours(host, sending) for host in _ADDRESS.findall(part)):
            yield "foreign_host"


def _markup(html: str, sending: Sending) -> Iterator[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.fetches or (seen(html).forbidden and not reader.links):
        yield "fetches"
    if reader.hides:
        yield "hidden_text"
    for target, shown in reader.links:
        yield "link"
        yield from _address(target, sending)
        if _URL.match(shown) and _host(shown) != _host(target):
            yield "link_differs"


def _address(address: str, sending: Sending) -> Iterator[str]:
    """What speaks against an address of the web, written or linked."""
    host = _host(address)
    if any(host == one or host.endswith(f".{one}") for one in SHORTENERS):
        yield "shortener"
    elif not _HOST.fullmatch(host) or "xn--" in host or "@" in address.partition("?")[0]:
        yield "odd_address"
    elif not _ours(host, sending):
        yield "foreign_host"
    if address.lower().startswith("http://"):
        yield "not_https"
    if "?" in address or "#" in address:
        yield "marked_address"


def _signature(content: bytes, message: EmailMessage, sending: Sending) -> Iterator[str]:
    if sending.dkim is None:
        yield "unsigned"
        return
    if not sending.dkim.key_file:
        return  # a provider signs after us
    header = message.get("DKIM-Signature")
    if header is None:
        yield "unsigned"
        return
    record = ""
    try:
        private = dkim_key.private_key(sending.dkim.private_key())
        record = dkim_key.record_for(private) if private else ""
    except BadInput:
        record = ""
    yield from _signed_well(signature(content, str(header), record), sending)


def _signed_well(found: Signature, sending: Sending) -> Iterator[str]:
    if not found.holds:
        yield "signature"
    if not _related(found.domain, sending.domain):
        yield "signed_elsewhere"
    if not found.covers >= _SIGNED or "l" in found.tags:
        yield "signed_partly"


def _is_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _host(address: str) -> str:
    try:
        whole = address if "://" in address else f"https://{address}"
        return (urlsplit(whole).hostname or "").lower().rstrip(".,;:")
    except ValueError:
        return ""


def _ours(host: str, sending: Sending) -> bool:
    return any(_related(host, domain) for domain in (sending.domain, sending.bounce_domain))


def _related(one: str, other: str) -> bool:
    """Whether one is the other, or stands below it: what can be said without DNS."""
    one, other = one.lower().strip("."), other.lower().strip(".")
    return bool(one) and (one == other or one.endswith(f".{other}") or (other.endswith(f".{one}") and "." in one))


def _finding(code: str) -> Finding:
    said, hint = WORDS[code]
    return Finding(
        code=f"genuine.{code}",
        blocks=True,
        words={lang: said[at] for at, lang in enumerate(LANGUAGES)},
        hint={lang: hint[at] for at, lang in enumerate(LANGUAGES)},
    )


class _Reader(HTMLParser):
    """Collects links with what they show, and whatever a mail program would fetch."""

    _FETCH: Final = frozenset(
        ("img", "script", "iframe", "object", "embed", "video", "audio", "link", "form", "svg", "base")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.fetches = self.hides = False
        self._target: str | None = None
        self._shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = "".join(given.get("style", "").split())
        self.fetches |= tag in self._FETCH or "src" in given or "background" in given or "url(" in style.lower()
        self.hides |= _HIDDEN.search(style) is not None or "hidden" in given
        if tag == "a" and "href" in given:
            self._target, self._shown = given["href"], []

    def handle_data(self, data: str) -> None:
        self._shown.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._target is not None:
            self.links.append((self._target, "".join(self._shown).strip()))
            self._target = None
