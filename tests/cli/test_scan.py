"""`waspada scan`: what it prints, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waspada.cli.main import main


def scan(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["scan", *arguments], input=given)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("id,email\n1,ani@example.org\n2,budi@example.org\n")
    return path


@pytest.fixture
def own_home(waspada_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A WASPADA_HOME of this test alone; the pattern database is shared."""
    home = tmp_path / "home"
    home.mkdir()
    (waspada_home / "cache").mkdir(parents=True, exist_ok=True)
    (home / "cache").symlink_to(waspada_home / "cache")
    monkeypatch.setenv("WASPADA_HOME", str(home))
    return home


def test_json_is_alone_on_standard_output(file: Path) -> None:
    done = scan(str(file), "--json")
    assert done.exit_code == 1
    assert done.stderr == ""
    document = json.loads(done.stdout)
    assert document["schema"] == "waspada/scan/1"
    assert set(document) >= {"accounting", "files", "fields", "findings", "absent"}
    assert {"kind", "category", "table", "field", "values", "distinct", "records", "strength", "how"} <= set(
        document["findings"][0]
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "e-mail address"), ("id", "alamat e-mail")])
def test_people_read_it_in_their_language(file: Path, lang: str, words: str) -> None:
    done = scan(str(file), "--lang", lang)
    assert done.exit_code == 1
    assert words in done.stdout
    assert "example.org" not in done.stdout


def test_reveal_shows_the_values_once_the_look_is_on_record(tmp_path: Path, file: Path, own_home: Path) -> None:
    named = file.rename(tmp_path / "of-ani@example.org.csv")
    done = scan(str(named), "--reveal", "--reason", "are these test accounts?", "--actor", "dewi")
    assert "budi@example.org" in done.stdout
    (line,) = (own_home / "reveals.ndjson").read_text().splitlines()
    entry = json.loads(line)
    assert (entry["actor"], entry["reason"], entry["command"]) == ("dewi", "are these test accounts?", "scan")
    assert entry["time"].endswith("Z")
    assert "example.org" not in line
    assert "[email" in entry["what"][0]


def test_reveal_of_a_text_keeps_nothing_of_it(own_home: Path) -> None:
    done = scan("--text", "write to ani@example.org", "--reveal", "--reason", "to see what is found", "--json")
    assert "ani@example.org" in done.stdout
    assert json.loads((own_home / "reveals.ndjson").read_text())["what"] == []


@pytest.mark.parametrize("reason", [None, "", "  ", "ani@example.org asked"])
def test_reveal_needs_a_reason_without_personal_data(file: Path, own_home: Path, reason: str | None) -> None:
    done = scan(str(file), "--reveal", *(() if reason is None else ("--reason", reason)))
    assert done.exit_code == 2
    assert "hint:" in done.stderr
    assert "example.org" not in done.stdout + done.stderr
    assert not (own_home / "reveals.ndjson").exists()


def test_what_cannot_be_put_on_record_is_not_shown(file: Path, own_home: Path) -> None:
    (own_home / "reveals.ndjson").mkdir(parents=True)
    done = scan(str(file), "--reveal", "--reason", "a look")
    assert done.exit_code == 21
    assert done.stdout == ""


@pytest.mark.parametrize(("text", "code"), [("write to ani@example.org", 1), ("nothing here", 0)])
def test_a_text_from_the_line_or_from_standard_input(text: str, code: int) -> None:
    for done in (scan("--text", text, "--json"), scan("--text", "-", "--json", given=text)):
        assert done.exit_code == code
        rows = [row for row in json.loads(done.stdout)["findings"] if row["strength"] == "strong"]
        assert [text[row["start"] : row["end"]] for row in rows] == (["ani@example.org"] if code else [])


def test_a_text_for_people() -> None:
    assert "[email:15]" in scan("--text", "write to ani@example.org").stdout
    assert "Nothing was found" in scan("--text", "hello").stdout


def test_what_is_incomplete_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2")
    (tmp_path / "b.jsonl").write_text('{"id": 1}\n{"id": \n')
    done = scan(str(tmp_path), str(tmp_path / "nowhere.csv"))
    assert done.exit_code == 11
    for words in ("a.bin", "could not be parsed", "no such file"):
        assert words in done.stdout
