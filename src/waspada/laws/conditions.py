"""Answers conditions over a situation: yes, no or unknown, with the reasons, what is missing, and every fact used.

Nothing is cut short: all parts of a condition are looked at, so that the facts used are the same whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Final, Literal, TypeAlias

from waspada.laws.condition import (
    All,
    Any_,
    Ask,
    Condition,
    Elements,
    Fact,
    Not,
    People,
    Presume,
    Readable,
    RiskIs,
    Stated,
    Tree,
    Workspace,
)
from waspada.laws.crowd import Answer, Covered, both_of, is_kind
from waspada.laws.outcome import Count, Reason, because, united
from waspada.laws.places import lives_in
from waspada.laws.situation import LEVELS, LIKELIHOODS, SEVERITIES, Profile, Situation

Cause = Literal["count", "fact", "person", "risk"]
"""What made the answer: how many, what happened, which data one person has, how a group's risk was assessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An answer, and what made it."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    """Facts that would settle it, where it is unknown."""
    causes: frozenset[Cause] = frozenset()
    silent: bool = False
    """Unknown only because nobody stated it."""


@dataclass(slots=True)
class Scene:
    """One duty on one situation."""

    situation: Situation
    covered: tuple[Covered, ...]
    everybody: tuple[Covered, ...]
    """The same without regard to residence."""
    used: set[str] = field(default_factory=set)
    """Names of the facts that were looked at."""
    _counted: dict[int, Verdict] = field(default_factory=dict)
    _seen: dict[tuple[int, object], Verdict] = field(default_factory=dict)

    def judge(self, condition: Condition, profile: Profile | None) -> Verdict:
        """Answer for one profile of people, or, with None, for the incident alone."""
        key = (id(condition), profile and (profile.group, profile.kinds, profile.complete))
        if key not in self._seen:
            self._seen[key] = _JUDGES[type(condition)](self, condition, profile)
        return self._seen[key]

    def counted(self, people: People) -> Verdict:
        """Answer about a number of people, which is the same for everybody."""
        if id(people) not in self._counted:
            self._counted[id(people)] = _count(self, people)
        return self._counted[id(people)]


def combined(verdicts: Iterable[Verdict], decisive: bool) -> Verdict:
    """All of them (`decisive` False: one no decides), or any (`decisive` True: one yes decides)."""
    parts = list(verdicts)
    answers = [part.answer for part in parts]
    answer: Answer = decisive if decisive in answers else None if None in answers else not decisive
    made = [part for part in parts if part.answer is answer]
    return Verdict(
        answer=answer,
        reasons=united(reason for part in made for reason in part.reasons),
        missing=tuple(dict.fromkeys(name for part in made for name in part.missing)),
        causes=frozenset(cause for part in made for cause in part.causes),
        silent=answer is None and all(part.silent for part in made),
    )


def _all(scene: Scene, condition: All, profile: Profile | None) -> Verdict:
    return combined((scene.judge(part, profile) for part in condition.parts), False)


def _any(scene: Scene, condition: Any_, profile: Profile | None) -> Verdict:
    return combined((scene.judge(part, profile) for part in condition.parts), True)


def _not(scene: Scene, condition: Not, profile: Profile | None) -> Verdict:
    inner = scene.judge(condition.part, profile)
    return replace(inner, answer=None if inner.answer is None else not inner.answer)


def _presume(scene: Scene, condition: Presume, profile: Profile | None) -> Verdict:
    inner = scene.judge(condition.part, profile)
    if inner.answer is not None or not inner.silent:
        return inner
    negated = isinstance(condition.part, Not)
    asked = condition.part.part if isinstance(condition.part, Not) else condition.part
    if isinstance(asked, Ask):
        code = "presumed_no" if negated else "presumed_yes"
        reason = because(code, en=asked.question["en"], id=asked.question["id"])
    else:
        reason = because("presumed_not" if negated else "presumed", facts=inner.missing)
    return Verdict(answer=True, reasons=(reason,), causes=inner.causes)


def _fact(scene: Scene, condition: Fact, _profile: Profile | None) -> Verdict:
    return _answered(scene, f"{condition.name}", scene.situation.answers, condition.name)


