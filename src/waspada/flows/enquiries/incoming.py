"""A mail or a form as an enquiry: bounded, whatever it holds, and never believed.

Mail is parsed by the standard library with its old policy (compat32), which keeps every header and never raises over
one; charsets are looked up, and what does not decode is shown with replacement signs.
Attachments are counted, not kept.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import Any, Final

from waspada.core.errors import BadInput

MOST: Final = 10 << 20
"""Bytes of one mail."""
BODY: Final = 50_000
"""Characters that are kept of a text; whoever wrote more is asked, and the mail stays in its mailbox."""
SUBJECT: Final = 300
_PARTS: Final = 200
_HEADER: Final = 10_000
_ADDRESS: Final = re.compile(r"[^\s<>@,;:\"]{1,64}@[^\s<>@,;:\"]{1,255}")
_UNSEEN: Final = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAKS: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]{0,500}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]{0,2000}>")
_EMPTY: Final = re.compile(r"\n\s*\n\s*\n+")
_QUOTED: Final = re.compile(r"(?m)^\s*>.*$\n?")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_INDONESIAN: Final = frozenset(
    "saya yang dan tidak apakah data mohon dengan untuk ini itu anda kami terima kasih bagaimana akun dari".split()
)
_ENGLISH: Final = frozenset("i the and my is are you please what of to was me have not for thank how account".split())
_KINDS: Final[Mapping[str, re.Pattern[str]]] = {
    "access": re.compile(
        r"subject access|access request|copy of my|article 15|art\. ?15|what (?:personal )?data|dsar|"
        r"salinan data|akses (?:atas|ke|terhadap) data|permintaan akses|pasal (?:6|7|32)\b|data apa saja",
        re.IGNORECASE,
    ),
    "deletion": re.compile(
        r"\b(?:delete|erase|remove) (?:all )?(?:of )?(?:my|our)\b|right to be forgotten|article 17|"
        r"\b(?:hapus|musnahkan)(?:kan)?\b.{0,40}\b(?:data|akun)",
        re.IGNORECASE | re.DOTALL,
    ),
    "complaint": re.compile(
        r"\bcomplain|\blawyer|\battorney|\bcompensation|\bdamages\b|keluhan|pengaduan|pengacara|ganti rugi|somasi",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What somebody wrote."""

    source: str
    """`mail`, `form` or `phone`."""
    fingerprint: str
    """SHA-256 over what it says and who sent it: the same mail, fetched again, is the same enquiry."""
    sent: datetime | None
    """As its sender says."""
    address: str = field(repr=False)
    """Small letters; empty: none that we could answer to."""
    name: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    lang: str
    kind: str
    """A first guess, by words; a person decides."""
    automatic: bool = False
    """Written by a program (RFC 3834): nobody waits for an answer."""
    attachments: int = 0
    cut: bool = False
    """There was more text than we keep."""


def of_mail(raw: bytes) -> Incoming:
    """One mail as it lay in the mailbox.

    Raises:
        BadInput: it is empty or too large; what it says is in no message.
    """
    if not raw.strip():
        raise BadInput("the mail is empty", hint="Give one mail as it lay in the mailbox (RFC 5322).")
    if len(raw) > MOST:
        raise BadInput("the mail is larger than 10 MB", hint="Leave it in the mailbox and note the enquiry by hand.")
    message = message_from_bytes(raw, policy=compat32)
    if not message.keys():
        raise BadInput("this is no mail: it has no header", hint="Give one mail as it lay in the mailbox (RFC 5322).")
    name, address = _sender(message)
    subject = _plain(_header(message, "Subject"))[:SUBJECT]
    text, attachments = _text(message)
    body, cut = text[:BODY], len(text) > BODY
    identity = (_header(message, "Message-ID").strip(), _header(message, "Date").strip(), address, subject, text)
    words = f"{subject}\n{_QUOTED.sub('', body)}"
    return Incoming(
        source="mail",
        fingerprint=_digest(*identity),
        sent=_moment(_header(message, "Date")),
        address=address,
        name=name,
        subject=subject,
        body=body,
        lang=_language(_header(message, "Content-Language"), words),
        kind=_kind(words),
        automatic=_automatic(message),
        attachments=attachments,
        cut=cut,
    )


