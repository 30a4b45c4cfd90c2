"""The promise of a wrapper: what a vendor packed and locked for the way, opened without a byte in the clear on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from waspada.readers.age import Identity
from waspada.readers.containers import Labels, outside
from waspada.readers.discover import Trouble
from waspada.readers.limits import Limits

PIECE = 1 << 20
"""Bytes that a chunk aims at."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What may open a wrapper. Never shown, never in a message."""

    password: str = field(default="", repr=False)
    """For zip, 7z, Office files, and for OpenPGP and age files that were locked with a password."""
    identities: tuple[Identity, ...] = field(default=(), repr=False)
    """For age files that were locked to a public key."""
    openpgp_key: bytes = field(default=b"", repr=False)
    """A secret key as `gpg --export-secret-keys` writes it, armoured or not."""
    openpgp_passphrase: str = field(default="", repr=False)
    """What that key itself is locked with."""


class Broken(Exception):
    """What is inside cannot be read, or not on from here; the text is for people. Never leaves the room."""


class _Counts:
    """What came out of one delivered file so far."""

    def __init__(self) -> None:
        self.bytes = self.members = 0
        self.troubles: list[Trouble] = []


class Meter:
    """Counts what one delivered file unpacks to, all depths together, against the limits."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self.limits = limits
        self.inside = ""
        """What stands before the name of every member: the names of the wrappers around it."""
        self._packed = max(packed, 1)
        self._counts = _Counts()
        self._deadline = time.monotonic() + limits.seconds

    def below(self, name: str) -> Meter:
        """The same counts, for what is inside a member."""
        inner = copy(self)
        inner.inside = f"{name}!"
        return inner

    @property
    def spent(self) -> str:
        """Why nothing more may be read; empty while all is well."""
        limits, counts = self.limits, self._counts
        if counts.members > limits.members:
            return f"more than {limits.members} members: this one and the rest were not opened"
        if counts.bytes > limits.unpacked_bytes:
            return "it unpacks to more than the limit; reading stopped here"
        if counts.bytes > limits.ratio_from and counts.bytes > self._packed * limits.ratio:
            return f"it unpacks to more than {limits.ratio} times its size; reading stopped here"
        if time.monotonic() > self._deadline:
            return "reading it took longer than the limit; reading stopped here"
        return ""

    @property
    def troubles(self) -> list[Trouble]:
        """What was not, or not wholly, read, and what was odd."""
        return self._counts.troubles

    def member(self) -> None:
        """One more member."""
        self._counts.members += 1

    def add(self, size: int) -> None:
        """So many bytes came out."""
        self._counts.bytes += size

    def lost(self, label: str, reason: str) -> None:
        """Name what was not, or not wholly, read."""
        self.troubles.append(Trouble(self.inside + label, reason))

    def note(self, label: str, reason: str) -> None:
        """Name something odd; nothing is lost."""
        self.troubles.append(Trouble(self.inside + label, reason, lost=False))


class Content:
    """One thing inside a wrapper: read `chunks` to the end, then ask `problem`."""

    def __init__(self, label: str, source: Iterator[bytes], meter: Meter) -> None:
        self.label = label
        """Printable, unique in its wrapper; never a path to write to."""
        self.name = meter.inside + label
        """The same with the wrappers between it and the delivered file."""
        self.problem = ""
        """Why it ended too early; also in the troubles."""
        self.chunks: Iterator[bytes] = self._metered(source, meter)
        """Its bytes in order, once."""

    def __repr__(self) -> str:
        return "Content()"

    def _metered(self, source: Iterator[bytes], meter: Meter) -> Iterator[bytes]:
        try:
            for chunk in source:
                meter.add(len(chunk))
                self.problem = meter.spent
                if self.problem:
                    break
                yield chunk
        except Broken as broken:
            self.problem = str(broken)
        if self.problem:
            meter.lost(self.label, self.problem)

    def drain(self) -> None:
        """Read on to the end, so that what follows can be reached and every fault is named."""
        for _ in self.chunks:
            pass


class Wrapper(Protocol):
    """Opens one kind of wrapper."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What `detect` may say."""

    def detect(self, head: bytes) -> str:
        """The kind that these first bytes are; empty when they are something else."""

    def detect_whole(self, file: BinaryIO) -> str:
        """The same with the whole file at hand, for kinds that tell only at their end."""

    def perhaps(self, head: bytes) -> bool:
        """Whether only `detect_whole` can tell: inside a wrapper, what begins like this is taken into memory."""

    def open(self, file: BinaryIO, name: str, secrets: Secrets, meter: Meter) -> Iterator[Content]:
        """Everything inside, in order; a content must be read before the next is asked for.

        Args:
            file: a file with a descriptor, to read and seek in; the caller closes it.
            name: what the wrapper is called.

        Raises:
            Locked: a key or password is missing or wrong.
            Broken: nothing, or nothing more, can be read; the text is for people.
        """


class Member:
    """Labels the members of one container and holds them to the limits."""

    def __init__(self, meter: Meter) -> None:
        self._labels = Labels()
        self._meter = meter

    def take(self, name: str) -> str:
        """The label of the next member. Raises Broken when no more may be opened."""
        label = self._labels.take(name)
        self._meter.member()
        if reason := self._meter.spent:
            raise Broken(reason)
        if note := outside(name):
            self._meter.note(label, note)
        return label


def inner_name(name: str, *endings: str) -> str:
    """The name without the wrapper's own ending."""
    begin, end = os.path.splitext(name)
    return begin if end.lower() in endings and begin else f"{name}.content"
