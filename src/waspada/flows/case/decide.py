"""Decisions of a case: each is one entry of the log, nothing is deleted, and who disagrees stays on record.

Which one counts: the later one, as in a decisions file. Nobody has the last word by rank: a folder can prove when
something was decided, not who was allowed to. Two people who decide differently are shown as a disagreement, also when
the later one counts, until one of them decides as the other did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from waspada.assess.decisions import Decision, Decisions, decision_of, last_words, seconds_of, subject_of
from waspada.assess.yaml_files import in_both, read_yaml
from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, EvidenceAltered
from waspada.core.person_key import person_id
from waspada.flows.case.ports import Case
from waspada.flows.case.texts import without_values

NOTHING: Final = "nothing"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_LOG: Final = Path("custody.ndjson")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """One decision, as the log has it."""

    entry: int
    actor: str
    """Who put it on record; its author may be another, when it came from a file."""
    logged: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that was decided: a field, a finding, a match."""

    counts: OnRecord
    """The later one."""
    history: tuple[OnRecord, ...]
    """All of them, in the order of the log."""

    @property
    def voices(self) -> tuple[OnRecord, ...]:
        """The last decision of each author, the one that counts first."""
        last: dict[str, OnRecord] = {}
        for one in sorted(self.history, key=_order):
            last[one.decision.author.casefold()] = one
        return tuple(sorted(last.values(), key=_order, reverse=True))

    @property
    def disputed(self) -> bool:
        """Whether two people, each by their last word, decided differently."""
        return len({_verdict(one.decision) for one in self.voices}) > 1


def decide(
    case: Case, rows: Sequence[Mapping[str, Any]], *, actor: str, now: float, cache: Path | None
) -> list[OnRecord]:
    """Put decisions on record, all of them or, where one says too little, none.

    Args:
        rows: as a decisions file writes them, with `reason`; `author` and `time` where they are not the actor and now.
            An account id in `confirm` is kept as the person id that the case's key makes of it.
        cache: folder of the pattern database, see `texts.without_values`.

    Raises:
        BadInput: a decision that says too little, or names a kind that is none.
        Locked: an account id must be turned into a person id, and the key of the case was not given.
    """
    checked = [_checked(case, row, Path("the decision"), 0, actor, now) for row in rows]
    without_values(_reasons(checked), cache)
    return _keep(case, checked, actor)


def decide_file(case: Case, path: Path, *, actor: str, now: float, cache: Path | None) -> tuple[list[OnRecord], int]:
    """Put the decisions of a file on record, each as an entry.

    Returns:
        What was added, and how many were left out because the log holds them already.

    Raises:
        BadInput: the file is no decisions file, with the line; nothing of it is kept then.
    """
    rows = [_checked(case, row, path, row.line, actor, now) for row in read_yaml(path, "decisions")]
    without_values(_reasons(rows), cache)
    known = {_likeness(one.decision) for one in on_record(case.custody.entries())}
    fresh = {_likeness(decision_of(_whole(row, actor, now))): row for row in rows}
    new = [row for likeness, row in fresh.items() if likeness not in known]
    return _keep(case, new, actor), len(rows) - len(new)


def on_record(entries: Iterable[Entry]) -> list[OnRecord]:
    """Every decision in a log, oldest entry first.

    Raises:
        EvidenceAltered: an entry holds what no decision can be.
    """
    found: list[OnRecord] = []
    broken = 0
    for entry in entries:
        if entry.action is not Action.DECIDE:
            continue
        row = {"reason": entry.reason, "author": entry.actor, "time": entry.time, **entry.data}
        try:
            decision = decision_of(row, _LOG, entry.number)
        except BadInput:
            broken = entry.number
            break
        found.append(OnRecord(entry=entry.number, actor=entry.actor, logged=entry.time, decision=decision))
    if broken:
        raise EvidenceAltered(f"entry {broken} of the log holds a decision that cannot be read")
    return found


def decisions_of(entries: Iterable[Entry]) -> Decisions:
    """What counts, for an assessment: the later decision on each thing."""
    return last_words(one.decision for one in on_record(entries))


def subjects_of(entries: Iterable[Entry]) -> list[Subject]:
    """Everything that was decided, in the order in which it first was."""
    told: dict[tuple[str, ...], list[OnRecord]] = {}
    for one in on_record(entries):
        told.setdefault(subject_of(one.decision), []).append(one)
    return [Subject(counts=max(history, key=_order), history=tuple(history)) for history in told.values()]


