"""`waspada case bundle`: the whole case as one file; with a workbench only with an approval for exactly that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import workbench as made
from tests.cli.conftest import Call, log_of
from tests.cli.test_approved import granted

SAY = ("--actor", "alice", "--lang", "en")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the commands find."""
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        (bench.home / "waspada.db").touch()
        monkeypatch.setenv("WASPADA_HOME", str(bench.home))
        yield bench


def test_the_file_holds_the_case_and_its_digest_is_said(november: Path, tmp_path: Path, call: Call) -> None:
    before, file = log_of(november), tmp_path / "november.tar"
    said = call("case", "bundle", november, file, "--reason", "to counsel", *SAY).stdout
    assert hashlib.sha256(file.read_bytes()).hexdigest() in said
    assert oct(file.stat().st_mode)[-3:] == "600"
    entry = log_of(november)[-1]
    assert (entry["action"], entry["reason"], len(log_of(november))) == ("export.write", "to counsel", len(before) + 1)
    assert entry["data"]["where"] == str(file)


def test_what_is_missing_or_there_is_said_first(november: Path, tmp_path: Path, call: Call) -> None:
    before = log_of(november)
    call("case", "bundle", november, tmp_path / "x.tar", *SAY, code=2)
    call("case", "bundle", november, november / "x.tar", "--reason", "x", *SAY, code=2)
    (tmp_path / "x.tar").touch()
    call("case", "bundle", november, tmp_path / "x.tar", "--reason", "x", *SAY, code=2)
    call("case", "bundle", tmp_path / "nothing", tmp_path / "y.tar", "--reason", "x", *SAY, code=10)
    assert log_of(november) == before


def test_a_disk_that_is_full_leaves_nothing(
    november: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("waspada.cli.case_bundle.os.fsync", full)
    assert os.fsync is full
    call("case", "bundle", november, tmp_path / "x.tar", "--reason", "x", *SAY, code=21)
    assert not (tmp_path / "x.tar").exists()


def test_a_case_of_the_workbench_needs_an_approval(bench: made.Workbench, tmp_path: Path, call: Call) -> None:
    case: Any = bench.case()
    file = tmp_path / "march.tar"
    bundle = ("case", "bundle", case.path, file, "--reason", "to counsel", *SAY)
    assert "--approval" in call(*bundle, code=13).stderr
    other = granted(bench, case, "export", {"bundle": True, "to": str(tmp_path / "other.tar")})
    call(*bundle, "--approval", other, code=13)
    assert not file.exists()
    number = granted(bench, case, "export", {"bundle": True, "to": str(file)})
    call(*bundle, "--approval", number)
    assert b'"waspada/case-work/1"' in file.read_bytes()
    file.unlink()
    call(*bundle, "--approval", number, code=13)
