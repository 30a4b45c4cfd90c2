"""A workbench for every test of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import workbench as made

made.load()  # before the tests are collected: they import models


@pytest.fixture(scope="session", autouse=True)
def _tables() -> Iterator[None]:
    made.migrated()
    yield
    made.closed()


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[made.Workbench]:
    """Five people and an empty database; what a test writes is taken back."""
    with made.opened(tmp_path / "home") as bench:
        yield bench
