"""One case on the command line, as Alice, Bob and Charlie live it, from the first call to a disagreement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main


def run(*arguments: str, code: int = 0, given: str | None = None) -> Result:
    done = CliRunner().invoke(main, ["case", *arguments], input=given)
    assert done.exit_code == code, done.output
    return done


def test_three_people_one_log(tmp_path: Path) -> None:
    case = str(tmp_path / "november")
    run("open", case, "--vendor", "Mixpanel", "--actor", "Alice", "--reason", "they called")
    run("fact", case, "aware_at", "2025-11-25T21:02:00+07:00", "--source", "call", "--actor", "Alice")
    run("fact", case, "people", "8000", "--by", "vendor", "--from", "their letter", "--actor", "Bob")
    run("fact", case, "people", "10000-12000", "--by", "vendor", "--actor", "Bob")
    run("ask", case, "count", "fields", "--on", "2025-11-25", "--actor", "Charlie")
    run("answer", case, "count", "--text", "-", "--on", "2025-11-26", "--actor", "Charlie", given="About 11,000\n")
    decision = ("decide", case, "--field", "properties.note", "--meaning")
    run(*decision, "chat_content", "--reason", "typed there", "--actor", "Alice")
    against = run(*decision, "nothing", "--reason", "read 500", "--actor", "Bob", "--lang", "en").stdout
    assert "Alice decided otherwise" in " ".join(against.split())
    document = json.loads(run("show", case, "--json", "--log").stdout)
    assert [(one["actor"], one["action"]) for one in document["entries"]] == [
        ("Alice", "case.open"),
        ("Alice", "fact.state"),
        ("Bob", "fact.state"),
        ("Bob", "fact.state"),
        ("Charlie", "question.ask"),
        ("Charlie", "question.ask"),
        ("Charlie", "question.answer"),
        ("Alice", "decision.make"),
        ("Bob", "decision.make"),
    ]
    assert document["entries"][0]["reason"] == "they called"
    assert document["entries"][3]["data"]["supersedes"] == 3
    assert document["entries"][2]["data"]["source"] == "their letter"
    assert document["known_since"]["at"] == "2025-11-25T21:02:00+07:00"
    assert document["questions"]["open"] == 1
    assert document["disagreements"] == 1
    digest = run("show", case, "--lang", "en").stdout
    assert "Known since             25 November 2025 at 21:02 UTC+07:00" in digest
    assert "10,000 to 12,000 · claimed by the vendor" in digest
    assert "! subjects on which people disagree: 1" in digest
    assert all(len(line) <= 80 for line in digest.splitlines() if not line.startswith("  waspada"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["fact", "{}", "aware_at", "2025-11-25T14:02:00"],
        ["fact", "{}", "people", "many"],
        ["fact", "{}", "unheard_of", "1"],
        ["fact", "{}", "people", "5", "--by", "vendor", "--status", "confirmed"],
        ["fact", "{}", "note.x", "ask budi@vendor.example"],
        ["ask", "{}", "nonsense"],
        ["ask", "{}", "what", "--all"],
        ["answer", "{}", "own-9", "--text", "x"],
        ["answer", "{}", "what"],
        ["decide", "{}", "--field", "a", "--meaning", "nothing"],
        ["decide", "{}", "--reason", "r"],
        ["decide", "{}", "--finding", "phone", "--reason", "r"],
        ["decide", "{}", "--finding", "phone", "--confirm", "user-1", "--reason", "r"],
        ["decide", "{}", "--match", "3f1c", "--reject", "--reason", "r"],
        ["decide", "{}", "--file", "nowhere.yaml"],
        ["decide", "{}", "--file", "nowhere.yaml", "--reject"],
        ["open", "{}", "--vendor", "Again"],
        ["fact", "{}", "people", "5", "--actor", "a\x1bb"],
    ],
    ids=lambda arguments: " ".join(arguments).replace("\x1b", "ESC"),
)
def test_what_is_not_understood_is_2_and_leaves_no_entry(tmp_path: Path, arguments: list[str]) -> None:
    case = tmp_path / "case"
    run("open", str(case), "--vendor", "V", "--actor", "Alice")
    done = run(*(one.format(case) for one in arguments), code=2)
    assert not done.stdout
    assert "budi" not in done.output
    assert len((case / "custody.ndjson").read_bytes().splitlines()) == 1


@pytest.mark.parametrize("name", ["fact", "ask", "answer", "decide", "show"])
def test_no_case_there_is_10_and_an_altered_log_is_12(tmp_path: Path, name: str) -> None:
    more = {
        "fact": ["people", "5"],
        "ask": ["what"],
        "answer": ["what", "--text", "x"],
        "decide": ["--field", "a", "--meaning", "nothing", "--reason", "r"],
        "show": [],
    }[name]
    case = tmp_path / "case"
    run(name, str(case), *more, code=10)
    run("open", str(case), "--vendor", "V", "--actor", "Alice")
    run("fact", str(case), "people", "5")
    log = case / "custody.ndjson"
    altered = log.read_bytes().replace(b'"value":5', b'"value":6')
    log.write_bytes(altered)
    done = run(name, str(case), *more, code=12)
    assert "log" in done.stderr
    assert log.read_bytes() == altered
