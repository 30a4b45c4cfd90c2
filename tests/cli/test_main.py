"""The command as people and scripts meet it: help, exit codes, errors, pipes and terminals."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from waspada.cli.main import COMMANDS, INTERRUPTED, main

WASPADA = [sys.executable, "-m", "waspada.cli.main"]


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*WASPADA, *arguments], capture_output=True, check=False, timeout=120, env={**os.environ, **more}
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("id,email,city\n" + "".join(f"{n},p{n}@example.org,Kota Œ☂ {n}\n" for n in range(50)))
    return path


def test_help_teaches() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert "waspada demo" in shown
    assert all(name in shown for name in COMMANDS)
    for name in COMMANDS:
        text = CliRunner().invoke(main, [name, "--help"]).output
        assert "Exit codes" in text, name
        assert "Examples" in text, name
        assert f"waspada {name}" in text, name


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["scan"],
        ["scan", "--what"],
        ["scan", "x", "--text", "y"],
        ["assess", "x"],
        ["assess", "--directory", "d"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert not done.stdout


def test_an_error_is_one_line_and_a_hint(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["scan", str(tmp_path / "nowhere")])
    assert done.exit_code == 10
    assert not done.stdout
    first, second = done.stderr.splitlines()
    assert first.startswith("waspada: ")
    assert second.startswith("  hint: ")


def test_a_closed_pipe_is_quiet(file: Path) -> None:
    with subprocess.Popen([*WASPADA, "scan", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_characters_does_not_stop_us(file: Path, encoding: str) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": encoding}
    done = run("scan", str(file), "--lang", "id", **environment)
    assert done.returncode == 1, done.stderr
    done = run("scan", str(file), "--json", "--reveal", "--reason", "test", "--actor", "a", **environment)
    assert json.loads(done.stdout.decode(encoding))["accounting"]["records"] == 50


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_being_stopped_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    code = (
        "import time\nfrom waspada.flows import dataset\nfrom waspada.cli.main import main\n"
        "def wait(*a, **k):\n    print('at work', flush=True)\n    time.sleep(60)\ndataset.run = wait\nmain()\n"
    )
    (tmp_path / "a.csv").write_text("id\n1\n")
    process = subprocess.Popen(
        [sys.executable, "-c", code, "scan", str(tmp_path / "a.csv")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"at work\n"
    assert list(temporary.iterdir())
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == (INTERRUPTED if number == signal.SIGINT else 128 + number)
    assert b"Traceback" not in errors
    assert not list(temporary.iterdir())


def test_a_full_disk_is_said_so_and_the_same_command_resumes(file: Path, tmp_path: Path) -> None:
    arguments = ["assess", str(file), "--directory", str(file), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [*WASPADA, *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)),
    )
    assert done.returncode == 21, done.stderr
    assert b"hint: Check free space" in done.stderr
    assert not (tmp_path / "out" / "share").exists()
    assert run(*arguments).returncode == 0
    assert (tmp_path / "out" / "share" / "report.html").exists()


def test_help_is_quick() -> None:
    seconds = []
    for _ in range(3):
        began = time.monotonic()
        assert run("--help").returncode == 0
        seconds.append(time.monotonic() - began)
    assert min(seconds) < 1.5  # the figure itself, 0.3, is held by `make bench`
