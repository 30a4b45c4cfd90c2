"""Opens a wrapper to the end and gives what came out."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from waspada.readers.discover import Trouble
from waspada.readers.limits import Limits
from waspada.readers.unwrap import open_wrapper, wrapper_of_file
from waspada.readers.wrapper import Secrets


@dataclass
class Found:
    """What came out."""

    kind: str
    contents: dict[str, bytes] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    largest: int = 0


@pytest.fixture
def unwrap() -> Callable[..., Found]:
    """Everything inside a file."""

    def run(path: Path, secrets: Secrets | None = None, limits: Limits | None = None, kind: str = "") -> Found:
        found = Found(kind or wrapper_of_file(path))
        opened = open_wrapper(path, found.kind, secrets or Secrets(), limits)
        for content in opened:
            assert content.name not in found.contents
            chunks = list(content.chunks)
            found.largest = max([found.largest, *map(len, chunks)])
            found.contents[content.name] = b"".join(chunks)
            if content.problem:
                found.problems[content.name] = content.problem
        found.troubles = opened.troubles
        return found

    return run


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """Some members: incompressible, compressible, small, empty, with a name in another script."""
    folder = tmp_path / "members"
    (folder / "d").mkdir(parents=True)
    made = {
        "a.bin": random.Random(7).randbytes(300_000),
        "b.txt": b"".join(b"line %d\n" % n for n in range(50_000)),
        "d/c.txt": b"hi\n",
        "empty.txt": b"",
        "résumé 名.csv": b"id,email\n1,a@example.org\n",
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return made


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., None]:
    """Run a program in the folder of the members."""

    def run(*command: str | Path, given: bytes | None = None) -> None:
        done = subprocess.run(
            [str(part) for part in command], cwd=tmp_path / "members", capture_output=True, timeout=120, check=False,
            input=given, env={"PATH": "/usr/bin:/bin", "GNUPGHOME": str(tmp_path / "gnupg"), "LANG": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()

    return run
