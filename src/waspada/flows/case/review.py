"""What a person still has to look at in a finished run, and what was decided: found, rejected, remaining.

Pure: the run's `assessment.json`, its ambiguous identities and the decisions on record in, a queue with counts out.
A decision counts at once; the people of the run are counted anew by the next assessment, which knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from waspada.flows.case.decide import NOTHING, Subject

SECTIONS: Final = ("fields", "findings", "matches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to confirm or reject."""

    section: str
    """One of `SECTIONS`."""
    table: str = ""
    field: str = ""
    kind: str = ""
    """Of a finding."""
    match: str = ""
    """Of an ambiguous identity: its id."""
    values: int = 0
    """Cells filled, values found, or records of the identity."""
    how: str = ""
    weak: bool = False
    samples: tuple[str, ...] = ()
    """Masked: kind and length only."""
    could_be: tuple[str, ...] = ()
    """Kinds that a field could hold; candidates (person ids) of an identity."""
    more: int = 0
    """Candidates that are not listed."""
    decided: Subject | None = None

    @property
    def state(self) -> str:
        """`open`, `confirmed` or `rejected`."""
        if self.decided is None:
            return "open"
        made = self.decided.counts.decision
        return "rejected" if made.rejected or made.meaning == NOTHING else "confirmed"

    @property
    def row(self) -> dict[str, Any]:
        """The beginning of a decision about it, as a decisions file writes it."""
        place = {name: value for name, value in (("field", self.field), ("table", self.table)) if value}
        if self.section == "matches":
            return {"match": self.match}
        return place if self.section == "fields" else {"finding": {"kind": self.kind, **place}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, and of how many values."""

    items: int = 0
    values: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The queue of one run."""

    items: tuple[Item, ...]
    newer: int
    """Decisions made after the run: its people are counted without them."""
    at_least: int
    """People of the run."""
    at_most: int
    """The same with every ambiguous identity that nobody decided."""

    def of(self, section: str, state: str = "") -> list[Item]:
        """The items of a section, the open ones first; or those of one state."""
        found = [item for item in self.items if item.section == section and state in ("", item.state)]
        return sorted(found, key=lambda item: item.state != "open")

    def count(self, section: str, *states: str) -> Count:
        """Items in these states; without any, all that were found."""
        chosen = [item for item in self.items if item.section == section and (not states or item.state in states)]
        return Count(items=len(chosen), values=sum(item.values for item in chosen))

    @property
    def open(self) -> int:
        """What waits for somebody."""
        return sum(item.state == "open" for item in self.items)


def review(
    document: Mapping[str, Any],
    ambiguous: Iterable[Mapping[str, Any]],
    subjects: Sequence[Subject],
    *,
    since: int,
    dropped: Iterable[Mapping[str, Any]] = (),
) -> Review:
    """The queue of a run.

    Args:
        ambiguous: rows of `ambiguous.parquet`.
        since: number of the run's entry in the log; decisions behind it are newer than the run.
        dropped: findings of earlier runs; those that were rejected since are in this run no more, and stay visible.
    """
    by_subject = {_key(one): one for one in subjects}
    items = [
        *_fields(document, by_subject),
        *_findings(document["findings"], by_subject),
        *_matches(ambiguous, by_subject),
    ]
    there = {(item.kind, item.table, item.field) for item in items if item.section == "findings"}
    gone = [row for row in dropped if (row["kind"], row["table"], row["field"]) not in there]
    items += [item for item in _findings(gone, by_subject) if item.state == "rejected"]
    people = document["people"]
    undecided = sum(item.section == "matches" and item.state == "open" for item in items)
    return Review(
        items=tuple(items),
        newer=sum(one.counts.entry > since for one in subjects),
        at_least=people["total_at_least"],
        at_most=people["total_at_least"] + undecided,
    )


def decision(item: Item, answer: str, *, reason: str) -> dict[str, Any]:
    """The row that `decide` takes.

    Args:
        answer: `confirm` or `reject`; for a field a kind or `nothing`; for a match also a candidate's person id.
    """
    made = {**item.row, "reason": reason}
    if item.section == "fields":
        return {**made, "meaning": NOTHING if answer == "reject" else answer}
    if answer == "reject":
        return {**made, "reject": True}
    return {**made, "confirm": True if item.section == "findings" else answer}


def _key(subject: Subject) -> tuple[str, str, str, str]:
    made = subject.counts.decision
    return (made.table, made.field, made.kind, made.match)


def _decided(known: Mapping[tuple[str, str, str, str], Subject], table: str, field: str, kind: str) -> Subject | None:
    """The decision on just this place, or on wider ones: any table, any field."""
    places = ((table, field), ("", field), (table, ""), ("", "")) if kind else ((table, field), ("", field))
    found = [one for place in places if (one := known.get((*place, kind, "")))]
    return max(found, key=lambda one: one.counts.entry, default=None)


def _fields(document: Mapping[str, Any], known: Mapping[tuple[str, str, str, str], Subject]) -> Iterator[Item]:
    """Fields that a claim or an absence waits for, then those that a person already read."""
    rows = {(row["table"], row["path"]): row for row in document["fields"]}
    waiting = {(row["table"], row["path"]): row for row in document.get("fields_to_read", ())}
    decided = {
        place: one for place in rows if (one := _decided(known, *place, "")) is not None and place not in waiting
    }
    for place in (*waiting, *decided):
        row = rows.get(place, {})
        yield Item(
            section="fields",
            table=place[0],
            field=place[1],
            values=int(row.get("filled", waiting.get(place, {}).get("filled", 0))),
            samples=tuple(row.get("masked_samples", ())),
            could_be=tuple(waiting.get(place, {}).get("kinds", ())),
            decided=_decided(known, *place, ""),
        )


def _findings(rows: Iterable[Mapping[str, Any]], known: Mapping[tuple[str, str, str, str], Subject]) -> Iterator[Item]:
    """Candidates (weak) and whatever somebody decided on; strong findings need nobody, and may be rejected too."""
    for row in rows:
        decided = _decided(known, row["table"], row["field"], row["kind"])
        if row["strength"] == "strong" and decided is None and not row["kind"].startswith("secret."):
            continue
        yield Item(
            section="findings",
            table=row["table"],
            field=row["field"],
            kind=row["kind"],
            values=row["values"],
            how=row["how"],
            weak=row["strength"] == "weak",
            samples=tuple(row["masked_samples"]),
            decided=decided,
        )


def _matches(rows: Iterable[Mapping[str, Any]], known: Mapping[tuple[str, str, str, str], Subject]) -> Iterator[Item]:
    for row in rows:
        candidates = tuple(row["candidates"])
        yield Item(
            section="matches",
            match=row["identity_id"],
            values=row["records"],
            how=row["reason"],
            weak=row["strength"] == "weak",
            could_be=candidates,
            more=max(0, row["candidates_in_all"] - len(candidates)),
            decided=known.get(("", "", "", row["identity_id"])),
        )
