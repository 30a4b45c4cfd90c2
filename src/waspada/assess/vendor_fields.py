"""The fields that a vendor announced against those that are there: absent, empty, and more than announced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from waspada.assess.kinds import ABOUT_THE_VENDOR
from waspada.assess.vendor_checks import CANNOT_TELL, DOES_NOT_HOLD, HOLDS, Document, Finding
from waspada.core.categories import covers

_PLAIN: Final = re.compile(r"[\W_]+")
THERE, EMPTY, ABSENT, UNSURE = "there", "empty", "absent", "unsure"
_LISTED: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One thing that the vendor named, and what it means here."""

    text: str
    fields: frozenset[tuple[str, str]]
    """(table, path) of fields of this name."""
    kinds: frozenset[str]
    """Kinds that it may be the name of."""
    state: str


def announced(names: Sequence[str], document: Document) -> tuple[Announced, ...]:
    """What each name means: fields of that name, or a kind or category of data."""
    return tuple(_announced(name, document) for name in names)


def there(items: Sequence[Announced]) -> Finding:
    """Is everything there that was announced?"""
    by = {state: [item.text for item in items if item.state == state] for state in (ABSENT, EMPTY, UNSURE)}
    numbers = {"count": len(items), "absent": by[ABSENT], "empty": by[EMPTY], "names": by[UNSURE]}
    if by[ABSENT] or by[EMPTY]:
        return Finding(verdict=DOES_NOT_HOLD, reason="fields_lacking", numbers=numbers)
    if by[UNSURE]:
        return Finding(verdict=CANNOT_TELL, reason="fields_unsure", numbers=numbers)
    return Finding(verdict=HOLDS, reason="fields_there", numbers=numbers)


def more(items: Sequence[Announced], document: Document, *, partial: bool) -> Finding:
    """Is there more than was announced?

    What is personal is always more. A field of which nobody knows what it holds is more where the vendor named its
    fields one by one, and a question where it only named kinds of data. Technical fields are neither.
    """
    named = frozenset().union(*(item.fields for item in items))
    meant = frozenset().union(*(item.kinds for item in items))
    one_by_one = all(item.fields or item.state == ABSENT for item in items)
    found = _strong(document)
    personal, unread = [], []
    for row in document["fields"]:
        place = (row["table"], row["path"])
        if not row["filled"] or place in named:
            continue
        kinds = {kind for kind, category in found.get(place, {}).items() if not covers(ABOUT_THE_VENDOR, category)}
        if kinds - meant:
            personal.append(row["path"])
        elif not kinds and not row["meaning"]:
            unread.append(row["path"])
    extra = personal + unread if one_by_one else personal
    numbers = {"names": (extra or unread)[:_LISTED], "personal": len(personal), "unread": len(unread)}
    if not extra and not unread:
        return Finding(verdict=HOLDS, reason="more_none", numbers=numbers)
    if partial:
        return Finding(verdict=CANNOT_TELL, reason="more_partial", numbers=numbers)
    if extra:
        return Finding(verdict=DOES_NOT_HOLD, reason="more_found", numbers=numbers)
    return Finding(verdict=CANNOT_TELL, reason="more_unread", numbers=numbers)


def _announced(text: str, document: Document) -> Announced:
    plain = _spelled(text)
    rows = [row for row in document["fields"] if plain and plain in _names(str(row["path"]))]
    kinds = _kinds(text, plain, document)
    fields = frozenset((str(row["table"]), str(row["path"])) for row in rows)
    if any(row["filled"] for row in rows):
        state = THERE
    else:
        of_kinds = _state_of(kinds, document)
        state = of_kinds if of_kinds in (THERE, UNSURE) else EMPTY if rows else of_kinds or _unknown(text, document)
    # A field's own name says which field is meant; the kind of that name stands for others only where there is none.
    return Announced(text=text, fields=fields, kinds=kinds, state=state)


def _unknown(text: str, document: Document) -> str:
    """Neither a field nor a kind: several words may mean something that we call otherwise."""
    return UNSURE if " " in text.strip() or document.get("files_unopened") else ABSENT


def _state_of(kinds: frozenset[str], document: Document) -> str:
    if not kinds:
        return ""
    if any(row["kind"] in kinds and row["strength"] == "strong" for row in document["findings"]):
        return THERE
    verdicts = {row["verdict"] for row in document["absent"] if row["kind"] in kinds}
    return UNSURE if "cannot_tell" in verdicts or document.get("files_unopened") else ABSENT


def _names(path: str) -> frozenset[str]:
    """How a field may be called: its whole path, or the last part of it."""
    return frozenset({_spelled(path), _spelled(path.removesuffix("[]").rpartition(".")[2])})


def _kinds(text: str, plain: str, document: Document) -> frozenset[str]:
    """Kinds by id, label or category."""
    found = set()
    kinds: Mapping[str, Mapping[str, Any]] = document.get("kinds", {})
    for kind, row in kinds.items():
        category = str(row["category"])
        called = {kind, *row.get("label", {}).values(), category.rpartition(".")[2]}
        if covers(text.strip(), category) or plain in {_spelled(name) for name in called}:
            found.add(kind)
    return frozenset(found)


def _strong(document: Document) -> dict[tuple[str, str], dict[str, str]]:
    """(table, path) → kinds found strongly, with their category."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in document["findings"]:
        if row["strength"] == "strong":
            found.setdefault((row["table"], row["field"]), {})[row["kind"]] = row["category"]
    return found


def _spelled(text: str) -> str:
    """Without case, signs and a plural s: `$Emails`, `e-mail` and `email` are one."""
    plain = _PLAIN.sub("", text).lower()
    if plain.endswith("sses"):
        return plain[:-2]
    return plain.removesuffix("s") if len(plain) > 3 and not plain.endswith("ss") else plain
