"""The affected people as a law sees them: who lives where it counts, in groups for which we have the role.

A million people are some thousand profiles; a law that asks for three kinds of data sees a handful, so profiles that
are alike to it are put together before anything is judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeAlias

from waspada.core.categories import covers
from waspada.laws.condition import All, Any_, Condition, Elements, Not, People, Presume, Tree
from waspada.laws.outcome import Count
from waspada.laws.places import lives_in
from waspada.laws.situation import UNKNOWN, Profile, Situation

Answer: TypeAlias = bool | None


@dataclass(frozen=True, slots=True)
class Covered:
    """People whom a law may cover."""

    profile: Profile
    member: Answer
    """Whether they live where it counts, in a group for which we have the role."""
    why: tuple[str, ...]
    """What would settle that."""

    def count(self, holds: Answer) -> Count:
        """How many of them count, when this holds for them."""
        both = both_of(self.member, holds)
        least = self.profile.least if both is True else 0
        return Count(least, 0 if both is False else self.profile.most)


@dataclass(slots=True)
class Crowd:
    """Everybody in a situation, chosen from again and again."""

    situation: Situation
    _chosen: dict[object, tuple[tuple[Covered, ...], frozenset[str]]] = field(default_factory=dict)
    _places: dict[object, Answer] = field(default_factory=dict)

    def covered(
        self, places: tuple[str, ...] | None, role: str, used: set[str], but: tuple[str, ...] = ()
    ) -> tuple[Covered, ...]:
        """The people who live, or may live, in these places (None: anywhere), in groups where we have this role.

        Args:
            used: takes the names of the facts that were looked at.
            but: parts of the places that do not count.
        """
        key = (places, role, but)
        if key not in self._chosen:
            self._chosen[key] = self._choose(places, role, but)
        found, facts = self._chosen[key]
        used |= facts
        return found

    def _choose(
        self, places: tuple[str, ...] | None, role: str, but: tuple[str, ...]
    ) -> tuple[tuple[Covered, ...], frozenset[str]]:
        used = {"people"} if self.situation.people is None else set()
        found = []
        for profile in self.situation.people or ():
            here = True if places is None else self._lives(profile.residence, places, but)
            if here is False:
                continue
            used.add(f"people.{profile.residence}")
            ours = True if role == "any" else self._has_role(profile.group, role, used)
            if ours is False:
                continue
            why = [f"people.{profile.residence}"] if here is None else []
            why += [f"groups.{profile.group}"] if ours is None else []
            found.append(Covered(profile, both_of(here, ours), tuple(why)))
        return tuple(found), frozenset(used)

    def _lives(self, residence: str, places: tuple[str, ...], but: tuple[str, ...]) -> Answer:
        key = (residence, places, but)
        if key not in self._places:
            self._places[key] = lives_in(residence, places, but)
        return self._places[key]

    def _has_role(self, group: str, role: str, used: set[str]) -> Answer:
        used.add(f"groups.{group}")
        ours = self.situation.groups[group].role
        return None if ours == UNKNOWN else ours == role


def both_of(one: Answer, other: Answer) -> Answer:
    """And, three-valued."""
    return False if one is False or other is False else None if one is None or other is None else True


def is_kind(situation: Situation, name: str, kind: str) -> bool:
    """Whether a kind is what a rule calls so: itself, one of a family (`secret.*`), or of a category."""
    if name.endswith(".*"):
        return kind.startswith(name[:-1])
    if name.startswith(("user.", "system.")):
        category = situation.category(kind)
        return bool(category) and _below(name, category)
    return kind == name


@cache
def _below(name: str, category: str) -> bool:
    return covers(name, category)


def together(situation: Situation, covered: tuple[Covered, ...], condition: Condition | None) -> tuple[Covered, ...]:
    """The same people, those put together whom this condition cannot tell apart; all their kinds stay named."""
    names = frozenset(_names(condition)) if condition else frozenset[str]()
    known = {kind for one in covered for kind in one.profile.kinds}
    asked = {kind for kind in known if _any_is(situation, names, kind)}
    groups: dict[object, list[Covered]] = {}
    for one in covered:
        profile = one.profile
        kinds = asked.intersection(profile.kinds)
        key = (profile.group, one.member, one.why, frozenset(kinds), profile.complete)
        groups.setdefault(key, []).append(one)
    return tuple(_merged(alike) for alike in groups.values())


def _any_is(situation: Situation, names: Iterable[str], kind: str) -> bool:
    return any(is_kind(situation, name, kind) for name in names)


def _merged(alike: list[Covered]) -> Covered:
    if len(alike) == 1:
        return alike[0]
    total = sum((Count(one.profile.least, one.profile.most) for one in alike), Count(0, 0))
    kinds = tuple(sorted({kind for one in alike for kind in one.profile.kinds}))
    return replace(alike[0], profile=replace(alike[0].profile, kinds=kinds, least=total.least, most=total.most))


def _names(condition: Condition) -> set[str]:
    """Kinds, families and categories that a condition asks for."""
    if isinstance(condition, All | Any_):
        return {name for part in condition.parts for name in _names(part)}
    if isinstance(condition, Not | Presume):
        return _names(condition.part)
    if isinstance(condition, People):
        return _names(condition.having) if condition.having else set()
    return _leaves(condition.tree) if isinstance(condition, Elements) else set()


def _leaves(tree: Tree) -> set[str]:
    return {tree.name} if tree.word == "kind" else {name for part in tree.parts for name in _leaves(part)}


def counts_anywhere(condition: Condition | None) -> bool:
    """Whether a condition counts people regardless of where they live."""
    if isinstance(condition, All | Any_):
        return any(counts_anywhere(part) for part in condition.parts)
    if isinstance(condition, Not | Presume):
        return counts_anywhere(condition.part)
    return isinstance(condition, People) and (condition.anywhere or counts_anywhere(condition.having))
