"""Server and worker killed at random moments of uploads, assessments and approvals: nothing lost, nothing done twice.

Real processes over a home of their own: SQLite, or PostgreSQL where DATABASE_URL names one. A spare of each is always
started ahead, as a second machine would be: it takes over when the first is killed. The moments are drawn from a seed.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests import databases

FULL = os.environ.get("WASPADA_FULL") == "1"
KILLS = 100 if FULL else 5
SEED = 20_260_309
STAGE = Path(__file__).with_name("stage.py")
PIECE = b"x" * 65_536
ROUNDS = ("upload", "assess", "approval", "upload_and_worker", "use")


@dataclass
class Standing:
    """What runs: one server and one worker, and the next of each."""

    home: Path
    env: dict[str, str]
    stack: contextlib.ExitStack
    servers: list[tuple[subprocess.Popen[bytes], Path]] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    count: int = 0

    def start(self) -> None:
        """Fill up to two of each."""
        while len(self.servers) < 2:
            log = self.home.parent / f"serve-{self.count}.log"
            self.servers.append((self._run(log, "serve", "--port", "0", "--no-worker"), log))
        while len(self.workers) < 2:
            self.workers.append(self._run(self.home.parent / f"worker-{self.count}.log", "worker"))

    def _run(self, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
        self.count += 1
        with log.open("wb") as file:
            command = [sys.executable, "-m", "waspada.cli.main", *arguments]
            process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
        self.stack.callback(end, process)
        return process

    def port(self) -> int:
        """Of the server that answers."""
        process, log = self.servers[0]
        for _ in range(1200):
            found = re.search(rb"at http://127\.0\.0\.1:(\d+)/", log.read_bytes())
            if found:
                return int(found[1])
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill_server(self) -> None:
        self.port()
        end(self.servers.pop(0)[0])

    def kill_worker(self, pid: int) -> None:
        """The one that is at work, or any."""
        at = next((at for at, process in enumerate(self.workers) if process.pid == pid), 0)
        end(self.workers.pop(at))


def end(process: subprocess.Popen[Any]) -> None:
    """As a machine that loses power would."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()


class Stage:
    """See stage.py."""

    def __init__(self, env: dict[str, str]) -> None:
        command = [sys.executable, str(STAGE)]
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, name: str, **given: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{name} {json.dumps(given)}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        end(self.process)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@dataclass
class Browser:
    """Sends forms; None: no answer came, whatever was done."""

    session: str
    port: Callable[[], int]
    token: str = "x" * 32

    def send(self, path: str, body: bytes | Iterator[bytes], kind: str) -> tuple[int, str] | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port(), timeout=60)
        headers = {
            "Cookie": f"waspada_session={self.session}; waspada_csrf={self.token}",
            "Content-Type": kind,
        }
        try:
            connection.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return answer.status, answer.headers.get("Location", "")

    def form(self, path: str, **fields: str) -> tuple[int, str] | None:
        content = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        return self.send(path, content, "application/x-www-form-urlencoded")

    def upload(self, path: str, name: str, pieces: int, pause: float) -> tuple[int, str] | None:
        def body() -> Iterator[bytes]:
            for field_name, value in (("csrfmiddlewaretoken", self.token), ("origin", "vendor"), ("by", "Acme Desk")):
                yield f'--b\r\nContent-Disposition: form-data; name="{field_name}"\r\n\r\n{value}\r\n'.encode()
            yield f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
            for _ in range(pieces):
                yield PIECE
                time.sleep(pause)
            yield b"\r\n--b--\r\n"

        return self.send(path, body(), "multipart/form-data; boundary=b")


