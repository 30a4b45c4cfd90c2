"""Where the server listens, and what it says of it."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time

import pytest
from django.conf import settings
from tests.workbench import Workbench

from waspada.core.errors import BadInput, PortTaken
from waspada.store.db import people_in
from waspada.web import server

NOW = 1_772_000_000.0


def test_a_port_is_had_before_it_is_promised() -> None:
    with server.listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert server.address(first) == f"http://127.0.0.1:{port}/"
        with pytest.raises(PortTaken, match=f"port {port} of 127.0.0.1 could not be had"):
            server.listen("127.0.0.1", port)


def test_others_need_a_name_and_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WASPADA_HOSTS", raising=False)
    with pytest.raises(BadInput, match="no name was given"):
        server.listen("0.0.0.0", 0)
    monkeypatch.setenv("WASPADA_HOSTS", "cases.example.org")
    with pytest.raises(BadInput, match="in the clear"):
        server.listen("0.0.0.0", 0)
    monkeypatch.setattr(settings, "HTTPS", True)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["cases.example.org"])
    with server.listen("0.0.0.0", 0) as listening:
        assert server.address(listening) == "https://cases.example.org/"


def test_the_first_link_is_made_until_there_is_an_owner(workbench: Workbench) -> None:
    assert server.first_link("http://127.0.0.1:1/", NOW) == ""
    alice = workbench.people["Alice"]
    alice.is_admin = False
    alice.save()
    first = server.first_link("http://127.0.0.1:1/", NOW)
    secret = first.removeprefix("http://127.0.0.1:1/welcome/").rstrip("/")
    assert people_in.link_of(secret, NOW + 1) is not None
    server.first_link("http://127.0.0.1:1/", NOW + 2)
    assert people_in.link_of(secret, NOW + 3) is None, "a new start makes a new link, and the old one is no good"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_told_to_stop_is_no_failure(number: signal.Signals) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)
        telling = threading.Timer(1, os.kill, (os.getpid(), number))
        telling.start()
        began = time.monotonic()
        server.run(listening)
        assert time.monotonic() - began < 30
        telling.join()
    assert signal.getsignal(signal.SIGTERM) == before
