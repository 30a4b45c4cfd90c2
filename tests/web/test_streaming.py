"""Bodies as they come: nothing in a temporary file, a sender that leaves is noticed."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import RequestAborted

from waspada.web import streaming
from waspada.web.asgi import application
from waspada.web.streaming import Body, BrokenOff


def messages(*pieces: bytes | None) -> Any:
    """What a server hands over, one message a call; None: the sender is gone."""
    waiting = [
        {"type": "http.disconnect"}
        if piece is None
        else {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]

    async def receive() -> Mapping[str, Any]:
        return waiting.pop(0) if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

    return receive


def read(*pieces: bytes | None, size: int = -1) -> bytes:
    async def whole() -> bytes:
        body = await application.read_body(messages(*pieces))
        return await asyncio.to_thread(body.read, size)

    return asyncio.run(whole())


def test_a_body_in_one_piece_and_in_many() -> None:
    assert read(b"all") == b"all"
    assert read(b"a", b"", b"bc", b"d") == b"abcd"
    assert read(b"abc", b"d", size=2) == b"ab"


def test_a_sender_that_leaves_is_noticed() -> None:
    with pytest.raises(BrokenOff):
        read(b"a", b"b", None)
    with pytest.raises(RequestAborted):
        read(None)


def test_a_silent_sender_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "SILENCE", 0.05)

    async def silent() -> bytes:
        async def receive() -> Mapping[str, Any]:
            await asyncio.sleep(10)
            return {}

        body = Body(b"a", receive, asyncio.get_running_loop())
        return await asyncio.to_thread(body.read)

    with pytest.raises(BrokenOff):
        asyncio.run(silent())


def test_no_request_is_written_to_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, never)
    sent: list[Mapping[str, Any]] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/language/", "query_string": b"", "scheme": "http",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"text/plain")], "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(application(scope, messages(b"x" * 5_000_000, b"y" * 5_000_000), send))
    assert sent[0]["status"] == 403
