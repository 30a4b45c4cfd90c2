"""Files as they are or covered: closed modes, and never on disk in the clear, not even for a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.assess.private_files import covered, read, writing


class Turned:
    """A cover that anybody can see through."""

    recipient = "anybody"

    def close(self, content: bytes) -> bytes:
        return content[::-1]

    def open(self, content: bytes) -> bytes:
        return content[::-1]


@pytest.mark.parametrize(("cover", "name", "stored"), [(None, "a.csv", b"value"), (Turned(), "a.csv.age", b"eulav")])
def test_what_is_written_is_read_again(tmp_path: Path, cover: Turned | None, name: str, stored: bytes) -> None:
    with writing(tmp_path / "a.csv", cover) as file:
        file.write(b"val")
        file.write(b"ue")
    (path,) = tmp_path.iterdir()
    assert path == covered(tmp_path / "a.csv", cover)
    assert (path.name, path.read_bytes(), path.stat().st_mode & 0o777) == (name, stored, 0o600)
    assert read(tmp_path / "a.csv", cover) == b"value"


def test_nothing_is_on_disk_before_it_is_covered(tmp_path: Path) -> None:
    with writing(tmp_path / "a.csv", Turned()) as file:
        file.write(b"value" * 100_000)
        file.flush()
        assert not list(tmp_path.iterdir())


def test_what_was_not_finished_does_not_stand_there(tmp_path: Path) -> None:
    def broken_off() -> None:
        with writing(tmp_path / "a.csv", Turned()) as file:
            file.write(b"value")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        broken_off()
    assert not list(tmp_path.iterdir())
