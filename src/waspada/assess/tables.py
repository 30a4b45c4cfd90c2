"""DuckDB as the joiner: one locked connection over Arrow tables. The only file of this room that imports it.

Nothing but the paths named at the start can be read, nothing can be written but the spill folder, and no error of the
library comes through: its texts quote the data. Without a spill folder nothing is written at all: the library encrypts
what it spills only with an extension that it would have to download.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from waspada.core.errors import JoinFailed

_LINE = re.compile(r"(?:Line: |line |at line )(\d+)")
MEMORY = "600MB"
_ALL_IN_MEMORY = "50%"
"""Of the machine, or of what its container may use: where nothing is spilled."""
THREADS = 2


class Refused(Exception):
    """DuckDB could not read a source; holds the line if it named one, never its text."""

    def __init__(self, line: int | None) -> None:
        super().__init__("the source could not be read" if line is None else f"line {line} could not be read")
        self.line = line


class Tables:
    """Arrow tables by name, and SQL over them."""

    def __init__(
        self, *, spill: Path | None, readable: Sequence[Path] = (), memory: str = "", threads: int = THREADS
    ) -> None:
        if spill:
            spill.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._spills = spill is not None
        self._connection = duckdb.connect(config={"threads": threads})
        settings = [
            f"set memory_limit = {literal(memory or (MEMORY if spill else _ALL_IN_MEMORY))}",
            f"set temp_directory = {literal(str(spill or ''))}",
            "set preserve_insertion_order = false",
            "set autoload_known_extensions = false",
            "set autoinstall_known_extensions = false",
            "set allow_community_extensions = false",
            "set enable_progress_bar = false",
            "set timezone = 'UTC'",
            f"set allowed_paths = [{', '.join(literal(str(path)) for path in readable)}]",
            f"set allowed_directories = [{literal(str(spill)) if spill else ''}]",
            "set enable_external_access = false",
            "set lock_configuration = true",
        ]
        for statement in settings:
            self._connection.execute(statement)

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name; nothing is copied."""
        self._connection.register(name, table)

    def forget(self, *names: str) -> None:
        """Let go of registered tables."""
        for name in names:
            self._connection.unregister(name)

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Execute, without a result."""
        failed: Exception | None = None
        try:
            self._connection.execute(sql, dict(parameters or {}))
        except duckdb.Error as error:
            failed = error
        if failed is not None:
            raise self._ours(failed)

    def arrow(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Execute, with the result as one Arrow table."""
        failed: Exception | None = None
        try:
            return self._query(sql, parameters)
        except duckdb.Error as error:
            failed = error
        raise self._ours(failed)

    def _query(self, sql: str, parameters: Mapping[str, Any] | None) -> pa.Table:
        if parameters:
            return self._connection.sql(sql, params=dict(parameters)).to_arrow_table()
        return self._connection.sql(sql).to_arrow_table()

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Execute, with a small result as dictionaries."""
        found: list[dict[str, Any]] = self.arrow(sql, parameters).to_pylist()
        return found

    def value(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Execute, with the one value of the result."""
        return self.arrow(sql, parameters).column(0)[0].as_py()

    def _ours(self, error: Exception) -> Exception:
        """Our own error for one of the library's, whose text may quote the data."""
        # What the library refuses about a *source* carries a line; memory, disk and defects do not.
        if isinstance(error, duckdb.InvalidInputException | duckdb.ConversionException | duckdb.IOException):
            found = _LINE.search(str(error))
            return Refused(int(found.group(1)) if found else None)
        if isinstance(error, duckdb.OutOfMemoryException) and not self._spills:
            message = "Joining needs more memory than there is; what is encrypted is never joined on disk."
            return JoinFailed(message, hint="Run the same command again on a machine with more memory: it resumes.")
        return JoinFailed(f"Joining failed ({type(error).__name__}).")


def literal(text: str) -> str:
    """A string in SQL."""
    return "'" + text.replace("'", "''") + "'"


def identifier(text: str) -> str:
    """A column name in SQL."""
    return '"' + text.replace('"', '""') + '"'
