"""Which records of the sealed hand-overs are one person's own: found again with the assessment's readers and rules.

Everybody is resolved anew, exactly as the run did it; then the parts in which the person stands are read a second
time, and of each record its identity decides. A record that only mentions the person is a position, nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.accounts.columns import ColumnMap
from waspada.assess.accounts.files import TableRows
from waspada.assess.counts.decided import decide_findings
from waspada.assess.decisions import Decisions
from waspada.assess.directory import Directory
from waspada.assess.partials import read_partials
from waspada.assess.resolve import resolve
from waspada.assess.tables import Tables
from waspada.core.cover import Cover
from waspada.core.progress import Progress
from waspada.core.roles import Roles
from waspada.core.split import Batch, Split
from waspada.detect.engine import Detector
from waspada.flows import dataset
from waspada.flows.case.as_it_came import Record, cells_of, has_text, holds, texts
from waspada.flows.cells import read_cells
from waspada.flows.identities import Identities, identifier_paths
from waspada.flows.paths import Paths, mask_name
from waspada.readers import planning

_KEYS: Final = ("account", "alias", "email", "device")
# What the run called ambiguous stays so, also where the directory of today has only one of the candidates.
_UNSURE: Final = """
create temp table left_open as
with spelled as (
  select s.kid, s.rule,
    list_sort(list_distinct(list_filter([r1, r2, e1, e2, e3], lambda x: x is not null
      and not starts_with(x, '$device:')))) as names,
    list_sort(list_distinct(list_filter([e1, e2, e3], lambda x: x is not null))) as mails,
    list_sort(list_distinct(list_filter([i1, i2], lambda x: x is not null))) as ids,
    list_transform(list_sort(list_distinct(list_filter([d1, d2, d3], lambda x: x is not null))),
      lambda x: '$device:' || x) as devices
  from state as s join ks using (kid) where s.person is not null)
select distinct kid from spelled as s join unsure_in_run as t on
  t.reason = 'conflict' and t.identifiers = s.names or t.reason = 'shared_email' and t.identifiers = s.mails
  or t.reason = 'shared_id' and t.identifiers = s.ids and s.rule in ('linked_id', 'device')
  or t.reason = 'shared_device' and t.identifiers = s.devices and s.rule = 'device'
where s.rule <> 'decision'
"""
_SCHEMA: Final = pa.schema([("reason", pa.string()), ("identifiers", pa.list_(pa.string()))])
_OWN: Final = """
select c.account, c.alias, c.email, c.device, sum(c.records)::bigint as records,
  list(distinct c.first_order >> 40) as splits
from coded as c join person_base as p on p.code = c.person
where p.person_id = $person and c.kid not in (select kid from left_open) group by all
"""
_NAMED: Final = """
select m.value, h."table", h.field, h.first_position as position, h.first_order >> 40 as split
from mention as m join person_base as p on p.key = m.person left join hits as h on h.idx = m.idx
where p.person_id = $person
"""
_NAMED_IN_COLUMNS: Final = """
select distinct m.value, d."table", d.field from mention as m join person_base as p on p.key = m.person
join dense_values as d on m.idx < 0 and lower(trim(d.value)) = m.value or m.idx < 0 and bare(d.value) = m.value
where p.person_id = $person
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose records are looked for, and by what the run decided whose they are."""

    person_id: str
    directory: Directory = field(repr=False)
    decisions: Decisions = field(repr=False)
    ambiguous: pa.Table = field(repr=False)
    """Of the run: identities that are nobody's."""
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Where one person stands in the data."""

    keys: frozenset[tuple[str | None, ...]] = field(repr=False)
    """Account, alias, e-mail and device of each identity that is this person."""
    records: int
    own_in: frozenset[int]
    """Numbers of the splits with a record of this person."""
    named: Mapping[tuple[str, str], frozenset[str]] = field(repr=False)
    """(table, field) → what names this person there, in other people's records."""
    named_in: frozenset[int]
    named_at: frozenset[str]
    """Positions that the search of every cell named."""


def known_people(people: pa.Table) -> Directory:
    """The directory as far as the run kept it: accounts and addresses of everybody who is in the data."""
    known = people.select(["account_id", "email"]).filter(pc.not_equal(people["account_id"], ""))
    columns = ("account_id", "email")
    texts = pa.table({name: known[name].cast(pa.string()) for name in columns})
    return Directory(
        name="run",
        recognised={name: name for name in columns},
        columns=columns,
        extra={},
        values=ColumnMap(),
        admin_roles=frozenset(),
        rows=TableRows(texts),
    )


def traces(partials: Sequence[Path], person: Person, *, cover: Cover | None, spill: Path | None) -> Traces:
    """Resolve everybody again, and keep what is about this person."""
    merged = decide_findings(read_partials(partials, cover), person.decisions.findings)
    who = {"person": person.person_id}
    unsure = person.ambiguous.select(_SCHEMA.names).to_pylist()
    with Tables(spill=spill) as tables:
        resolve(tables, merged, person.directory, person.decisions.matches, person.key)
        tables.register("unsure_in_run", pa.Table.from_pylist(unsure, _SCHEMA))
        tables.run(_UNSURE)
        own = tables.rows(_OWN, who)
        named = tables.rows(_NAMED, who)
        columns = tables.rows(_NAMED_IN_COLUMNS, who)
    where: dict[tuple[str, str], set[str]] = {}
    for row in (*(row for row in named if row["table"] is not None), *columns):
        where.setdefault((row["table"], row["field"]), set()).add(row["value"])
    return Traces(
        keys=frozenset(tuple(row[name] for name in _KEYS) for row in own),
        records=sum(row["records"] for row in own),
        own_in=frozenset(number for row in own for number in row["splits"]),
        named={place: frozenset(values) for place, values in where.items()},
        named_in=frozenset(row["split"] for row in named if row["split"] is not None),
        named_at=frozenset(row["position"] for row in named if row["position"]),
    )


