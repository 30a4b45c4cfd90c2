"""Results go into the case whole, read-only, and encrypted where the case is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.readers.age import Identity, decrypt
from waspada.store.case.runs import RunFolder


def results(folder: Path) -> Path:
    for name, content in {
        "share/manifest.json": "{}\n",
        "share/assessment.json": '{"a": 1}\n',
        "restricted/people.parquet": "PAR1",
        ".work/left.arrow": "half",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_run_is_kept_as_it_was_stored(tmp_path: Path, encrypted: bool) -> None:
    key = Identity.new()
    kept = RunFolder(tmp_path / "case", key.recipient if encrypted else "").take(results(tmp_path / "out"))
    assert not kept.folder.exists()
    kept.keep()
    people = "restricted/people.parquet" + (".age" if encrypted else "")
    assert sorted(kept.stored) == sorted(["share/manifest.json", "share/assessment.json", people])
    for name, digest in kept.stored.items():
        assert hashlib.sha256((kept.folder / name).read_bytes()).hexdigest() == digest
    content = (kept.folder / people).read_bytes()
    assert (decrypt(content, key) if encrypted else content) == b"PAR1"
    assert kept.manifest == hashlib.sha256(b"{}\n").hexdigest()
    assert {path.stat().st_mode & 0o777 for path in kept.folder.rglob("*")} == {0o400, 0o500}


def test_runs_are_numbered_and_what_was_interrupted_goes(tmp_path: Path) -> None:
    runs = RunFolder(tmp_path / "case", "")
    first = runs.take(results(tmp_path / "out"))
    assert first.number == 1
    again = runs.take(results(tmp_path / "out"))  # the first was never kept
    again.keep()
    runs.take(results(tmp_path / "out")).keep()
    assert sorted(path.name for path in (tmp_path / "case" / "runs").iterdir()) == ["0001", "0002"]


@pytest.mark.parametrize("logged", [False, True])
def test_what_a_crash_left_is_settled_by_the_log(tmp_path: Path, logged: bool) -> None:
    runs = RunFolder(tmp_path / "case", "")
    kept = runs.take(results(tmp_path / "out"))  # and then the machine stops
    runs.finish_interrupted({1: kept.manifest} if logged else {})
    assert [path.name for path in (tmp_path / "case" / "runs").iterdir()] == (["0001"] if logged else [])


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match="of the case could not be used"):
        RunFolder(tmp_path / "case", "").take(results(tmp_path / "out"))
