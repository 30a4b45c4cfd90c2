"""What two `assessment.json` say differently: inputs, records, period, fields, findings, claims. No personal value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

Document = Mapping[str, Any]
Keyed = Mapping[tuple[str, ...], dict[str, Any]]
_SAID: Final = ("filled", "empty", "distinct", "meaning", "free_text", "categories")
_COUNTED: Final = ("values", "distinct", "records", "how")
_CLAIMED: Final = ("verdict", "text", "values", "people", "kinds")
_TOTALS: Final = (
    *("matched", "unknown_with_contact", "mentioned", "device_only", "ambiguous", "total_at_least", "total_at_most"),
    *("organisations", "admins", "admins_without_mfa", "admins_mfa_unknown", "residence_unknown"),
)


def inputs(first: Document, second: Document) -> dict[str, Any]:
    """Files by content: the same bytes under another name are the same file."""
    sides = [{str(row["sha256"]): row for row in side.get("files", ())} for side in (first, second)]
    one, other = sides

    def only(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows = (row for digest, row in here.items() if digest not in there)
        chosen = ({name: row[name] for name in ("path", "sha256", "bytes", "records")} for row in rows)
        return sorted(chosen, key=lambda row: (row["path"], row["sha256"]))

    return {"new": only(other, one), "gone": only(one, other), "same": len(one.keys() & other.keys())}


def settings(first: Document, second: Document) -> dict[str, list[dict[str, Any]]]:
    """Options and versions of two `manifest.json` that differ, since they may be why the results do."""
    return {name: _values(first.get(name) or {}, second.get(name) or {}) for name in ("options", "versions")}


def numbers(first: Document, second: Document) -> dict[str, Any]:
    """Records, cells and people, before and after; only what differs."""
    totals = [{name: side["people"].get(name) for name in _TOTALS} for side in (first, second)]
    places = {
        name: _values(first["people"].get(name) or {}, second["people"].get(name) or {})
        for name in ("by_country", "by_region")
    }
    return {"accounting": _values(first["accounting"], second["accounting"]), "totals": _values(*totals), **places}


def period(first: Document, second: Document) -> dict[str, Any]:
    """First and last record, and the days on which the number of records differs."""
    sides = [side["timeline"] for side in (first, second)]
    days = [{str(row["day"]): row["records"] for row in side["by_day"]} for side in sides]
    ends = [{name: side.get(name) for name in ("first_record", "last_record", "undated", "zone")} for side in sides]
    return {"ends": _values(ends[0], ends[1]), "days": _values(days[0], days[1], missing=0)}


def fields(first: Document, second: Document) -> dict[str, list[dict[str, Any]]]:
    """By (table, path). Fields that share one masked name are one row, added up."""
    names = ("table", "path")
    return _rows([_by(side["fields"], _field, names) for side in (first, second)], names)


def findings(first: Document, second: Document) -> dict[str, list[dict[str, Any]]]:
    """By (kind, table, field, strength), however it was recognised."""
    names = ("kind", "table", "field", "strength")
    return _rows([_by(side["findings"], _finding, names) for side in (first, second)], names)


def kinds(first: Document, second: Document) -> dict[str, list[str]]:
    """Kinds found strongly in one of them only."""
    one, other = ({row["kind"] for row in side["findings"] if row["strength"] == "strong"} for side in (first, second))
    return {"new": sorted(other - one), "gone": sorted(one - other)}


def absent(first: Document, second: Document) -> list[dict[str, Any]]:
    """Kinds whose verdict differs: `found`, `absent`, `cannot_tell` or, where it was not searched for, null."""
    sides = []
    for side in (first, second):
        found = {row["kind"]: "found" for row in side["findings"] if row["strength"] == "strong"}
        sides.append({**{row["kind"]: row["verdict"] for row in side["absent"]}, **found})
    return _values(*sides)


def claims(first: Document, second: Document) -> dict[str, list[dict[str, Any]]]:
    """By id; `changed` says in what, the verdict first."""
    sides: list[Keyed] = [
        {(str(row["id"]),): {name: row.get(name) for name in _CLAIMED} for row in side["claims"]}
        for side in (first, second)
    ]
    return _rows(sides, ("id",))


def any_difference(part: object) -> bool:
    """Whether anything stands in it but zeros, empty lists and what is the same."""
    if isinstance(part, Mapping):
        return any(any_difference(value) for name, value in part.items() if name not in ("same", "before", "after"))
    if isinstance(part, str):
        return bool(part)
    return any(True for _ in part) if isinstance(part, Iterable) else bool(part)


def _values(one: Mapping[str, Any], other: Mapping[str, Any], missing: Any = None) -> list[dict[str, Any]]:
    """Names whose value differs, in order of name."""
    rows = []
    for name in sorted({**one, **other}):
        before, after = one.get(name, missing), other.get(name, missing)
        if before != after:
            rows.append({"name": name, "before": before, "after": after})
    return rows


def _rows(sides: Sequence[Keyed], names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    one, other = sides

    def named(key: tuple[str, ...]) -> dict[str, Any]:
        return dict(zip(names, key, strict=True))

    changed = []
    for key in sorted(one.keys() & other.keys()):
        before, after = one[key], other[key]
        which = [name for name in before if before[name] != after[name]]
        if which:
            ends = {"before": {name: before[name] for name in which}, "after": {name: after[name] for name in which}}
            changed.append({**named(key), "changed": which, **ends})
    return {
        "new": [{**named(key), **other[key]} for key in sorted(other.keys() - one.keys())],
        "gone": [{**named(key), **one[key]} for key in sorted(one.keys() - other.keys())],
        "changed": changed,
    }


def _by(rows: Iterable[Document], join: Callable[[Sequence[Document]], dict[str, Any]], names: Sequence[str]) -> Keyed:
    groups: dict[tuple[str, ...], list[Document]] = {}
    for row in rows:
        groups.setdefault(tuple(str(row[name]) for name in names), []).append(row)
    return {key: join(group) for key, group in groups.items()}


def _field(rows: Sequence[Document]) -> dict[str, Any]:
    first = {name: rows[0].get(name) for name in (*_SAID, "distinct_is_estimate")}
    if len(rows) == 1:
        return first
    return {
        **{name: sum(row[name] for row in rows) for name in ("filled", "empty", "distinct")},
        "meaning": "; ".join(sorted({row["meaning"] for row in rows if row["meaning"]})) or None,
        "free_text": any(row["free_text"] for row in rows),
        "categories": sorted({name for row in rows for name in row["categories"]}),
        "distinct_is_estimate": any(row["distinct_is_estimate"] for row in rows),
        "fields": len(rows),
    }


def _finding(rows: Sequence[Document]) -> dict[str, Any]:
    counts = {name: sum(row[name] for row in rows) for name in _COUNTED[:-1]}
    return {**counts, "how": sorted({row["how"] for row in rows})}
