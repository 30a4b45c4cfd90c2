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


def test_reveal_shows_the_values(file: Path) -> None:
    assert "ani@example.org" in scan(str(file), "--reveal").stdout


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
