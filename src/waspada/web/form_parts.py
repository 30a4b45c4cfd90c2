"""A form with files (RFC 7578), read as it comes: short fields first, then each file piece by piece.

The one file that imports `multipart`. Nothing is kept of a file but the piece at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any, Final, Protocol

import multipart

from waspada.core.errors import BadInput

_PIECE: Final = 1 << 20
_FIELD: Final = 64 << 10
"""Bytes of one field that is no file."""
_PARTS: Final = 1000
_BOUNDARY: Final = re.compile(r'boundary=(?:"([^"\r\n]{1,200})"|([^\s;,"]{1,200}))', re.IGNORECASE)


class Readable(Protocol):
    """A body."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; nothing at the end. Raises OSError when it breaks off."""


@dataclass(slots=True)
class SentFile:
    """One file: read `chunks` before the next is asked for; what is left of it is dropped."""

    field: str
    name: str
    """As the sender wrote it, without folders and control characters."""
    chunks: Iterator[bytes] = kept(repr=False)


def sent_files(body: Readable, content_type: str, fields: dict[str, str], limit: int) -> Iterator[SentFile]:
    """The files of a form in order. Empty ones that a browser sends for a control left empty are left out.

    Args:
        fields: receives the fields that are no files; those before a file are in it when the file comes.
        limit: bytes of all of it.

    Raises:
        BadInput: it is no such form, is larger than the limit, or broke off; the text says which.
    """
    found = _BOUNDARY.search(content_type)
    if not content_type.lower().startswith("multipart/form-data") or found is None:
        raise BadInput("this is not a form with files", hint="Choose the files on the page and send it again.")
    events = _events(body, found[1] or found[2], limit)
    for event in events:
        if not isinstance(event, multipart.MultipartSegment):
            continue
        if event.filename is None:
            fields.setdefault(event.name or "", _short(events))
            continue
        chunks = _content(events)
        if first := next(chunks, b""):
            yield SentFile(event.name or "", plain_name(event.filename), _again(first, chunks))
            for _ in chunks:
                pass
        elif event.filename:
            yield SentFile(event.name or "", plain_name(event.filename), iter(()))


def plain_name(name: str) -> str:
    """The last part of a path, in either notation, without signs that steer a terminal; never empty, never `..`."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign if sign.isprintable() else "_" for sign in last).strip().encode("utf-8", "replace")
    return plain[:200].decode("utf-8", "ignore").lstrip(".") or "file"


def _events(body: Readable, boundary: str, limit: int) -> Iterator[Any]:
    """What the parser sees. Our errors only: the library quotes what it was sent."""
    parser = multipart.PushMultipartParser(boundary, max_segment_count=_PARTS, header_charset="utf8")
    read, problem = 0, ""
    try:
        while not parser.closed:
            piece = body.read(_PIECE)
            read += len(piece)
            if read > limit:
                problem = "large"
                break
            yield from parser.parse(piece)
    except multipart.ParserLimitReached:
        problem = "parts"
    except (multipart.MultipartError, OSError):
        problem = "broken"
    if problem == "large":
        raise BadInput(
            "what was sent is larger than this workbench takes by page: nothing of it was kept",
            hint="Seal it on the server: waspada case seal CASE FILE. Or raise WASPADA_UPLOAD_BYTES.",
        )
    if problem == "parts":
        raise BadInput("the form has too many parts, or names that are too long", hint="Send fewer files at once.")
    if problem:
        raise BadInput("the upload broke off before its end: nothing of it was kept", hint="Send it again.")


def _content(events: Iterator[Any]) -> Iterator[bytes]:
    for event in events:
        if event is None:
            return
        yield bytes(event)


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _short(events: Iterator[Any]) -> str:
    content = bytearray()
    for piece in _content(events):
        content += piece
        if len(content) > _FIELD:
            raise BadInput("a field of the form is too long", hint="Seal a long text as a file.")
    return content.decode("utf-8", "replace")
