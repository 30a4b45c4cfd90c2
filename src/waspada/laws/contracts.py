"""Duties from contracts (customers, insurers), read from CSV and evaluated as the laws are.

Columns: party, contract, clause, to, clock, value, unit; optional: condition (kinds or categories, one of which must be
affected, with `;`), note. An empty `value` means that the contract sets no number.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from waspada.core.errors import BadInput
from waspada.laws.condition import Elements, Tree
from waspada.laws.law import STARTS, UNITS, Cite, Clock, Duty, Law

LAW: Final = "contract"
_NEEDED: Final = ("party", "contract", "clause", "to", "clock", "value", "unit")
_MAY: Final = ("condition", "note")
_MOST: Final = 5000


def read_contracts(text: str, name: str, *, zone: str, calendar: str = "", on: date) -> Law | None:
    """The duties of a table of contracts, as one law with the id `contract`; None: the table has no row.

    Args:
        zone: of the workspace; days are counted in it.
        calendar: for business days.
        on: the day the table was read.

    Raises:
        BadInput: every bad row, by its line.
    """
    rows, problems = _rows(text, name)
    duties, seen = [], set[str]()
    for line, row in rows:
        found = _problem(row, calendar)
        slug = _slug(f"{row['party']} {row['contract']} {row['clause']}")
        if not found and slug in seen:
            found = "the same clause stands twice"
        seen.add(slug)
        if found:
            problems.append(f"line {line}: {found}")
        else:
            duties.append(_duty(row, slug))
    if problems:
        more = f" (and {len(problems) - 10} more)" if len(problems) > 10 else ""
        raise BadInput(f"{name}: {'; '.join(problems[:10])}{more}.", hint=f"Columns: {', '.join((*_NEEDED, *_MAY))}")
    return _law(duties, text, zone, calendar, on) if duties else None


def _rows(text: str, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[str] = []
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    broken = False
    header: list[str] = []
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.append(f"line {reader.line_num}: it has {len(cells)} cells, the header {len(header)}")
                continue
            rows.append((reader.line_num, {key: cell.strip() for key, cell in zip(header, cells, strict=True)}))
    except csv.Error:
        broken = True
    if broken:
        raise BadInput(f"{name}, line {reader.line_num}: this is not valid CSV.")
    missing = [column for column in _NEEDED if column not in header]
    unknown = [column for column in header if column not in (*_NEEDED, *_MAY)]
    if missing or unknown or len(set(header)) != len(header):
        wrong = f"missing column: {', '.join(missing)}" if missing else "a column is unknown or stands twice"
        raise BadInput(f"{name}, line 1: {wrong}.", hint=f"Columns: {', '.join((*_NEEDED, *_MAY))}")
    if len(rows) > _MOST:
        raise BadInput(f"{name}: more than {_MOST} rows.")
    return rows, problems


def _problem(row: dict[str, str], calendar: str) -> str:
    empty = [column for column in ("party", "contract", "clause", "to", "clock") if not row[column]]
    if empty:
        return f"`{empty[0]}` is empty"
    if row["clock"] not in STARTS:
        return f"`clock` is one of: {', '.join(STARTS)}"
    if not row["value"] and not row["unit"]:
        return ""
    if not re.fullmatch(r"[1-9]\d{0,4}", row["value"], re.ASCII):
        return "`value` is a whole number, 1 or more, or empty with `unit`"
    if row["unit"] not in UNITS:
        return f"`unit` is one of: {', '.join(UNITS)}"
    if row["unit"] == "business_days" and not calendar:
        return "business days need a calendar of the workspace"
    bad = [one for one in _kinds(row) if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.\*)?", one)]
    return "`condition` is kinds or categories, with ;" if bad else ""


def _kinds(row: dict[str, str]) -> list[str]:
    return [kind.strip() for kind in row.get("condition", "").split(";") if kind.strip()]


def _duty(row: dict[str, str], slug: str) -> Duty:
    value, unit, note = row["value"], row["unit"], row.get("note", "")
    kinds = tuple(Tree("kind", name=kind) for kind in _kinds(row))
    term = {"en": "the contract sets no number", "id": "kontrak tidak menetapkan angka"}
    if value:
        term = {
            "en": f"within {value} {unit.replace('_', ' ')}, as the contract says",
            "id": f"dalam {value} {_UNITS_ID[unit]} menurut kontrak",
        }
    return Duty(
        id=slug,
        role="any",
        per_state=False,
        reach="",
        in_force=None,
        until=None,
        voluntary=False,
        confidence="official_text",
        recipient={"en": row["to"], "id": row["to"]},
        when=Elements(Tree("any", kinds)) if kinds else None,
        clock=Clock(start=row["clock"], value=int(value) if value else None, unit=unit),
        term=term,
        cite=Cite(article=f"{row['party']}, {row['contract']}, {row['clause']}", quote="", url=""),
        notes={"en": note, "id": note} if note else {},
    )


_UNITS_ID: Final = {
    "hours": "jam",
    "calendar_days": "hari kalender",
    "business_days": "hari kerja",
    "months": "bulan",
    "years": "tahun",
}


def _law(duties: list[Duty], text: str, zone: str, calendar: str, on: date) -> Law:
    return Law(
        id=LAW,
        version=1,
        checked=on,
        name={"en": "Contracts", "id": "Kontrak"},
        places=(),
        except_places=(),
        anywhere=True,
        established="",
        sectoral=True,
        zone=zone,
        calendar=calendar,
        in_force=date.min,
        until=None,
        confidence="official_text",
        sources=(),
        pending={},
        notes={},
        scope=None,
        duties=tuple(duties),
        sha256=sha256(text.encode()).hexdigest(),
    )


def _slug(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return found if found[:1].isalpha() else f"c_{found}"
