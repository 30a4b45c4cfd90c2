"""`waspada case seal`: says what was sealed, in both languages and as JSON."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import LINES, Call, log_of

DIGEST = hashlib.sha256(LINES.encode()).hexdigest()


@pytest.mark.parametrize(("lang", "said"), [("en", "Hand-over 2 is sealed"), ("id", "Penyerahan 2 sudah disegel")])
def test_it_says_what_was_sealed(november: Path, call: Call, lang: str, said: str) -> None:
    done = call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--lang", lang)
    assert said in done.stdout
    assert DIGEST in done.stdout


def test_json_is_alone_on_standard_output(november: Path, call: Call) -> None:
    done = call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--json", "--in-place")
    answer = json.loads(done.stdout)
    assert (answer["number"], answer["files"][0]["sha256"]) == (2, DIGEST)
    assert answer["files"][0]["in_place"] == str(november.parent / "events.jsonl")


def test_the_log_has_what_was_said_of_it(november: Path, call: Call) -> None:
    more = ("--channel", "SFTP", "--reference", "T-7", "--received", "2025-11-25T14:02:00Z", "--to", "carol")
    call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--reason", "second", *more)
    entry = log_of(november)[-1]
    assert (entry["actor"], entry["action"], entry["reason"]) == ("bob", "evidence.seal", "second")
    assert {name: entry["data"][name] for name in ("channel", "reference", "received", "received_by")} == {
        "channel": "SFTP",
        "reference": "T-7",
        "received": "2025-11-25T14:02:00Z",
        "received_by": "carol",
    }


@pytest.mark.needs("7z")
def test_a_password_comes_from_a_file_and_stands_nowhere(november: Path, call: Call, tmp_path: Path) -> None:
    box, word = tmp_path / "box.7z", tmp_path / "word"
    subprocess.run(
        ["7z", "a", "-pblue-canary", str(box), str(tmp_path / "events.jsonl")], check=True, capture_output=True
    )
    call("case", "seal", november, box, "--actor", "bob", code=26)
    word.write_text("blue-canary\n")
    done = call("case", "seal", november, box, "--actor", "bob", "--wrapper-password-file", word, "--lang", "en")
    assert "inside: events.jsonl" in done.stdout
    assert not any("canary" in path.read_text(errors="replace") for path in november.rglob("*") if path.is_file())


def test_what_is_not_there_is_a_usage_error(november: Path, call: Call) -> None:
    call("case", "seal", november, november.parent / "nothing.zip", "--actor", "bob", code=2)
