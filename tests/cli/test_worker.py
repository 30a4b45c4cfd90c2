"""`waspada worker`: ends when it is told to, or when whoever started it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import databases

from waspada.cli.main import main


def started(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
    command = [sys.executable, "-m", "waspada.cli.main", "worker", *arguments]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_waits_for_tables_and_ends_when_told(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path) as process:
        assert process.stderr is not None
        assert b"waspada: working" in process.stderr.readline()
        process.send_signal(number)
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    with started(tmp_path, "--with-parent") as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def test_the_option_for_serve_is_no_option_for_people() -> None:
    done = CliRunner().invoke(main, ["worker", "--help"])
    assert "taken up by another when one dies" in " ".join(done.output.split())
    assert "--with-parent" not in done.output
