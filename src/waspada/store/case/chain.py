"""One pass over a log: what stands, what was changed, dropped, moved or put in, and by which number it is called."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from waspada.core.custody import GENESIS, Entry, parse
from waspada.store.case.altered import Altered, What, Why

LONGEST: Final = 64 << 20
"""Bytes of one line: more is no entry of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a log turned out to be."""

    entries: int
    """Number of the last one that stands."""
    reach: int
    """Number up to which lines stand or are named as altered."""
    head: Entry | None
    altered: tuple[Altered, ...]
    """In the order of the log."""
    digests: Mapping[int, str]
    """Of the entries that were asked for and stand."""


def follow(file: BinaryIO, name: str, seen: Callable[[Entry], None], trusted: Mapping[int, str] | None = None) -> Chain:
    """Read a log from its start; memory holds one line at a time.

    Args:
        name: of the file, for what is found.
        seen: given every entry that stands by itself, in order of the file.
        trusted: entry number → digest, from anchors: they settle which of two entries is the altered one.
    """
    walk = _Walk(name, seen, trusted or {})
    for written in _lines(file):
        walk.line(written)
    return walk.finished()


def half_written(rest: bytes) -> bool:
    """Whether a last line without its end may be what a crash left; a whole entry with something behind it is not."""
    try:
        json.JSONDecoder().raw_decode(rest.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return True
    return False


class _Walk:
    def __init__(self, name: str, seen: Callable[[Entry], None], trusted: Mapping[int, str]) -> None:
        self._name, self._seen, self._trusted = name, seen, trusted
        self._altered: list[Altered] = []
        self._digests: dict[int, str] = {}
        self._head: Entry | None = None
        self._next = 1
        self._broken = 0
        """Lines since the last entry that are none."""
        self._suspect: Entry | None = None
        """The head, when it does not fit the one before it: either of the two was rewritten."""

    def line(self, written: bytes) -> None:
        whole = written.endswith(b"\n")
        one: Entry | None = None
        try:
            one = parse(written.removesuffix(b"\n"))
        except ValueError:
            one = None
        if one is not None:
            self._entry(one)
            if not whole:
                self._add("tail", str(one.number), "unfinished")
        elif whole or not half_written(written):
            self._broken += 1
        else:
            self._flush(self._next + self._broken)
            self._add("tail", str(self._next), "unfinished")
            self._next += 1

    def _entry(self, one: Entry) -> None:
        if one.number < self._next:
            self._add("entry", str(one.number), "moved")
            return
        apart = bool(self._broken) or one.number > self._next
        self._flush(one.number)
        self._linked(one, apart=apart)
        if one.number in self._trusted:
            self._digests[one.number] = one.digest
        self._seen(one)
        self._head, self._next = one, one.number + 1

    def _flush(self, until: int) -> None:
        """Name what stands, or does not stand, between the last entry and the one numbered `until`."""
        first, missing = self._next, until - self._next
        for number in range(first, first + min(self._broken, missing)):
            self._add("entry", str(number), "changed")
        if missing > self._broken:
            start = first + self._broken
            self._add("entry", str(start) if until - start == 1 else f"{start}-{until - 1}", "missing")
        for _ in range(self._broken - missing):
            self._add("entry", f"{until - 1}-{until}", "added")
        self._broken, self._next = 0, until

    def _linked(self, one: Entry, *, apart: bool) -> None:
        before, suspect, self._suspect = self._head, self._suspect, None
        fits = one.previous == (before.digest if before else GENESIS)
        if suspect is not None and apart:
            self._either(suspect)
        elif suspect is not None:
            # The head did not fit its predecessor. If this one does not fit the head either, the head was rewritten.
            self._add("entry", str(suspect.number - fits), "rewritten")
            return
        if apart or fits:
            return
        if before is None:
            self._add("entry", "1", "rewritten")
        elif self._trusted.get(one.number) == one.digest:
            self._add("entry", str(before.number), "rewritten")
        elif self._trusted.get(before.number) == before.digest:
            self._add("entry", str(one.number), "rewritten")
        else:
            self._suspect = one

    def finished(self) -> Chain:
        if self._suspect is not None:
            self._either(self._suspect)
        self._flush(self._next + self._broken)
        last = self._head.number if self._head else 0
        altered = tuple(self._altered)
        return Chain(entries=last, reach=self._next - 1, head=self._head, altered=altered, digests=self._digests)

    def _either(self, suspect: Entry) -> None:
        self._add("entry", f"{suspect.number - 1}-{suspect.number}", "one_of_two")

    def _add(self, what: What, where: str, why: Why) -> None:
        one = Altered(what, self._name, where, why)
        if self._altered[-1:] != [one]:
            self._altered.append(one)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while written := file.readline(LONGEST):
        yield written
