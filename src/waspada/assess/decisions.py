"""What people confirmed and rejected, read from YAML: a field's meaning, a finding, a match.

```yaml
decisions:
  - field: properties.note            # and table: …, where two tables have such a field
    meaning: chat_content             # a kind, or `nothing`: read, and it holds none of the kinds in question
    reason: Support staff type there. # every decision has reason, author and time
    author: dewi
    time: 2025-11-26T09:00:00Z
  - finding: {kind: secret.generic, field: properties.build}
    reject: true                      # or confirm: true
    reason: …
  - match: 3f1c…                      # identity_id of ambiguous.parquet, or person_id of people.parquet
    confirm: user-123                 # person_id or account id of one of its candidates; or reject: true
    reason: …
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from waspada.assess.yaml_files import checker, in_both, read_yaml

_SUBJECTS: Final = ("field", "finding", "match")
_ALONE: Final = Path("the decision")
_Check = Callable[[bool, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; which of `field`, `kind` and `match` are filled says what about."""

    table: str = ""
    """Empty: any."""
    field: str = ""
    meaning: str = ""
    kind: str = ""
    match: str = ""
    person: str = ""
    """Whom a match is confirmed to be: a person id or an account id."""
    rejected: bool = False
    reason: Mapping[str, str]
    author: str
    time: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file, by what they are about; of two about the same thing the later one counts."""

    fields: tuple[Decision, ...] = ()
    findings: tuple[Decision, ...] = ()
    matches: tuple[Decision, ...] = ()

    @property
    def everything(self) -> tuple[Decision, ...]:
        return (*self.fields, *self.findings, *self.matches)

    def meanings(self) -> dict[tuple[str, str], str]:
        """(table or an empty string, field) → meaning: for the plan, so that whose records hold it is counted too."""
        return {(decision.table, decision.field): decision.meaning for decision in self.fields}


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file, the last word on each thing."""
    return last_words(decision_of(row, path, row.line) for row in read_yaml(path, "decisions"))


def last_words(decisions: Iterable[Decision]) -> Decisions:
    """Of decisions about the same thing the one with the later time counts; of two at one time, the later in order."""
    latest: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        key = subject_of(decision)
        if key not in latest or seconds_of(latest[key]) <= seconds_of(decision):
            latest[key] = decision
    found = tuple(latest.values())
    return Decisions(
        fields=tuple(one for one in found if one.meaning),
        findings=tuple(one for one in found if one.kind),
        matches=tuple(one for one in found if one.match),
    )


def subject_of(decision: Decision) -> tuple[str, str, str, str]:
    """What a decision is about: two with the same subject are about the same thing."""
    return (decision.table, decision.field, decision.kind, decision.match)


def seconds_of(decision: Decision) -> float:
    """When it was made, since 1970."""
    moment = _moment(decision.time)
    return moment.timestamp() if moment else 0.0


def decision_of(row: Mapping[str, Any], source: Path = _ALONE, line: int = 0) -> Decision:
    """One decision, as the file writes it.

    Args:
        source: the file, for errors.
        line: where it stands there; 0: nowhere.

    Raises:
        BadInput: it says too little, or two things at once.
    """
    check = checker(source, line)
    unknown = set(row) - {*_SUBJECTS, "table", "meaning", "confirm", "reject", "reason", "author", "time"}
    check(not unknown, f"a decision has an unknown key ({', '.join(sorted(unknown))})")
    about = [subject for subject in _SUBJECTS if subject in row]
    check(len(about) == 1, "a decision is about exactly one of `field`, `finding` and `match`")
    reason = in_both(row.get("reason"))
    check(reason is not None, "a decision needs a `reason`")
    for name in ("author", "time"):
        check(isinstance(row.get(name), str) and bool(row[name].strip()), f"a decision needs `{name}`")
    check(_moment(row["time"]) is not None, "`time` is like 2025-11-26T09:00:00Z")
    parts = {"field": _about_field, "finding": _about_finding, "match": _about_match}[about[0]](check, row)
    return Decision(**parts, reason=reason or {}, author=row["author"].strip(), time=row["time"].strip())  # type: ignore[arg-type]


def _about_field(check: _Check, row: Mapping[str, Any]) -> dict[str, object]:
    field, meaning = row["field"], row.get("meaning")
    check(isinstance(field, str) and bool(field), "`field` is the path of a field")
    check(
        isinstance(meaning, str) and bool(meaning), "a decision about a field needs its `meaning`: a kind, or `nothing`"
    )
    check("confirm" not in row and "reject" not in row, "a field is given a `meaning`, neither `confirm` nor `reject`")
    check(isinstance(row.get("table", ""), str), "`table` is the name of a table")
    return {"field": field, "meaning": meaning, "table": row.get("table", "")}


def _about_finding(check: _Check, row: Mapping[str, Any]) -> dict[str, object]:
    about = row["finding"]
    check(
        isinstance(about, dict) and set(about) <= {"kind", "field", "table"},
        "`finding` has `kind`, `field` and `table`",
    )
    check(all(isinstance(value, str) and value for value in about.values()), "`finding` holds texts")
    check("kind" in about, "`finding` needs the `kind`")
    check(_one_true(row), "a decision about a finding has `confirm: true` or `reject: true`")
    place = {"field": about.get("field", ""), "table": about.get("table", "")}
    return {"kind": about["kind"], "rejected": row.get("reject", False) is True, **place}


def _about_match(check: _Check, row: Mapping[str, Any]) -> dict[str, object]:
    match, person = row["match"], row.get("confirm", "")
    check(isinstance(match, str) and bool(match), "`match` is an identity_id of ambiguous.parquet, or a person_id")
    rejected = row.get("reject", False) is True
    check(rejected != (isinstance(person, str) and bool(person)), "a match has `confirm: <person>` or `reject: true`")
    return {"match": match, "person": "" if rejected else person, "rejected": rejected}


def _one_true(row: Mapping[str, Any]) -> bool:
    return [row.get("confirm", False), row.get("reject", False)] in ([True, False], [False, True])


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None
