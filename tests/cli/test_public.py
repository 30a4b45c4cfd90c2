"""The public side on the command line, from the export over a question in a browser to the answer in a mailbox."""

from __future__ import annotations

import json
import socket
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

from waspada.flows.public import bundle, queue
from waspada.notify import code

CODE = code.code(bytes(32), version="1", recipient_id="1", channel="mail")


def material(folder: Path) -> list[str | Path]:
    """Files of a small statement, and the options that name them."""
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("<!doctype html><title>S</title>", encoding="utf-8")
    letter = {"code": CODE, "sender": "N <n@kopi.example>", "subject": "S", "date": "2026-11-23",
              "recipient": "budi@example.org", "text": "Dear Budi", "lang": "en"}  # fmt: skip
    (folder / "letters.ndjson").write_text(json.dumps(letter), encoding="utf-8")
    member = {"address": "budi@example.org", "categories": ["user.contact.email"]}
    (folder / "members.ndjson").write_text(json.dumps(member), encoding="utf-8")
    return [
        "public", "export", folder / "bundle", "--site", folder / "site", "--key-file", folder / "public.key",
        "--company", "Kopi", "--contact", "privacy@kopi.example", "--address", "https://notice.kopi.example",
    ]  # fmt: skip


def everything(folder: Path) -> list[str | Path]:
    return [*material(folder), "--letters", folder / "letters.ndjson", "--members", folder / "members.ndjson"]


def mail_settings(folder: Path, port: int) -> Path:
    path = folder / "mail.yaml"
    path.write_text(
        "sender: {address: notice@kopi.example, name: Kopi}\ncompany: Kopi\n"
        f"smtp: {{host: 127.0.0.1, port: {port}, security: none}}\ndns: {{zone_file: zone.yaml}}\n",
        encoding="utf-8",
    )
    (folder / "zone.yaml").write_text("none.example: {TXT: []}\n", encoding="utf-8")
    for name in ("mail.yaml", "zone.yaml"):
        (folder / name).chmod(0o600)
    return path


class Inbox:
    """What a receiving server took."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.got.append(envelope)
        return "250 2.0.0 taken"


def test_an_answer_reaches_the_address_that_was_asked_about(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiosmtpd.controller import Controller

    monkeypatch.setenv("WASPADA_HOME", str(tmp_path / "home"))
    assert "a new key was made" in call(*everything(tmp_path)).stderr
    found = bundle.load(tmp_path / "bundle")
    adds = queue.Queue(found.root / bundle.QUEUE, found.queue_key)
    for address in ("budi@example.org", "ani@example.org"):
        assert adds.put(queue.Kind.AFFECTED, {"address": address}, lang="en", now=1.0e12)
    assert adds.put(queue.Kind.ENQUIRY, {"address": "ani@example.org", "text": "Why?"}, lang="en", now=1.0e12)
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        drain = ("public", "drain", tmp_path / "bundle", "--key-file", tmp_path / "public.key", "--json", "--mail")
        done = call(*drain, mail_settings(tmp_path, port))
        assert json.loads(done.stdout) == {"answered": 2, "waiting": 1}
        assert json.loads(call(*drain, tmp_path / "mail.yaml").stdout) == {"waiting": 1}
    finally:
        server.stop()
    texts = {one.rcpt_tos[0]: message_from_bytes(one.content, policy=policy.default) for one in inbox.got}
    assert "The answer is yes" in str(texts["budi@example.org"].get_content())
    assert "The answer is no" in str(texts["ani@example.org"].get_content())
    assert "example.org" not in done.stderr + done.stdout


def test_the_help_of_each_names_its_exit_codes_and_examples(call: Call) -> None:
    for words in (["public"], ["public", "export"], ["public", "serve"], ["public", "drain"]):
        text = call(*words, "--help").stdout
        assert "Exit codes:" in text, words
        assert "Examples:" in text, words
