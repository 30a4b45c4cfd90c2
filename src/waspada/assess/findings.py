"""Findings from the counts of all splits, and what is absent: every kind searched for has a row in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.census import FieldRow, ToRead
from waspada.assess.kinds import Kinds, label
from waspada.assess.tables import Tables
from waspada.core.language import Lang, counted, number, series, size
from waspada.core.mask import mask

_FINDINGS: Final = """
with cases as (
  select "table", field, kind, strong, how, free_text, values, 0::bigint as records, true as by_hit from hits
  union all select "table", field, kind, strong, how, free_text, 0, records, true from hit_records
  union all select "table", field, kind, strong, how, false, values, records, false from dense),
everything as (
  select "table", field, kind, strong, how, free_text, value from hits
  union select d."table", d.field, d.kind, d.strong, d.how, false, v.value from dense_values as v
    join dense as d using ("table", field, kind)),
different as (
  select "table", field, kind, strong, how, free_text, count(*) as n,
    list_sort(arg_min(length(value), hash(value), 3)) as lengths from everything group by all)
select c."table", c.field, c.kind, c.strong, c.how, c.free_text, sum(c.values)::bigint as "values",
  sum(c.records)::bigint as records, min(d.n) as n, min(d.lengths) as lengths
from cases as c left join different as d using ("table", field, kind, strong, how, free_text)
group by c."table", c.field, c.kind, c.strong, c.how, c.free_text
order by c.kind, c."table", c.field, c.strong desc, c.how, c.free_text
"""
_DISTINCT_OF_KIND: Final = """
select kind, count(distinct value) as n from (
  select kind, value from hits where strong union all select v.kind, v.value from dense_values as v
  semi join (select distinct kind, "table", field from dense where strong) as d using (kind, "table", field)) group
    by kind
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A kind found in a field."""

    kind: str
    category: str
    table: str
    field: str
    values: int
    distinct: int
    records: int
    free_text: bool
    strong: bool
    how: str
    samples: tuple[str, ...]
    """Masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """How much was searched."""

    cells: int
    text: int = 0
    """Bytes of files that no reader knows: searched as text, without fields."""
    parsed: int = 0
    """Records."""
    broken: int = 0
    """Records that could not be parsed and were searched as text."""

    @property
    def anything(self) -> bool:
        """Something was searched at all."""
        return bool(self.cells or self.parsed or self.text or self.broken)

    @property
    def without_fields(self) -> bool:
        """Text was searched of which no field says what it means.

        A few broken records among parsed ones are not such: the fields of the parsed ones tell what the export holds.
        """
        return self.text > 0 or (self.broken > 0 and not self.parsed)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentRow:
    """A kind of which nothing strong was found."""

    kind: str
    category: str
    cells_searched: int
    bytes_searched: int
    """Of text without fields."""
    verdict: str
    because: Mapping[str, str]
    weak: int
    """Values that may be one."""
    unread: tuple[ToRead, ...]
    """Fields that could hold it and that a person must read."""
    without_fields: bool
    """Only a meaning can tell it, and text without fields was searched."""


def searched(accounting: pa.Table) -> Searched:
    """From the accounting of all splits."""
    unknown = accounting.filter(pc.equal(accounting["format"], "unknown"))

    def total(table: pa.Table, name: str) -> int:
        return int(pc.sum(table[name]).as_py() or 0)

    return Searched(
        cells=total(accounting, "cells"),
        text=total(unknown, "bytes_unpacked"),
        parsed=total(accounting, "records_parsed"),
        broken=total(accounting, "records_quarantined"),
    )


def findings(tables: Tables, fields: Sequence[FieldRow], kinds: Kinds) -> list[FindingRow]:
    """Every finding; a row for each kind, field, strength and way of recognition."""
    census = {(field.table, field.path): field for field in fields}
    found = []
    for row in tables.rows(_FINDINGS):
        here = census.get((row["table"], row["field"]))
        distinct = row["n"] if row["n"] is not None else min(here.distinct, row["values"]) if here else row["values"]
        samples = tuple(mask(row["kind"], length) for length in row["lengths"] or ())
        if not samples and here:
            samples = tuple(f"[{row['kind']}:{sample.rpartition(':')[2]}" for sample in here.samples)
        found.append(
            FindingRow(
                kind=row["kind"], category=kinds[row["kind"]]["category"] if row["kind"] in kinds else "",
                table=row["table"], field=row["field"], values=row["values"], distinct=distinct, records=row["records"],
                free_text=row["free_text"], strong=row["strong"], how=row["how"], samples=samples,
            )
        )  # fmt: skip
    return found


