"""A case on disk, made by the commands themselves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests import workbench as made

from waspada.cli.main import main

Call = Callable[..., Result]

LINES = "".join(
    f'{{"event":"e","properties":{{"time":17640000{number:02},"distinct_id":"u{number % 7}",'
    f'"$email":"p{number % 7}@mail.example"}}}}\n'
    for number in range(60)
)
ACCOUNTS = "account_id,email,name,mfa\n" + "".join(f"u{n},p{n}@mail.example,Person {n},off\n" for n in range(9))


@pytest.fixture(scope="session", autouse=True)
def _asked() -> Iterator[None]:
    """Where DATABASE_URL is set, a command asks that workbench about its case: a real one, that knows none of them."""
    if not os.environ.get("DATABASE_URL"):
        yield
        return
    made.load()
    made.migrated()
    yield
    made.closed()


@pytest.fixture
def call() -> Call:
    """Runs a subcommand of `waspada`, as alice."""

    def one(*words: str | Path, code: int = 0, **more: Any) -> Result:
        done = CliRunner().invoke(main, [str(word) for word in words], **more)
        assert done.exit_code == code, f"{done.output}\n{done.stderr}"
        return done

    return one


@pytest.fixture
def november(tmp_path: Path, call: Call) -> Path:
    """A case with one sealed hand-over, and the files beside it."""
    (tmp_path / "events.jsonl").write_text(LINES)
    (tmp_path / "accounts.csv").write_text(ACCOUNTS)
    case = tmp_path / "november"
    call("case", "open", case, "--vendor", "Vendor", "--actor", "alice", "--lang", "en")
    call("case", "seal", case, tmp_path / "events.jsonl", "--actor", "alice", "--lang", "en", "--by", "Vendor")
    return case


def log_of(case: Path) -> list[dict[str, Any]]:
    """The entries of its log."""
    return [json.loads(line) for line in (case / "custody.ndjson").read_text().splitlines()]
