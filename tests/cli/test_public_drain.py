"""`waspada public drain`; the whole way is in test_public.py."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.cli.conftest import Call
from tests.cli.test_public import everything, mail_settings

from waspada.cli.public_drain import _pace
from waspada.flows.public import bundle
from waspada.notify import sending
from waspada.readers.age import Identity


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASPADA_HOME", str(tmp_path / "home"))


def test_an_empty_queue_is_said(tmp_path: Path, call: Call) -> None:
    call(*everything(tmp_path))
    mail = mail_settings(tmp_path, 9)
    done = call("public", "drain", tmp_path / "bundle", "--key-file", tmp_path / "public.key", "--mail", mail)
    assert "nothing waited" in done.stderr


def test_another_key_and_what_is_unreadable_have_their_codes(tmp_path: Path, call: Call) -> None:
    call(*everything(tmp_path))
    mail = mail_settings(tmp_path, 9)
    (tmp_path / "other.key").write_text(Identity.new().file(), encoding="utf-8")
    call("public", "drain", tmp_path / "bundle", "--key-file", tmp_path / "other.key", "--mail", mail, code=26)
    (tmp_path / "bundle" / bundle.QUEUE / f"{'0' * 32}.asked").write_bytes(b"x")
    done = call("public", "drain", tmp_path / "bundle", "--key-file", tmp_path / "public.key", "--mail", mail, code=11)
    assert "unreadable: 1" in done.stderr


def test_settings_are_needed(tmp_path: Path, call: Call) -> None:
    call(*everything(tmp_path))
    call("public", "drain", tmp_path / "bundle", "--key-file", tmp_path / "public.key", code=2)
    call("public", "drain", tmp_path, "--key-file", tmp_path / "public.key", code=10)


def test_a_domain_gets_its_mail_at_its_rate(tmp_path: Path) -> None:
    wait = _pace(sending.read(mail_settings(tmp_path, 9)))
    began = time.monotonic()
    for _ in range(4):
        wait("example.org")
    assert 0.25 < time.monotonic() - began < 5
    began = time.monotonic()
    wait("other.example")
    assert time.monotonic() - began < 0.1
