"""Account directories of a case: kept once, encrypted with the case, gone with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput, NothingReadable
from waspada.readers.age import Identity
from waspada.store.case import folder
from waspada.store.db import directories, folders

LIST = b"account_id,email\n1,alice@example.org\n"


def test_the_same_list_is_kept_once_and_read_as_it_was(workbench: Workbench) -> None:
    case = workbench.case()
    opened = folders.opened(case)
    kept = directories.keep(case, opened, "accounts.csv", [LIST[:7], LIST[7:]])
    assert directories.keep(case, opened, "other name.csv", [LIST]) == kept
    with directories.readable(case, opened, kept) as path:
        assert path.read_bytes() == LIST
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_encrypted_case_never_shows_its_list_on_disk(workbench: Workbench, tmp_path: Path) -> None:
    case, identity = workbench.case(), Identity.new()
    made = folder.create(
        tmp_path / "sealed", title="t", vendor="v", actor="a", clock=lambda: 1_772_000_000.0, identity=identity
    )
    kept = directories.keep(case, made, "accounts.csv.gz", [LIST])
    for path in workbench.home.rglob("*"):
        assert not path.is_file() or b"alice@" not in path.read_bytes()
    with directories.readable(case, made, kept) as path:
        assert path.name == "directory.csv.gz"
        assert path.read_bytes() == LIST
    assert not path.exists()


@pytest.mark.parametrize("name", ["accounts.exe", "accounts", "../../etc/passwd", ".csv/.."])
def test_other_files_are_refused(workbench: Workbench, name: str) -> None:
    case = workbench.case()
    with pytest.raises(BadInput):
        directories.keep(case, folders.opened(case), name, [LIST])


@pytest.mark.parametrize("kept", ["../web.key", "0" * 64 + ".csv", "", "/etc/passwd"])
def test_only_what_was_kept_is_read(workbench: Workbench, kept: str) -> None:
    case = workbench.case()
    with pytest.raises(NothingReadable), directories.readable(case, folders.opened(case), kept):
        pass


def test_it_goes_with_the_case(workbench: Workbench) -> None:
    case = workbench.case()
    kept = directories.keep(case, folders.opened(case), "a.csv", [LIST])
    directories.purge(case)
    assert not list(workbench.home.rglob(kept))
