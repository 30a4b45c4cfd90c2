"""What is written is whole, on disk and closed; what cannot be read is no reason to throw it away."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.store.case import durable


def test_a_file_is_written_once_and_for_its_owner(tmp_path: Path) -> None:
    durable.write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        durable.write(tmp_path / "a", b"y")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="exists"):
        durable.write(tmp_path / "link", b"y")
    assert not (tmp_path / "elsewhere").exists()


def test_a_closed_folder_is_read_only_under_its_own_name(tmp_path: Path) -> None:
    below = tmp_path / ".making" / "share"
    below.mkdir(parents=True)
    durable.write(below / "a", b"x")
    durable.close(tmp_path / ".making", tmp_path / "1")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "1").rglob("*")}
    assert modes == {"share": 0o500, "a": 0o400}
    assert stat.S_IMODE((tmp_path / "1").stat().st_mode) == 0o500
    assert not (tmp_path / ".making").exists()


def test_nothing_has_no_digest_and_what_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert durable.digest(tmp_path / "a") == hashlib.sha256(b"x").hexdigest()
    assert durable.digest(tmp_path / "b") == durable.digest(tmp_path / "a" / "b") == ""

    def broken(*_: object, **__: object) -> None:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(OSError, match="error"):
        durable.digest(tmp_path / "a")


def test_trouble_is_said_in_our_words() -> None:
    with pytest.raises(CannotWrite) as said, durable.trouble("it could not be kept"):
        raise OSError(28, os.strerror(28))
    assert str(said.value) == "it could not be kept: no space left on device"
