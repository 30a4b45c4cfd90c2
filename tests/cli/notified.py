"""A workbench with one notice, found by the commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests import workbench as made

from waspada.cli.main import main


@contextmanager
def opened(home: Path, patch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the commands find."""
    made.load()
    made.migrated()
    with made.opened(home) as bench:
        (bench.home / "waspada.db").touch()
        patch.setenv("WASPADA_HOME", str(bench.home))
        yield bench


def small(bench: made.Workbench, count: int = 3, **more: Any) -> Any:
    """A notice of so many rows, composed by nobody."""
    from tests.store.db.letters import notice

    found = notice(bench.case(), count, **more)
    found.refresh_from_db()
    return found


def run(*words: object, code: int = 0) -> Result:
    """A subcommand of `waspada notify`, in English."""
    done = CliRunner().invoke(main, ["notify", *map(str, words), "--lang", "en"])
    assert done.exit_code == code, f"{done.output}\n{done.stderr}"
    return done


def answer(*words: object, code: int = 0) -> Any:
    """What it says in JSON."""
    return json.loads(run(*words, "--json", code=code).stdout)
