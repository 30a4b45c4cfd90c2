"""`waspada demo`: small, and equal to its truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from waspada.cli.main import main
from waspada.flows.demo import enact

SMALL = ("--people", "40", "--organisations", "6", "--events", "300")


def test_the_demo_equals_its_truth(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["demo", *SMALL, "--out", str(tmp_path / "demo"), "--lang", "id"])
    assert done.exit_code == 0, done.output
    assert "Kebenaran" in done.stdout
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {"data", "restricted", "share"}


def test_a_difference_is_shown_and_exits_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enact, "compare", lambda *_: iter((enact.Difference("records", 7, 8),)))
    done = CliRunner().invoke(main, ["demo", *SMALL, "--out", str(tmp_path / "demo"), "--lang", "en"])
    assert done.exit_code == 1
    assert "records: made 7, found 8" in done.stdout


@pytest.mark.parametrize(("made", "code"), [(300, 0), (301, 1)])
def test_json_is_alone_on_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: int, code: int
) -> None:
    if code:
        monkeypatch.setattr(enact, "compare", lambda *_: iter((enact.Difference("records", made, 300),)))
    done = CliRunner().invoke(main, ["demo", *SMALL, "--out", str(tmp_path / "demo"), "--json", "--lang", "en"])
    assert done.exit_code == code, done.stderr
    assert json.loads(done.stdout) == json.loads((tmp_path / "demo" / "share" / "assessment.json").read_text())
    assert ("records: made 301, found 300" if code else "every count equals") in done.stderr


@pytest.mark.parametrize("wrong", [("--people", "3"), ("--events", "0"), ("--seed", "x")])
def test_sizes_are_checked(wrong: tuple[str, str]) -> None:
    assert CliRunner().invoke(main, ["demo", *wrong]).exit_code == 2
