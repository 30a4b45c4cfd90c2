"""Runs a library that decrypts whole files in a process of its own, and gives what it writes piece by piece.

The process writes into a pipe: nothing is on disk, its memory is bounded, what it logs goes nowhere, and a bomb is
ended by ending the process.
"""

from __future__ import annotations

import json
import os
import resource
import select
import subprocess
import sys
from collections.abc import Generator, Mapping
from typing import Any, BinaryIO, Final

from waspada.readers.wrapper import PIECE

SLOW: Final = "slow"
"""Said where nothing came for as long as the limit allows."""
_START: Final = (
    "import importlib, json, sys; given = json.loads(sys.stdin.read()); sys.path[:] = given['path'];"
    "print(importlib.import_module(given['module']).decrypt(given))"
)


def decrypted(module: str, file: BinaryIO, given: Mapping[str, Any], seconds: float) -> Generator[bytes, None, str]:
    """What `decrypt(given)` of a module writes to `given["output"]`, and at the end the one word that it returns.

    Args:
        given: what the process needs besides `input` and `output`, the paths it reads and writes; it goes through its
            standard input, since arguments and environment can be seen by others.
    """
    read, write = os.pipe()
    whole = {
        **given, "module": module, "path": sys.path,
        "input": f"/dev/fd/{file.fileno()}", "output": f"/dev/fd/{write}",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(file.fileno(), write),
    )  # fmt: skip
    outcome = SLOW
    try:
        os.close(write)
        _tell(process, whole)
        while select.select([read], [], [], seconds)[0]:
            data = os.read(read, PIECE)
            if not data:
                outcome = _outcome(process)
                break
            yield data
    finally:
        os.close(read)
        process.kill()
        for end in (process.stdin, process.stdout):
            if end is not None:
                end.close()
        process.wait()
    return outcome


def bound(memory: int, seconds: int = 0) -> None:
    """Hold the process of its own to so many bytes, and seconds of work; it leaves no dump of its memory."""
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(process: subprocess.Popen[bytes], given: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(given).encode())
        process.stdin.close()
    except BrokenPipeError:
        pass  # it ended at once: the outcome tells


def _outcome(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    lines = process.stdout.read(4096).decode("ascii", "replace").split()
    return lines[-1] if lines else ""
