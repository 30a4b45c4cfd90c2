"""The home, its key, and the language."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from waspada.cli import options
from waspada.core.errors import CannotWrite


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WASPADA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_key_is_made_once_and_private(home: Path) -> None:
    key = options.installation_key()
    assert len(key) == 32
    assert options.installation_key() == key
    assert stat.S_IMODE((home / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_damaged_key_is_not_replaced(home: Path) -> None:
    home.mkdir()
    (home / "key").write_bytes(b"short")
    with pytest.raises(CannotWrite, match="damaged"):
        options.installation_key()
    assert (home / "key").read_bytes() == b"short"


def test_a_home_that_cannot_be_made_is_said_so(home: Path) -> None:
    home.write_text("a file")
    with pytest.raises(CannotWrite, match="WASPADA_HOME"):
        options.installation_key()


def test_the_home_is_in_the_usual_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WASPADA_HOME")
    assert options.home() == Path.home() / ".local" / "share" / "waspada"


@pytest.mark.parametrize(
    ("locale", "lang"), [("id_ID.UTF-8", "id"), ("en_US.UTF-8", "en"), ("C", "en"), ("nl_NL", "en"), ("ID", "id")]
)
def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, locale: str, lang: str) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert options.default_language() == lang
