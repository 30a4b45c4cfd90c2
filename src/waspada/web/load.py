"""Loads Django, and brings the database up to date."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

import django
from django.core.management import call_command
from django.db import connection

_LOCK: Final = 0x7761737061646102
"""Advisory lock of PostgreSQL: one process changes the tables, the others wait and find them changed."""


def load() -> None:
    """Once in a process, before anything of `store.db` is imported."""
    django.setup()


def migrate() -> None:
    """Make or update the tables."""
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])
