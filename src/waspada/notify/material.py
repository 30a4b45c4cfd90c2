"""What all letters of one notice share: facts that people signed, what the run proved, where to ask; nobody's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from waspada.notify.sentence import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The value of one fact, and the entry in the log of the case that holds it."""

    fact: str
    entry: int
    value: str
    """A text, or a time in RFC 3339."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence that somebody wrote for this notice, in each of its languages."""

    id: str
    """See `Sentence.id`."""
    text: Mapping[str, str]
    """By language."""
    basis: Basis = Basis.ATTESTED
    backing: Mapping[str, Any] = field(default_factory=dict)
    """See `notify.sentence`; of an attested one `{"fact": name, "entry": number}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an earlier notice said, and what is right."""

    corrects: str
    """Version of the notice that is corrected."""
    old: tuple[Said, ...]
    """As they stood there."""
    new: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Frozen when the notice is approved."""

    company: str
    """Who writes and signs: the name that people know."""
    vendor: Stated | None = None
    product: Stated | None = None
    """What of ours was affected."""
    occurred_from: Stated | None = None
    occurred_to: Stated | None = None
    told_us_at: Stated | None = None
    aware_at: Stated | None = None
    what_happened: tuple[Said, ...] = ()
    what_we_did: tuple[Said, ...] = ()
    run: int = 0
    """Number of the run that the computed sentences rest on."""
    absent: tuple[str, ...] = ()
    """Categories and kinds that were looked for in all of the data and are not in it."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kinds that the texts have no words for, above all keys of one provider: kind, language, words."""
    contact: str = ""
    """Where to ask: an address as people write it."""
    sender_domains: tuple[str, ...] = ()
    """From which we write about this, all of them."""
    statement_url: str = ""
    check_url: str = ""
    """Where a letter can be compared, with its code."""
    lookup_url: str = ""
    """Where an organisation asks for the list of its affected people."""
    postal_sender: tuple[str, ...] = ()
    """Lines of our own postal address, for letters on paper."""
    zone: str = "UTC"
    """IANA name: in which days are told."""
    correction: Correction | None = None

    def as_json(self) -> dict[str, Any]:
        """For the notice, and for its hash."""
        return asdict(self)


_STATED = ("vendor", "product", "occurred_from", "occurred_to", "told_us_at", "aware_at")
_LISTS = ("absent", "sender_domains", "postal_sender")


def from_json(row: Mapping[str, Any]) -> Material:
    """The material that `as_json` wrote down; what an older version did not write has its default."""
    known = {item.name for item in fields(Material)}
    given = {name: value for name, value in row.items() if name in known}
    for name in _STATED:
        given[name] = Stated(**row[name]) if row.get(name) else None
    for name in _LISTS:
        given[name] = tuple(row.get(name, ()))
    for name in ("what_happened", "what_we_did"):
        given[name] = _said(row.get(name, ()))
    told = row.get("correction")
    given["correction"] = (
        Correction(corrects=told["corrects"], old=_said(told["old"]), new=_said(told["new"])) if told else None
    )
    return Material(**given)


def _said(rows: Any) -> tuple[Said, ...]:
    return tuple(
        Said(id=row["id"], text=row["text"], basis=Basis(row["basis"]), backing=row.get("backing", {})) for row in rows
    )
