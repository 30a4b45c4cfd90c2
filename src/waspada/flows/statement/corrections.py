"""Which of the things that we told people turned out wrong, and exactly who was told them.

What was told is a sentence of a statement or of a notice, known by its id, with what it rests on. It turned out wrong
when the latest run contradicts it, when the fact that it rests on was since stated otherwise or taken back, or when a
later version put it into other words. That something was not known yet was never wrong, and needs no correction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from waspada.flows.case.facts import Fact, Status
from waspada.flows.statement.check import Now
from waspada.flows.statement.sentence import Said, Texts, both, entries_of
from waspada.notify.backing import Checker, Verdict
from waspada.notify.ledger import REACHED, State
from waspada.notify.sentence import Basis


class Turned(StrEnum):
    """What became of a thing we told."""

    CONTRADICTED = "contradicted"
    """The data says otherwise."""
    RESTATED = "restated"
    """The fact is by now another, or nobody vouches for it any more."""
    REWORDED = "reworded"
    """A later version says it in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that we told."""

    id: str
    basis: Basis
    backing: Mapping[str, Any]
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that one version told, to all or to some of its readers."""

    version: str
    """Of a notice, as its rows have it; of a statement, any other name."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """One claim of an earlier version that no longer stands."""

    version: str
    id: str
    turned: Turned
    because: Texts
    text: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One letter, from the ledger."""

    recipient_id: str
    version: str
    claims: tuple[str, ...]
    state: State


def claims_of(sentences: Iterable[Said]) -> tuple[Claim, ...]:
    """What a version of the statement told."""
    return tuple(
        Claim(id=one.id, basis=one.basis, backing=one.backing, text=one.text) for one in sentences if one.claims
    )


def old_claims(told: Sequence[Told], now: Now) -> tuple[Old, ...]:
    """What no longer stands, by version.

    Args:
        told: oldest first; what a later version of the same kind says in other words counts as reworded.
    """
    checker = Checker(now.document)
    last: dict[str, Texts] = {}
    for one in told:
        last |= {claim.id: claim.text for claim in one.claims if claim.text}
    found = []
    for one in told:
        for claim in one.claims:
            turned = _turned(claim, now.facts, checker)
            if turned is None and claim.text and dict(last[claim.id]) != dict(claim.text):
                turned = Turned.REWORDED, _REWORDED
            if turned:
                why, because = turned
                found.append(Old(version=one.version, id=claim.id, turned=why, because=because, text=claim.text))
    return tuple(found)


def to_tell(
    rows: Iterable[Row], old: Collection[Old], corrected: Mapping[str, Collection[tuple[str, str]]] | None = None
) -> dict[str, tuple[Old, ...]]:
    """Exactly the recipients who were, or may have been, told one of these claims by letter: who and what.

    Args:
        corrected: version of a notice → the claims (version, id) that it corrects: who surely got it knows of them.
    """
    wrong = {(one.version, one.id): one for one in old}
    held: dict[str, dict[tuple[str, str], Old]] = {}
    known: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        if row.state not in REACHED:
            continue
        mine = {(row.version, claim) for claim in row.claims} & wrong.keys()
        for key in mine:
            held.setdefault(row.recipient_id, {})[key] = wrong[key]
        if row.state in _SURELY and corrected and row.version in corrected:
            known.setdefault(row.recipient_id, set()).update(corrected[row.version])
    left = {
        recipient: tuple(claims[key] for key in sorted(claims) if key not in known.get(recipient, ()))
        for recipient, claims in sorted(held.items())
    }
    return {recipient: claims for recipient, claims in left.items() if claims}


_SURELY: Final = (State.ACCEPTED, State.DELIVERED)


def _turned(claim: Claim, facts: Mapping[str, Fact], checker: Checker) -> tuple[Turned, Texts] | None:
    if claim.basis is Basis.COMPUTED:
        if _says_open(claim.backing):
            return None
        found = checker.check(claim.backing)
        return (Turned.CONTRADICTED, found.because) if found.verdict is Verdict.CONTRADICTED else None
    if claim.basis is Basis.ATTESTED and any(_restated(one, facts) for one in entries_of(claim.backing)):
        return Turned.RESTATED, _RESTATED
    return None


def _says_open(backing: Mapping[str, Any]) -> bool:
    """It only says that something is not known yet."""
    parts = backing.get("of")
    if backing.get("check") == "all" and isinstance(parts, list | tuple):
        return bool(parts) and all(isinstance(one, Mapping) and _says_open(one) for one in parts)
    return backing.get("check") == "open"


def _restated(backing: Mapping[str, Any], facts: Mapping[str, Fact]) -> bool:
    """What we vouch for by now is something else than what we told; the same stated again is not."""
    fact = facts.get(str(backing.get("fact")))
    was = next((one for one in fact.history if one.entry == backing.get("entry")), None) if fact else None
    if fact is None or was is None:
        return True  # nobody can vouch for what is not in the log
    if fact.confirmed is not None and fact.confirmed.value != was.value:
        return True
    is_now = next(one for one in reversed(fact.history) if one.by == was.by)
    taken_back = was.status is Status.CONFIRMED and is_now.status is not Status.CONFIRMED
    return taken_back or is_now.value != was.value


_REWORDED: Final = both("A later version says it in other words.", "Versi berikutnya menyatakannya dengan kata lain.")
_RESTATED: Final = both("The fact has been stated otherwise since.", "Fakta ini sejak itu dinyatakan lain.")
