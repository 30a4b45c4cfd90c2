"""The server process of the workbench: where it listens, and what it says of it."""

from __future__ import annotations

import os
import socket

from django.conf import settings

from waspada.core.errors import BadInput
from waspada.store.db import people_in
from waspada.store.db.models import User
from waspada.web import listening as served
from waspada.web.listening import is_loopback


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is promised about it.

    Raises:
        BadInput: others could reach it, and nobody said by which name, or in the clear.
        PortTaken: it cannot be had.
    """
    if not is_loopback(host):
        _open_to_others(host)
    return served.bound(host, port)


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
    """Serve until the process is told to stop (Ctrl-C, SIGTERM), then return."""
    served.run("waspada.web.asgi:application", listening, behind_proxy=settings.HTTPS)


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
