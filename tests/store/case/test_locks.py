"""Who comes second is told, and the lock goes with its holder."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.store.case.locks import exclusive


def test_the_second_is_told_and_the_third_may(tmp_path: Path) -> None:
    with exclusive(tmp_path / "sealed", "sealing into this case"):
        with pytest.raises(CannotWrite, match="another process is sealing into this case"):
            exclusive(tmp_path / "sealed", "sealing into this case").__enter__()
    with exclusive(tmp_path / "sealed", "sealing into this case"):
        pass


def test_it_goes_when_what_was_done_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), exclusive(tmp_path, "working"):
        raise ValueError("x")
    with exclusive(tmp_path, "working"):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="could not be used"), exclusive(tmp_path / "file" / "below", "working"):
        pass
