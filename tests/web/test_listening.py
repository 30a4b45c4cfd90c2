"""Where a server listens, and that being told to stop is no failure of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from waspada.core.errors import PortTaken
from waspada.web import listening


async def silent(scope: Any, receive: Any, send: Any) -> None:
    """An application that nobody asks."""


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.0.2.7", False), ("notice.example.org", False)],
)  # fmt: skip
def test_only_this_machine_or_others_too(host: str, alone: bool) -> None:
    assert listening.is_loopback(host) is alone


def test_small_answers_do_not_wait_for_each_other() -> None:
    with listening.bound("127.0.0.1", 0) as taken:
        assert taken.proto == socket.IPPROTO_TCP, "asyncio sets TCP_NODELAY only where the protocol is named"


def test_a_port_that_is_taken_is_said() -> None:
    with listening.bound("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} of 127.0.0.1 could not be had"):
            listening.bound("127.0.0.1", port)


def test_being_told_to_stop_ends_it() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        telling = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM))
        telling.start()
        began = time.monotonic()
        listening.run(silent, taken, behind_proxy=False)
        assert time.monotonic() - began < 30
        telling.join()
    assert signal.getsignal(signal.SIGTERM) == before


def test_it_loads_no_django() -> None:
    code = "import sys, waspada.web.listening; print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
