"""The public server on loopback: does its time tell a member from a stranger, and how fast is the statement?

`python bench/lookup.py serve PLACE` is the server, in a process of its own and without limits: every question goes all
the way into the queue. Members and strangers ask in turns whose order is drawn anew each time.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote_plus

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.figure import Figure
from bench.measure import Failed
from bench.setting import ROOT, Setting

EACH: Final = 10_000
"""Questions of members, and as many of strangers."""
ASKED_AUC: Final = 0.02
"""How far from 0.5 the better of two classifiers may come."""
ASKED_RATE: Final = 1000.0
CONNECTIONS: Final = 32
SECONDS: Final = 5.0
NEAR: Final = 10
"""Neighbours on each side with which a time is compared."""
PAGE: Final = b"<!doctype html><title>Statement</title>" + b"<p>We were told that a file was copied.</p>\n" * 400
COMMAND: Final = "python bench/run.py --only lookup"


def lookup(setting: Setting) -> list[Figure]:
    """Both figures, of one bundle."""
    each = max(200, round(EACH * setting.scale))
    place = setting.work / "lookup"
    try:
        _bundle(place, each)
        with _served(place) as port:
            setting.say(f"lookup: {each:,} members and {each:,} strangers ask")
            members, strangers = _asked(port, each)
            setting.say("lookup: the statement")
            rates = [asyncio.run(_rate(port)) for _ in range(setting.rounds)]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    raw, near = _auc(members, strangers), _auc(*_against_neighbours(members, strangers))
    middle = median(time for _, time in members + strangers)
    return [
        Figure(
            key="lookup.auc", unit="from 0.5", asked=ASKED_AUC, measured=max(abs(raw - 0.5), abs(near - 0.5)),
            what=f"Timing classifier, {each:,} members against {each:,} strangers: distance of its AUC from 0.5",
            reference=f"AUC {raw:.4f} by time, {near:.4f} against its neighbours; median {middle * 1000:.2f} ms",
            command=COMMAND, note="Over HTTP on loopback, one connection, order drawn anew; limits off.",
        ),
        Figure(
            key="lookup.statement", unit="/s", asked=ASKED_RATE, bound="at least", measured=median(rates),
            what=f"Requests for the statement, {len(PAGE) / 1000:.0f} KB packed, {CONNECTIONS} connections",
            reference="server and client on two cores", command=COMMAND, runs={"requests/s": rates},
        ),
    ]  # fmt: skip


def _bundle(place: Path, each: int) -> None:
    from waspada.flows.public.bundle import About, export
    from waspada.flows.public.keys import Keys
    from waspada.flows.public.members import Facts
    from waspada.readers.age import Identity

    site = place / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_bytes(PAGE)
    facts = Facts(categories=("user.contact.email", "user.name"))
    export(
        place / "bundle", site=site, letters=(), members=((_address("m", number), facts) for number in range(each)),
        keys=Keys.of(Identity.new()), now=0.0,
        about=About(company="Bench", contact="x@bench.example", address="https://bench.example"),
    )  # fmt: skip


def _address(who: str, number: int) -> str:
    return f"{who}{number:07d}@mail.example.org"


@contextlib.contextmanager
def _served(place: Path) -> Iterator[int]:
    """The server in a process of its own; its port."""
    command = [sys.executable, __file__, "serve", str(place / "bundle")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")})
    try:
        line = process.stdout.readline() if process.stdout else b""
        if not line.strip().isdigit():
            raise Failed("the public server did not start")
        yield int(line)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _asked(port: int, each: int) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """For members and strangers: the number of each question in the order of asking, and its seconds."""
    order = [("m", number) for number in range(each)] + [("s", number) for number in range(each)]
    random.Random().shuffle(order)
    times: dict[str, list[tuple[int, float]]] = {"m": [], "s": []}
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        size = 0
        for turn in range(-50, len(order)):
            who, number = order[turn] if turn >= 0 else ("w", -turn)
            body = f"address={quote_plus(_address(who, number))}".encode()
            began = time.perf_counter()
            connection.sendall(_post(body))
            got = _whole(connection)
            took = time.perf_counter() - began
            if turn < 0:
                size = got
            elif got != size:
                raise Failed("an answer has another size than the others")
            else:
                times[who].append((turn, took))
    return times["m"], times["s"]


def _post(body: bytes) -> bytes:
    head = (
        "POST /affected?lang=en HTTP/1.1\r\nHost: bench.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _whole(connection: socket.socket) -> int:
    """Read one answer; its bytes."""
    content = b""
    while b"\r\n\r\n" not in content:
        content += connection.recv(1 << 16)
    head, _, body = content.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise Failed("the public server answered with an error")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    got = len(body)
    while got < length:
        got += len(connection.recv(1 << 16))
    return len(head) + 4 + got


def _auc(members: Sequence[tuple[int, float]], strangers: Sequence[tuple[int, float]]) -> float:
    """How often a member's time is above a stranger's (Mann and Whitney); ties count half."""
    both = sorted([(time, 1) for _, time in members] + [(time, 0) for _, time in strangers])
    total, at = 0.0, 0
    while at < len(both):
        end = at
        while end < len(both) and both[end][0] == both[at][0]:
            end += 1
        total += sum(one for _, one in both[at:end]) * (at + 1 + end) / 2
        at = end
    count = len(members)
    return (total - count * (count + 1) / 2) / (count * len(strangers))


def _against_neighbours(
    members: Sequence[tuple[int, float]], strangers: Sequence[tuple[int, float]]
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """The same times without the swings of the machine: what is left beside the median of those asked just then."""
    times = [time for _, time in sorted([*members, *strangers])]

    def left(row: tuple[int, float]) -> tuple[int, float]:
        turn, time = row
        return turn, time - median(times[max(0, turn - NEAR) : turn + NEAR + 1])

    return [left(row) for row in members], [left(row) for row in strangers]


async def _rate(port: int) -> float:
    """Requests per second of the statement, over connections that stay open."""
    until = time.perf_counter() + SECONDS
    began = time.perf_counter()
    counts = await asyncio.gather(*(_visitor(port, until) for _ in range(CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - began)


async def _visitor(port: int, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = b"GET / HTTP/1.1\r\nHost: bench.example\r\nAccept-Encoding: gzip\r\n\r\n"
    count = 0
    while time.perf_counter() < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise Failed("the statement was not served")
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]))
        count += 1
    writer.close()
    return count


def serve(place: Path) -> None:
    """The server process: says its port on standard output, and serves until it is told to stop."""
    from waspada.web import listening
    from waspada.web.public.app import Public
    from waspada.web.public.limits import Limits, Rate

    free = Rate(burst=1e9, per_second=1)
    application = Public(place, limits=Limits(affected=free, affected_all=free))
    with listening.bound("127.0.0.1", 0) as taken:
        print(taken.getsockname()[1], flush=True)
        listening.run(application, taken, behind_proxy=False)


if __name__ == "__main__":
    serve(Path(sys.argv[2]))
