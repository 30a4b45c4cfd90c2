"""Publish a draft: checked against the latest run and the log at that moment, then an entry that never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waspada.core.errors import Refused
from waspada.core.language import LANGUAGES
from waspada.flows.case.texts import clean, without_values, written
from waspada.flows.statement import statement as statements
from waspada.flows.statement import versions
from waspada.flows.statement.check import Now, Problem, check
from waspada.flows.statement.ports import Statements
from waspada.flows.statement.sentence import Texts
from waspada.flows.statement.statement import Statement
from waspada.flows.statement.versions import Version, next_version


def published(kept: Statements) -> tuple[Version, ...]:
    """All versions, oldest first. Raises EvidenceAltered, NothingReadable."""
    return tuple(versions.from_json(row) for row in kept.versions())


def draft_of(kept: Statements) -> Statement | None:
    """The draft; None: there is none. Raises NothingReadable."""
    row = kept.draft()
    return None if row is None else statements.from_json(row)


def keep_draft(kept: Statements, draft: Statement) -> None:
    """Keep a draft in the place of the one before. Raises CannotWrite."""
    kept.keep_draft(_written(draft.as_json()))


def publish(
    kept: Statements,
    draft: Statement,
    now: Now,
    *,
    actor: str,
    reason: str,
    at: float,
    cache: Path | None,
    note: Texts | None = None,
) -> Version:
    """Make the draft the next version.

    Args:
        now: the log and the latest run, read just before.
        at: seconds since 1970.
        cache: folder of the pattern database.
        note: why there is a new version, in each language, for the public; may be left out.

    Raises:
        Refused: a sentence is contradicted, stale, only claimed, or rests on nothing; or nothing changed.
        BadInput: the note holds a personal value or lacks a language, or somebody else published in the meantime.
        CannotWrite, EvidenceAltered.
    """
    refuse(check(draft, now, cache=cache).problems)
    before = published(kept)
    words = _note(note, cache)
    version = next_version(before, draft, at=written(datetime.fromtimestamp(int(at), UTC)), note=words)
    if before and not version.changes and before[-1].statement.about == draft.about and not words:
        raise Refused("the draft says what the last version says", hint="Publish again when something has changed.")
    data = {"run": draft.run, "changes": len(version.changes)}
    kept.publish(version.number, _written(versions.as_json(version)), actor=actor, reason=reason, data=data)
    return version


def refuse(problems: Sequence[Problem]) -> None:
    """Stop where a sentence cannot be vouched for. Raises Refused."""
    blocking = [one for one in problems if one.blocks]
    if blocking:
        first = blocking[0]
        more = f", and {len(blocking) - 1} more" if len(blocking) > 1 else ""
        where = f" ({first.id})" if first.id else ""
        raise Refused(
            f"the statement cannot be published: {first.because['en'].rstrip('.')}{where}{more}",
            hint="Correct or drop these sentences, or compose the draft again.",
        )


def _note(note: Texts | None, cache: Path | None) -> dict[str, str]:
    if not note or not any(text.strip() for text in note.values()):
        return {}
    words: dict[str, str] = {lang: clean(note.get(lang, ""), f"the note ({lang})") for lang in LANGUAGES}
    without_values(words.values(), cache)
    return words


def _written(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
