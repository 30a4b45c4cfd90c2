"""`case answer`: an answer is kept as it came, or refused when the log must not hold it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = str(tmp_path / "c")
    for arguments in (["open", path, "--vendor", "V", "--actor", "A"], ["ask", path, "what", "count"]):
        assert CliRunner().invoke(main, ["case", *arguments]).exit_code == 0
    return path


def answer(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["case", "answer", *arguments], input=given)


def test_it_counts_what_is_still_open(case: str) -> None:
    done = answer(case, "what", "--text", "They phished somebody", "--lang", "en")
    assert done.stdout == "Answer to what on record. Open questions: 1.\n"


def test_lines_from_standard_input_are_kept(case: str) -> None:
    done = answer(case, "count", "--text", "-", "--source", "letter", "--json", given="first\nsecond\n")
    told = json.loads(done.stdout)["answers"][0]
    assert (told["text"], told["source"]) == ("first\nsecond", "letter")


def test_an_answer_with_a_value_is_refused_and_not_repeated(case: str) -> None:
    done = answer(case, "what", "--text", "-", given="write to budi@vendor.example")
    assert done.exit_code == 2
    assert "e-mail address" in done.stderr
    assert "budi" not in done.output
    assert b"budi" not in (Path(case) / "custody.ndjson").read_bytes()
