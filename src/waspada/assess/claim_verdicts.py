"""Claims against the dataset: `holds`, `contradicted` or `cannot_tell`, each with the reason and counts as evidence.

Nothing holds because nothing looked: a kind that was not searched for, a field that nobody read and a person without a
value each make the answer `cannot_tell`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from waspada.assess.claim_words import Answer, because
from waspada.assess.claims import Claim
from waspada.assess.findings import AbsentRow, FindingRow, Searched
from waspada.assess.kinds import ABOUT_THE_VENDOR, Kinds, all_named, named
from waspada.core.categories import covers

_MOST_EVIDENCE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How the subjects stand to a claim about a directory column."""

    differs: int
    """Have values, none of them the claimed one."""
    without: int
    """Have no value, or are not in the directory."""
    same: int
    values: Mapping[str, int]
    """Differing value → people; empty where the values are personal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What claims are checked against."""

    findings: Sequence[FindingRow]
    absent: Sequence[AbsentRow]
    kinds: Kinds
    looked: Searched
    records: Mapping[str, int] = field(default_factory=dict)
    """Parsed records by table: no more of them can hold a kind."""
    people_with: Callable[[frozenset[str]], int | None] = field(default=lambda _: None)
    column: Callable[[str, tuple[str, ...]], Column | None] = field(default=lambda _, __: None)


def check(claims: Iterable[Claim], facts: Facts) -> list[dict[str, Any]]:
    """Rows of `claims` in `assessment.json`."""
    return [_row(claim, _ANSWERS[claim.says](claim, facts), facts) for claim in claims]


def _row(claim: Claim, answer: Answer, facts: Facts) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": claim.id,
        "text": dict(claim.text),
        "verdict": answer.verdict,
        "because": because(answer, facts.kinds, facts.looked),
        "evidence": list(answer.evidence),
        "reason": answer.reason,
        "cells_searched": facts.looked.cells,
        "bytes_searched": facts.looked.text,
    }
    if answer.kinds:
        row["kinds"] = list(answer.kinds)
    if answer.values is not None:
        row["values"] = answer.values
    if answer.people is not None:
        row["people"] = answer.people
    if answer.fields_to_read:
        row["fields_to_read"] = len(answer.fields_to_read)
    if answer.recall:
        row["recall_found"], row["recall_planted"] = answer.recall
    return row


def _absent(claim: Claim, facts: Facts) -> Answer:
    kinds, unknown = all_named(claim.names, facts.kinds)
    found = [row for row in facts.findings if row.strong and row.kind in kinds]
    if found:
        return Answer(
            verdict="contradicted",
            reason="found",
            evidence=_evidence(found, facts),
            values=sum(row.values for row in found),
            kinds=tuple(sorted({row.kind for row in found})),
            people=facts.people_with(frozenset(row.kind for row in found)),
        )
    if unknown or not facts.looked.anything:
        return Answer(verdict="cannot_tell", reason="not_searched", kinds=unknown)
    weak, unread, blind = _open(kinds, facts)
    if weak or unread or blind:
        reason = _reason(weak, unread)
        evidence = _evidence((row for row in facts.findings if row.kind in kinds), facts) + _to_read(unread)
        return Answer(
            verdict="cannot_tell", reason=reason, evidence=evidence, values=weak or None, fields_to_read=tuple(unread)
        )
    by = {facts.kinds[kind]["by"] == "meaning" for kind in kinds}
    reason = {frozenset({False}): "searched", frozenset({True}): "read"}.get(frozenset(by), "searched_and_read")
    return Answer(verdict="holds", reason=reason, recall=_recall(kinds, facts.kinds))


def _reason(weak: int, unread: Mapping[tuple[str, str], int]) -> str:
    """Why something stays open; what a person can settle first."""
    if weak:
        return "weak_and_unread" if unread else "weak"
    return "unread" if unread else "without_fields"


def _open(kinds: frozenset[str], facts: Facts) -> tuple[int, dict[tuple[str, str], int], bool]:
    """Weak values and fields to read of kinds that are not settled, and whether text without fields may hold them."""
    weak, blind = 0, False
    unread: dict[tuple[str, str], int] = {}
    for row in facts.absent:
        if row.kind in kinds:
            weak += row.weak
            unread |= {(item.table, item.path): item.filled for item in row.unread}
            blind = blind or row.without_fields
    return weak, dict(sorted(unread.items())), blind


