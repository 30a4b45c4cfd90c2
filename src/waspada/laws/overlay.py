"""A workspace's own word on the rules: rules added or replaced, duties disabled, and counsel's sign-off.

Nothing disappears: what is disabled is still evaluated, and counsel's word stands beside the rule's own outcome.

    laws:                                    # each as a file of `texts/`; the same id replaces ours
    - {id: …}
    disable:
    - {duty: us_ca.authority, by: …, at: 2026-01-05, reason: …}
    counsel:
    - {duty: eu_gdpr.individuals, place: DE, verdict: not_owed, by: …, at: 2026-01-05, reason: …}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from waspada.laws.law import Law
from waspada.laws.law_text import law_of
from waspada.laws.outcome import Outcome, Word
from waspada.laws.situation import canonical
from waspada.laws.yaml_text import Block, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A word about one duty, everywhere or in one Member State."""

    duty: str
    place: str
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Everything that a workspace says."""

    laws: tuple[Law, ...] = ()
    said: tuple[Said, ...] = ()


def read_overlay(text: str, name: str) -> Overlay:
    """An overlay from its YAML.

    Raises:
        BadInput: it breaks the format; with the line.
    """
    top = parse(text, name)
    top.only(("laws", "disable", "counsel"))
    said = (*top.each("disable", _disabled), *top.each("counsel", _counsel))
    for number, one in enumerate(said):
        twice = any(
            (one.duty, one.place, one.word.at) == (other.duty, other.place, other.word.at) for other in said[:number]
        )
        top.check(not twice, f"`{one.duty}` stands twice for the same time")
    laws = top.each("laws", lambda block: law_of(block, canonical(block).decode()))
    top.check(len({law.id for law in laws}) == len(laws), "two laws have the same id")
    return Overlay(laws=laws, said=said)


def with_laws(laws: Iterable[Law], overlay: Overlay) -> tuple[Law, ...]:
    """Our laws with those of the workspace in their place, and its own after them."""
    theirs = {law.id: law for law in overlay.laws}
    ours = [theirs.pop(law.id, law) for law in laws]
    return (*ours, *theirs.values())


def with_words(outcomes: Iterable[Outcome], overlay: Overlay) -> tuple[Outcome, ...]:
    """The outcomes with what people said of them beside; latest last."""
    found = []
    for outcome in outcomes:
        words = [one.word for one in overlay.said if one.duty == outcome.duty and one.place in ("", outcome.place)]
        found.append(replace(outcome, words=tuple(sorted(words, key=lambda word: word.at))) if words else outcome)
    return tuple(found)


def unknown_duties(outcomes: Iterable[Outcome], overlay: Overlay) -> tuple[str, ...]:
    """Duties that the overlay speaks of and no law has: a slip of the pen that must be said."""
    known = {outcome.duty for outcome in outcomes}
    return tuple(sorted({one.duty for one in overlay.said} - known))


def _disabled(block: Block) -> Said:
    block.only((), ("duty", "by", "at", "reason"))
    return _said(block, "disabled")


def _counsel(block: Block) -> Said:
    block.only(("place",), ("duty", "verdict", "by", "at", "reason"))
    verdict: Any = block.choice("verdict", ("owed", "not_owed"))
    return _said(block, verdict)


def _said(block: Block, verdict: Literal["owed", "not_owed", "disabled"]) -> Said:
    texts = {name: block.text(name) for name in ("duty", "by", "at", "reason")}
    block.check(all(texts.values()), "duty, by, at and reason must not be empty")
    word = Word(verdict=verdict, by=texts["by"], at=texts["at"], reason=texts["reason"])
    return Said(duty=texts["duty"], place=block.text("place"), word=word)
