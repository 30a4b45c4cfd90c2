"""What we told that turned out wrong, by letter and by statement, and who must be told; a correction as a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from waspada.core.errors import BadInput
from waspada.flows.case.texts import clean
from waspada.flows.notices.letters import Letters
from waspada.flows.notices.material import OPENED, attested
from waspada.flows.statement.corrections import Claim, Old, Row, Told, claims_of, old_claims, to_tell
from waspada.notify.ledger import REACHED, State
from waspada.notify.material import Correction, Said
from waspada.notify.sentence import Basis, Sentence
from waspada.store.db import folders, notice_rows, notices, statements
from waspada.store.db.access import Grant
from waspada.store.db.models import Case, Delivery, Notice
from waspada.store.db.notice_audience import Whom
from waspada.store.db.notice_prepare import CLAIMS

S = Notice.State
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that no longer stands."""

    old: Old
    by_letter: bool
    """Told in letters; else in the statement, where everybody sees the correction."""
    people: int
    """How many recipients must be told."""

    @property
    def number(self) -> int:
        """Of the notice, or of the version of the statement."""
        return int(self.old.version.rpartition(" ")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that no longer stands."""

    wrong: Sequence[Wrong]
    recipients: Mapping[str, tuple[Old, ...]] = field(repr=False)
    """Who must be told, and what."""


def found(case: Case) -> Found:
    """What we told in letters and in the statement, against what is known now."""
    now = statements.now_of(folders.opened(case))
    versions = [Told(version=f"statement {one.number}", claims=claims_of(one.statement.sentences))
                for one in statements.published(case)]  # fmt: skip
    sent = list(Notice.objects.filter(case=case, approved__isnull=False).select_related("corrects").order_by("number"))
    letters = [Told(version=str(notice.number), claims=tuple(_claims(notice))) for notice in sent]
    by_version = {str(notice.number): notice for notice in sent}
    old = [replace(one, text=_said(by_version[one.version], one.id).text) for one in old_claims(letters, now)]
    said = [(one, False) for one in old_claims(versions, now)] + [(one, True) for one in old]
    by_letter = [one for one, is_letter in said if is_letter]
    tell = to_tell(rows(sent), by_letter, corrected(sent))
    counts: dict[tuple[str, str], int] = {}
    for claims in tell.values():
        for one in claims:
            counts[one.version, one.id] = counts.get((one.version, one.id), 0) + 1
    wrong = [
        Wrong(old=one, by_letter=is_letter, people=counts.get((one.version, one.id), 0)) for one, is_letter in said
    ]
    return Found(wrong=[one for one in wrong if one.people or not one.by_letter], recipients=tell)


def draft(granted: Grant, version: str, claim: str, texts: Mapping[str, str], *, fact: str, now: float) -> Notice:
    """Draft the correction of one claim of a notice, to exactly those to whom it was sent.

    Args:
        texts: what is right, in each language of that notice.
        fact: that it rests on; empty: the data shows what was said not to be in it.

    Raises:
        BadInput: nothing of this kind was told wrongly, a language is missing, or the fact is not confirmed.
    """
    case = granted.case
    notice = notices.one(case, int(version)) if version.isdigit() else None
    there = next((one for one in found(case).wrong if (one.old.version, one.old.id) == (version, claim)), None)
    if notice is None or there is None or not there.by_letter:
        raise BadInput("this was told to nobody, or it still stands", hint="Reload the page of corrections.")
    old = _said(notice, claim)
    words = {code: _right(texts.get(code, ""), code) for code in notice.languages}
    new = _new(case, old, words, fact)
    correction = Correction(corrects=version, old=(old,), new=(new,))
    return notices.draft(
        granted, now=now, whom=Whom.TOLD, corrects=notice, claims=[(version, claim)], correction=correction
    )


def rows(sent: Iterable[Notice]) -> Iterator[Row]:
    """Letters that their recipients have, or may have."""
    for notice in sent:
        gone = notice_rows.of(notice).filter(state__in=[str(one) for one in REACHED])
        for row in notice_rows.walk(gone, "recipient_id", "claims", "state"):
            yield Row(
                recipient_id=row.recipient_id,
                version=str(notice.number),
                claims=tuple(row.claims),
                state=State(row.state),
            )


def corrected(sent: Iterable[Notice]) -> dict[str, Collection[tuple[str, str]]]:
    """Version of a correction → the claims that it corrects."""
    return {
        str(notice.number): [(version, claim) for version, claim in notice.counts.get(CLAIMS, ())]
        for notice in sent
        if notice.corrects_id
    }


def _claims(notice: Notice) -> Iterator[Claim]:
    """Each thing that the letters of a notice told, once; without words: another language is no other wording."""
    letters = _letters(notice)
    seen: set[str] = set()
    reached = notice_rows.of(notice).filter(state__in=[str(one) for one in REACHED])
    for row in notice_rows.walk(reached):
        if seen.issuperset(row.claims):
            continue
        for one in letters.letter(notice_rows.recipient(row), row.channel).sentences:
            if one.id not in seen and one.basis in (Basis.COMPUTED, Basis.ATTESTED) and one.backing != OPENED:
                yield Claim(id=one.id, basis=one.basis, backing=one.backing)
        seen.update(row.claims)


def _said(notice: Notice, claim: str) -> Said:
    """A claim in every language of its notice."""
    letters = _letters(notice)
    row = next((one for one in notice_rows.walk(notice_rows.of(notice)) if claim in one.claims), None)
    texts: dict[str, str] = {}
    sentence: Sentence | None = None
    for code in notice.languages if row else ():
        sentence = _sentence(letters, row, code, claim) if row else None
        if sentence:
            texts[code] = sentence.text
    if sentence is None:
        raise BadInput("this was told to nobody, or it still stands", hint="Reload the page of corrections.")
    return Said(id=claim, text=texts, basis=sentence.basis, backing=sentence.backing)


def _sentence(letters: Letters, row: Delivery, code: str, claim: str) -> Sentence | None:
    made = letters.letter(replace(notice_rows.recipient(row), lang=code), row.channel)
    return next((one for one in made.sentences if one.id == claim), None)


def _letters(notice: Notice) -> Letters:
    key = folders.opened(notice.case).key()
    return Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))


def _new(case: Case, old: Said, words: Mapping[str, str], fact: str) -> Said:
    if fact:
        known = statements.now_of(folders.opened(case)).facts.get(fact)
        made = attested(known, words, at=f"right.{old.id}") if known else None
        if made is None:
            raise BadInput("this fact is not confirmed by us", hint="Confirm it on its page first.")
        return made
    names = old.backing.get("names") if old.backing.get("check") == "absent" else None
    if not names:
        raise BadInput("a correction rests on a fact", hint="Choose the fact that is right.")
    backing = {"check": "exposed", "names": list(names)}
    return Said(id=f"right.{old.id}", text=dict(words), basis=Basis.COMPUTED, backing=backing)


def _right(text: str, code: str) -> str:
    found_text = clean(text, f"the sentence ({code})")
    if len(found_text) > _LONGEST:
        raise BadInput(f"a sentence is at most {_LONGEST} characters", hint="Make two of it.")
    return found_text