def _answered(scene: Scene, name: str, answers: Mapping[str, Answer], key: str) -> Verdict:
    scene.used.add(name)
    given = answers.get(key)
    code = "fact_unknown" if given is None else "fact_yes" if given else "fact_no"
    missing = (name,) if given is None else ()
    return Verdict(
        answer=given,
        reasons=(because(code, fact=name),),
        missing=missing,
        causes=frozenset({"fact"}),
        silent=key not in answers,
    )


def _stated(scene: Scene, condition: Stated, _profile: Profile | None) -> Verdict:
    name = f"{condition.name}"
    scene.used.add(name)
    there = condition.name in scene.situation.moments
    reason = because("stated" if there else "not_stated", fact=name)
    missing = () if there else (name,)
    answer = True if there else None
    return Verdict(answer=answer, reasons=(reason,), missing=missing, causes=frozenset({"fact"}), silent=not there)


def _readable(scene: Scene, _condition: Readable, _profile: Profile | None) -> Verdict:
    scene.used |= {"encrypted", "key_taken"}
    answers, fact = scene.situation.answers, frozenset[Cause]({"fact"})
    encrypted = answers.get("encrypted")
    if "encrypted" not in answers:
        # An exemption is for who claims it to show: data that nobody called encrypted is readable.
        return Verdict(answer=True, reasons=(because("encryption_not_stated"),), causes=fact)
    if encrypted is False:
        return Verdict(answer=True, reasons=(because("not_encrypted"),), causes=fact)
    taken = answers.get("key_taken")
    if taken:
        return Verdict(answer=True, reasons=(because("key_taken"),), causes=fact)
    if encrypted and taken is False:
        return Verdict(answer=False, reasons=(because("encrypted"),), causes=fact)
    missing = tuple(f"{name}" for name in ("encrypted", "key_taken") if answers.get(name) is None)
    return Verdict(answer=None, reasons=(because("encryption_unknown", facts=missing),), missing=missing, causes=fact)


def _elements(scene: Scene, condition: Elements, profile: Profile | None) -> Verdict:
    person = frozenset[Cause]({"person"})
    if profile is None:
        return Verdict(answer=None, reasons=(because("nobody_counted"),), missing=("people",), causes=person)
    scene.used.add("categories")
    has, matched = _grown(scene.situation, condition.tree, profile.kinds)
    if has:
        return Verdict(answer=True, reasons=(because("elements_met", kinds=matched),), causes=person)
    if not profile.complete:
        reason = because("elements_unknown", kinds=profile.kinds)
        return Verdict(answer=None, reasons=(reason,), missing=("kinds",), causes=person)
    return Verdict(answer=False, reasons=(because("elements_missing", kinds=profile.kinds),), causes=person)


