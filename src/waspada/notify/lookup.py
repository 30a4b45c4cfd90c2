"""Questions to DNS as a function, so that checks run against recorded zones as against the real one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from waspada.core.errors import BadInput
from waspada.notify.settings_file import read_mapping

Lookup = Callable[[str, str], Sequence[str]]
"""Name and type (`TXT`, `MX`, `A`, `AAAA`, `PTR`) → the records as text; none: there is no such name or record. A TXT
record is one text, an MX record `10 mail.example.org`; names have no dot at their end. Raises NoAnswer."""
Zone = Mapping[str, Mapping[str, Sequence[str]]]
"""Records by name and type. The type `FAIL` stands for a server that does not answer."""
_MOST_ALIASES: Final = 8


class NoAnswer(Exception):
    """Nobody answered, or only with an error: nothing is known, and it may be known later."""


def recorded(zone: Zone) -> Lookup:
    """Answers from a zone that somebody wrote down; names that are not in it do not exist."""
    names = {name.lower().rstrip("."): records for name, records in zone.items()}

    def lookup(name: str, kind: str) -> Sequence[str]:
        name = name.lower().rstrip(".")
        for _ in range(_MOST_ALIASES):
            records = names.get(name, {})
            if "FAIL" in records:
                raise NoAnswer
            alias = records.get("CNAME")
            if not alias or kind in records:
                return list(records.get(kind, ()))
            name = alias[0].lower().rstrip(".")
        raise NoAnswer

    return lookup


def read_zone(path: Path) -> Lookup:
    """Answers from a file with a zone: `name: {TYPE: [text, …]}`.

    Raises:
        BadInput: it is no such file.
    """
    zone = read_mapping(path, "the recorded zone")
    for records in zone.values():
        if not isinstance(records, dict) or not all(isinstance(texts, list) for texts in records.values()):
            raise BadInput(
                f"{path.name}: each name must hold types with lists of texts.", hint="See docs/notify-mail.md."
            )
    return recorded(
        {name: {kind: [str(one) for one in texts] for kind, texts in of.items()} for name, of in zone.items()}
    )
