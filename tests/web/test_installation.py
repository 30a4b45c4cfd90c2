"""What an installation makes for itself once."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.web.installation import NAME, secret_key


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "home")
    assert len(key) >= 64
    assert secret_key(tmp_path / "home") == key
    assert (tmp_path / "home" / NAME).stat().st_mode & 0o777 == 0o600
    assert secret_key(tmp_path / "other") != key


def test_a_damaged_key_is_said_not_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("short")
    with pytest.raises(CannotWrite):
        secret_key(tmp_path)
    assert (tmp_path / NAME).read_text() == "short"
