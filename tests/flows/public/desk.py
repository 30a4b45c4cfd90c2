"""A bundle, a key and a mail server that only remembers, for the tests of the public side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from waspada.flows.public import bundle, queue
from waspada.flows.public.answers import From
from waspada.flows.public.bundle import About, Bundle
from waspada.flows.public.drain import Desk, Drained, drain
from waspada.flows.public.journal import Journal, opened
from waspada.flows.public.keys import Keys
from waspada.flows.public.letters import Shown
from waspada.flows.public.members import Facts
from waspada.flows.public.organisations import FileLists, Lists, NoLists
from waspada.flows.public.queue import Kind, Queue
from waspada.notify import code
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.readers.age import Identity

KEYS = Keys.of(Identity.new())
CASE_KEY = bytes(range(32))
NOW = 1_795_000_000.0
ABOUT = About(company="Kopi & Co", contact="privacy@kopi.example", address="https://notice.kopi.example")
SENDER = From(address="notice@kopi.example", name="Kopi & Co", bounce_mailbox="bounces", bounce_domain="kopi.example")


def letter(number: int, *, version: str = "1", text: str = "Dear Budi") -> Shown:
    """A letter that was sent."""
    return Shown(
        code=code.code(CASE_KEY, version=version, recipient_id=f"{number:032x}", channel="mail"),
        sender="Kopi & Co <notice@kopi.example>", subject="Your data", date="2026-11-23",
        masked_recipient="b•••@e•••.org", text=text, lang="en",
    )  # fmt: skip


def site(folder: Path, **files: str) -> Path:
    """A statement of one page, and what else is given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>S</title>", encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def exported(
    place: Path, *, letters: Iterable[Shown] = (), members: Iterable[tuple[str, Facts]] = (), keys: Keys = KEYS
) -> Bundle:
    """A bundle over a small statement."""
    return bundle.export(
        place, site=site(place.parent / "site"), letters=letters, members=members, keys=keys, about=ABOUT, now=NOW
    )


@dataclass
class Post:
    """A mail server that remembers; it answers as it is told to."""

    outcomes: list[Outcome] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    dies: Callable[[], None] | None = None
    """Called after the intention was written, before anything leaves."""

    def send(self, message: Outgoing, begin: Callable[[], None]) -> Answer:
        """See `Transport`."""
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome.ACCEPTED
        if outcome is not Outcome.LATER:
            begin()
            if self.dies:
                self.dies()
            self.sent.append(message)
        return Answer(outcome=outcome)

    def close(self) -> None:
        """See `Transport`."""

    @property
    def to(self) -> list[str]:
        """Whom mail went to."""
        return [message.recipient for message in self.sent]

    def text(self, number: int = -1) -> str:
        """Of one mail."""
        read = message_from_bytes(self.sent[number].content, policy=default)
        return str(read.get_content())


@dataclass
class Office:
    """The key holder's side over one bundle."""

    found: Bundle
    home: Path
    post: Post = field(default_factory=Post)
    zone: Mapping[str, Sequence[str]] = field(default_factory=dict)
    organisations: Lists = field(default_factory=NoLists)
    now: float = NOW
    enquiry: Any = None
    queue: Queue | None = None

    def ask(self, kind: Kind = Kind.AFFECTED, *, lang: str = "en", **fields: str) -> None:
        """Put a question into the queue, as the server does."""
        if self.queue is None:
            self.queue = Queue(self.found.root / bundle.QUEUE, self.found.queue_key)
        assert self.queue.put(kind, fields, lang=lang, now=self.now)

    def drained(self) -> Drained:
        """Answer what waits."""
        with opened(self.home / "answers.db") as journal:
            return drain(self.desk(journal))

    def desk(self, journal: Journal) -> Desk:
        """What is worked with."""
        return Desk(
            found=self.found, keys=KEYS, journal=journal, sender=SENDER, transport=self.post,
            lookup=lambda name, kind: self.zone.get(name, ()) if kind == "TXT" else (),
            organisations=self.organisations, clock=lambda: self.now, enquiry=self.enquiry,
        )  # fmt: skip

    def know(self, *rows: Mapping[str, Any]) -> None:
        """Have these organisations."""
        self.home.mkdir(exist_ok=True)
        path = self.home / "organisations.ndjson"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        self.organisations = FileLists(path)

    @property
    def waiting(self) -> int:
        """Questions in the queue."""
        return len(queue.waiting(self.found.root / bundle.QUEUE))
