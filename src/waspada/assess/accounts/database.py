"""A directory that stands in a database: one query, read-only, every value as text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from waspada.core.errors import BadInput, UnusableDirectory

_ROWS: Final = 50_000
_POSTGRES: Final = ("postgresql", "postgres", "postgresql+psycopg")


def read_query(url: str, query: str) -> pa.Table:
    """The rows of `query` as an Arrow table of strings."""
    if not query.strip():
        raise BadInput("A database URL needs --query.", hint='For example: --query "select id, email, role from users"')
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return _sqlite(rest, query)
    if scheme in _POSTGRES:
        return _postgres(url.replace(scheme, "postgresql", 1), query)
    raise BadInput(
        "The directory's URL is of a database that is not known.",
        hint="Known: sqlite:///path and postgresql://host/name; or export the accounts as CSV.",
    )


def _sqlite(rest: str, query: str) -> pa.Table:
    # sqlite:///relative.db and sqlite:////absolute.db, as everywhere.
    path = Path(rest[1:] if rest.startswith("/") else rest)
    if not path.is_file():
        raise UnusableDirectory(f"The database {path.name} does not exist.", hint="Check the path after sqlite:///")
    failed = ""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            cursor = connection.execute(query)
            return _table([item[0] for item in cursor.description or ()], _batches(cursor))
    except (sqlite3.Error, sqlite3.Warning) as error:
        failed = type(error).__name__
    if failed == "DatabaseError":
        raise UnusableDirectory(
            f"The file {path.name} is no SQLite database, or it is damaged.", hint="Export the accounts again."
        )
    raise BadInput(f"The query could not be run on the SQLite database ({failed}).", hint="Try it with sqlite3 first.")


def _postgres(url: str, query: str) -> pa.Table:
    try:
        psycopg: Any = import_module("psycopg")
    except ImportError:
        raise UnusableDirectory(
            "Reading a directory from PostgreSQL needs the library psycopg.",
            hint="Install it beside Waspada: pip install 'psycopg[binary]'; or export the accounts as CSV.",
        ) from None
    failed = ""
    try:
        with psycopg.connect(url, options="-c default_transaction_read_only=on") as connection:
            with connection.cursor(name="waspada") as cursor:
                cursor.itersize = _ROWS
                cursor.execute(query)
                first = cursor.fetchmany(_ROWS)
                names = [item.name for item in cursor.description or ()]
                return _table(names, _chain(first, cursor))
    except psycopg.Error as error:
        failed = type(error).__name__
    raise BadInput(f"The query could not be run on PostgreSQL ({failed}).", hint="Try it with psql first.")


def _batches(cursor: Any) -> Iterator[Sequence[Sequence[Any]]]:
    while rows := cursor.fetchmany(_ROWS):
        yield rows


def _chain(first: Sequence[Sequence[Any]], cursor: Any) -> Iterator[Sequence[Sequence[Any]]]:
    if first:
        yield first
        yield from _batches(cursor)


def _table(names: Sequence[str], batches: Iterator[Sequence[Sequence[Any]]]) -> pa.Table:
    schema = pa.schema([(name, pa.string()) for name in names])
    tables = [
        pa.table([pa.array([_text(row[at]) for row in rows], pa.string()) for at in range(len(names))], schema=schema)
        for rows in batches
    ]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ";".join(str(item) for item in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
