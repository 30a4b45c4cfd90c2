"""Certificates can be checked by whoever has the public half, and by nobody be forged."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.store.case.signing import NAME, SigningKey, signed_by


def test_it_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = SigningKey.of_installation(tmp_path / "home")
    assert SigningKey.of_installation(tmp_path / "home") == first
    assert (tmp_path / "home" / NAME).stat().st_mode & 0o777 == 0o600


def test_a_signature_holds_for_its_content_and_key_only(tmp_path: Path) -> None:
    key, other = SigningKey.of_installation(tmp_path / "a"), SigningKey.of_installation(tmp_path / "b")
    signature = key.sign(b"content")
    assert signed_by(key.public, signature, b"content")
    assert not signed_by(key.public, signature, b"Content")
    assert not signed_by(other.public, signature, b"content")
    assert not signed_by("zz", signature, b"content")


def test_a_damaged_key_is_named_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"short")
    with pytest.raises(CannotWrite, match="damaged"):
        SigningKey.of_installation(tmp_path)


def test_the_secret_half_is_in_no_repr(tmp_path: Path) -> None:
    key = SigningKey.of_installation(tmp_path)
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
