"""Published versions: each an entry that never changes, and what changed against the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from waspada.core.errors import NothingReadable
from waspada.core.language import LANGUAGES
from waspada.flows.statement import statement as statements
from waspada.flows.statement.sentence import Said, Section, Texts, texts
from waspada.flows.statement.statement import Statement

SCHEMA: Final = "waspada/statement-version/1"


class Kind(StrEnum):
    """What happened to a sentence."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    """It says the same in other words."""
    CORRECTED = "corrected"
    """It says something else about the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit, shown as such."""

    kind: Kind
    section: Section
    before: Texts
    """Empty where it was added."""
    after: Texts
    """Empty where it was dropped."""
    was: str
    """Id in the version before."""
    id: str
    """Id in this version."""
    question: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version."""

    number: int
    at: str
    """RFC 3339, UTC."""
    statement: Statement
    changes: tuple[Change, ...]
    note: Texts = field(default_factory=dict)
    """Why it was published, in a person's words; may be empty."""


def next_version(before: Sequence[Version], statement: Statement, *, at: str, note: Texts | None = None) -> Version:
    """The version that follows those before.

    Args:
        before: oldest first.
    """
    last = before[-1].statement if before else None
    return Version(
        number=before[-1].number + 1 if before else 1,
        at=at,
        statement=statement,
        changes=changes(last, statement) if last else (),
        note=dict(note or {}),
    )


def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
    """What a reader of the earlier version must know, in the order of the page."""
    old = {one.id: one for one in before.sentences}
    new = {one.id: one for one in after.sentences}
    by_topic = {one.topic: one for one in before.sentences if one.id not in new}
    made: list[Change] = []
    replaced: set[str] = set()
    for one in after.sentences:
        same = old.get(one.id)
        if same is not None:
            if _words(same) != _words(one):
                made.append(_change(Kind.REWORDED, same, one))
            continue
        earlier = by_topic.get(one.topic)
        if earlier is None:
            made.append(_change(Kind.ADDED, None, one))
            continue
        replaced.add(earlier.id)
        if _words(earlier) != _words(one):
            made.append(_change(Kind.CORRECTED, earlier, one))
    gone = [one for one in before.sentences if one.id not in new and one.id not in replaced]
    made += [_change(Kind.DROPPED, one, None) for one in gone]
    made += _around(before, after)
    order = list(Section)
    return tuple(sorted(made, key=lambda one: order.index(one.section)))


def _around(before: Statement, after: Statement) -> list[Change]:
    """What changed in the title, and in whom to ask and from where we write."""
    rows: list[tuple[str, Section, Texts, Texts]] = [
        ("title", Section.DIGEST, before.title, after.title),
        ("contact", Section.CONTACT, _same(before.about.contact), _same(after.about.contact)),
        ("domains", Section.CONTACT, _same(", ".join(before.about.domains)), _same(", ".join(after.about.domains))),
    ]
    return [
        Change(kind=Kind.CORRECTED, section=section, before=dict(old), after=dict(new), was=key, id=key)
        for key, section, old, new in rows
        if dict(old) != dict(new)
    ]


def _same(text: str) -> Texts:
    return dict.fromkeys(LANGUAGES, text)


def _words(said: Said) -> tuple[dict[str, str], dict[str, str]]:
    return dict(said.text), dict(said.question)


def _change(kind: Kind, before: Said | None, after: Said | None) -> Change:
    there = after or before
    assert there is not None
    return Change(
        kind=kind,
        section=there.section,
        before=dict(before.text) if before else {},
        after=dict(after.text) if after else {},
        was=before.id if before else "",
        id=after.id if after else "",
        question=dict(there.question),
    )


def as_json(version: Version) -> dict[str, Any]:
    """For the case folder."""
    return {
        "schema": SCHEMA,
        "number": version.number,
        "at": version.at,
        "note": dict(version.note),
        "statement": version.statement.as_json(),
        "changes": [
            {
                "kind": str(one.kind),
                "section": str(one.section),
                "was": one.was,
                "id": one.id,
                "before": dict(one.before),
                "after": dict(one.after),
                "question": dict(one.question),
            }
            for one in version.changes
        ],
    }


def from_json(row: Mapping[str, Any]) -> Version:
    """The version that `as_json` wrote down. Raises NothingReadable."""
    made: Version | None = None
    try:
        if row["schema"] == SCHEMA:
            made = Version(
                number=row["number"],
                at=row["at"],
                statement=statements.from_json(row["statement"]),
                changes=tuple(_read(one) for one in row["changes"]),
                note=texts(row["note"]),
            )
    except (KeyError, TypeError, ValueError):
        made = None
    if made is None:
        raise NothingReadable("the version of the statement cannot be read")
    return made


def _read(row: Mapping[str, Any]) -> Change:
    return Change(
        kind=Kind(row["kind"]),
        section=Section(row["section"]),
        before=texts(row["before"]),
        after=texts(row["after"]),
        was=row["was"],
        id=row["id"],
        question=texts(row["question"]),
    )
