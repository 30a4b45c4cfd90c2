"""`case ask`: the list, the letter, and what is put on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from waspada.cli.main import main
from waspada.flows.case.question_list import QUESTIONS


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = str(tmp_path / "c")
    assert CliRunner().invoke(main, ["case", "open", path, "--vendor", "Mixpanel", "--actor", "A"]).exit_code == 0
    return path


def ask(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["case", "ask", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def entries(case: str) -> int:
    return len((Path(case) / "custody.ndjson").read_bytes().splitlines())


@pytest.mark.parametrize(("lang", "dear"), [("en", "To Mixpanel,"), ("id", "Kepada Mixpanel,")])
def test_a_letter_alone_leaves_no_entry(case: str, lang: str, dear: str) -> None:
    letter = ask(case, "--print", "--lang", lang)
    assert dear in letter
    assert all(f"[{question.id}]" in letter for question in QUESTIONS)
    assert entries(case) == 1


def test_all_is_asked_once(case: str) -> None:
    assert "subprocessors" in ask(case, "--all", "--lang", "en")
    assert entries(case) == 1 + len(QUESTIONS)
    assert ask(case, "--all", "--lang", "id") == "Semua pertanyaan dalam daftar sudah tercatat.\n"
    assert entries(case) == 1 + len(QUESTIONS)


def test_asking_and_printing_at_once_prints_what_was_asked(case: str) -> None:
    letter = ask(case, "--text", "Was it a shared login?", "--print", "--lang", "en")
    assert " 1. [own-1] Was it a shared login?" in letter
    assert " 2. " not in letter
    assert entries(case) == 2


def test_the_list_says_what_waits_how_long(case: str) -> None:
    ask(case, "count", "--on", "2025-11-20")
    listed = ask(case, "--lang", "en")
    assert "[count] asked 20 Nov · OPEN, " in listed
    assert "Not asked yet: what, when" in listed
    document = json.loads(ask(case, "--json"))
    assert (document["asked"], document["open"]) == (1, 1)
