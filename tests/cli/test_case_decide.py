"""`case decide`: each way to say it, and the key of an encrypted case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main
from waspada.core.person_key import person_id
from waspada.readers.age import Identity
from waspada.store.case.folder import load

ID = "3f1c" * 8


@pytest.fixture
def case(tmp_path: Path) -> str:
    path, key = str(tmp_path / "c"), str(tmp_path / "k")
    done = CliRunner().invoke(
        main, ["case", "open", path, "--vendor", "V", "--actor", "A", "--encrypt", "--key-file", key]
    )
    assert done.exit_code == 0
    return path


def decide(case: str, *arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["case", "decide", case, *arguments, "--actor", "Bob", "--reason", "I read it"])
    assert done.exit_code == code, done.output
    return done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--field", "note", "--meaning", "nothing"], "the field note holds none of the kinds in question"),
        (["--field", "note", "--table", "events", "--meaning", "email"], "the field events > note is e-mail address"),
        (["--finding", "phone", "--confirm"], "phone number is confirmed"),
        (["--finding", "phone", "--field", "build", "--reject"], "phone number in build is rejected"),
        (["--match", ID, "--reject"], "match 3f1c3f1c is nobody"),
        (["--match", ID, "--confirm", ID], "match 3f1c3f1c is person 3f1c3f1c"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_way_to_say_it(case: str, arguments: list[str], said: str) -> None:
    shown = " ".join(decide(case, *arguments, "--lang", "en").stdout.split())
    assert shown == f"On record, entry 2: {said}."
    assert " ".join(decide(case, *arguments, "--lang", "id").stdout.split()).startswith("Tercatat, entri 3: ")


def test_an_account_id_needs_the_key_and_does_not_reach_the_log(case: str, tmp_path: Path) -> None:
    match = ["--match", ID, "--confirm", "budi@example.org"]
    decide(case, *match, code=26)
    done = decide(case, *match, "--key-file", str(tmp_path / "k"), "--json")
    identity = Identity.read((tmp_path / "k").read_text())
    key = load(Path(case), clock=lambda: 0, identity=identity).key()
    (kept,) = json.loads(done.stdout)["decisions"]
    assert kept["person"] == person_id(key, account="budi@example.org")
    assert b"budi" not in (Path(case) / "custody.ndjson").read_bytes()


def test_a_file_is_added_once(case: str, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "decisions:\n  - {field: note, meaning: nothing, reason: r, author: Dewi, time: '2025-11-24T09:00:00Z'}\n"
    )
    first = CliRunner().invoke(main, ["case", "decide", case, "--file", str(path), "--lang", "en"])
    again = CliRunner().invoke(main, ["case", "decide", case, "--file", str(path), "--lang", "en"])
    assert first.stdout.startswith("On record, entry 2: ")
    assert again.stdout == "Left out, since they are on record already: 1.\n"
