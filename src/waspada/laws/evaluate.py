"""Laws and a situation in, outcomes out, in the order of the laws and their duties; pure, and the same each time.

Every outcome names the facts that were looked at: a fact that changes can move only outcomes that name it, before the
change or after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from waspada.laws.condition import All, Condition
from waspada.laws.conditions import Scene, Verdict
from waspada.laws.crowd import Answer, Covered, Crowd, counts_anywhere, together
from waspada.laws.deadline import Deadline, date_of, deadline
from waspada.laws.eu import STATES, Notice, notices
from waspada.laws.law import GENERAL, Duty, Law
from waspada.laws.outcome import Count, Outcome, Reason, Status, because, united
from waspada.laws.places import lives_in
from waspada.laws.situation import UNKNOWN, Profile, Situation
from waspada.laws.told import FAMILY, told_key

_NOBODY: Final = Count(0, 0)


@dataclass(slots=True)
class _Work:
    """One duty on one situation, while it is looked at."""

    crowd: Crowd
    situation: Situation
    law: Law
    duty: Duty
    used: set[str]
    reasons: tuple[Reason, ...]
    """That stand before the others: by which day it was judged."""


def evaluate(laws: Iterable[Law], situation: Situation) -> tuple[Outcome, ...]:
    """All duties of these laws on the situation."""
    crowd = Crowd(situation)
    return tuple(outcome for law in laws for outcome in _law(law, situation, crowd))


def _law(law: Law, situation: Situation, crowd: Crowd) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for id_ in dict.fromkeys(duty.id for duty in law.duties):
        versions = [duty for duty in law.duties if duty.id == id_]
        used: set[str] = set()
        chosen, reasons = _in_force(law, versions, situation, used)
        work = _Work(crowd, situation, law, chosen or versions[-1], used, reasons)
        outcomes += _duty(work) if chosen else [_made(work, "not_in_force", _NOBODY, reasons)]
    return outcomes


def _in_force(
    law: Law, versions: Sequence[Duty], situation: Situation, used: set[str]
) -> tuple[Duty | None, tuple[Reason, ...]]:
    """The version in force on the day the duty arises, and the reasons for it, or against all."""
    found = [(duty, date_of(situation, law, duty, used)) for duty in versions]
    for duty, dated in found:
        day, fact = dated or (law.checked, "checked")
        if law.in_force is None:
            return duty, ()
        if _within(law.in_force, law.until, day) and _within(duty.in_force, duty.until, day):
            if dated is None:
                return duty, (because("date_not_stated", day=day.isoformat()),)
            return duty, (because("in_force_on", day=day.isoformat(), fact=fact),)
    duty, dated = found[-1]
    day, fact = dated or (law.checked, "checked")
    starts = [max(one for one in (law.in_force, duty.in_force) if one) for duty in versions if law.in_force]
    if min(starts).year == date.max.year:
        return None, (because("never_started"),)
    if day < min(starts):
        return None, (because("not_yet_in_force", day=day.isoformat(), fact=fact, start=min(starts).isoformat()),)
    ends = [min(one for one in (law.until, duty.until, date.max) if one) for duty in versions]
    return None, (because("no_longer_in_force", day=day.isoformat(), fact=fact, end=max(ends).isoformat()),)


def _within(first: date | None, until: date | None, day: date) -> bool:
    return (first is None or first <= day) and (until is None or day < until)


def _duty(work: _Work) -> list[Outcome]:
    covered = _covered(work, None)
    if work.duty.per_state:
        told = notices(work.situation, covered, work.used) if covered else (Notice("", None, ""),)
        return [_to_state(work, notice) for notice in told]
    outcome = _judged(work, covered)
    if work.duty.role == "processor":
        return _to_controllers(work, covered, outcome)
    return [outcome]


def _covered(work: _Work, places: tuple[str, ...] | None) -> tuple[Covered, ...]:
    law = work.law
    where = None if places is None and _everybody(work) else places or law.places
    return work.crowd.covered(where, work.duty.role, work.used, law.except_places)


def _everybody(work: _Work) -> bool:
    """Whether people count wherever they live."""
    if work.law.is_anywhere(work.duty):
        return True
    return bool(work.law.established == "everybody" and not work.duty.reach and _established(work))


def _established(work: _Work) -> Answer:
    """Whether we are established where the law holds."""
    work.used.add("established_in")
    given = work.situation.established_in
    return None if given is None else any(lives_in(one, work.law.places) is True for one in given)


def _to_state(work: _Work, notice: Notice) -> Outcome:
    outcome = _judged(replace(work, used=set(work.used)), _covered(work, notice.places))
    reasons = outcome.because
    if outcome.status in ("owed", "open") and notice.code:
        reasons = (*reasons, because(notice.code, **({"place": notice.state} if notice.state else {})))
    recipient = _named(outcome.recipient, notice.state)
    outcome = _done(work, replace(outcome, place=notice.state, recipient=recipient, because=reasons), outcome.done)
    if notice.code == "eu_establishment_unknown" and outcome.status == "owed":
        missing = (*outcome.missing, "eu_main_establishment")
        outcome = replace(outcome, status="open", missing=missing)
    return outcome


def _done(work: _Work, outcome: Outcome, otherwise: datetime | None) -> Outcome:
    """Of several outcomes of a duty each is done by a fact of its own."""
    key = told_key(*outcome.key)
    done = work.situation.told.get(key, otherwise)
    return replace(outcome, done=done, depends_on=tuple(sorted({*outcome.depends_on, FAMILY + key})))


def _named(recipient: Mapping[str, str], state: str) -> Mapping[str, str]:
    """The recipient with its authority and state filled in."""
    if state not in STATES:
        return {lang: text.replace("{authority}", _SOME[lang]) for lang, text in recipient.items()}
    found = STATES[state]
    places = {"en": found.en, "id": found.id}
    return {
        lang: text.replace("{authority}", f"{found.authority} ({places[lang]})").replace("{place}", places[lang])
        for lang, text in recipient.items()
    }


_SOME: Final = {"en": "the competent supervisory authority", "id": "otoritas pengawas yang berwenang"}


def _to_controllers(work: _Work, covered: tuple[Covered, ...], outcome: Outcome) -> list[Outcome]:
    """One notice for each controller for whom we process; they are told apart by group.

    That the duty was done, said without a name, is about a controller only while there is no other.
    """
    groups = work.situation.groups
    names = sorted({name for one in covered for name in groups[one.profile.group].controllers})
    if not names or outcome.status == "not_owed":
        return [outcome]
    nameless = tuple(one for one in covered if not groups[one.profile.group].controllers)
    alone = len(names) == 1 and not nameless
    found = []
    for name in names:
        theirs = tuple(one for one in covered if name in groups[one.profile.group].controllers)
        made = _judged(work, theirs)
        found.append(_done(work, replace(made, controller=name), made.done if alone else None))
    return [*found, _judged(work, nameless)] if nameless else found


def _judged(work: _Work, covered: tuple[Covered, ...]) -> Outcome:
    """The outcome for these people."""
    law, duty, situation = work.law, work.duty, work.situation
    anywhere = law.is_anywhere(duty)
    condition = _condition(law, duty)
    asked = _asked(condition, duty)
    everybody = () if anywhere or not counts_anywhere(asked) else work.crowd.covered(None, duty.role, work.used)
    alike = together(situation, covered, asked)
    scene = Scene(situation, alike, together(situation, everybody, asked) if everybody else alike, work.used)
    alone = situation.people is None or (anywhere and not situation.people)
    if not covered and not (alone and _may_play(work)):
        return _nobody(work, scene, work.crowd.covered(None, duty.role, work.used) if law.established else ())
    verdict, status, people = _alone(scene, condition) if alone else _over(scene, condition)
    if not anywhere and situation.people is None and status == "owed":
        # The law bites by where people live, and nobody has counted them.
        status = "open"
        verdict = Verdict(answer=None, reasons=(because("nobody_counted"),), missing=("people",))
    if duty.when is None and status == "owed":
        verdict = replace(verdict, reasons=(*verdict.reasons, because("every_breach")))
    loose = tuple(dict.fromkeys(name for one in alike for name in one.why)) if status == "open" else ()
    reasons = (*work.reasons, *verdict.reasons, *(_member_reasons(alike) if loose else ()))
    return _made(work, status, people, reasons, (*verdict.missing, *loose), scene)


def _may_play(work: _Work) -> bool:
    """Whether we have, or may have, the role of this duty for any group."""
    if work.duty.role == "any":
        return True
    groups = work.situation.groups
    work.used |= {f"groups.{name}" for name in groups}
    return any(group.role in (work.duty.role, "unknown") for group in groups.values())


def _condition(law: Law, duty: Duty) -> Condition | None:
    parts = tuple(part for part in (law.scope, duty.when) if part is not None)
    return All(parts) if parts else None


def _asked(condition: Condition | None, duty: Duty) -> Condition | None:
    """The condition with those that only change a number of days."""
    parts = (*((condition,) if condition else ()), *(instead.when for instead in duty.clock.instead))
    return All(parts) if parts else None


def _alone(scene: Scene, condition: Condition | None) -> tuple[Verdict, Status, Count]:
    """Nobody was counted, or the law does not ask: the incident alone decides."""
    verdict = scene.judge(condition, None) if condition else Verdict(answer=True)
    people = Count(0, None) if scene.situation.people is None and verdict.answer is not False else _NOBODY
    statuses: dict[Answer, Status] = {True: "owed", False: "not_owed", None: "open"}
    return verdict, statuses[verdict.answer], people


def _over(scene: Scene, condition: Condition | None) -> tuple[Verdict, Status, Count]:
    """Owed when it holds for somebody, not owed when it holds for nobody, else open."""
    judged = [
        (one, scene.judge(condition, one.profile) if condition else Verdict(answer=True)) for one in scene.covered
    ]
    total = Count(0, 0)
    for one, verdict in judged:
        total += one.count(verdict.answer)
    if total.least:
        return _joined(verdict for one, verdict in judged if one.count(verdict.answer).least), "owed", total
    if total.most != 0:
        loose = [(one, verdict) for one, verdict in judged if one.count(verdict.answer).most != 0]
        # People of whom only facts, counts or the risk are in doubt are the people that it is about, if it is owed.
        sure = sum(one.profile.least for one, verdict in loose if one.member and "person" not in verdict.causes)
        return _joined(verdict for _, verdict in loose), "open", Count(sure, total.most)
    by_number = [one for one, verdict in judged if verdict.answer is False and verdict.causes == {"count"}]
    people = sum((Count(one.profile.least, one.profile.most) for one in by_number if one.member), Count(0, 0))
    return _joined(verdict for _, verdict in judged), "not_owed", people


def _joined(verdicts: Iterable[Verdict]) -> Verdict:
    parts = list(verdicts)
    return Verdict(
        answer=None,
        reasons=united(reason for part in parts for reason in part.reasons),
        missing=tuple(dict.fromkeys(name for part in parts for name in part.missing)),
    )


def _member_reasons(covered: tuple[Covered, ...]) -> tuple[Reason, ...]:
    reasons = []
    loose = [one.profile for one in covered if any(name.startswith("people.") for name in one.why)]
    nowhere = [profile for profile in loose if profile.residence == UNKNOWN]
    region = [profile for profile in loose if profile.residence != UNKNOWN]
    if nowhere:
        code = "nobody_known_here" if len(nowhere) == len(covered) else "residence_unknown"
        reasons.append(because(code, **_sum(nowhere)))
    if region:
        names = tuple(sorted({profile.residence for profile in region}))
        reasons.append(because("region_unknown", names=names, **_sum(region)))
    groups = {one.profile.group for one in covered if any(name.startswith("groups.") for name in one.why)}
    if groups:
        reasons.append(because("role_unknown", groups=tuple(sorted(groups))))
    return tuple(reasons)


def _sum(profiles: Iterable[Profile]) -> dict[str, int]:
    total = sum((Count(profile.least, profile.most) for profile in profiles), _NOBODY)
    return {"least": total.least} | ({} if total.most is None else {"most": total.most})


def _nobody(work: _Work, scene: Scene, everybody: tuple[Covered, ...]) -> Outcome:
    """No affected person is in reach; a law that binds by establishment may bind all the same."""
    law, situation = work.law, work.situation
    where = None if law.is_anywhere(work.duty) else law.places
    here = bool(work.crowd.covered(where, "any", work.used, law.except_places))
    if not here and law.established and not work.duty.reach and everybody:
        there = _established(work)
        total = sum((one.count(True) for one in everybody), Count(0, 0))
        if there is not False and total.most != 0:
            condition = _condition(law, work.duty)
            elsewhere = together(situation, everybody, _asked(condition, work.duty))
            verdict, status, _ = _over(replace(scene, covered=elsewhere, everybody=elsewhere), condition)
            if status == "not_owed":
                return _made(work, status, _NOBODY, (*work.reasons, *verdict.reasons), (), scene)
            code = "established_people_elsewhere" if there else "establishment_not_stated"
            reasons = (*work.reasons, because(code, least=total.least))
            # No countdown towards a duty that we may have nothing to do with.
            return _made(work, "open", Count(0, total.most), reasons, ("established_in",), scene if there else None)
    code = "other_role" if here or situation.people is None else "nobody_here"
    return _made(work, "not_owed", _NOBODY, (*work.reasons, because(code)), (), scene)


def _made(
    work: _Work,
    status: Status,
    people: Count,
    reasons: tuple[Reason, ...],
    missing: tuple[str, ...] = (),
    scene: Scene | None = None,
) -> Outcome:
    law, duty, situation = work.law, work.duty, work.situation
    if duty.voluntary and status in ("owed", "open"):
        status, reasons = "not_owed", (*reasons, because("voluntary"))
    if duty.confidence == GENERAL and status == "not_owed":
        status, reasons = "ask_counsel", (*reasons, because("general_rule"))
    when = Deadline()
    if scene and status in ("owed", "open"):
        when = deadline(situation, law, duty, lambda condition: _about_incident(scene, condition), work.used)
        reasons = (*reasons, *when.reasons)
    name = law.full(duty)
    done = [situation.told[key] for key in (name, duty.id) if key in situation.told]
    work.used |= {f"told.{name}", f"told.{duty.id}"}
    return Outcome(
        duty=name,
        law=law.id,
        status=status,
        role=duty.role,
        place="",
        controller="",
        recipient=duty.recipient,
        people=people,
        start=when.start,
        due=when.due,
        due_by=when.due_by,
        waiting_for=when.waiting_for,
        limit=when.limit,
        no_number=duty.clock.value is None,
        term=duty.term,
        because=united(reasons),
        missing=tuple(dict.fromkeys((*missing, *when.missing))),
        cite=duty.cite,
        content=duty.content,
        form=duty.form,
        notes=duty.notes,
        confidence=duty.confidence,
        done=done[0] if done else None,
        depends_on=tuple(sorted(work.used)),
    )


def _about_incident(scene: Scene, condition: Condition) -> Verdict:
    """A condition of the whole duty: about any of its people."""
    answers = [scene.judge(condition, one.profile) for one in scene.covered] or [scene.judge(condition, None)]
    answer: Answer = False
    for verdict in answers:
        answer = True if verdict.answer or answer else None if None in (verdict.answer, answer) else False
    return replace(_joined(verdict for verdict in answers if verdict.answer is answer), answer=answer)
