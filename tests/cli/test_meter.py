"""The bar says what is done and how much, on standard error."""

from __future__ import annotations

import subprocess
import sys

import pytest

from waspada.cli.meter import Meter


def test_it_shows_the_stage_the_lines_and_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    meter = Meter()
    meter.begin("Reading", 100)
    meter.advance(50, "10 records")
    meter.begin("Writing", 0)
    meter.say("a line with [brackets]")
    meter.stop()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "a line with [brackets]" in shown.err


def test_without_a_terminal_it_is_never_imported() -> None:
    code = "import sys; from waspada.cli.progress import Bar; Bar('en').stage('read', 10); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
