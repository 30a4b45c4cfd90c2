"""`case fact`: what is said back."""

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


def fact(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["case", "fact", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_answer_names_value_status_and_what_it_superseded(case: str) -> None:
    assert fact(case, "people", "8000", "--by", "vendor", "--lang", "en") == (
        "People affected: 8,000 (claimed by the vendor).\n"
    )
    assert fact(case, "people", "10000+", "--by", "vendor", "--lang", "id").splitlines() == [
        "Orang yang terdampak: sedikitnya 10.000 (menurut vendor).",
        "Sebelumnya, di entri 2: 8.000. Itu tetap tercatat.",
    ]
    assert fact(case, "people", "500", "--lang", "en").splitlines()[1:] == [
        "Careful: others say something else.",
        f"  waspada case show {case} --facts",
    ]


def test_json_holds_the_fact_as_it_stands(case: str) -> None:
    document = json.loads(fact(case, "key_taken", "unknown", "--json"))
    assert (document["entry"], document["fact"], document["ours"]["status"]) == (2, "key_taken", "unknown")
    assert document["ours"]["value"] is None
