"""Places where affected people live and no rule of ours speaks: counsel must be asked; most people first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from waspada.laws.evaluate import evaluate
from waspada.laws.law import Law
from waspada.laws.outcome import Count, Outcome
from waspada.laws.places import lives_in
from waspada.laws.situation import UNKNOWN, Situation

Why = Literal["no_rule", "not_in_force", "region_unknown", "residence_unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One place without a rule, or without one in force."""

    residence: str
    people: Count
    why: Why
    laws: tuple[str, ...]
    """Rules that exist but are not in force, or that hold in a part of the place."""

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        people = self.people.as_json()
        return {"residence": self.residence, "people": people, "why": self.why, "laws": list(self.laws)}


def gaps(laws: Sequence[Law], situation: Situation, outcomes: Sequence[Outcome] | None = None) -> tuple[Gap, ...]:
    """The places without a rule, most people first.

    Args:
        outcomes: of these laws on this situation, where they are there already.
    """
    made = evaluate(laws, situation) if outcomes is None else outcomes
    asleep = {law.id for law in laws if all(one.status == "not_in_force" for one in made if one.law == law.id)}
    general = [law for law in laws if not law.sectoral and not law.anywhere and law.in_force is not None]
    people: dict[str, Count] = {}
    for profile in situation.people or ():
        people[profile.residence] = people.get(profile.residence, Count(0, 0)) + Count(profile.least, profile.most)
    found = []
    for residence, count in people.items():
        why, names = _why(residence, general, asleep)
        if why and count.most != 0:
            found.append(Gap(residence=residence, people=count, why=why, laws=names))
    return tuple(sorted(found, key=lambda gap: (-gap.people.least, gap.residence)))


def _why(residence: str, laws: Sequence[Law], asleep: set[str]) -> tuple[Why | None, tuple[str, ...]]:
    if residence == UNKNOWN:
        return "residence_unknown", ()
    answers = {law.id: lives_in(residence, law.places, law.except_places) for law in laws}
    here = [law for law, answer in answers.items() if answer]
    if any(law not in asleep for law in here):
        return None, ()
    if here:
        return "not_in_force", tuple(here)
    parts = tuple(law for law, answer in answers.items() if answer is None)
    return ("region_unknown", parts) if parts else ("no_rule", ())
