"""`waspada public serve`, as a process."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.cli.conftest import Call
from tests.cli.test_public import CODE, everything

_PROBE = """
import sys
from waspada.web import listening
def run(*_, **__):
    print(sorted(name for name in sys.modules if name.split(".")[0] in ("django", "smtplib", "sqlite3", "dns")
                 or name.startswith("waspada.store")))
listening.run = run
from waspada.cli.main import main
main(["public", "serve", sys.argv[1], "--port", "0"])
"""


@pytest.fixture
def served(tmp_path: Path, call: Call) -> Iterator[tuple[int, Path, subprocess.Popen[bytes]]]:
    """Port, what it said, and the process."""
    call(*everything(tmp_path))
    log = tmp_path / "log"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "waspada.cli.main", "public", "serve", str(tmp_path / "bundle"), "--port", "0"]
        process = subprocess.Popen(command, stdout=file, stderr=file, env={**os.environ})
    end = time.monotonic() + 60
    found = None
    while found is None and time.monotonic() < end:
        time.sleep(0.05)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text())
    assert found, log.read_text()
    yield int(found[1]), log, process
    process.kill()
    process.wait(60)


def ask(port: int, method: str, path: str, *, source: str = "", **form: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} | ({"X-Forwarded-For": source} if source else {})
    connection.request(method, path, urlencode(form) if form else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_it_serves_until_it_is_told_to_stop_and_logs_nobody(served: tuple[int, Path, subprocess.Popen[bytes]]) -> None:
    port, log, process = served
    assert ask(port, "GET", "/")[0] == 200
    status, text = ask(port, "POST", "/check", code=CODE, source="203.0.113.9")
    assert status == 200
    assert "Dear Budi" in text
    for number in range(2, 6):
        _, text = ask(port, "POST", "/check", code=CODE, source=f"203.0.{number}.9")
    assert "Take care" in text, "a proxy on this machine is believed"
    assert ask(port, "POST", "/affected", address="budi@example.org")[0] == 200
    assert ask(port, "GET", "/../bundle.json")[0] == 404
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    said = log.read_text()
    assert len(said.splitlines()) == 1, said
    assert not [one for one in (CODE, "203.0", "budi", "/check") if one in said]


def test_neither_django_nor_store_nor_a_way_to_send_is_loaded(tmp_path: Path, call: Call) -> None:
    call(*everything(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(tmp_path / "bundle")], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_others_are_served_only_behind_tls(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call(*everything(tmp_path))
    monkeypatch.delenv("WASPADA_HTTPS", raising=False)
    assert "in the clear" in call("public", "serve", tmp_path / "bundle", "--host", "0.0.0.0", code=2).stderr


def test_no_bundle_and_a_broken_one_are_said(tmp_path: Path, call: Call) -> None:
    call("public", "serve", tmp_path, code=10)
    (tmp_path / "bundle.json").write_text("{", encoding="utf-8")
    call("public", "serve", tmp_path, code=12)
