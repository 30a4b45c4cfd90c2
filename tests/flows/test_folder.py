"""The output folder: one run at a time, whole results or none, nobody's own files."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, CannotWrite
from waspada.flows import folder


def results(place: Path) -> Path:
    """Finished results, as a run leaves them in the work folder."""
    made = folder.results_in(place)
    for name, mark in (("restricted", "people.parquet"), ("share", "manifest.json")):
        (made / name).mkdir(mode=0o700)
        (made / name / mark).write_text("x")
    return made


def published(out: Path) -> None:
    with folder.opened(out) as work:
        folder.publish(results(folder.resumable(work, "run")), out)


def test_published_results_stand_alone(tmp_path: Path) -> None:
    published(tmp_path / "a" / "out")
    assert sorted(path.name for path in (tmp_path / "a" / "out").iterdir()) == ["restricted", "share"]


def test_the_work_folder_is_private_and_held_by_one_run(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "out") as work:
        assert stat.S_IMODE(work.stat().st_mode) == 0o700
        with pytest.raises(CannotWrite, match="another run"), folder.opened(tmp_path / "out"):
            pass
    with folder.opened(tmp_path / "out"):
        pass


def test_a_run_that_just_ended_does_not_trip_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work folder goes between being opened and being locked."""
    real = os.open
    gone: list[str | Path] = []

    def slow(path: str | Path, *arguments: int) -> int:
        handle = real(path, *arguments)
        if not gone and Path(path).name == folder.WORK:
            gone.append(path)
            Path(path).rmdir()
        return handle

    monkeypatch.setattr(os, "open", slow)
    with folder.opened(tmp_path / "out") as work:
        assert work.is_dir()
    assert gone


def test_the_same_run_resumes_and_any_other_begins_anew(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "out") as work:
        mine = folder.resumable(work, "one")
        for name in ("split-00000", "split-00001.77", "results", "spill"):
            (mine / name).mkdir()
        folder.resumable(work, "one")
        assert [path.name for path in mine.iterdir()] == ["split-00000"]
        folder.resumable(work, "two")
        assert [path.name for path in work.iterdir()] == ["two"]


def test_earlier_results_are_withdrawn_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out)
    with folder.opened(out):
        folder.withdraw(out)
    assert not (out / "share").exists()
    assert not (out / "restricted").exists()


@pytest.mark.parametrize("name", ["share", "restricted"])
def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.txt").write_text("mine")
    with pytest.raises(BadInput, match=name), folder.opened(tmp_path):
        pass
    assert (tmp_path / name / "thesis.txt").read_text() == "mine"


def test_a_link_in_the_place_of_results_is_not_followed(tmp_path: Path) -> None:
    published(tmp_path / "other")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "share").symlink_to(tmp_path / "other" / "share")
    with pytest.raises(BadInput), folder.opened(tmp_path / "out"):
        pass


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="not a directory"), folder.opened(tmp_path / "file" / "out"):
        pass

    def read_only(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(CannotWrite, match="read-only"), folder.opened(tmp_path / "out"):
        pass


def test_a_failing_disk_presents_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="no space"):
        published(tmp_path / "out")
    assert not (tmp_path / "out" / "share").exists()


def test_clearing_takes_an_empty_output_folder_too(tmp_path: Path) -> None:
    with folder.opened(tmp_path / "out") as work:
        folder.clear(folder.resumable(work, "run"))
    assert not (tmp_path / "out").exists()


def test_private_files_are_private(tmp_path: Path) -> None:
    folder.write_private(tmp_path / "page.html", "ø")
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o600
    with pytest.raises(CannotWrite):
        folder.write_private(tmp_path / "nowhere" / "page.html", "x")


KILLED = """
import os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from waspada.flows import folder
with folder.scratch() as work:
    (work / "values").write_text("x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_scratch_goes_and_so_does_what_a_killed_run_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "waspada-scan-file").write_text("somebody's")
    (tmp_path / "waspada-scan-link").symlink_to(tmp_path)
    with folder.scratch() as first, folder.scratch() as second:
        assert first != second
        assert first.is_dir()
        assert stat.S_IMODE(first.stat().st_mode) == 0o700
    assert sorted(path.name for path in tmp_path.iterdir()) == ["waspada-scan-file", "waspada-scan-link"]
