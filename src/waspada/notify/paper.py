"""A letter on paper: tagged PDF, the address where a window envelope shows it, and a manifest for the mailing house.

The window is that of DIN 5008, form B (45 mm from the top, 20 mm from the left, 85 x 45 mm), which other window
envelopes for A4 cover too. The words are those of the mail, in the same order.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput, CannotWrite
from waspada.notify import typeset
from waspada.notify.compose import one_line
from waspada.notify.letter import Letter

_AHEAD: Final = 8
_MOST_LINES: Final = 6
"""Of the window, beside the line of the sender."""
_NAME: Final = re.compile(r"[0-9a-f]{8,64}")
_HINT: Final = "A sign in it may be in no font of ours. Print this one from its text instead."
_LAYOUT: Final = """
#let letter = json(bytes(sys.inputs.data))
#let ink = rgb("#1c1c19")
#set document(title: letter.subject, author: letter.closing)
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 22mm),
  footer: context align(center, text(size: 8.5pt, fill: luma(80), counter(page).display("1 / 1", both: true))))
#set text(lang: letter.lang.split("-").first(), size: 10.5pt, fill: ink, font: "Libertinus Serif", hyphenate: false)
#set par(leading: 0.62em, spacing: 0.8em)
#set list(indent: 0.2em, body-indent: 0.6em, spacing: 0.62em)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 1): set block(below: 1.1em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.5em, below: 0.7em, sticky: true)
#block(height: 72mm, width: 100%, below: 0mm, inset: (top: 25mm), move(dx: -5mm, box(width: 85mm, {
  block(height: 17.7mm, below: 0mm, width: 100%, inset: (bottom: 1.5mm), align(bottom,
    text(size: 7pt, fill: luma(70), letter.sender.join(" · "))))
  block(height: 27.3mm, above: 0mm, { set par(spacing: 0.55em)
    for line in letter.to { par(line) } })
})))
#if letter.date != "" { align(right, letter.date) }
#heading(level: 1, letter.subject)
#par(letter.greeting)
#for part in letter.blocks {
  heading(level: 2, part.heading)
  if part.text != "" { par(part.text) }
  if part.items.len() > 0 { list(..part.items.map(one => [#one])) }
}
#block(above: 2em, letter.closing)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One letter with where it goes."""

    recipient_id: str
    letter: Letter = field(repr=False)
    to: tuple[str, ...] = field(repr=False)
    """Name and postal address, as they stand in the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprinted:
    """A letter that could not be set, most often for a sign that is in no font of ours: a person decides."""

    recipient_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One row of the manifest: which file is whose, without a name."""

    file: str
    sha256: str
    text_sha256: str
    """`Letter.sha256`: equal to that of the ledger."""
    recipient_id: str
    pages: int


def as_pdf(letter: Letter, to: Sequence[str], sender: Sequence[str], date: str = "") -> bytes:
    """One letter.

    Args:
        to: lines in the window.
        sender: lines of our own address, small above them.
        date: as people write it; none where it is printed later.

    Raises:
        BadInput: the address does not fit the window.
        CannotWrite: it could not be set.
    """
    lines = [line for line in map(one_line, to) if line]
    if not 1 <= len(lines) <= _MOST_LINES:
        raise BadInput(f"a postal address has one to {_MOST_LINES} lines")
    blocks: list[dict[str, Any]] = [
        {
            "heading": block.heading,
            "text": " ".join(one.text for one in block.paragraphs),
            "items": [one.text for one in block.items],
        }
        for block in letter.blocks
    ]
    data = {
        "lang": letter.lang,
        "subject": letter.subject,
        "greeting": letter.greeting,
        "closing": letter.closing,
        "blocks": blocks,
        "to": lines,
        "sender": [line for line in map(one_line, sender) if line],
        "date": one_line(date),
    }
    return typeset.as_pdf(_LAYOUT, data, hint=_HINT)


def write(
    folder: Path, posts: Iterable[Post], sender: Sequence[str], date: str = "", *, threads: int = 2
) -> Iterator[Printed | Unprinted]:
    """Print letters into a folder, one file for each recipient; the rows come in the order of the letters.

    Raises:
        BadInput: the id of a recipient is no hash.
        CannotWrite: the folder takes no file.
    """
    with ThreadPoolExecutor(threads) as pool:
        running: list[Any] = []
        for post in posts:
            running.append(pool.submit(_print, folder, post, sender, date))
            if len(running) >= _AHEAD * threads:
                yield running.pop(0).result()
        for one in running:
            yield one.result()


def _print(folder: Path, post: Post, sender: Sequence[str], date: str) -> Printed | Unprinted:
    if not _NAME.fullmatch(post.recipient_id):
        raise BadInput("the id of a recipient is no keyed hash")
    try:
        content = as_pdf(post.letter, post.to, sender, date)
    except (BadInput, CannotWrite):
        return Unprinted(recipient_id=post.recipient_id)
    name, failed = f"{post.recipient_id}.pdf", False
    try:
        with open(folder / name, "wb", opener=_private) as stream:
            stream.write(content)
    except OSError:
        failed = True
    if failed:
        raise CannotWrite("a letter could not be written into its folder")
    return Printed(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        text_sha256=post.letter.sha256,
        recipient_id=post.recipient_id,
        pages=typeset.pages(content),
    )


def manifest(rows: Iterable[Printed]) -> str:
    """CSV for the mailing house: what it got, to check every file and every page count."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("file", "sha256", "text_sha256", "recipient_id", "pages"))
    writer.writerows((row.file, row.sha256, row.text_sha256, row.recipient_id, row.pages) for row in rows)
    return stream.getvalue()


def _private(path: str, flags: int) -> int:

    return os.open(path, flags, 0o600)
