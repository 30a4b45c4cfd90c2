"""Duties as the pages show them: in words, in the reader's zone, with the time that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from waspada.core.language import Lang, moment, opening
from waspada.flows.case.fact_names import known
from waspada.flows.duties import Duties, Move, key_of
from waspada.flows.duty_words import NAMES, place
from waspada.laws.gaps import Gap
from waspada.laws.law import Law
from waspada.laws.outcome import Count, Outcome
from waspada.laws.words import book, people, sentence
from waspada.web.clocks import span
from waspada.web.words.registry import said

TONES: Final = {
    "owed": "exposed",
    "open": "unsure",
    "ask_counsel": "unsure",
    "not_owed": "plain",
    "not_in_force": "plain",
}
_KNOWN: Final = frozenset(("in_force_on", "date_not_stated"))
_NOBODY: Final = frozenset(("nobody_known_here", "establishment_not_stated"))
SHOWN: Final = ("owed", "open", "ask_counsel", "not_owed", "not_in_force")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that would settle a duty."""

    text: str
    """What people call it; a question of a law in its own words."""
    fact: str
    """The fact to state; empty: none, as for the number of people."""
    judged: bool
    """The risk, or our role: stated on the page of groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One duty in words."""

    outcome: Outcome
    law: Law
    recipient: str
    status: str
    tone: str
    count: str
    """How many people."""
    due: datetime | None
    left: str
    """`2 days 4 hours left`, `3 hours late`, `done`; empty: no clock."""
    late: bool
    by_vendor: datetime | None
    """When it would be due if the vendor's knowledge were ours."""
    reasons: tuple[str, ...]
    brief: tuple[str, ...]
    """The reasons that a list has room for: not which day the law was judged by."""
    unlikely: bool
    """Open only because nobody stated where we are established or where a few people live."""
    missing: tuple[Lack, ...]
    waiting: str
    """What starts the clock, in words."""
    started: str
    confidence: str
    query: str
    """Names it among others of the same duty, for its address."""

    @property
    def general(self) -> bool:
        """No countdown, never "not owed"."""
        return self.outcome.confidence == "general"


def rows(duties: Duties, lang: Lang, now: float) -> list[Row]:
    """All duties: what is owed by due time first, then what is open, then the rest in the order of the laws."""
    laws = {law.id: law for law in duties.laws}
    made = [_row(outcome, laws[outcome.law], duties, lang, now) for outcome in duties.outcomes]
    return sorted(made, key=_order)


def _order(row: Row) -> tuple[int, bool, bool, datetime]:
    far = datetime.max.replace(tzinfo=UTC)
    due = row.due.astimezone(UTC) if row.due else far
    return (SHOWN.index(row.outcome.status), row.outcome.done is not None, row.due is None, due)


def _row(outcome: Outcome, law: Law, duties: Duties, lang: Lang, now: float) -> Row:
    names = NAMES[lang]
    left, late = _left(outcome, lang, now)
    started = ""
    if outcome.start:
        started = opening(book("STARTS", lang)[outcome.start.clock])
    asked = {name: value for name, value in (("place", outcome.place), ("controller", outcome.controller)) if value}
    return Row(
        outcome=outcome,
        law=law,
        recipient=opening(outcome.recipient[lang]),
        status=book("STATUSES", lang)[outcome.status],
        tone="clear" if outcome.done else TONES[outcome.status],
        count=counted(outcome.people, lang),
        due=outcome.due,
        left=left,
        late=late,
        by_vendor=duties.by_vendor.get(key_of(outcome)) if outcome.due else None,
        reasons=tuple(sentence(reason, lang, names) for reason in outcome.because),
        brief=tuple(sentence(reason, lang, names) for reason in outcome.because if reason.code not in _KNOWN)[:3],
        unlikely=outcome.status == "open" and bool(_NOBODY & {reason.code for reason in outcome.because}),
        missing=tuple(_lack(name, outcome, lang) for name in outcome.missing),
        waiting=_waiting(outcome, duties, lang),
        started=started,
        confidence=book("CONFIDENCES", lang)[outcome.confidence],
        query=f"?{urlencode(asked)}" if asked else "",
    )


def _lack(name: str, outcome: Outcome, lang: Lang) -> Lack:
    family = name.partition(".")[0]
    text = NAMES[lang].fact(name)
    if family == "judged":
        asked = [dict(reason.params) for reason in outcome.because if reason.code == "judgement_needed"]
        wanted = [name for name in outcome.missing if name.startswith("judged.")]
        if len(asked) == len(wanted):
            text = str(asked[wanted.index(name)][lang])
    return Lack(text, name if known(name) else "", family in ("risk", "groups"))


def _waiting(outcome: Outcome, duties: Duties, lang: Lang) -> str:
    """What starts the clock; a notice that goes before is called by whom it is for."""
    before = outcome.waiting_for.removeprefix("told.")
    if before != outcome.waiting_for:
        found = next((one for one in duties.outcomes if one.duty == before), None)
        if found is not None:
            return said("duties.after_notice", lang, to=found.recipient[lang])
    return NAMES[lang].fact(outcome.waiting_for) if outcome.waiting_for else ""


def _left(outcome: Outcome, lang: Lang, now: float) -> tuple[str, bool]:
    if outcome.done:
        return said("duties.done", lang), False
    if outcome.due is None or outcome.status not in ("owed", "open"):
        return "", False
    seconds = outcome.due.timestamp() - now
    return said("duties.left" if seconds >= 0 else "duties.late", lang, span=span(seconds, lang)), seconds < 0


def counted(count: Count, lang: Lang) -> str:
    """`1,204 people`, `240–260 people`, `at least 12 people`."""
    return people({"least": count.least} | ({} if count.most is None else {"most": count.most}), lang)


def gap_line(gap: Gap, lang: Lang) -> tuple[str, str, str]:
    """A place without a rule: its name, how many people, why."""
    why = opening(book("GAPS", lang)[gap.why])
    return opening(place(gap.residence, lang)), counted(gap.people, lang), why


def moves(found: Iterable[Move], laws: Sequence[Law], lang: Lang) -> list[str]:
    """What a changed fact would move, a sentence each."""
    known = {law.id: law for law in laws}
    sentences = []
    for one in found:
        shown = one.after or one.before
        if shown is not None:
            what = f"{opening(shown.recipient[lang])} ({known[shown.law].name[lang]})"
            before, after = _state(one.before, lang), _state(one.after, lang)
            sentences.append(said("duties.move", lang, what=what, before=before, after=after))
    return sentences


def _state(outcome: Outcome | None, lang: Lang) -> str:
    if outcome is None:
        return said("duties.not_there", lang)
    due = f", {said('duties.until', lang, when=moment_in(outcome.due, lang))}" if outcome.due else ""
    return f"{book('STATUSES', lang)[outcome.status]}, {counted(outcome.people, lang)}{due}"


def moment_in(due: datetime, lang: Lang) -> str:
    """In the zone of the law."""
    return moment(due, lang, due.tzinfo or UTC)
