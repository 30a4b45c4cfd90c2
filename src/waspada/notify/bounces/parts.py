"""A raw message taken apart, within bounds: whoever writes to the bounce address chooses every byte of it.

Bounds come before the parser: size, lines, length of a line and of a folded header, number of parts, depth. What lies
beyond them is left away; a report says what matters at its beginning.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from html import unescape
from typing import Final

MOST_BYTES: Final = 512 << 10
_MOST_LINES: Final = 12_000
_LONGEST_LINE: Final = 2_000
_MOST_FOLDS: Final = 60
_MOST_PARTS: Final = 60
_MOST_EDGES: Final = 300
"""Lines that may be the edge of a part."""
_DEEPEST: Final = 8
_MOST_HEADERS: Final = 200
_MOST_TEXT: Final = 64 << 10
_PART: Final = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_TAG: Final = re.compile(r"<(?:/?[a-z][a-z0-9]{0,10}\b[^<>@]{0,500}|!--[^<>]{0,500}--)>", re.IGNORECASE)
_STATUS_TYPES: Final = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES: Final = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "message/rfc822-headers",
)
Headers = Mapping[str, tuple[str, ...]]
"""Values by name in lower case, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a message holds, as far as reports go."""

    headers: Headers = field(repr=False)
    report: str
    """`delivery-status`, `disposition-notification`, `feedback-report` …; empty: no report."""
    status: tuple[str, ...] = field(repr=False)
    """Text of each part with fields on deliveries."""
    text: str = field(repr=False)
    """For people, without what was sent back."""
    returned: Headers = field(repr=False)
    """Header of the message that was sent back."""

    def first(self, name: str) -> str:
        """The first value of a header; empty: there is none."""
        return next(iter(self.headers.get(name, ())), "")


def take_apart(raw: bytes) -> Parts | None:
    """The parts of a message; None: it is built so that nobody reads it."""
    data = bounded(raw)
    if len(_PART.findall(data)) > _MOST_PARTS:
        return None
    try:
        message = email.message_from_bytes(data)
        return _parts(message)
    except (LookupError, MessageError, RecursionError, TypeError, ValueError, AttributeError, AssertionError):
        return None  # of the standard parser on what is no mail


def bounded(raw: bytes) -> bytes:
    """The beginning of a message, no line and no folded header too long for the parser's own loops."""
    lines: list[bytes] = []
    folds = edges = 0
    for line in raw[:MOST_BYTES].splitlines()[:_MOST_LINES]:
        folds = folds + 1 if line[:1] in (b" ", b"\t") else 0
        edges += line.startswith(b"--")
        if folds <= _MOST_FOLDS and (edges <= _MOST_EDGES or not line.startswith(b"--")):
            lines.append(line[:_LONGEST_LINE])
    return b"\n".join(lines)


def _parts(message: Message) -> Parts:
    status: list[str] = []
    texts: list[str] = []
    returned: Headers = {}
    for part in _walk(message):
        kind = part.get_content_type()
        if kind in _STATUS_TYPES:
            status.append(_status_text(part))
        elif kind in _RETURNED_TYPES and not returned:
            returned = _returned(part)
        elif kind in ("text/plain", "text/html"):
            text = _text(part)
            texts.append(unescape(_TAG.sub(" ", text)) if kind == "text/html" else text)
    report = str(message.get_param("report-type", "") or "") if _is_report(message) else ""
    return Parts(
        headers=_headers(message),
        report=report.lower().strip(),
        status=tuple(status),
        text="\n".join(texts)[:_MOST_TEXT],
        returned=returned,
    )


def _is_report(message: Message) -> bool:
    return message.get_content_type() == "multipart/report"


def _walk(message: Message, depth: int = 0) -> Iterator[Message]:
    """Parts from the outside in, without what is inside of a message that was sent back, but for a report sent on."""
    payload = message.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if depth < _DEEPEST and isinstance(inner, Message) and message.get_content_type() == "message/rfc822":
        if _is_report(inner):
            yield from _walk(inner, depth + 1)
            return
    if message.get_content_type() in (*_STATUS_TYPES, *_RETURNED_TYPES) and depth:
        yield message
    elif isinstance(payload, list):
        if depth < _DEEPEST:
            for part in payload:
                if isinstance(part, Message):
                    yield from _walk(part, depth + 1)
    else:
        yield message


def _status_text(part: Message) -> str:
    payload = part.get_payload()
    groups = [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
    text = "\n\n".join(
        "\n".join([*(f"{name}: {real(str(value))}" for name, value in one.raw_items()), "", _text(one)])
        for one in groups
    )
    encoding = str(part.get("Content-Transfer-Encoding", "")).lower().strip()
    if encoding in ("base64", "quoted-printable"):  # not allowed, and sent all the same
        whole = Message()
        whole["Content-Transfer-Encoding"] = encoding
        whole.set_payload(text or str(payload))
        return _text(whole)
    return (text or _text(part))[:_MOST_TEXT]


def _returned(part: Message) -> Headers:
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = next((one for one in payload if isinstance(one, Message)), None)
        return _headers(inner) if inner is not None else {}
    return _headers(email.message_from_string(_text(part)))


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = str(part.get_content_charset("utf-8"))
    try:
        return content[:_MOST_TEXT].decode(charset, "replace")
    except LookupError:
        return content[:_MOST_TEXT].decode("utf-8", "replace")


def _headers(message: Message) -> Headers:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in list(message.raw_items())[:_MOST_HEADERS]:
        found[name.lower()] = (*found.get(name.lower(), ()), _decoded(str(value)))
    return found


def _decoded(value: str) -> str:
    """A header as people read it (RFC 2047), on one line."""
    flat = " ".join(real(value).split())[:_LONGEST_LINE]
    if "=?" not in flat:
        return flat
    try:
        parts = decode_header(flat)
        words = [one.decode(charset or "ascii", "replace") if isinstance(one, bytes) else one for one, charset in parts]
    except (LookupError, MessageError, ValueError):
        return flat
    return " ".join("".join(words).split())


def real(text: str) -> str:
    """Bytes that the parser kept as they came, as UTF-8 (RFC 6532)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
