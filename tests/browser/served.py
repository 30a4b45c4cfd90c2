"""The real `waspada serve` with its worker, as a process of its own over a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests import databases

WAIT: Final = 90.0
"""Seconds that starting may take on a busy machine: it makes the tables first."""
_PREPARE: Final = """
from pathlib import Path
from waspada.cli import demo_serve
demo_serve.NOT_OURS = ()
print(demo_serve.prepare(Path({out!r}), "en"))
"""
"""The demonstration turns away from every database but its own; here it is given one, to be walked on each."""
_AT: Final = re.compile(r"the workbench is at (\S+)")
_LINK: Final = re.compile(r"within a day: (\S+)")


@dataclass(frozen=True, slots=True)
class Served:
    """A running workbench."""

    address: str
    link: str
    """Makes the first owner, once; empty where there is one."""
    said: Path
    """What it wrote to stderr."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The November case, assessed, with nobody signed in yet."""

    workbench: Served
    begin: str
    """Where its owner enters."""
    directory: Path


def environment(home: Path) -> dict[str, str]:
    """Of a process that knows this home and nothing of the one who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WASPADA_", "DJANGO_"))}
    return {**kept, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}


def waspada(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    command = [sys.executable, "-m", "waspada.cli.main", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=300, check=False)


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Start it on a free port; end it and its worker as Ctrl-C would."""
    said = home.with_name(f"{home.name}.said")
    command = [sys.executable, "-m", "waspada.cli.main", "serve", "--port", "0"]
    with said.open("w") as file:
        process = subprocess.Popen(command, env=environment(home), stdout=file, stderr=file)
    try:
        yield _started(process, said)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _started(process: subprocess.Popen[bytes], said: Path) -> Served:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        text = said.read_text(encoding="utf-8")
        if at := _AT.search(text):
            time.sleep(0.2)  # the link is written in the same moment
            link = _LINK.search(said.read_text(encoding="utf-8"))
            return Served(at[1], link[1] if link else "", said)
        time.sleep(0.1)
    raise TimeoutError(f"waspada serve did not start: {said.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def demonstration(out: Path, home: Path, *, people: int) -> Iterator[Demo]:
    """Make the demonstration as `make demo` does, and serve it.

    Args:
        out: a folder for its data, its results and its workbench.
        home: whose compiled patterns are used.
    """
    size = ("--people", str(people), "--organisations", str(people // 5), "--events", str(people * 12))
    done = waspada(home, "demo", "--no-serve", "--out", str(out), "--workers", "1", *size)
    _well(done)
    script = [sys.executable, "-c", _PREPARE.format(out=str(out))]
    given = {**environment(home), "DATABASE_URL": databases.url_of(out / "workbench")}
    made = subprocess.run(script, env=given, capture_output=True, text=True, timeout=300, check=False)
    _well(made)
    with served(out / "workbench") as workbench:
        yield Demo(workbench, "/" + made.stdout.strip(), out / "data" / "directory.csv")


def _well(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
