"""Sections about the data: what was exposed, what was looked for and not found, and the secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from waspada.assess.report import facts as counts
from waspada.assess.report.draft import Draft
from waspada.assess.report.families import FAMILIES, PARTS, Family, family_of
from waspada.assess.report.model import Absent, Exposure, Secret
from waspada.assess.report.text import Sentence, Tone
from waspada.core.language import in_language, opening

_NAMED_KINDS = 3
_NAMED_COLUMNS = 8
_SHOWN_EXPOSURES = 14
_SHOWN_ROWS = 2000


class ExposedRow(NamedTuple):
    """A kind that was found."""

    label: str
    secret: bool
    people: str
    width: float
    filled: str
    values: str


class FindingRow(NamedTuple):
    """A kind in a field."""

    label: str
    field: str
    values: str
    records: str
    how: str


class AbsentRow(NamedTuple):
    """A family that was searched for, or the part of it that is settled alike."""

    label: str
    detail: str
    tone: Tone
    verdict: str
    why: str


class KindRow(NamedTuple):
    """One kind that was searched for and not found."""

    label: str
    searched: str
    tone: Tone
    verdict: str
    why: str


class SecretRow(NamedTuple):
    """All secrets of one kind."""

    label: str
    provider: str
    total: str
    whose: str
    fields: tuple[str, ...]
    how: str
    source: str


@dataclass(frozen=True, slots=True)
class Exposed:
    """What was exposed."""

    lead: Sentence
    by_people: bool
    rows: tuple[ExposedRow, ...]
    more: tuple[ExposedRow, ...]
    findings: tuple[FindingRow, ...]
    empty: Sentence


@dataclass(frozen=True, slots=True)
class NotFound:
    """What was looked for and not found."""

    lead: Sentence
    rows: tuple[AbsentRow, ...]
    kinds: tuple[KindRow, ...]


@dataclass(frozen=True, slots=True)
class Secrets:
    """Keys, tokens and passwords."""

    lead: Sentence
    rows: tuple[SecretRow, ...]


def exposed(draft: Draft) -> Exposed:
    """Every kind that was found strongly, most people first."""
    found = counts.exposures(draft.assessment)
    by_people = draft.facts.at_least is not None
    sizes = [(row.get("people") or 0) if by_people else row.get("values", 0) for row in found]
    whole = (draft.facts.at_least or 0) if by_people else 0
    most = max([whole, *sizes], default=0)
    rows = tuple(_exposed_row(draft, row, size, most) for row, size in zip(found, sizes, strict=True))
    findings = tuple(
        FindingRow(
            draft.kind(finding["kind"]),
            draft.field(finding.get("table", ""), finding.get("field", "")),
            draft.number(finding.get("values", 0)),
            draft.number(finding.get("records", 0)),
            draft.labels.hows.get(finding.get("how", ""), finding.get("how", "")),
        )
        for finding in draft.assessment.get("findings", ())
        if finding.get("strength") != "weak"
    )
    return Exposed(
        draft.words.exposed_lead(draft.facts),
        by_people,
        rows[:_SHOWN_EXPOSURES],
        rows[_SHOWN_EXPOSURES:],
        findings[:_SHOWN_ROWS],
        _empty_columns(draft),
    )


def _exposed_row(draft: Draft, row: Exposure, size: int, most: int) -> ExposedRow:
    return ExposedRow(
        opening(draft.kind(row["kind"])),
        counts.is_secret(row["kind"], row.get("category", "")),
        draft.number(row.get("people")),
        round(max(size / most * 100, 0.7), 2) if size else 0.0,
        draft.percent(row.get("filled_share")),
        draft.number(row.get("values", 0)),
    )


def _empty_columns(draft: Draft) -> Sentence:
    empty = [
        field
        for field in draft.assessment.get("fields", ())
        if not field.get("filled", 0) and field.get("empty", 0) > 0
    ]
    if not empty:
        return ()
    empty.sort(key=lambda field: not field.get("meaning"))  # columns that were meant to hold something known first
    names = [draft.field(field["table"], field["path"]) for field in empty[:_NAMED_COLUMNS]]
    return draft.words.empty_columns(names, len(empty))


def not_found(draft: Draft) -> NotFound:
    """Families, most sensitive first; within one, what is settled apart from what is not."""
    raw = counts.raw_kinds(draft.assessment)
    absent = [row for row in draft.assessment.get("absent", ()) if row["kind"] not in raw]
    rows = []
    for family in FAMILIES:
        inside = [row for row in absent if family_of(row["kind"], row.get("category", "")) is family]
        for verdict in ("absent", "cannot_tell"):
            alike = [row for row in inside if row.get("verdict") == verdict]
            if alike and not _a_part(draft, family, alike):
                rows.append(_absent_row(draft, family, alike, whole=len(alike) == _searched_kinds(draft, family)))
    kinds = tuple(_kind_row(draft, row) for row in sorted(absent, key=lambda row: draft.kind(row["kind"])))
    return NotFound(draft.words.absent_lead(draft.facts), tuple(rows), kinds[:_SHOWN_ROWS])


def _a_part(draft: Draft, family: Family, alike: Sequence[Absent]) -> bool:
    """`First name: not found` beside a full name that was found would mislead."""
    settled = alike[0].get("verdict") == "absent"
    return settled and family.id in PARTS and len(alike) < _searched_kinds(draft, family)


def _searched_kinds(draft: Draft, family: Family) -> int:
    """Kinds of a family that were searched for, found or not."""
    known = {kind: info.get("category", "") for kind, info in draft.assessment.get("kinds", {}).items()}
    for finding in draft.assessment.get("findings", ()):
        known.setdefault(finding["kind"], finding.get("category", ""))
    for row in draft.assessment.get("absent", ()):
        known.setdefault(row["kind"], row.get("category", ""))
    return sum(family_of(kind, category) is family for kind, category in known.items())


def _absent_row(draft: Draft, family: Family, alike: Sequence[Absent], *, whole: bool) -> AbsentRow:
    names = draft.words.series([draft.kind(row["kind"]) for row in alike])
    label, few = family.label[draft.lang], len(alike) <= _NAMED_KINDS
    detail = names if few else draft.words.kinds(len(alike), others=not whole)
    if few and not whole:  # a part of a family goes by its own name, or it would claim the whole
        label, detail = opening(names), label
    if detail.casefold() == label.casefold():
        detail = ""
    if alike[0].get("verdict") == "absent":
        cells = min(row.get("cells_searched", 0) for row in alike)
        searched = draft.words.where_searched(cells, min(row.get("bytes_searched", 0) for row in alike))
        return AbsentRow(label, detail, Tone.CLEAR, draft.labels.not_found, searched)
    why = _why(draft, alike) or in_language(alike[0].get("because"), draft.lang)
    return AbsentRow(label, detail, Tone.UNSURE, draft.labels.cannot_tell, why)


def _why(draft: Draft, rows: Sequence[Absent]) -> str:
    """Why the absence of these kinds cannot be told: weak findings, fields that nobody has read, text without any."""
    kinds = {row["kind"] for row in rows}
    known = draft.assessment.get("kinds", {})
    meant = {kind for kind in kinds if kind in known and known[kind].get("by") == "meaning"}
    without = any(row.get("bytes_searched") and row["kind"] in meant for row in rows)
    weak = sum(
        finding.get("values", 0)
        for finding in draft.assessment.get("findings", ())
        if finding.get("strength") == "weak" and finding["kind"] in kinds
    )
    fields = sum(
        bool(set(kinds).intersection(field.get("kinds", ()))) for field in draft.assessment.get("fields_to_read", ())
    )
    return draft.words.cannot_tell_why(weak, fields, without_fields=without)


def _kind_row(draft: Draft, row: Absent) -> KindRow:
    searched = draft.words.where_searched(row.get("cells_searched", 0), row.get("bytes_searched", 0))
    if row.get("verdict") == "absent":
        return KindRow(draft.kind(row["kind"]), searched, Tone.CLEAR, draft.labels.not_found, "")
    why = _why(draft, [row]) or in_language(row.get("because"), draft.lang)
    return KindRow(draft.kind(row["kind"]), searched, Tone.UNSURE, draft.labels.cannot_tell, why)


def secrets(draft: Draft) -> Secrets:
    """Secrets by kind, most first."""
    rows = tuple(_secret_row(draft, row) for row in counts.secrets(draft.assessment))
    return Secrets(draft.words.secrets_lead(draft.facts), rows)


def _secret_row(draft: Draft, row: Secret) -> SecretRow:
    return SecretRow(
        opening(draft.kind(row["kind"])),
        row.get("provider", ""),
        draft.words.found_count(row.get("count", 0)),
        draft.words.whose(row, draft.facts),
        tuple(row.get("fields", ())),
        in_language(row.get("how_to_revoke"), draft.lang) or draft.labels.no_advice,
        row.get("revoke_source", ""),
    )
