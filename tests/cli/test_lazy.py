"""A group imports a command when it runs, and hides what is not built."""

from __future__ import annotations

import subprocess
import sys

import click
from click.testing import CliRunner

from waspada.cli.case import SUBCOMMANDS
from waspada.cli.lazy import LazyGroup
from waspada.cli.main import main


def test_a_name_without_a_file_is_not_shown_and_does_not_run() -> None:
    group = LazyGroup("x", known={"scan": "Searches.", "nowhere": "Never built."}, prefix="waspada.cli.")
    assert group.list_commands(click.Context(group)) == ["scan"]
    shown = CliRunner().invoke(group, ["--help"]).output
    assert "Searches." in shown
    assert "nowhere" not in shown
    assert CliRunner().invoke(group, ["nowhere"]).exit_code == 2


def test_every_subcommand_of_a_case_that_is_built_is_in_its_help() -> None:
    shown = CliRunner().invoke(main, ["case", "--help"]).output
    built = [name for name in SUBCOMMANDS if f"\n  {name} " in shown]
    assert built[:4] == ["open", "fact", "ask", "answer"]
    assert {"decide", "show"} <= {*built}


def test_help_imports_no_subcommand() -> None:
    code = (
        "import sys\nfrom waspada.cli.main import main\n"
        "try:\n    main(['case', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('waspada.cli.case_') or 'pyrage' in name])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