def needs_key(row: Mapping[str, Any]) -> bool:
    """Whether `decide` must turn an account id into a person id, for which the key of the case is needed."""
    person = row.get("confirm")
    return "match" in row and isinstance(person, str) and not _ID.fullmatch(person)


def file_needs_key(path: Path) -> bool:
    """`needs_key` of any decision of a file. Raises BadInput when it is no such file."""
    return any(needs_key(row) for row in read_yaml(path, "decisions"))


def against(kept: Iterable[OnRecord], subjects: Iterable[Subject]) -> list[OnRecord]:
    """The last words of others who decided differently on what was just decided."""
    mine = {subject_of(one.decision): one for one in kept}
    return [
        voice
        for subject in subjects
        if (one := mine.get(subject_of(subject.counts.decision)))
        for voice in subject.voices
        if voice.decision.author.casefold() != one.decision.author.casefold()
        and _verdict(voice.decision) != _verdict(one.decision)
    ]


def as_json(one: OnRecord) -> dict[str, Any]:
    """One decision, as `waspada case show --json` has it."""
    made = one.decision
    return {
        "entry": one.entry,
        "author": made.author,
        "time": made.time,
        "logged_by": one.actor,
        "logged_at": one.logged,
        "decided": "meaning" if made.meaning else "rejected" if made.rejected else "confirmed",
        "meaning": made.meaning or None,
        "person": made.person or None,
        "reason": dict(made.reason),
    }


def subject_as_json(one: Subject) -> dict[str, Any]:
    """Everything that was decided on one thing."""
    made = one.counts.decision
    about = {"table": made.table, "field": made.field, "kind": made.kind, "match": made.match}
    return {
        "about": {name: value for name, value in about.items() if value},
        "counts": as_json(one.counts),
        "disputed": one.disputed,
        "history": [as_json(voice) for voice in one.history],
    }


def _checked(case: Case, row: Mapping[str, Any], source: Path, line: int, actor: str, now: float) -> dict[str, Any]:
    where = f"{source.name}, line {line}" if line else source.name
    decision = decision_of(_whole(row, actor, now), source, line)
    if seconds_of(decision) > now + 60:
        raise BadInput(f"{where}: it was made in the future", hint="Check its `time`, and the zone.")
    _known(decision.kind or decision.meaning, where, bool(decision.meaning))
    if decision.match and not _ID.fullmatch(decision.match):
        raise BadInput(
            f"{where}: a match is named by its id, 32 hexadecimal characters",
            hint="Take `identity_id` from ambiguous.parquet, or `person_id` from people.parquet.",
        )
    kept = dict(row)
    if needs_key(row):
        kept["confirm"] = person_id(case.key(), account=str(row["confirm"]))
    return kept


def _reasons(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [text for row in rows for text in (in_both(row["reason"]) or {}).values()]


def _whole(row: Mapping[str, Any], actor: str, now: float) -> dict[str, Any]:
    return {"author": actor, "time": datetime.fromtimestamp(now, UTC).isoformat(), **row}


def _known(kind: str, where: str, meaning: bool) -> None:
    from waspada.detect.registry import KINDS

    if not kind or kind in KINDS or (meaning and kind == NOTHING):
        return
    near = get_close_matches(kind, [*KINDS, *([NOTHING] if meaning else [])], 1, 0.5)
    raise BadInput(
        f"{where}: there is no such kind",
        hint=(f"Did you mean {near[0]}? " if near else "") + "Every kind is listed in docs/kinds.md.",
    )


def _keep(case: Case, rows: Iterable[Mapping[str, Any]], actor: str) -> list[OnRecord]:
    kept: list[Entry] = []
    for row in rows:
        reason = row["reason"] if isinstance(row["reason"], str) else ""
        data = {name: value for name, value in row.items() if name != "reason" or not reason}
        kept.append(case.custody.append(Action.DECIDE, actor=actor, reason=reason, data=data))
    return on_record(kept)


def _order(one: OnRecord) -> tuple[float, int]:
    return (seconds_of(one.decision), one.entry)


def _verdict(decision: Decision) -> tuple[str, bool, str]:
    return (decision.meaning, decision.rejected, decision.person)


def _likeness(decision: Decision) -> tuple[object, ...]:
    reason = tuple(sorted(decision.reason.items()))
    return (*subject_of(decision), *_verdict(decision), reason, decision.author, seconds_of(decision))
