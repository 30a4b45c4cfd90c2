"""A database for each home that a test makes: SQLite in it, or a new one on the PostgreSQL that DATABASE_URL names."""

from __future__ import annotations

import functools
import hashlib
import os
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_SERVER: Final = os.environ.get("DATABASE_URL", "")
_made: Final[list[str]] = []


@functools.cache
def url_of(home: Path) -> str:
    """DATABASE_URL for processes over a home, the same at every call; empty: SQLite in the home.

    The name tells processes that test at the same time apart, which may have homes of the same name.
    """
    if not _SERVER:
        return ""
    name = f"waspada_{hashlib.sha256(f'{home.absolute()} {os.getpid()}'.encode()).hexdigest()[:20]}"
    _ask(f"drop database if exists {name} with (force)", f"create database {name}")
    _made.append(name)
    return urlsplit(_SERVER)._replace(path=f"/{name}").geturl()


def drop() -> None:
    """Take all of them off the server, whoever still looks at them."""
    _ask(*(f"drop database if exists {name} with (force)" for name in _made))
    _made.clear()
    url_of.cache_clear()


def _ask(*statements: str) -> None:
    if not statements:
        return
    import psycopg

    with psycopg.connect(_SERVER, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
