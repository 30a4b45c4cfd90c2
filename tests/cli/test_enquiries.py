"""`waspada enquiries`: the group."""

from __future__ import annotations

from click.testing import CliRunner

from waspada.cli.main import main


def test_it_says_what_there_is() -> None:
    done = CliRunner().invoke(main, ["enquiries", "--help"])
    assert done.exit_code == 0
    assert "take" in done.output
