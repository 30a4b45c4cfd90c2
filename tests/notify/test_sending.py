"""Settings of sending: read whole, refused where they are wrong, silent about secrets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.notify.settings import private, written

from waspada.core.errors import BadInput
from waspada.notify import sending

DOCS = Path(__file__).resolve().parents[2] / "docs" / "notify-mail.md"


def test_the_example_in_the_docs_is_read(tmp_path: Path) -> None:
    first = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]
    found = sending.read(private(tmp_path / "mail.yaml", first))
    assert (found.sender, found.domain, found.company) == ("notice@example.com", "example.com", "Example Works")
    assert found.sender_name == "Example Works Security"
    assert (found.bounce_mailbox, found.bounce_domain) == ("bounces", "bounce.example.com")
    assert found.smtp is not None
    assert (found.smtp.host, found.smtp.port, found.smtp.security) == ("smtp.example.com", 587, "starttls")
    assert found.smtp.helo == "mail.example.com"
    assert found.bounces is not None
    assert (found.bounces.port, found.bounces.security, found.bounces.folder) == (993, "tls", "INBOX")
    assert found.enquiries is not None
    assert (found.rate("gmail.com"), found.rate("Example.ORG.")) == (20, 10)
    assert found.sending_ips == ("192.0.2.10",)
    assert found.seeds == ("seed@example.org",)


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    changes = {"sender": {"address": "Notice@Example.COM"}, "bounces": None, "dkim": None, "sending_ips": None}
    found = sending.read(written(tmp_path, **changes))
    assert (found.sender, found.sender_name) == ("Notice@example.com", "Example Works")
    assert (found.bounce_domain, found.bounce_mailbox) == ("example.com", "bounces")
    assert (found.dkim, found.provider, found.bounces, found.zone_file) == (None, None, None, None)
    assert found.rate("example.org") == sending.DEFAULT_RATE


def test_a_provider_takes_the_place_of_a_server(tmp_path: Path) -> None:
    provider = {"name": "postmark", "settings_file": "postmark.yaml"}
    private(tmp_path / "postmark.yaml", "POSTMARK_SERVER_TOKEN: not-a-token\n")
    dkim = {"domain": "example.com", "selector": "pm"}
    found = sending.read(written(tmp_path, smtp=None, provider=provider, dkim=dkim))
    assert found.provider is not None
    assert found.provider.backend == "anymail.backends.postmark.EmailBackend"
    assert found.provider.settings() == {"POSTMARK_SERVER_TOKEN": "not-a-token"}
    assert found.dkim is not None
    assert found.dkim.private_key() == b""


def test_passwords_and_keys_are_read_when_they_are_used(tmp_path: Path) -> None:
    smtp = {"host": "smtp.example.com", "user": "notice", "password_file": "smtp.password"}
    found = sending.read(written(tmp_path, smtp=smtp))
    assert found.smtp is not None
    assert found.smtp.login is not None
    with pytest.raises(BadInput, match="cannot be opened"):
        found.smtp.login.password()
    private(tmp_path / "smtp.password", "first line\nsecond\n")
    assert found.smtp.login.password() == "first line"
    private(tmp_path / "smtp.password", "open", 0o640)
    with pytest.raises(BadInput, match="may be read by others"):
        found.smtp.login.password()
    assert "password" not in repr(found)
    assert "seed" not in repr(found)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"company": None}, "company"),
        ({"sender": None}, "sender"),
        ({"sender": {"address": "no address"}}, "sender.address"),
        ({"sender": {"address": "a@b.example", "nam": "x"}}, "sender.nam"),
        ({"sender": {"address": "a@b.example", "name": "two\nlines"}}, "sender.name"),
        ({"smtp": None}, "smtp"),
        ({"smtp": {"host": "smtp.example.com", "security": "none"}}, "smtp.security"),
        ({"smtp": {"host": "10.0.0.1", "security": "none"}}, "smtp.security"),
        ({"smtp": {"host": "smtp.example.com", "security": "ssl"}}, "smtp.security"),
        ({"smtp": {"host": "smtp.example.com", "port": 70_000}}, "smtp.port"),
        ({"smtp": {"host": "smtp.example.com", "port": True}}, "smtp.port"),
        ({"smtp": {"host": "smtp.example.com", "user": "notice"}}, "smtp.password_file"),
        ({"smtp": {"host": "smtp.example.com", "password_file": "x"}}, "smtp.user"),
        ({"smtp": "smtp.example.com"}, "smtp"),
        ({"dkim": {"domain": "example.com", "selector": "s2026"}}, "dkim.key_file"),
        ({"dkim": {"domain": "example.com", "selector": "s 1", "key_file": "k"}}, "dkim.selector"),
        ({"bounces": {"mailbox": "with+plus"}}, "bounces.mailbox"),
        ({"bounces": {"mailbox": "b" * 40}}, "bounces.mailbox"),
        ({"sending_ips": ["example.com"]}, "sending_ips"),
        ({"rates": {"default": 0}}, "rates.default"),
        ({"rates": {"gmail.com": "fast"}}, "rates.gmail.com"),
        ({"seeds": "a@example.org"}, "seeds"),
        ({"imap": {"bounces": {"host": "imap.example.com"}}}, "imap.bounces.user"),
        ({"provider": {"name": "os.system", "settings_file": "x"}}, "provider.name"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, changes: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput) as caught:
        sending.read(written(tmp_path, **changes))
    assert f"`{named}`" in str(caught.value)
    assert caught.value.advice


def test_others_may_not_read_the_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.chmod(0o644)
    with pytest.raises(BadInput, match="may be read by others") as caught:
        sending.read(path)
    assert "chmod 600" in caught.value.advice


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"mail\.yaml\) cannot be opened"):
        sending.read(tmp_path / "mail.yaml")
