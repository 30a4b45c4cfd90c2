"""The server process: uvicorn over the ASGI application. The only file that imports it."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

import uvicorn
from django.conf import settings

from waspada.core.errors import BadInput, PortTaken
from waspada.store.db import people_in
from waspada.store.db.models import User

_BACKLOG: Final = 128
_LAST_WORDS: Final = 10
"""Seconds that requests at hand may still take when the server is told to end."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is promised about it.

    Raises:
        BadInput: others could reach it, and nobody said by which name, or in the clear.
        PortTaken: it cannot be had.
    """
    if not is_loopback(host):
        _open_to_others(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    problem = ""
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        problem = (error.strerror or "error").lower()
    if problem:
        listening.close()
        raise PortTaken(f"port {port} of {host} could not be had: {problem}")
    return listening


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(listening: socket.socket) -> str:
    """How a browser reaches it."""
    host, port = listening.getsockname()[:2]
    if not is_loopback(host):
        return f"https://{settings.ALLOWED_HOSTS[0]}/"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def first_link(address: str, now: float) -> str:
    """Where nobody is an owner yet: a link that makes one. Else empty."""
    if User.objects.filter(is_admin=True, is_demo=False).exists():
        return ""
    return f"{address}welcome/{people_in.make_link(user=None, now=now)}/"


def run(listening: socket.socket) -> None:
    """Serve until the process is told to stop (Ctrl-C, SIGTERM), then return.

    Requests are not logged: what people look at is nobody's log.
    """
    config = uvicorn.Config(
        "waspada.web.asgi:application",
        access_log=False,
        log_level="warning",
        lifespan="off",
        ws="none",
        server_header=False,
        date_header=False,
        proxy_headers=settings.HTTPS,
        timeout_graceful_shutdown=_LAST_WORDS,
    )
    with _told():
        uvicorn.Server(config).run(sockets=[listening])


class _Told(BaseException):
    """The process is told to stop."""


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Being told to stop ends what is inside, and nothing else: uvicorn raises the signal again when it has ended."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Told

    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, stop) if main else None
    try:
        yield
    except (KeyboardInterrupt, _Told):
        return
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


def _open_to_others(host: str) -> None:
    if not os.environ.get("WASPADA_HOSTS"):
        raise BadInput(
            f"others could reach {host}, and no name was given by which they may ask",
            hint="Set WASPADA_HOSTS to the names of the server, for example: WASPADA_HOSTS=cases.example.org",
        )
    if not settings.HTTPS:
        raise BadInput(
            f"others could reach {host}, and passwords would travel in the clear",
            hint="Put a proxy that speaks TLS in front, and set WASPADA_HTTPS=1.",
        )
