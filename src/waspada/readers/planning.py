"""From discovered sources to numbered splits: asks the readers, recognises exports, joins files into tables."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from waspada.core.roles import Roles, by_name
from waspada.core.split import Batch, Split
from waspada.readers import registry
from waspada.readers.discover import Argument, Delivered, Discovered, Trouble, discover
from waspada.readers.limits import Limits
from waspada.readers.opening import Door
from waspada.readers.reader import NotThisFormat, Opener, Planned, Reader, Recognised, Source, option
from waspada.readers.schema import infer

EMPTY = "empty"
"""Format of a file without bytes."""
_EXTENSIONS = re.compile(
    r"\.(?:csv|tsv|tab|psv|txt|jsonl?|ndjson|har|parquet|pq|arrow|feather|ipc|log"
    r"|gz|gzip|zst|zstd|bz2|xz|zip|tar|tgz|snappy)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[-_. #(]*(?:part|chunk|page|shard|batch)?[-_. #(]*"
    r"(?:\d{4}-?\d\d-?\d\d[\dT:_.Z-]*|\d+|[0-9a-f]{8}-[0-9a-f-]{27})\)?)$"
    r"|[-_. ](?:part|chunk|page|shard|batch)$",
    re.IGNORECASE,
)
_SAMPLE_LINES = 4000
_DEEPEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Files of one export with the same format."""

    name: str
    format: str
    paths: tuple[str, ...] = field(repr=False)
    """Leaf paths seen while planning; reading may find more."""
    meanings: dict[str, str] = field(repr=False)
    """Leaf path to kind id, where the format tells."""
    roles: Roles = field(repr=False)
    """Told by the format, or guessed by field names."""
    recognised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One readable thing of a delivered file, and how it is read."""

    path: str
    """The delivered file."""
    name: str
    format: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be read. Splits are numbered in the order in which results are merged."""

    files: tuple[Delivered, ...]
    members: tuple[Member, ...]
    splits: tuple[Split, ...]
    tables: dict[str, Table]
    troubles: tuple[Trouble, ...]

    def format_of(self, path: str) -> str:
        """Format of a delivered file: that of its only member, or of all its members, or `several`."""
        formats = {member.format for member in self.members if member.path == path}
        return formats.pop() if len(formats) == 1 else ("several" if formats else EMPTY)


@dataclass(slots=True)
class _Found:
    source: Source
    planned: Planned
    format: str
    known: Recognised | None
    table: str = ""


def plan(
    arguments: Iterable[Argument], limits: Limits | None = None, seen: Callable[[str], None] | None = None
) -> Plan:
    """Everything under the arguments, ready to be read. `seen` is told the name of each source."""
    limits = limits or Limits()
    return plan_discovered(discover(arguments, limits), limits, seen)


def plan_discovered(found: Discovered, limits: Limits, seen: Callable[[str], None] | None = None) -> Plan:
    """The same for what was discovered before."""
    door = Door(limits)
    planned: list[_Found] = []
    members: list[Member] = []
    notes: list[Trouble] = []
    for source in found.sources:
        if seen:
            seen(source.name)
        if not source.head:
            members.append(Member(path=source.path, name=source.name, format=EMPTY, table=""))
            notes.append(Trouble(source.name, "it is empty", lost=False))
        else:
            planned.append(_read_by(source, limits, door))
    _name_tables(planned)
    members += [Member(path=f.source.path, name=f.source.name, format=f.format, table=f.table) for f in planned]
    return Plan(
        files=found.files,
        members=tuple(members),
        splits=tuple(_numbered(planned)),
        tables=_tables(planned),
        troubles=found.troubles + tuple(notes),
    )


def read(split: Split, limits: Limits | None = None) -> Iterator[Batch]:
    """Every record of a split. A pure function of it: any process on any machine that sees the file can run it."""
    limits = limits or Limits()
    yield from registry.reader(option(split, "reader")).read(split, limits, _door(limits, os.getpid()))


@cache
def _door(limits: Limits, _: int) -> Door:
    return Door(limits)


def _read_by(source: Source, limits: Limits, opener: Opener) -> _Found:
    for reader in registry.FORMATS:
        if reader.detect(source.head, source.name):
            planned = _try(reader, source, limits, opener)
            if planned is not None:
                shape = replace(planned.shape, name=source.name)
                known = next((k for one in registry.RECOGNISERS if (k := one.recognise(shape))), None)
                return _Found(source, planned, known.format if known else planned.splits[0].format, known)
    raise AssertionError("the last reader takes everything")


def _try(reader: Reader, source: Source, limits: Limits, opener: Opener) -> Planned | None:
    try:
        return reader.plan(source, limits, opener)
    except NotThisFormat:
        return None


def stem(name: str) -> str:
    """What files of one table have in common: the name without extensions, dates and part numbers."""
    folders = re.split(r"[/!\\]", name)
    for part in reversed(folders):
        plain = part
        while (shorter := _EXTENSIONS.sub("", plain)) != plain:
            plain = shorter
        while (shorter := _NUMBERED.sub("", plain)) != plain:
            plain = shorter
        plain = plain.strip("-_. #")
        if plain and plain.lower() not in ("part", "chunk", "page", "shard", "batch"):
            return plain
    return "records"


def _name_tables(found: list[_Found]) -> None:
    taken: dict[str, Any] = {}
    for one in found:
        reader = one.planned.shape.reader
        if reader == "unknown":
            one.table = one.source.name
            continue
        base = one.known.table if one.known else stem(one.source.name)
        # JSON records of one export may differ in their keys; rows of a table may not.
        columns = () if reader in ("ndjson", "json") else one.planned.shape.paths
        mark = (one.format, reader in ("ndjson", "json"), columns)
        name, number = base, 1
        while taken.setdefault(name, mark) != mark:
            number += 1
            name = f"{base}_{number}"
        one.table = name


def _numbered(found: list[_Found]) -> Iterator[Split]:
    lines: dict[str, list[bytes]] = {}
    files: dict[str, int] = {}
    for one in found:
        files[one.table] = files.get(one.table, 0) + 1
    for one in found:
        share = max(_SAMPLE_LINES // files[one.table], 20)
        step = max(len(one.planned.lines) // share, 1)
        lines.setdefault(one.table, []).extend(one.planned.lines[::step])
    schemas = {table: _shallow(infer(sample), _DEEPEST) for table, sample in lines.items() if sample}
    number = 0
    for one in found:
        for split in one.planned.splits:
            schema = schemas.get(one.table) if split.schema is None else split.schema
            yield replace(split, number=number, table=one.table, format=one.format, schema=schema)
            number += 1


def _shallow(node: Any, left: int) -> Any:
    """The schema without what is nested too deep for the parser; such lines take the exact path."""
    if isinstance(node, dict):
        return {key: _shallow(child, left - 1) for key, child in node.items()} if left else "s"
    if isinstance(node, list):
        return [_shallow(node[0], left - 1)] if left else "s"
    return node


def _tables(found: list[_Found]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for one in found:
        if one.planned.shape.reader == "unknown":
            continue
        before = tables.get(one.table)
        paths = tuple(dict.fromkeys((before.paths if before else ()) + one.planned.shape.paths))
        tables[one.table] = Table(
            name=one.table,
            format=one.format,
            paths=paths,
            meanings=(before.meanings if before else {}) | (one.known.meanings if one.known else {}),
            roles=one.known.roles if one.known else by_name(paths),
            recognised=one.known is not None,
        )
    return tables
