"""`case show`: the digest, or the parts that were asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from waspada.cli.main import main


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = str(tmp_path / "c")
    assert CliRunner().invoke(main, ["case", "open", path, "--vendor", "V", "--actor", "Alice"]).exit_code == 0
    return path


def show(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["case", "show", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_parts_come_in_their_order(case: str) -> None:
    shown = show(case, "--log", "--facts", "--decisions", "--questions", "--lang", "en")
    heads = ["FACTS", "QUESTIONS TO THE VENDOR", "DECISIONS", "LOG"]
    assert [line for line in shown.splitlines() if line in heads] == heads
    assert "Known since" not in shown


@pytest.mark.parametrize(("lang", "word"), [("en", "Known since"), ("id", "Diketahui sejak")])
def test_without_a_part_it_is_the_digest(case: str, lang: str, word: str) -> None:
    assert word in show(case, "--lang", lang)


def test_json_is_alone_on_standard_output(case: str) -> None:
    assert json.loads(show(case, "--json", "--facts"))["schema"] == "waspada/case/1"


def test_showing_leaves_no_entry(case: str) -> None:
    before = (Path(case) / "custody.ndjson").read_bytes()
    show(case)
    assert (Path(case) / "custody.ndjson").read_bytes() == before
