"""What every test stands on: a home of its own, fixed zone and language, and no way out to the network."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests import databases

ROOT = Path(__file__).resolve().parent.parent
FULL = os.environ.get("WASPADA_FULL") == "1"

# The same examples on every machine and every day: a red build is a change of ours, never luck.
settings.register_profile("waspada", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("waspada")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a missing program; where everything must be there (`.ci/run`), fail instead."""
    for marker in item.iter_markers("needs"):
        missing = [program for program in marker.args if shutil.which(program) is None]
        if missing and FULL:
            pytest.fail(f"needs {', '.join(missing)}, and WASPADA_FULL=1 lets nothing be skipped", pytrace=False)
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")


@pytest.fixture(scope="session", autouse=True)
def waspada_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for the whole run, so that the pattern database is compiled once and nobody's own home is touched."""
    home = tmp_path_factory.mktemp("waspada-home")
    home.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WASPADA_HOME", str(home))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        patch.setenv("COLUMNS", "120")
        patch.setenv("NO_COLOR", "1")
        time.tzset()
        yield home
    databases.drop()


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether this run must leave nothing out (`.ci/run` sets WASPADA_FULL=1)."""
    return FULL


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, for tests that read the docs or the code as text."""
    return ROOT
