"""The company's own account list: opened, its columns recognised, and read only as far as the dataset needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from waspada.assess.accounts.columns import KEYS, ColumnMap, parse_mapping, recognise
from waspada.assess.accounts.database import read_query
from waspada.assess.accounts.files import DirectoryRows, Rows, TableRows, open_file
from waspada.core.errors import BadInput, UnusableDirectory
from waspada.core.roles import snake


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySource:
    """Where the directory is, and what the caller said about it."""

    location: str
    """A file (CSV, Parquet, NDJSON, JSON) or a database URL."""
    query: str = ""
    """SQL for a database URL."""
    mapping: tuple[str, ...] = ()
    """Texts of `--map`."""
    admin_roles: tuple[str, ...] = ()
    """Values of the role column that administer an organisation; given, every other filled value does not."""
    wanted: tuple[str, ...] = ()
    """Further columns that claims speak about (`only_people`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """An opened directory: nothing but its head has been read, unless it came from a database or as JSON."""

    name: str
    """As shown to people: the file's own name, or the kind of database."""
    recognised: Mapping[str, str]
    """Meaning → column; print it before the run."""
    columns: tuple[str, ...]
    extra: Mapping[str, str]
    """Name as a claim says it → column."""
    values: ColumnMap
    admin_roles: frozenset[str]
    rows: DirectoryRows = field(repr=False)


class _Ahead:
    """Rows whose key columns are read in a thread while the dataset is still being searched."""

    def __init__(self, rows: DirectoryRows, columns: Sequence[str], pool: Executor) -> None:
        self.columns = rows.columns
        self._rows = rows
        self._keys = pool.submit(rows.read, list(columns))

    def read(self, columns: Sequence[str]) -> pa.Table:
        keys = self._keys.result()
        return keys.select(list(columns)) if set(columns) <= set(keys.column_names) else self._rows.read(columns)

    def take(self, columns: Sequence[str], rows: Rows) -> pa.Table:
        return self._rows.take(columns, rows)


def reading_ahead(directory: Directory, pool: Executor) -> Directory:
    """The same directory, its account ids and addresses already on their way."""
    known = directory.recognised
    keys = [known[meaning] for meaning in ("account_id", "email") if meaning in known]
    return replace(directory, rows=_Ahead(directory.rows, keys, pool))


def open_directory(source: DirectorySource) -> Directory:
    """Find out what the directory is and what its columns mean."""
    values = parse_mapping(source.mapping)
    if "://" in source.location:
        rows: DirectoryRows = TableRows(read_query(source.location, source.query))
        name = source.location.partition(":")[0].partition("+")[0]
    else:
        if source.query:
            raise BadInput("--query is for a database URL only.", hint="Leave --query out, or give --directory a URL.")
        path = Path(source.location)
        rows, name = open_file(path), path.name
    found = recognise(rows.columns, values)
    if not any(key in found for key in KEYS):
        raise UnusableDirectory(
            "The directory has no column that can identify a person: neither an account id nor an e-mail address.",
            # Not the columns that it has: without a line of names the first person would stand in them.
            hint="Name a column, for example: --map account_id=uid,email=mail; the first line must hold column names.",
        )
    return Directory(
        name=name,
        recognised=found,
        columns=rows.columns,
        extra=_extra(source.wanted, rows.columns, found),
        values=values,
        admin_roles=frozenset(role.strip().lower() for role in source.admin_roles if role.strip()),
        rows=rows,
    )


def _extra(wanted: Iterable[str], columns: Sequence[str], recognised: Mapping[str, str]) -> dict[str, str]:
    """Columns that claims name: by their own name, by spelling, or by meaning."""
    by_snake = {snake(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for name in wanted:
        meaning = "products" if snake(name) == "product" else snake(name)
        column = name if name in columns else by_snake.get(snake(name), recognised.get(meaning))
        if column is not None:
            found[name] = column
    return found