def of_form(fields: Mapping[str, Any], *, identity: str = "", lang: str = "", source: str = "form") -> Incoming:
    """What somebody typed into a form, or said on the phone.

    Args:
        fields: `address`, `name`, `subject`, `text`, `kind`.
        identity: of the record, where it has one: the same record is taken in once.

    Raises:
        BadInput: it says nothing.
    """
    said = {name: _plain(str(fields.get(name, "")), lines=name == "text") for name in _FORM}
    text = said["text"]
    if not text:
        raise BadInput("the enquiry says nothing", hint="Write down what is asked.")
    address = found[0].lower() if (found := _ADDRESS.fullmatch(said["address"])) else ""
    words = f"{said['subject']}\n{text}"
    return Incoming(
        source=source,
        fingerprint=_digest(source, identity, *(() if identity else said.values())),
        sent=None,
        address=address,
        name=said["name"][:SUBJECT],
        subject=said["subject"][:SUBJECT],
        body=text[:BODY],
        lang=_language(lang, words),
        kind=said["kind"] or _kind(words),
        cut=len(text) > BODY,
    )


_FORM: Final = ("address", "name", "subject", "text", "kind")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _sender(message: Message) -> tuple[str, str]:
    """Name and address: where an answer is wanted (Reply-To), else who wrote."""
    for header in ("Reply-To", "From"):
        text = _raw_header(message, header)
        for name, address in getaddresses([text]):
            if _ADDRESS.fullmatch(address) and address.isprintable():
                return _plain(_decoded(name))[:SUBJECT], address.lower()
    return "", ""


def _raw_header(message: Message, name: str) -> str:
    value = message.get(name)
    return str(value)[:_HEADER].replace("\r", " ").replace("\n", " ") if value is not None else ""


def _header(message: Message, name: str) -> str:
    return _decoded(_raw_header(message, name))


def _decoded(text: str) -> str:
    """Encoded words (RFC 2047), whatever they claim to be."""
    found: list[tuple[bytes | str, str | None]] = []
    try:
        found = decode_header(text)
    except (ValueError, LookupError):
        found = [(text, None)]
    return "".join(part if isinstance(part, str) else _bytes_as_text(part, charset) for part, charset in found)


def _bytes_as_text(content: bytes, charset: str | None) -> str:
    name = "utf-8"
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        name = "utf-8"
    try:
        return content.decode(name, "replace")
    except (LookupError, ValueError, UnicodeError, AssertionError):  # a codec that is none for text
        return content.decode("utf-8", "replace")


def _text(message: Message) -> tuple[str, int]:
    """The text that a person reads, and how many other parts there are."""
    plain, html, others = "", "", 0
    for number, part in enumerate(_leaves(message)):
        if number >= _PARTS:
            break
        kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        if attached or kind not in ("text/plain", "text/html"):
            others += 1
        elif kind == "text/plain" and not plain:
            plain = _payload(part)
        elif kind == "text/html" and not html:
            html = _payload(part)
    return _plain(plain or _readable(html), lines=True), others


def _leaves(message: Message) -> Iterator[Message]:
    """Every part that holds no further one; a mail in a mail is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [one for one in inner[:_PARTS] if isinstance(one, Message)]
        else:
            yield part


def _payload(part: Message) -> str:
    charset = part.get_param("charset")
    part.del_param("charset")  # the library looks it up without a guard
    content: Any = b""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = b""
    return _bytes_as_text(content if isinstance(content, bytes) else b"", charset if isinstance(charset, str) else None)


def _readable(html: str) -> str:
    """Text of HTML: no script, no style, no address that is fetched."""
    text = _BREAKS.sub("\n", _UNSEEN.sub(" ", html[: 4 * BODY]))
    return unescape(_TAG.sub(" ", text))


def _plain(text: str, *, lines: bool = False) -> str:
    """Without signs that steer a terminal or turn the reading direction."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign if sign.isprintable() or (lines and sign in "\n\t") else " " for sign in text)
    return _EMPTY.sub("\n\n", kept).strip() if lines else " ".join(kept.split())


def _language(said: str, text: str) -> str:
    first = said.strip().lower()[:3].split("-")[0].split(",")[0]
    if _LANGUAGE.fullmatch(first):
        return first
    words = re.findall(r"[a-z]+", text.lower())[:500]
    indonesian, english = (sum(word in known for word in words) for known in (_INDONESIAN, _ENGLISH))
    return "id" if indonesian > english else "en"


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(text)), "question")


def _moment(text: str) -> datetime | None:
    found: datetime | None = None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        found = None
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _automatic(message: Message) -> bool:
    """Whether a program wrote it: notices of absence, bounces, lists."""
    auto = _raw_header(message, "Auto-Submitted").strip().lower()
    precedence = _raw_header(message, "Precedence").strip().lower()
    nobody = _raw_header(message, "Return-Path").strip() == "<>"
    report = message.get_content_type() == "multipart/report"
    return bool(auto and not auto.startswith("no")) or precedence in ("bulk", "auto_reply", "junk") or nobody or report
