"""The census: exit codes, sums, masks, and what one text holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from waspada.core.errors import NothingReadable
from waspada.core.progress import Silent
from waspada.flows.scan import ScanResult, scan, scan_text


def look(*paths: Path, reveal: bool = False) -> ScanResult:
    cache = Path(os.environ["WASPADA_HOME"]) / "cache"
    return scan(paths, cache=cache, key=b"k" * 32, workers=1, progress=Silent(), reveal=reveal)


def text(given: str, *, reveal: bool = False) -> ScanResult:
    return scan_text(given, cache=Path(os.environ["WASPADA_HOME"]) / "cache", reveal=reveal)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "id,email\n1,ani@example.org\n", 1),
        ("a.csv", "colour,size\nred,9\n", 0),
        ("a.jsonl", '{"colour": "red"}\n{"colour": \n', 11),
        ("a.jsonl", '{"email": "ani@example.org"}\n{"email": \n', 11),
        ("a.bin", "\0\1 binary", 11),
    ],
)
def test_the_exit_code_says_what_a_script_must_know(tmp_path: Path, name: str, content: str, code: int) -> None:
    (tmp_path / name).write_text(content)
    assert look(tmp_path / name).exit_code == code


@pytest.mark.parametrize("content", ["", "id,name\n", "\n\n"])
def test_nothing_is_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(NothingReadable):
        look(tmp_path)


def test_everything_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"email": "ani@example.org", "n": null}\n{"email": ""}\n{"cut": \n')
    (tmp_path / "b.csv").write_text("id,city\n1,Bandung\n2,\n")
    result = look(tmp_path)
    sums = result.accounting
    assert sums["records"] == sums["records_parsed"] + sums["records_quarantined"] == 5
    assert sums["cells_counted_apart"] == sums["cells"] + sums["cells_quarantined"]
    assert sum(row["filled"] + row["empty"] for row in result.fields) == sums["cells"]
    assert sum(file["records"] for file in result.files) == sums["records"]
    assert sum(file["bytes"] for file in result.files) == sums["bytes"]


def test_every_kind_without_a_strong_finding_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,email\n1,ani@example.org\n")
    result = look(tmp_path)
    strong = {row["kind"] for row in result.findings if row["strength"] == "strong"}
    absent = {row["kind"] for row in result.absent}
    assert "email" in strong
    assert not strong & absent
    assert "secret.openai" in absent
    assert {row["verdict"] for row in result.absent} <= {"absent", "cannot_tell"}


def test_values_are_shown_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,email\n1,ani@example.org\n2,budi@example.org\n")
    assert "example.org" not in str(look(tmp_path).as_json())
    shown = look(tmp_path, reveal=True).as_json()["findings"]
    assert {value for row in shown if row["kind"] == "email" for value in row["revealed"]} == {
        "ani@example.org",
        "budi@example.org",
    }
    assert "example.org" not in repr(look(tmp_path, reveal=True))


def test_what_could_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n")
    result = look(tmp_path / "a.csv", tmp_path / "nowhere.csv")
    assert result.exit_code == 11
    assert [trouble["lost"] for trouble in result.as_json()["troubles"]] == [True]


@pytest.mark.parametrize("given", ["write to ani@example.org", "é😀 ani@example.org ☂"])
def test_a_text_says_where(given: str) -> None:
    result = text(given)
    assert result.exit_code == 1
    assert result.accounting["files"] == 0
    (row,) = [row for row in result.findings if row["kind"] == "email"]
    assert given[row["start"] : row["end"]] == "ani@example.org"
    assert "example" not in str(row)
    assert text(given, reveal=True).findings[0]["revealed"] == ["ani@example.org"]


@pytest.mark.parametrize("given", ["", "nothing of the kind", "\ud800 lone", "\0"])
def test_a_text_may_hold_nothing(given: str) -> None:
    assert text(given).exit_code == 0
