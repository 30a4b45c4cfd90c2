"""Results go into the case whole, read-only, and encrypted where the case is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.readers.age import Identity, decrypt
from waspada.readers.sealed import AgeCover, unlock
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
    first.let_go()
    again = runs.take(results(tmp_path / "out"))  # the first was never kept
    again.keep()
    runs.take(results(tmp_path / "out")).keep()
    assert sorted(path.name for path in (tmp_path / "case" / "runs").iterdir()) == ["0001", "0002"]


@pytest.mark.parametrize("logged", [False, True])
def test_what_a_crash_left_is_settled_by_the_log(tmp_path: Path, logged: bool) -> None:
    runs = RunFolder(tmp_path / "case", "")
    kept = runs.take(results(tmp_path / "out"))
    kept.let_go()  # as the machine does when it stops
    runs.finish_interrupted({1: kept.manifest} if logged else {})
    assert [path.name for path in (tmp_path / "case" / "runs").iterdir()] == (["0001"] if logged else [])


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match="of the case could not be used"):
        RunFolder(tmp_path / "case", "").take(results(tmp_path / "out"))


def test_covered_results_are_taken_without_being_in_the_clear_on_the_way(tmp_path: Path) -> None:
    key = Identity.new()
    runs, cover = RunFolder(tmp_path / "case", key.recipient), AgeCover(key.recipient)
    out = tmp_path / "out"
    for path in [path for path in results(out).rglob("*") if path.is_file()]:
        path.with_name(f"{path.name}.age").write_bytes(cover.close(path.read_bytes()))
        path.unlink()
    assert runs.cover == cover
    unlock(key)
    try:
        kept = runs.take(out)
    finally:
        unlock(None)
    kept.keep()
    assert sorted(kept.stored) == ["restricted/people.parquet.age", "share/assessment.json", "share/manifest.json"]
    people = "restricted/people.parquet.age"
    assert (kept.folder / people).read_bytes() == (out / people).read_bytes()
    assert (kept.folder / "share/assessment.json").read_bytes() == b'{"a": 1}\n'
    assert kept.manifest == hashlib.sha256(b"{}\n").hexdigest()


def test_a_plain_case_has_no_cover(tmp_path: Path) -> None:
    assert RunFolder(tmp_path / "case", "").cover is None


def test_nobody_settles_or_takes_a_run_between_its_results_and_its_entry(tmp_path: Path) -> None:
    runs, other = RunFolder(tmp_path / "case", ""), RunFolder(tmp_path / "case", "")
    kept = runs.take(results(tmp_path / "out"))
    with pytest.raises(CannotWrite, match="another process is keeping a run"):
        other.finish_interrupted({})
    with pytest.raises(CannotWrite, match="another process is keeping a run"):
        other.take(results(tmp_path / "out"))
    kept.keep()
    other.finish_interrupted({1: kept.manifest})
    assert [path.name for path in (tmp_path / "case" / "runs").iterdir()] == ["0001"]


def test_a_run_that_was_logged_before_a_crash_is_kept_by_whoever_comes_next(tmp_path: Path) -> None:
    runs = RunFolder(tmp_path / "case", "")
    logged = runs.take(results(tmp_path / "out"))
    logged.let_go()
    runs.take(results(tmp_path / "out"), lambda: {1: logged.manifest}).keep()
    assert sorted(path.name for path in (tmp_path / "case" / "runs").iterdir()) == ["0001", "0002"]
