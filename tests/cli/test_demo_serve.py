"""The end of `waspada demo`: on a terminal the workbench, signed in by a link; without one nothing is served."""

from __future__ import annotations

import http.client
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from waspada.cli import demo_serve

SMALL = ("--people", "40", "--organisations", "6", "--events", "300", "--lang", "en")
LINK = re.compile(rb"The workbench is at http://127\.0\.0\.1:(\d+)(/welcome/\S+?)\s")


def get(port: int, path: str, cookie: str = "") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def told(terminal: int, seconds: float) -> bytes:
    """What a terminal shows until the link stands in it."""
    seen, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and not LINK.search(seen):
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # the other side is closed
            break
    return seen


# On SQLite whatever DATABASE_URL says: the demonstration never touches the database of a real workbench.
@pytest.mark.parametrize("again", [False, True])
def test_on_a_terminal_it_ends_in_the_workbench_and_ctrl_c_ends_it(tmp_path: Path, again: bool) -> None:
    out = tmp_path / "demo"
    if again:
        left = out / "workbench" / "cases" / "old"
        left.mkdir(parents=True)
        left.chmod(0o500)
    ours, theirs = pty.openpty()
    env = {**os.environ, "DATABASE_URL": "postgres://nobody@/nothing", "WASPADA_HOSTS": "cases.example.org"}
    command = [sys.executable, "-m", "waspada.cli.main", "demo", *SMALL, "--out", str(out)]
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    try:
        seen = told(ours, 120)
        found = LINK.search(seen)
        assert found is not None, seen.decode(errors="replace")[-2000:]
        port, link = int(found[1]), found[2].decode()
        welcome = get(port, link)
        assert welcome.status in (200, 302)
        assert get(port, "/cases/new/").headers["Location"].startswith("/account/login/")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert not (out / "workbench" / "cases" / "old").exists()
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        os.close(ours)


def test_both_languages_say_how_it_ends() -> None:
    assert set(demo_serve.SAYS) == {"en", "id"}
    assert all("Ctrl-C" in text and "{link}" in text for text in demo_serve.SAYS.values())
