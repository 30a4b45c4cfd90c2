"""What all letters of a notice share, from the log of the case, a run and the workspace: nothing that nobody stated.

Only what we confirmed ourselves is told, each with the number of its entry; what others claim, and what is unknown, is
left out. What is not in the data is told only where the run settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from waspada.flows.case.facts import Fact, Value, moments
from waspada.notify.backing import Checker, Verdict
from waspada.notify.material import Correction, Material, Said, Stated
from waspada.notify.sentence import Basis

ASKED: Final = (
    "user.authorization.password",
    "user.authorization.credentials",
    "user.payment",
    "user.financial",
    "user.government_id",
    "user.content",
    "user.health",
    "user.location.precise",
)
"""What people fear first: told as absent where the run settles that it is."""
OPENED: Final[Mapping[str, Any]] = {"fact": "vendor", "entry": 1}
"""Backing of the vendor's name where nobody stated it as a fact: the entry that opened the case holds it."""
_TEXTS: Final = ("vendor", "product")
_MOMENTS: Final = (("occurred_from", 0), ("occurred_to", 1), ("told_us_at", 0), ("aware_at", 0))
"""Fact, and which end of a range is told: an attack may not look shorter than it was."""
_POINTS: Final = frozenset(("told_us_at", "aware_at"))
"""Told only where it is known to the day."""
_HAPPENED: Final[Mapping[tuple[str, bool], tuple[str, str]]] = {
    ("external_attack", True): (
        "Somebody from outside broke into the vendor’s systems.",
        "Pihak luar membobol sistem vendor tersebut.",
    ),
    ("acquired", True): ("The data was taken.", "Data itu diambil."),
    ("acquired", False): ("The data was seen, and not taken.", "Data itu dilihat, tetapi tidak diambil."),
    ("published", True): ("The data was published.", "Data itu dipublikasikan."),
    ("published", False): (
        "As far as we know, it was not published.",
        "Sejauh yang kami ketahui, data itu tidak dipublikasikan.",
    ),
    ("encrypted", True): ("The data was encrypted.", "Data itu terenkripsi."),
    ("key_taken", True): ("The key that opens it was taken too.", "Kunci pembukanya ikut diambil."),
}  # fmt: skip
_DID: Final[Mapping[tuple[str, bool], tuple[str, str]]] = {
    ("contained", True): (
        "The way in that was used is closed.",
        "Jalan masuk yang dipakai penyerang sudah ditutup.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the workspace and the settings for mail say of us."""

    company: str
    contact: str = field(repr=False)
    sender_domains: tuple[str, ...] = ()
    statement_url: str = ""
    check_url: str = ""
    lookup_url: str = ""
    postal_sender: tuple[str, ...] = ()
    zone: str = "UTC"


def material(
    facts: Mapping[str, Fact],
    document: Mapping[str, Any],
    house: House,
    *,
    run: int,
    vendor: str,
    correction: Correction | None = None,
) -> Material:
    """What the letters may say.

    Args:
        facts: as `facts_of` reads them from the log.
        document: `assessment.json` of the run.
        vendor: of the case, as it was opened.
    """
    checker = Checker(document)
    stated: dict[str, Stated | None] = {name: _text(facts, name) for name in _TEXTS}
    stated["vendor"] = stated["vendor"] or (Stated(**OPENED, value=vendor) if vendor else None)
    for name, end in _MOMENTS:
        stated[name] = _moment(facts, name, end, house.zone)
    return Material(
        company=house.company,
        **stated,
        what_happened=_sentences(facts, _HAPPENED),
        what_we_did=_sentences(facts, _DID),
        run=run,
        absent=absent(checker),
        labels=_labels(document),
        contact=house.contact,
        sender_domains=house.sender_domains,
        statement_url=house.statement_url,
        check_url=house.check_url,
        lookup_url=house.lookup_url,
        postal_sender=house.postal_sender,
        zone=house.zone,
        correction=correction,
    )


def absent(checker: Checker, names: Sequence[str] = ASKED) -> tuple[str, ...]:
    """Those that were looked for in all of the data and are not in it."""
    return tuple(name for name in names if checker.absent({"names": [name]}).verdict is Verdict.HOLDS)


def entries_of(material: Material) -> list[int]:
    """Numbers of the entries that a material rests on, ascending."""
    stated = (getattr(material, name) for name in (*_TEXTS, *(name for name, _ in _MOMENTS)))
    found = {one.entry for one in stated if one}
    corrected = (*material.correction.old, *material.correction.new) if material.correction else ()
    for said in (*material.what_happened, *material.what_we_did, *corrected):
        entry = said.backing.get("entry")
        if isinstance(entry, int):
            found.add(entry)
    return sorted(found)


def attested(fact: Fact, text: Mapping[str, str], *, at: str = "") -> Said | None:
    """A sentence that somebody words for a fact that we confirmed; None: it is not confirmed."""
    confirmed = fact.confirmed
    if confirmed is None:
        return None
    backing = {"fact": fact.name, "entry": confirmed.entry}
    return Said(id=at or f"attested.{fact.name}", text=dict(text), basis=Basis.ATTESTED, backing=backing)


def _text(facts: Mapping[str, Fact], name: str) -> Stated | None:
    said = facts[name].confirmed if name in facts else None
    return Stated(fact=name, entry=said.entry, value=said.value) if said and isinstance(said.value, str) else None


def _moment(facts: Mapping[str, Fact], name: str, end: int, zone: str) -> Stated | None:
    said = facts[name].confirmed if name in facts else None
    ends = moments(said.value) if said else None
    if said is None or ends is None or (name in _POINTS and not _same_day(*ends, zone)):
        return None
    return Stated(fact=name, entry=said.entry, value=_end(said.value, ends, end))


def _end(value: Value, ends: tuple[datetime, datetime], end: int) -> str:
    return value if isinstance(value, str) else ends[end].isoformat()


def _same_day(first: datetime, last: datetime, zone: str) -> bool:
    here = ZoneInfo(zone)
    return first.astimezone(here).date() == last.astimezone(here).date()


def _sentences(facts: Mapping[str, Fact], words: Mapping[tuple[str, bool], tuple[str, str]]) -> tuple[Said, ...]:
    found = []
    for (name, value), (en, indonesian) in words.items():
        fact = facts.get(name)
        if fact and fact.confirmed and fact.confirmed.value is value:
            said = attested(fact, {"en": en, "id": indonesian}, at=f"attested.{name}.{'yes' if value else 'no'}")
            found += [said] if said else []
    return tuple(found)


def _labels(document: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """Words of the kinds that were found."""
    kinds = document.get("kinds", {})
    found = {row["kind"] for row in document.get("exposures", ())} | {
        row["kind"] for row in document.get("secrets", ())
    }
    return {kind: dict(kinds[kind]["label"]) for kind in sorted(found) if kind in kinds}