class Reading:
    """The second reading: only the parts in which the person stands, a batch at a time."""

    def __init__(self, prepared: dataset.Prepared, found: Traces, cache: Path | None, progress: Progress) -> None:
        self._prepared, self._found, self._progress = prepared, found, progress
        self._detector: Detector = dataset.detector(cache)
        self._paths = Paths(self._detector)
        self._patterns = {place: _pattern(values) for place, values in found.named.items()}
        self._mentions: set[tuple[str, int]] = set()
        self._own: set[tuple[str, int]] = set()
        dense = {table for table, _ in found.named}
        self._splits = [
            split
            for split in prepared.plan.splits
            if split.number in found.own_in or split.number in found.named_in or split.table in dense
        ]

    def tables(self) -> list[str]:
        """Those that are read, by name."""
        return sorted({split.table for split in self._splits})

    def of_table(self, name: str) -> Iterator[tuple[Split, Record]]:
        """The person's own records of a table, as they came."""
        for split in self._splits:
            if split.table == name:
                yield from ((split, record) for record in self._of_split(split))

    def _of_split(self, split: Split) -> Iterator[Record]:
        wanted: dict[int, tuple[str | None, ...]] = {}
        for batch, own in self._batches(split):
            if has_text(split):
                wanted |= {batch.positions[row].as_py(): key for row, key in own.items()}
            else:
                yield from (cells_of(batch, row) for row in own)
        others = set()
        for position, text in texts(split, sorted(wanted)) if wanted else ():
            # What was cut out must be what was read: never a neighbour's line.
            if holds(text, {value for value in wanted[position] if value is not None}):
                yield text
            else:
                others.add(position)
        for batch in planning.read(split) if others else ():
            rows = np.flatnonzero(pc.is_in(batch.positions, value_set=pa.array(sorted(others), pa.int64())))
            yield from (cells_of(batch, int(row)) for row in rows)

    def _batches(self, split: Split) -> Iterator[tuple[Batch, dict[int, tuple[str | None, ...]]]]:
        """Batches with their own rows, each with its identity; mentions in the others are noted on the way."""
        for batch in planning.read(split):
            self._progress.advance(records=batch.records, size=batch.bytes_unpacked)
            if batch.records:
                own = self._own_rows(split, batch)
                self._note_mentions(split, batch, frozenset(own))
                yield batch, own

    def mentions(self) -> list[str]:
        """Positions of records that only mention the person, once all tables were read."""
        found = {position for position in self._found.named_at if _parsed(position) not in self._own}
        found |= {f"{name}:{position}" for name, position in self._mentions}
        return sorted(map(self._masked, found), key=_parsed)

    def _masked(self, position: str) -> str:
        name, _, at = position.rpartition(":")
        return f"{mask_name(self._detector, name)}:{at}"

    def _own_rows(self, split: Split, batch: Batch) -> dict[int, tuple[str | None, ...]]:
        table = self._prepared.unit.tables.get(batch.table)
        roles = table.roles if table else Roles()
        wanted = identifier_paths(roles)
        cells = [
            read_cells(batch, column, None, None, self._paths, self._detector)
            for column in batch.columns
            if column.path in wanted
        ]
        once = Identities(split, "UTC")
        only = replace(roles, time=(), name=(), country=(), region=(), organisation=())
        group = once.add(batch, only, cells, np.zeros((batch.records, 1), np.int64))
        keys = [tuple(row.values()) for row in once.tables()["identities"].select(list(_KEYS)).to_pylist()]
        mine = np.array([key in self._found.keys for key in keys], np.bool_)
        rows = {int(row): keys[group[row]] for row in np.flatnonzero(mine[group])}
        self._own.update((split.name, batch.positions[row].as_py()) for row in rows)
        return rows

    def _note_mentions(self, split: Split, batch: Batch, own: frozenset[int]) -> None:
        for column in batch.columns:
            safe = self._paths.safe(batch.table, column.path)[0]
            pattern = self._patterns.get((batch.table, safe))
            if pattern is None or pa.types.is_binary(column.values.type):
                continue
            rows = range(len(column.values)) if column.rows is None else column.rows.to_pylist()
            for row, text in zip(rows, column.values.to_pylist(), strict=True):
                if text and row not in own and pattern.search(text):
                    self._mentions.add((split.name, batch.positions[row].as_py()))


def _pattern(values: frozenset[str]) -> re.Pattern[str]:
    """Any of them, also as a URL spells it, not inside a longer word."""
    spelled = {form for value in values for form in (value, quote(value, safe=""))}
    either = "|".join(re.escape(value) for value in sorted(spelled, key=len, reverse=True))
    return re.compile(rf"(?<![0-9A-Za-z])(?:{either})(?![0-9A-Za-z])", re.IGNORECASE)


def _parsed(position: str) -> tuple[str, int]:
    name, _, at = position.rpartition(":")
    return name, int(at)