def _exposed(claim: Claim, facts: Facts) -> Answer:
    if not facts.looked.anything:
        return Answer(verdict="cannot_tell", reason="not_searched")
    listed, unknown = all_named(claim.names, facts.kinds)
    found = [row for row in facts.findings if row.strong]
    there = {row.kind for row in found}
    unlisted = sorted(
        kind
        for kind in there - listed
        if kind in facts.kinds and not covers(ABOUT_THE_VENDOR, facts.kinds[kind]["category"])
    )
    if unlisted and not claim.partial:
        rows = [row for row in found if row.kind in unlisted]
        return Answer(
            verdict="contradicted",
            reason="unlisted",
            kinds=tuple(unlisted),
            evidence=_evidence(rows, facts),
            values=sum(row.values for row in rows),
            people=facts.people_with(frozenset(unlisted)),
        )
    if unknown:
        return Answer(verdict="cannot_tell", reason="not_searched", kinds=unknown)
    missing = [name for name in claim.names if there.isdisjoint(named(name, facts.kinds))]
    weak, unread, blind = _open(frozenset().union(*(named(name, facts.kinds) for name in missing)), facts)
    if missing and not weak and not unread and not blind:
        return Answer(verdict="contradicted", reason="not_there", kinds=tuple(missing))
    if not claim.partial:
        others = frozenset(facts.kinds) - listed
        more_weak, more_unread, more_blind = _open(others, facts)
        blind = blind or more_blind
        weak, unread = weak + more_weak, dict(sorted((unread | more_unread).items()))
    if weak or unread or blind:
        return Answer(
            verdict="cannot_tell",
            reason=_reason(weak, unread),
            values=weak or None,
            fields_to_read=tuple(unread),
            evidence=_to_read(unread),
        )
    return Answer(
        verdict="holds",
        reason="listed",
        evidence=_evidence((row for row in found if row.kind in listed), facts),
        recall=None if claim.partial else _recall(frozenset(facts.kinds) - there, facts.kinds),
    )


def _only_people(claim: Claim, facts: Facts) -> Answer:
    answers = [_column(name, values, facts) for name, values in (claim.people or {}).items()]
    order = ("contradicted", "cannot_tell", "holds")
    return min(answers, key=lambda answer: order.index(answer.verdict))


def _column(name: str, values: tuple[str, ...], facts: Facts) -> Answer:
    column = facts.column(name, values)
    if column is None:
        return Answer(verdict="cannot_tell", reason="no_column", kinds=(name,))
    evidence = tuple(
        {"field": name, "value": value, "people": people}
        for value, people in sorted(column.values.items(), key=lambda item: (-item[1], item[0]))
    )
    if column.differs:
        return Answer(
            verdict="contradicted", reason="differs", people=column.differs, evidence=evidence[:_MOST_EVIDENCE]
        )
    if column.without or not column.same:
        return Answer(verdict="cannot_tell", reason="without_value", people=column.without)
    return Answer(verdict="holds", reason="same", people=column.same)


def _evidence(rows: Iterable[FindingRow], facts: Facts) -> tuple[dict[str, Any], ...]:
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        counts = found.setdefault((row.kind, row.table, row.field), [0, 0])
        counts[0] += row.values
        # One record may hold several, recognised in different ways.
        counts[1] = min(counts[1] + row.records, facts.records.get(row.table) or counts[1] + row.records)
    ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST_EVIDENCE]
    return tuple(
        {"kind": kind, "table": table, "field": path, "values": values, "records": records}
        for (kind, table, path), (values, records) in ordered
    )


def _to_read(fields: Mapping[tuple[str, str], int]) -> tuple[dict[str, Any], ...]:
    return tuple({"table": table, "field": path, "records": filled} for (table, path), filled in fields.items())


def _recall(kinds: Iterable[str], known: Kinds) -> tuple[int, int] | None:
    measured = [known[kind]["recall"] for kind in kinds if "recall" in known[kind]]
    return (sum(found for found, _ in measured), sum(planted for _, planted in measured)) if measured else None


_ANSWERS: Final = {"absent": _absent, "exposed": _exposed, "only_people": _only_people}
