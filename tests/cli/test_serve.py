"""`waspada serve`, as a process: who can reach it, how it begins and ends, and what happens to its worker."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests import databases


@dataclass
class Serving:
    """A server and what it said."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def port(self) -> int:
        found = re.search(r"at http://127\.0\.0\.1:(\d+)/\n", self.said)
        return int(found[1]) if found else 0

    def worker(self) -> int:
        """Process id of its worker; 0: there is none."""
        below = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            below += (thread / "children").read_text().split()
        return int(below[0]) if below else 0

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


def until(true: Callable[[], object], seconds: float = 60) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A workbench over an empty home, with its worker."""
    place = tmp_path_factory.mktemp("serve")
    home = place / "home"
    env = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
    log = place / "said"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "waspada.cli.main", "serve", "--port", "0"]
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
    try:
        assert until(lambda: "first owner" in log.read_text() or process.poll() is not None), log.read_text()
        yield Serving(process, log)
    finally:
        process.kill()
        process.wait()


def refused(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A start that does not succeed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("WASPADA_H")}
    return subprocess.run(
        [sys.executable, "-m", "waspada.cli.main", "serve", *arguments],
        env={**env, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_says_where_it_is_and_how_the_first_owner_comes_in(serving: Serving) -> None:
    link = re.search(r"first owner, once, within a day: http://127\.0\.0\.1:\d+(/welcome/\S+/)\n", serving.said)
    assert link is not None
    assert serving.get(link[1]).status == 200
    assert serving.get("/").headers["Location"].startswith("/account/login/")


def test_files_of_the_pages_are_served_without_a_word_in_the_log(serving: Serving) -> None:
    answer = serving.get("/static/waspada/style.css")
    assert (answer.status, answer.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert "Warning" not in serving.said
    assert "Server" not in answer.headers


def test_a_slow_sender_keeps_nobody_waiting(serving: Serving) -> None:
    slow = [socket.create_connection(("127.0.0.1", serving.port)) for _ in range(40)]
    for number, one in enumerate(slow):
        length = "999999" if number % 2 else "99999999"
        one.sendall(f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\nx".encode())
    began = time.monotonic()
    assert serving.get("/account/login/").status == 200
    assert time.monotonic() - began < 15
    for one in slow:
        one.close()


def test_a_taken_port_is_said_plainly(serving: Serving, tmp_path: Path) -> None:
    done = refused(tmp_path, "--port", str(serving.port))
    assert done.returncode == 29
    assert f"port {serving.port} of 127.0.0.1 could not be had: address already in use" in done.stderr
    assert "--port 0" in done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [({}, "WASPADA_HOSTS"), ({"WASPADA_HOSTS": "cases.example.org"}, "WASPADA_HTTPS=1")],
)
def test_others_reach_it_only_by_name_and_encrypted(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    done = refused(tmp_path, "--host", "0.0.0.0", "--port", "0", **settings)
    assert done.returncode == 2
    assert said in done.stderr
    assert "welcome" not in done.stderr


def test_a_worker_that_dies_is_started_again_and_both_end_on_sigterm(serving: Serving) -> None:
    first = serving.worker()
    assert first
    os.kill(first, signal.SIGKILL)
    assert until(lambda: serving.worker() not in (0, first))
    assert "the worker ended by signal 9; it is started again" in serving.said
    second = serving.worker()
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(60) == 0
    assert until(lambda: not Path(f"/proc/{second}").exists())
    assert "Traceback" not in serving.said