@dataclass
class Walk:
    """The rounds, and what was acknowledged in them."""

    stage: Stage
    standing: Standing
    browser: Browser
    there: dict[str, str]
    chance: random.Random
    span: float
    """Seconds that an assessment takes."""
    acknowledged: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    answered: int = 0

    def round(self, number: int) -> None:
        name = ROUNDS[number % len(ROUNDS)]
        getattr(self, name)(number)
        self.standing.start()

    def upload(self, number: int) -> None:
        self._upload(number, self.standing.kill_server, self.chance.uniform(0, 0.5))

    def upload_and_worker(self, number: int) -> None:
        self._assess()
        self._upload(number, self._kill_at_work, 0)
        self.settled()

    def assess(self, number: int) -> None:
        self._assess()
        self._kill_at_work()
        self.settled()

    def approval(self, number: int) -> None:
        """Killed while it is asked for."""
        self._beside(self.standing.kill_server, self.chance.uniform(0, 0.15), lambda: self._ask(number))

    def use(self, number: int) -> None:
        """Killed while it is used; then used again, which may succeed once."""
        place = self._ask(number)
        assert place, "an approval could not be asked for"
        answers = [self._beside(self.standing.kill_server, self.chance.uniform(0, 0.3), lambda: self._use(place))]
        self.standing.start()
        answers.append(self._use(place))
        answers.append(self._use(place))
        assert [one[0] for one in answers[1:] if one] in ([302, 400], [400, 400]), answers
        assert sum(1 for one in answers if one and one[0] == 302) <= 1
        self.used.append(place.rstrip("/").rpartition("/")[2])

    def settled(self) -> None:
        """Until everything that was asked for has ended."""
        self.standing.start()
        for _ in range(1200):
            if not self.stage.ask("open"):
                return
            time.sleep(0.05)
        raise AssertionError("work was left undone")

    def _kill_at_work(self) -> None:
        pid = 0
        while not pid and self.stage.ask("open"):
            pid = self.stage.ask("at_work")
        time.sleep(self.span * self.chance.random() ** 2)
        self.standing.kill_worker(pid)

    def _assess(self) -> None:
        answer = self.browser.form(f"/cases/{self.there['case']}/handovers/assess/")
        assert answer is not None
        assert answer[0] == 302
        self.answered += 1

    def _upload(self, number: int, kill: Callable[[], None], after: float) -> None:
        name, path = f"file-{number}.bin", f"/cases/{self.there['uploads']}/handovers/upload/"
        answer = self._beside(kill, after, lambda: self.browser.upload(path, name, 20, 0.01))
        if answer and answer[0] == 302:
            self.acknowledged.append(name)

    def _ask(self, number: int) -> str:
        answer = self.browser.form(
            f"/cases/{self.there['case']}/approvals/",
            act="export",
            reason=f"for counsel {number}",
            confirmation="Kills",
        )
        return answer[1] if answer and answer[0] == 302 else ""

    def _use(self, place: str) -> tuple[int, str] | None:
        return self.browser.form(place, step="use")

    def _beside(self, kill: Callable[[], None], after: float, act: Callable[[], Any]) -> Any:
        timer = threading.Timer(after, kill)
        timer.start()
        try:
            return act()
        finally:
            timer.join()


def test_nothing_is_lost_and_nothing_done_twice(tmp_path: Path, waspada_home: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    if (waspada_home / "cache").is_dir():
        shutil.copytree(waspada_home / "cache", home / "cache")
    env = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
    with contextlib.ExitStack() as stack:
        stage = Stage(env)
        stack.callback(stage.close)
        there = stage.ask("prepare")
        standing = Standing(home, env, stack)
        standing.start()
        walk = Walk(stage, standing, Browser(there["session"], standing.port), there, random.Random(SEED), 1.0)
        walk.settled()  # the first assessment compiles what later ones only read
        walk._assess()
        began = time.monotonic()
        walk.settled()
        walk.span = 0.5 * (time.monotonic() - began)
        for number in range(KILLS):
            walk.round(number)
        walk.settled()
        assert walk.browser.upload(f"/cases/{there['uploads']}/handovers/upload/", "last.bin", 1, 0) is not None
        found = stage.ask("check", **there)
    hold(walk, found)


def hold(walk: Walk, found: dict[str, Any]) -> None:
    """What must be true however the moments fell."""
    assert found["audit"] == []
    assert found["custody"] == []
    assert set(walk.acknowledged) <= set(found["sealed"])
    assert len(set(found["sealed"])) == len(found["sealed"])
    assert found["problems"] == []
    assert found["jobs"] == {"done": walk.answered + 1}
    assert found["runs"] == found["kept"] == list(range(1, walk.answered + 2))
    assert sorted(found["searchable"].values()) == [1] * (walk.answered + 1)
    assert found["left"] == []
    assert set(walk.used) <= set(found["used"])
    assert found["uses"] == dict.fromkeys(found["used"], 1)
    assert all(count == 1 for count in found["exports"].values())
    assert KILLS < 20 or found["attempts"] > found["jobs"]["done"], "no worker was killed at work: it shows nothing"