def distinct_of_kinds(tables: Tables) -> dict[str, int]:
    """Different values of each strong kind over all fields, where the values are known."""
    return {row["kind"]: row["n"] for row in tables.rows(_DISTINCT_OF_KIND)}


def absent(found: Iterable[FindingRow], unread: Sequence[ToRead], kinds: Kinds, looked: Searched) -> list[AbsentRow]:
    """A row for every kind that was searched for and not found strongly."""
    strong: set[str] = set()
    weak: dict[str, int] = {}
    for finding in found:
        if finding.strong:
            strong.add(finding.kind)
        else:
            weak[finding.kind] = weak.get(finding.kind, 0) + finding.values
    rows = []
    for kind, row in sorted(kinds.items()):
        if kind in strong:
            continue
        by_meaning = row["by"] == "meaning"
        fields = tuple(field for field in unread if kind in field.kinds) if by_meaning else ()
        values, blind = weak.get(kind, 0), by_meaning and looked.without_fields
        rows.append(
            AbsentRow(
                kind=kind, category=row["category"], cells_searched=looked.cells, bytes_searched=looked.text,
                verdict="cannot_tell" if values or fields or blind else "absent",
                because=_because(kind, kinds, values, len(fields), looked), weak=values, unread=fields,
                without_fields=blind,
            )
        )  # fmt: skip
    return rows


def where_searched(looked: Searched, lang: Lang) -> str:
    """`1,204 cells`, `2 MB of text`, or both."""
    parts = []
    if looked.cells or not (looked.text or looked.broken):
        parts.append(counted(looked.cells, "cell", "cells") if lang == "en" else f"{number(looked.cells, lang)} sel")
    if looked.broken:
        noun = "broken record" if looked.broken == 1 else "broken records"
        broken = number(looked.broken, lang)
        parts.append(f"the text of {broken} {noun}" if lang == "en" else f"teks {broken} rekaman yang rusak")
    if looked.text:
        amount = size(looked.text, lang)
        parts.append(f"{amount} of text" if lang == "en" else f"teks sebesar {amount}")
    return series(parts, lang)


def _because(kind: str, kinds: Kinds, weak: int, unread: int, looked: Searched) -> dict[str, str]:
    by_meaning = kinds[kind]["by"] == "meaning"
    en, indonesian = [], []
    if weak:
        en.append(f"{number(weak, 'en')} uncertain {'value' if weak == 1 else 'values'} may be one")
        indonesian.append(f"{number(weak, 'id')} nilai yang belum pasti mungkin termasuk")
    if unread:
        verb = "field could hold it and has" if unread == 1 else "fields could hold it and have"
        en.append(f"{number(unread, 'en')} {verb} no confirmed meaning")
        indonesian.append(f"{number(unread, 'id')} kolom mungkin memuatnya dan maknanya belum dipastikan")
    if by_meaning and looked.without_fields:
        en.append("text without fields was searched, and nobody can tell from it")
        indonesian.append("teks tanpa kolom diperiksa, dan dari teks itu tidak ada yang dapat memastikannya")
    if en:
        return {"en": "; ".join(en), "id": "; ".join(indonesian)}
    if by_meaning:
        return {
            "en": f"no field holds it: every field that could has a meaning ({label(kind, kinds, 'en')})",
            "id": f"tidak ada kolom yang memuatnya; setiap kolom yang mungkin sudah jelas ({label(kind, kinds, 'id')})",
        }
    return {
        "en": f"searched for by its form in {where_searched(looked, 'en')}, none found",
        "id": f"dicari menurut bentuknya di {where_searched(looked, 'id')}, tidak ditemukan",
    }
