"""Ids that stop, or lack numbers: rows of whole-number ids in `assessment.json` against what the vendor announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from waspada.assess.id_rows import is_row
from waspada.assess.vendor_checks import CANNOT_TELL, ENOUGH, HOLDS, Document, Finding, shown
from waspada.assess.vendor_said import Count, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    path: str
    span: int
    missing: int
    exact: bool
    filled: int
    more: Mapping[str, Any]
    """`ids` of the field; empty in an assessment of an older version."""


def ids(document: Document, announced: Count | None, end: Moment | None) -> Finding | None:
    """Numbers that are missing in a row of ids, or behind its end: deleted, or not handed over. None: no such row.

    Args:
        announced: how many records, as the vendor says.
        end: until when, as the vendor says.
    """
    rows = list(_rows(document))
    if not rows:
        return None
    stops = {row.path: _stop(row, document, announced, end) for row in rows}
    worst = max(rows, key=lambda row: (row.missing, bool(stops[row.path])))
    numbers: dict[str, Any] = {"names": [worst.path], "missing": worst.missing, "span": worst.span}
    if worst.missing:
        numbers |= {"at_least": not worst.exact, "gaps": list(worst.more.get("gaps", ()))}
        numbers |= {"gaps_in_all": worst.more.get("gaps_in_all", 0), "ends": stops[worst.path]}
        return Finding(verdict=CANNOT_TELL, reason="ids_missing", numbers=numbers)
    if stops[worst.path]:
        return Finding(verdict=CANNOT_TELL, reason="ids_stop", numbers=numbers | {"ends": stops[worst.path]})
    return Finding(verdict=HOLDS, reason="ids_whole", numbers=numbers)


def _rows(document: Document) -> Iterator[_Row]:
    for field in document.get("fields", ()):
        span, more = field.get("span") or 0, field.get("ids") or {}
        counted = not field.get("distinct_is_estimate")
        if not span or not (more or counted) or not is_row(field["distinct"], span, estimated=not counted):
            continue
        exact = counted or not more["missing_is_least"]
        missing = span - field["distinct"] if counted else more["missing"]
        yield _Row(
            path=field["path"], span=span, missing=missing, exact=exact, filled=field.get("filled", 0), more=more
        )


def _stop(row: _Row, document: Document, announced: Count | None, end: Moment | None) -> dict[str, Any]:
    """Where the row ends although more must follow; empty where nothing says so."""
    there = row.span - row.missing
    records = document["accounting"]["records"]
    if announced and row.filled == there == records < announced.least:
        return {"why": "count", "found": there, "said": shown(announced)[0], "last_day": row.more.get("last_day")}
    first, last = (_date(row.more.get(name)) for name in ("first_day", "last_day"))
    if first is None or last is None or there < ENOUGH * ((last - first).days + 1):
        return {}  # of few ids a day, none for a day may be chance
    window = end.earliest.date() if end else None
    newest = _date((document["timeline"]["last_record"] or "")[:10])
    for why, until in (("window", window), ("records", newest)):
        # The last day itself is seldom whole: one day without an id lies between.
        if until is not None and (until - last).days > 1:
            return {"why": why, "last_day": last.isoformat(), "until": until.isoformat()}
    return {}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
