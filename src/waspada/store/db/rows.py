"""Many rows in and out of a table at once: a million people in batches, each a transaction of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from django.db import connection, models, transaction

BATCH: Final = 1 << 17
"""Rows between two commits: whoever else writes waits for them, some seconds on SQLite. Fewer would make every commit
write the pages of all indexes again."""


_ROOM: Final = 1 << 18
"""KiB."""


def insert(model: type[models.Model], columns: dict[str, Any], projection: int) -> None:
    """Append rows of one projection.

    Args:
        columns: name of the column → Arrow array; texts are cut to what the column holds.
    """
    fitted = {name: _fitted(model, name, values) for name, values in columns.items()}
    size = len(next(iter(fitted.values())))
    if not size:
        return
    fitted["projection_id"] = pa.array([projection], pa.int64()).take(pa.array([0] * size))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _copy(model._meta.db_table, fitted)
        else:
            _many(model._meta.db_table, fitted)


@contextlib.contextmanager
def many() -> Iterator[None]:
    """Room for the indexes while many rows come in (SQLite)."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("pragma cache_size")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"pragma cache_size = -{_ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"pragma cache_size = {before}")


def delete(model: type[models.Model], projection: int) -> int:
    """Take away the rows of one projection; answers how many there were."""
    table, gone = connection.ops.quote_name(model._meta.db_table), 0
    sql = f"delete from {table} where id in (select id from {table} where projection_id = %s limit {BATCH})"  # noqa: S608
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [projection])
            if cursor.rowcount < 1:
                return gone
            gone += cursor.rowcount


def forget() -> None:
    """After personal data was deleted: leave nothing of it in the free pages of the database, as far as it lets us.

    PostgreSQL does it between transactions only; inside one, its own vacuum comes later.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            cursor.execute("pragma wal_checkpoint(truncate)")
        elif connection.vendor == "postgresql" and not connection.in_atomic_block:
            cursor.execute("vacuum waspada_person, waspada_belonging, waspada_organisation, waspada_profile")


def overwrite_deleted() -> None:
    """From here on this connection overwrites what it deletes (SQLite; elsewhere `forget` does what can be done)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("pragma secure_delete = on")


def analyse() -> None:
    """Tell PostgreSQL what is there now, and that indexes alone can be read (that only between transactions).

    SQLite needs no telling for queries as plain as ours.
    """
    if connection.vendor == "postgresql":
        verb = "analyze" if connection.in_atomic_block else "vacuum analyze"
        with connection.cursor() as cursor:
            cursor.execute(f"{verb} waspada_person, waspada_belonging, waspada_organisation, waspada_profile")


def _fitted(model: type[models.Model], name: str, values: Any) -> Any:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        most = getattr(model._meta.get_field(name), "max_length", None)
        values = pc.replace_substring(pc.fill_null(values, ""), "\x00", "")  # PostgreSQL takes no NUL
        return pc.utf8_slice_codeunits(values, 0, most) if most else values
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values, "%Y-%m-%d %H:%M:%S" + ("+00" if connection.vendor == "postgresql" else ""))
    return values


def _many(table: str, columns: dict[str, Any]) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join(["%s"] * len(columns))
    sql = f"insert into {connection.ops.quote_name(table)} ({names}) values ({marks})"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(zip(*(values.to_pylist() for values in columns.values()), strict=True)))


def _copy(table: str, columns: dict[str, Any]) -> None:
    content = pa.BufferOutputStream()
    pacsv.write_csv(pa.table(columns), content, pacsv.WriteOptions(include_header=False))
    names = ", ".join(map(connection.ops.quote_name, columns))
    sql = f"copy {connection.ops.quote_name(table)} ({names}) from stdin (format csv)"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        copy.write(content.getvalue().to_pybytes())
