"""What a person may do to a draft: reword, drop, bring back, add; an added sentence needs something to stand on.

A reworded computed sentence keeps its backing, and the name of who worded it. What people write is searched for
personal values first, as everything that goes into the log of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES
from waspada.flows.case.texts import clean, without_values
from waspada.flows.statement.check import PLACES, Now, standing, wrong_number
from waspada.flows.statement.counsel import RULES
from waspada.flows.statement.sentence import Attestation, Said, Section, Texts, claim_id, entries_of
from waspada.flows.statement.statement import Dropped, Statement
from waspada.notify.backing import Checker
from waspada.notify.sentence import Basis

_MOST: Final = 600
"""Characters of one sentence."""
_ADDED: Final = "added"
_PLACE_HINT: Final = "What we did is attested; advice belongs under what people can do, or answers a question."


def reword(
    draft: Statement, key: str, text: Texts, *, by: str, now: Now, cache: Path | None, question: Texts | None = None
) -> Statement:
    """Say a sentence in other words.

    Args:
        question: in the section of questions, what it answers.

    Raises:
        BadInput: there is no such sentence, a language is missing, a number is not that of its backing, or the text
            holds a personal value.
    """
    old = _found(draft, key)
    words = _written(text, cache)
    asked = _written(question, cache) if question else old.question
    if old.basis is Basis.COMPUTED:
        wrong = wrong_number(words, old.backing, Checker(now.document))
        if wrong:
            raise BadInput(
                "the text holds a number that the assessment does not give for it", hint="Keep the numbers, in digits."
            )
    if words == dict(old.text) and asked == old.question:
        return draft
    new = replace(old, text=words, question=asked, worded_by=_name(by))
    if old.basis is Basis.FRAME:
        raise BadInput("this sentence states nothing, and stays as it is", hint="Add one that rests on a fact.")
    return _with(draft, {key: new})


def drop(draft: Statement, key: str, *, by: str, reason: str, cache: Path | None) -> Statement:
    """Take a sentence out; composed anew, the draft stays without it. Raises BadInput."""
    old = _found(draft, key)
    why = clean(reason, "the reason")
    without_values([why], cache)
    left = tuple(one for one in draft.sentences if one.id != key)
    dropped = Dropped(topic=old.topic, by=_name(by), reason=why)
    return replace(draft, sentences=left, dropped=(*draft.dropped, dropped))


def bring_back(draft: Statement, topic: str, composed: Statement) -> Statement:
    """Undo `drop`.

    Args:
        composed: the draft as it would be composed now.

    Raises:
        BadInput: nothing with this topic was dropped.
    """
    if all(one.topic != topic for one in draft.dropped):
        raise BadInput("no such sentence was dropped", hint="")
    return carried(replace(draft, dropped=tuple(one for one in draft.dropped if one.topic != topic)), composed)


def add(
    draft: Statement,
    section: Section,
    text: Texts,
    basis: Basis,
    backing: Mapping[str, Any],
    *,
    by: str,
    now: Now,
    cache: Path | None,
    question: Texts | None = None,
    person: str = "",
) -> Statement:
    """Add a sentence at the end of a section.

    Args:
        backing: see `notify.sentence`.
        question: in the section of questions, what it answers.
        person: name or office of who vouches for an attested sentence, as the public may know it.

    Raises:
        BadInput: it rests on nothing that holds, or what `reword` refuses.
    """
    words = _written(text, cache)
    if section not in PLACES.get(basis, frozenset()):
        raise BadInput(f"a sentence with this basis has no place in the section {section}", hint=_PLACE_HINT)
    if section is Section.QUESTIONS and not question:
        raise BadInput("an answer needs its question", hint="Say in both languages what it answers.")
    asked = _written(question, cache) if question and section is Section.QUESTIONS else {}
    stated = _standing_on(basis, backing, words, now, person)
    topic = f"{section}.{_ADDED}.{claim_id('', [words, dict(backing)])[1:]}"
    says: object = _values(now, backing) if basis is Basis.ATTESTED else backing
    new = Said(
        id=claim_id(topic, says) if basis is not Basis.ADVICE else topic,
        topic=topic,
        section=section,
        text=words,
        basis=basis,
        backing=dict(backing),
        question=asked,
        stated=stated,
        worded_by=_name(by),
    )
    if draft.get(new.id):
        raise BadInput("this sentence stands in the statement already", hint="")
    return _placed(draft, new)


def carried(draft: Statement, composed: Statement) -> Statement:
    """A draft that was composed anew, with what people did to the earlier one as far as it still says the same."""
    dropped = {one.topic for one in draft.dropped}
    before = {one.id: one for one in draft.sentences if one.worded_by}
    kept = tuple(
        replace(one, text=before[one.id].text, question=before[one.id].question, worded_by=before[one.id].worded_by)
        if one.id in before
        else one
        for one in composed.sentences
        if one.topic not in dropped
    )
    made = replace(composed, sentences=kept, dropped=draft.dropped)
    for one in draft.sentences:
        if one.topic.startswith(f"{one.section}.{_ADDED}."):
            made = _placed(made, one)
    return made


def _standing_on(basis: Basis, backing: Mapping[str, Any], words: Texts, now: Now, person: str) -> Attestation | None:
    """What the sentence stands on; its attestation, where it is attested. Raises BadInput."""
    if basis is Basis.COMPUTED:
        checker = Checker(now.document)
        found = checker.check(backing)
        if not found.holds:
            raise BadInput(f"the assessment does not bear it out: {found.because['en']}", hint="Say what it says.")
        if wrong_number(words, backing, checker):
            raise BadInput(
                "the text holds a number that the assessment does not give for it", hint="Use the counts, in digits."
            )
        return None
    if basis is Basis.ATTESTED:
        if any(standing(one, now.facts) is not None for one in entries_of(backing)):
            raise BadInput(
                "an attested sentence needs a fact that we confirmed and have not stated anew since",
                hint="State the fact first: waspada case fact CASE NAME VALUE",
            )
        fact = now.facts[str(backing["fact"])].ours
        assert fact is not None
        return Attestation(by=fact.by, person=person, on=fact.time, source=fact.source)
    if basis is Basis.ADVICE and backing.get("advice") in RULES:
        return None
    raise BadInput(
        "a sentence needs a basis: a confirmed fact, the assessment, or one of our rules of advice",
        hint=f"Rules of advice: {', '.join(RULES)}",
    )


def _values(now: Now, backing: Mapping[str, Any]) -> dict[str, object]:
    """Values of the facts of an attested sentence: it says the same as long as they are the same."""
    facts = {name: now.facts[name].ours for name in (str(one["fact"]) for one in entries_of(backing))}
    return {name: said.value if said else None for name, said in facts.items()}


def _found(draft: Statement, key: str) -> Said:
    found = draft.get(key)
    if found is None:
        raise BadInput("there is no such sentence in the draft", hint="It may have been composed anew: look again.")
    return found


def _with(draft: Statement, changed: Mapping[str, Said]) -> Statement:
    return replace(draft, sentences=tuple(changed.get(one.id, one) for one in draft.sentences))


def _placed(draft: Statement, new: Said) -> Statement:
    """Behind the last of its section, and of its question."""
    rows = list(draft.sentences)
    order = list(Section)
    same = [at for at, one in enumerate(rows) if one.section is new.section and one.question == new.question]
    before = [at for at, one in enumerate(rows) if order.index(one.section) <= order.index(new.section)]
    rows.insert(max(same or before, default=-1) + 1, new)
    return replace(draft, sentences=tuple(rows))


def _written(text: Texts, cache: Path | None) -> dict[str, str]:
    """What somebody wrote, in every language. Raises BadInput."""
    unknown = set(text) - set(LANGUAGES)
    if unknown:
        raise BadInput("the statement has two languages: en and id", hint="Give the text in both.")
    words: dict[str, str] = {lang: clean(text.get(lang, ""), f"the text ({lang})") for lang in LANGUAGES}
    if any(len(one) > _MOST for one in words.values()):
        raise BadInput(f"a sentence is longer than {_MOST} characters", hint="Say it in several.")
    without_values(words.values(), cache)
    return words


def _name(by: str) -> str:
    return clean(by, "the name of who worded it")
