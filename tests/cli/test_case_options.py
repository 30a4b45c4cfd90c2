"""Who does it, and with which key: asked for, read from a file, never an argument."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from waspada.cli.case_options import identity_in, login_name, opened_case, passphrase
from waspada.core.errors import BadInput, Locked
from waspada.readers.age import Identity
from waspada.store.case.folder import create


def test_nobody_logged_in_must_say_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(BadInput) as caught:
        login_name()
    assert "--actor" in caught.value.advice


@pytest.mark.parametrize("content", [b"", b"\nsecond", b"\xff\xfe"])
def test_a_password_file_without_a_password(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p").write_bytes(content)
    with pytest.raises(Locked):
        passphrase(tmp_path / "p")
    with pytest.raises(Locked, match="cannot be read"):
        passphrase(tmp_path / "none")
    with pytest.raises(Locked, match="nobody can be asked"):
        passphrase(None)


def test_the_first_line_is_the_password(tmp_path: Path) -> None:
    (tmp_path / "p").write_text(" with blanks \nnot this\n")
    assert passphrase(tmp_path / "p") == " with blanks "


def test_a_key_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"\xff\x00")
    for path in (tmp_path / "k", tmp_path / "none"):
        with pytest.raises(Locked):
            identity_in(path)


def test_a_case_is_unlocked_only_where_it_is_needed(tmp_path: Path) -> None:
    identity = Identity.new()
    (tmp_path / "k").write_text(identity.file())
    (tmp_path / "p").write_text("phrase")
    for name, phrase in (("by_key", ""), ("by_phrase", "phrase")):
        create(
            tmp_path / name,
            title="t",
            vendor="v",
            actor="a",
            clock=lambda: 0.0,
            identity=identity,
            passphrase=phrase,
        )
        assert opened_case(tmp_path / name).identity is None
        assert opened_case(tmp_path / name, key_file=tmp_path / "k", unlock=True).identity == identity
    assert opened_case(tmp_path / "by_phrase", password_file=tmp_path / "p").identity == identity
    with pytest.raises(Locked, match="encrypted to a key file"):
        opened_case(tmp_path / "by_key", unlock=True)
    with pytest.raises(Locked, match="nobody can be asked"):
        opened_case(tmp_path / "by_phrase", unlock=True)
