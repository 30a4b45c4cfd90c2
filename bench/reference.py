"""The reference of speed: DuckDB, on two threads, merely reads each cell of a file. Run as a script.

    python bench/reference.py FILE

It is the fastest stock reader that looks at every cell; its schema is the one it finds by itself.
"""

from __future__ import annotations

import sys

THREADS = 2


def query(path: str) -> str:
    """Touches every cell and keeps nothing."""
    quoted = path.replace("'", "''")
    return f"select max(columns(*)) from read_json('{quoted}', format='newline_delimited')"  # noqa: S608


def main(path: str) -> None:
    """Read it."""
    import duckdb

    connection = duckdb.connect(config={"threads": THREADS})
    connection.execute(query(path)).fetchall()


if __name__ == "__main__":
    main(sys.argv[1])
