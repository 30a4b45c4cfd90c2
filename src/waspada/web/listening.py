"""A server process: a socket, and uvicorn over an ASGI application. The only file that imports it; without Django."""

from __future__ import annotations

import contextlib
import ipaddress
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any, Final

import uvicorn

from waspada.core.errors import PortTaken

_BACKLOG: Final = 128
_LAST_WORDS: Final = 10
"""Seconds that requests at hand may still take when the server is told to end."""


def bound(host: str, port: int, *, backlog: int = _BACKLOG) -> socket.socket:
    """Take the port before anything is promised about it. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    tcp = socket.IPPROTO_TCP  # named, or asyncio leaves Nagle's algorithm on, and every answer waits 40 ms
    listening = socket.socket(family, socket.SOCK_STREAM, tcp)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    problem = ""
    try:
        listening.bind((host, port))
        listening.listen(backlog)
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


def run(application: Any, listening: socket.socket, *, behind_proxy: bool, most: int | None = None) -> None:
    """Serve until the process is told to stop (Ctrl-C, SIGTERM), then return.

    Requests are not logged: what people look at is nobody's log.

    Args:
        application: ASGI, or its dotted name.
        behind_proxy: believe who asks for whom (`X-Forwarded-For`) of the proxies in FORWARDED_ALLOW_IPS, by default
            those on this machine.
        most: connections at once; more are turned away.
    """
    config = uvicorn.Config(
        application,
        access_log=False,
        log_level="warning",
        lifespan="off",
        ws="none",
        server_header=False,
        date_header=False,
        proxy_headers=behind_proxy,
        limit_concurrency=most,
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