def _grown(situation: Situation, tree: Tree, kinds: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether the kinds satisfy a tree, and which of them do it."""
    if tree.word == "kind":
        matched = tuple(kind for kind in kinds if is_kind(situation, tree.name, kind))
        return bool(matched), matched
    parts = [_grown(situation, part, kinds) for part in tree.parts]
    holds = all(has for has, _ in parts) if tree.word == "all" else any(has for has, _ in parts)
    return holds, tuple(sorted({kind for has, matched in parts if has for kind in matched})) if holds else ()


def _people(scene: Scene, condition: People, _profile: Profile | None) -> Verdict:
    return scene.counted(condition)


def _count(scene: Scene, condition: People) -> Verdict:
    total, having = _total(scene, condition)
    least, most = total.least, total.most
    reached: Answer = (
        True if least >= condition.least else False if most is not None and most < condition.least else None
    )
    answer = reached if reached is None or not condition.below else not reached
    code = {True: "threshold_reached", False: "threshold_not_reached", None: "threshold_straddled"}[reached]
    top = {} if most is None else {"most": most}
    reason = because(code, least=least, threshold=condition.written, word=condition.word, **top)
    if answer is not None:
        return Verdict(answer=answer, reasons=(reason,), causes=frozenset({"count"}))
    open_ones = [one for one in having if one.answer is None]
    missing = [name for one in open_ones for name in one.missing]
    people = scene.everybody if condition.anywhere else scene.covered
    missing += [name for one in people for name in one.why]
    loose = any(one.profile.least != one.profile.most for one in people)
    missing += ["people"] if loose or scene.situation.people is None else []
    causes: frozenset[Cause] = frozenset[Cause]({"count"}).union(*(one.causes for one in open_ones))
    reasons = united((reason, *(why for one in open_ones for why in one.reasons)))
    return Verdict(answer=None, reasons=reasons, missing=tuple(dict.fromkeys(missing)), causes=causes)


def _total(scene: Scene, condition: People) -> tuple[Count, list[Verdict]]:
    total, having = Count(0, None if scene.situation.people is None else 0), []
    for one in scene.everybody if condition.anywhere else scene.covered:
        verdict = Verdict(answer=True)
        if condition.having is not None:
            verdict = scene.judge(condition.having, one.profile)
            having.append(verdict)
        total += one.count(verdict.answer)
    return total, having


def _risk(scene: Scene, condition: RiskIs, profile: Profile | None) -> Verdict:
    if profile is None:
        scene.used.add("risk")
        return Verdict(
            answer=None,
            reasons=(because("risk_not_assessed", groups=()),),
            missing=("risk",),
            causes=frozenset({"risk"}),
        )
    name = f"risk.{profile.group}"
    scene.used.add(name)
    risk = scene.situation.risk.get(profile.group)
    asked = (
        (condition.level, (risk and risk.level) or "", LEVELS),
        (condition.severity, risk.severity if risk else "", SEVERITIES),
        (condition.likelihood, risk.likelihood if risk else "", LIKELIHOODS),
    )
    answers: list[Answer] = [
        None if not given else order.index(given) >= order.index(wanted) for wanted, given, order in asked if wanted
    ]
    answer = reduce(both_of, answers)
    code = {True: "risk_met", False: "risk_below", None: "risk_not_assessed"}[answer]
    return Verdict(
        answer=answer,
        reasons=(because(code, groups=(profile.group,)),),
        missing=(name,) if answer is None else (),
        causes=frozenset({"risk"}),
        silent=risk is None,
    )


_FIELDS: Final = {"sector": "sectors", "established_in": "established_in", "does_business_in": "does_business_in"}


def _workspace(scene: Scene, condition: Workspace, _profile: Profile | None) -> Verdict:
    name = f"{_FIELDS[condition.word]}"
    scene.used.add(name)
    given: tuple[str, ...] | None = getattr(scene.situation, _FIELDS[condition.word])
    fact = frozenset[Cause]({"fact"})
    if given is None:
        reason = because(f"{condition.word}_unknown", names=condition.names)
        return Verdict(answer=None, reasons=(reason,), missing=(name,), causes=fact, silent=True)
    if condition.word == "sector":
        answer: Answer = any(one in condition.names for one in given)
    else:
        inside = [lives_in(one, condition.names) for one in given]
        answer = True if True in inside else None if None in inside else False
    code = {True: condition.word, False: f"{condition.word}_not", None: f"{condition.word}_unknown"}[answer]
    missing = (name,) if answer is None else ()
    return Verdict(answer=answer, reasons=(because(code, names=condition.names),), missing=missing, causes=fact)


def _ask(scene: Scene, condition: Ask, _profile: Profile | None) -> Verdict:
    verdict = _answered(scene, f"judged.{condition.name}", scene.situation.judged, condition.name)
    code = {True: "judged_yes", False: "judged_no", None: "judgement_needed"}[verdict.answer]
    return replace(verdict, reasons=(because(code, en=condition.question["en"], id=condition.question["id"]),))


_Judge: TypeAlias = Callable[..., Verdict]
_JUDGES: Final[dict[type, _Judge]] = {
    All: _all,
    Any_: _any,
    Not: _not,
    Presume: _presume,
    Fact: _fact,
    Stated: _stated,
    Readable: _readable,
    Elements: _elements,
    People: _people,
    RiskIs: _risk,
    Workspace: _workspace,
    Ask: _ask,
}
