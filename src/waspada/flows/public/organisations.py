"""The lists of organisations: with the key holder, never in the bundle, handed out after proof."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from waspada.core.categories import label
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.language import Lang
from waspada.flows.public.keys import normal
from waspada.notify.sending import is_domain

_COLUMNS: Final = {"en": ("address", "name", "what of theirs is in it"), "id": ("alamat", "nama", "data yang ada")}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


People = Sequence[Mapping[str, Any]]
"""`address`, `name`, `categories` of each."""


class Lists(Protocol):
    """Whoever knows the organisations: a file, or the workbench."""

    def of_admin(self, contact: str, domain: str) -> People | None:
        """All people of the organisations that an address administers; None: it administers none.

        Args:
            contact: as it was typed. Whoever reads mail there is believed to speak for the organisation.
            domain: that was asked about.
        """

    def of_domain(self, domain: str) -> People:
        """People whose address is at the domain: what its owner may see, whichever organisation they belong to."""


class NoLists:
    """Where no list is known."""

    def of_admin(self, contact: str, domain: str) -> People | None:
        """None."""
        return None

    def of_domain(self, domain: str) -> People:
        """Nobody."""
        return ()


@dataclass(frozen=True, slots=True)
class _Organisation:
    admins: frozenset[str] = field(repr=False)
    people: People = field(repr=False)


class FileLists:
    """NDJSON, a line for each organisation.

    `{"admins": ["it@acme.example"], "people": [{"address": "…", "name": "…", "categories": ["user.name"]}]}`. Only
    where each stands is kept in memory.
    """

    def __init__(self, path: Path) -> None:
        """Look through the file.

        Raises:
            NothingReadable: the file cannot be read.
            BadInput: a line is none of these; the error names its number.
        """
        self._path = path
        self._places: dict[str, list[int]] = {}
        failed = False
        try:
            with path.open("rb") as file:
                self._index(file)
        except OSError:
            failed = True
        if failed:
            raise NothingReadable("the file with the organisations cannot be read")

    def of_admin(self, contact: str, domain: str) -> People | None:
        """See `Lists`."""
        own = domain_of(contact.rpartition("@")[2])
        theirs = [one for one in self._found(own) if normal(contact) in one.admins]
        return [person for one in theirs for person in one.people] if theirs else None

    def of_domain(self, domain: str) -> People:
        """See `Lists`."""
        return [person for one in self._found(domain) for person in one.people if _domain(person) == domain]

    def _index(self, file: BinaryIO) -> None:
        at = 0
        for number, line in enumerate(file, start=1):
            if line.strip():
                for domain in _domains(_read(line, number)):
                    self._places.setdefault(domain, []).append(at)
            at += len(line)

    def _found(self, domain: str) -> list[_Organisation]:
        if domain not in self._places:
            return []
        with self._path.open("rb") as file:
            return [_read_at(file, at) for at in self._places[domain]]


def sheet(people: People, lang: Lang) -> bytes:
    """A list as CSV; no cell begins as a formula does."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(_COLUMNS[lang])
    for person in people:
        what = "; ".join(label(category, lang) for category in person.get("categories", ()))
        write.writerow([_cell(str(person.get(name) or "")) for name in ("address", "name")] + [what])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def domain_of(typed: str) -> str:
    """The name of a domain as it is compared; empty when it is none.

    >>> domain_of(" Bücher.Example. ")
    'xn--bcher-kva.example'
    """
    text = typed.strip().strip(".").lower()
    try:
        plain = text if text.isascii() else text.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    return plain if is_domain(plain) else ""


def _read_at(file: BinaryIO, at: int) -> _Organisation:
    file.seek(at)
    return _read(file.readline(), 0)


def _read(line: bytes, number: int) -> _Organisation:
    try:
        row = json.loads(line)
        admins = frozenset(normal(str(one)) for one in row["admins"])
        return _Organisation(admins=admins, people=[dict(one) for one in row["people"]])
    except (ValueError, KeyError, TypeError):
        pass
    raise BadInput(f"line {number} of the organisations is none", hint="See docs/public.md.")


def _domains(one: _Organisation) -> set[str]:
    found = {domain_of(address.rpartition("@")[2]) for address in one.admins} | {_domain(row) for row in one.people}
    return found - {""}


def _domain(person: Mapping[str, Any]) -> str:
    return domain_of(str(person.get("address") or "").rpartition("@")[2])


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
