"""Sections about verdicts: the digest, the figures, claims, what we cannot say, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from waspada.assess.report.draft import Draft
from waspada.assess.report.model import Claim
from waspada.assess.report.text import Sentence, Tone
from waspada.assess.report.verdicts import next_steps, open_questions
from waspada.core.language import in_language

_TONES = {"holds": Tone.CLEAR, "contradicted": Tone.EXPOSED, "cannot_tell": Tone.UNSURE}
_ORDER = {"contradicted": 0, "cannot_tell": 1, "holds": 2}


class Figure(NamedTuple):
    """One of the four figures."""

    value: str
    note: str
    tone: Tone = Tone.PLAIN


class ClaimRow(NamedTuple):
    """A claim with its verdict."""

    text: str
    tone: Tone
    verdict: str
    because: str
    evidence: tuple[str, ...]


class OpenRow(NamedTuple):
    """A thing that we cannot say."""

    total: str
    text: str


class StepRow(NamedTuple):
    """A thing to do next."""

    title: str
    text: Sentence
    urgent: bool


class WeakRow(NamedTuple):
    """An uncertain value: a candidate."""

    label: str
    field: str
    values: str
    how: str


class ReadRow(NamedTuple):
    """A field that a person must read."""

    field: str
    filled: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The first screen."""

    sentences: tuple[Sentence, ...]
    searched: Sentence
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """Published claims."""

    lead: Sentence
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What we cannot say."""

    rows: tuple[OpenRow, ...]
    nothing: str
    weak: tuple[WeakRow, ...]
    to_read: tuple[ReadRow, ...]


def digest(draft: Draft) -> Digest:
    """The first screen: sentences, then the four figures."""
    sentences = tuple(draft.words.digest(draft.facts, draft.names))
    people = (_people(draft), _organisations(draft), _admins(draft))
    figures = (*people, _claims_figure(draft)) if draft.facts.at_least is not None else _without_directory(draft)
    return Digest(sentences, draft.words.searched(draft.facts), figures)


def _people(draft: Draft) -> Figure:
    least, most = draft.facts.at_least, draft.facts.at_most
    if draft.facts.unreadable and not most:
        return Figure(draft.labels.unknown_value, draft.words.people_note(draft.facts), Tone.UNSURE)
    value = draft.number(least) if least == most else f"{draft.number(least)}–{draft.number(most)}"
    return Figure(value, draft.words.people_note(draft.facts))


def _organisations(draft: Draft) -> Figure:
    count = draft.facts.organisations
    if draft.facts.unreadable and not count:
        count = None
    tone = Tone.UNSURE if count is None else Tone.PLAIN
    return Figure(draft.number(count), draft.words.organisations_note(draft.facts), tone)


def _admins(draft: Draft) -> Figure:
    facts = draft.facts
    note = draft.words.admins_note(facts)
    if facts.unreadable and not facts.admins:
        return Figure(draft.labels.unknown_value, note, Tone.UNSURE)
    if facts.admins == 0:
        return Figure(draft.number(0), note)
    if facts.admins is not None and facts.admins_without_mfa:
        return Figure(draft.number(facts.admins_without_mfa), note, Tone.EXPOSED)
    if facts.admins is None or facts.admins_without_mfa is None or facts.admins_mfa_unknown:
        return Figure(draft.labels.unknown_value, note, Tone.UNSURE)
    return Figure(draft.number(0), note, Tone.CLEAR)


def _claims_figure(draft: Draft) -> Figure:
    facts = draft.facts
    if not facts.claims:
        return _secrets(draft)
    note = draft.words.claims_note(facts)
    count, tone = (
        (facts.contradicted, Tone.EXPOSED)
        if facts.contradicted
        else (facts.cannot_tell, Tone.UNSURE)
        if facts.cannot_tell
        else (facts.holds, Tone.CLEAR)
    )
    return Figure(draft.words.of(count, facts.claims), note, tone)


def _secrets(draft: Draft) -> Figure:
    tone = Tone.EXPOSED if draft.facts.secrets else Tone.CLEAR
    return Figure(draft.number(draft.facts.secrets), draft.words.secrets_note(draft.facts), tone)


def _without_directory(draft: Draft) -> tuple[Figure, ...]:
    facts = draft.facts
    found = len(draft.names.exposed)
    return (
        Figure(draft.number(facts.records), draft.words.records_note(facts)),
        Figure(draft.number(found), draft.words.kinds_note(found)),
        _secrets(draft),
        Figure(draft.labels.unknown_value, draft.words.people_note(facts), Tone.UNSURE),
    )


def claims(draft: Draft) -> Claims:
    """Contradicted first, then what cannot be told, then what holds; each in the order of the file."""
    given = sorted(draft.assessment.get("claims", ()), key=lambda claim: _ORDER[claim["verdict"]])
    return Claims(draft.verdicts.claims_lead(draft.facts), tuple(_claim_row(draft, claim) for claim in given))


def _claim_row(draft: Draft, claim: Claim) -> ClaimRow:
    kinds = [draft.kind(kind) for kind in claim.get("kinds", ())]
    because = draft.verdicts.because(claim, kinds) or in_language(claim.get("because"), draft.lang)
    evidence = []
    for item in claim.get("evidence", ()):
        kind = draft.kind(item["kind"]) if item.get("kind") else item.get("value", "")
        counts = draft.verdicts.evidence(kind, item.get("values"), item.get("people"))
        field = draft.field(item.get("table", ""), item.get("field", ""))
        evidence.append(f"{counts} · {field}" if field else counts)
    verdict = claim["verdict"]
    text = in_language(claim.get("text"), draft.lang) or claim.get("id", "")
    return ClaimRow(text, _TONES[verdict], draft.labels.verdicts[verdict], because, tuple(evidence))


def unknown(draft: Draft) -> Unknown:
    """Every open question with its count, in the same size as what is known."""
    quarantine = draft.assessment.get("quarantine", {})
    raw = [(draft.kind(found["kind"]), found.get("values", 0)) for found in quarantine.get("findings", ())]
    rows = tuple(
        OpenRow(draft.number(question.count), draft.verdicts.unknown(question, raw))
        for question in open_questions(draft.facts)
    )
    weak = tuple(
        WeakRow(
            draft.kind(finding["kind"]),
            draft.field(finding.get("table", ""), finding.get("field", "")),
            draft.number(finding.get("values", 0)),
            draft.labels.hows.get(finding.get("how", ""), finding.get("how", "")),
        )
        for finding in draft.assessment.get("findings", ())
        if finding.get("strength") == "weak"
    )
    to_read = tuple(
        ReadRow(
            draft.field(field["table"], field["path"]),
            draft.number(field["filled"]) if "filled" in field else "",
            draft.words.series([draft.kind(kind) for kind in field.get("kinds", ())]),
        )
        for field in draft.assessment.get("fields_to_read", ())
    )
    return Unknown(rows, "" if rows else draft.verdicts.nothing_unknown(), weak, to_read)


def steps(draft: Draft) -> tuple[StepRow, ...]:
    """What to do, in order."""
    made = []
    for step in next_steps(draft.facts, draft.names):
        advice = draft.verdicts.advice(step, draft.facts, draft.names)
        made.append(StepRow(advice.title, advice.text, step.urgent))
    return tuple(made)
