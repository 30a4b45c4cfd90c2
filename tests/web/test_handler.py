"""Each request in one thread: several at once, uploads beside pages, and nothing unbounded."""

from __future__ import annotations

import asyncio
import threading
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from waspada.web import streaming
from waspada.web.handler import PAGES, UPLOADS, Handler

both = threading.Barrier(2)


def meet(_: HttpRequest) -> HttpResponse:
    """Answers only when another request is being answered too."""
    both.wait(10)
    return HttpResponse("met")


def echo(request: HttpRequest) -> HttpResponse:
    """Reads the whole body, and says in which thread."""
    return HttpResponse(f"{len(request.body)} {threading.current_thread().name}")


def drip(_: HttpRequest) -> StreamingHttpResponse:
    """A file, in pieces."""
    response = StreamingHttpResponse(iter([b"a", b"b", b"c"]))
    response.set_cookie("seen", "1")
    return response


urlpatterns = [path("meet/", meet), path("echo/", echo), path("drip/", drip)]


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handler]:
    """Over the addresses above, without what needs a database."""
    from django.conf import settings
    from django.urls import clear_url_caches

    monkeypatch.setattr(settings, "ROOT_URLCONF", __name__)
    monkeypatch.setattr(settings, "MIDDLEWARE", [])
    clear_url_caches()
    made = Handler()
    yield made
    made._pages.shutdown()
    made._uploads.shutdown()
    clear_url_caches()


async def asked(
    handler: Handler, where: str, *pieces: bytes, length: int | None = None, method: str = "POST"
) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
    """Status, body and headers; without pieces nothing is sent, and the sender never ends."""
    waiting = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        return waiting.pop(0) if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"text/plain")]
    headers += [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "method": method, "path": where, "query_string": b"", "scheme": "http",
             "headers": headers, "http_version": "1.1"}  # fmt: skip
    await handler(scope, receive, send)
    if not sent:
        return 0, b"", []
    return sent[0]["status"], b"".join(one["body"] for one in sent[1:]), sent[0]["headers"]


def test_two_requests_are_answered_at_once(handler: Handler) -> None:
    async def two() -> list[tuple[int, bytes, Any]]:
        return await asyncio.gather(*(asked(handler, "/meet/", b"", method="GET") for _ in range(2)))

    assert [answer[:2] for answer in asyncio.run(two())] == [(200, b"met")] * 2


def test_large_bodies_have_threads_of_their_own(handler: Handler) -> None:
    small = asyncio.run(asked(handler, "/echo/", b"a", b"b", length=2))
    large = asyncio.run(asked(handler, "/echo/", b"a", b"b"))
    assert small[1].startswith(b"2 page")
    assert large[1].startswith(b"2 upload")
    assert (PAGES, UPLOADS) > (1, 1)


def test_a_form_without_a_length_is_bounded_too(handler: Handler) -> None:
    piece = b"x" * 1_000_000
    assert asyncio.run(asked(handler, "/echo/", *[piece] * 2))[0] == 200
    assert asyncio.run(asked(handler, "/echo/", *[piece] * 4))[0] == 400
    assert asyncio.run(asked(handler, "/echo/", *[piece] * 4, length=4_000_000))[0] == 400


def test_a_sender_that_falls_silent_is_given_up(handler: Handler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "SILENCE", 0.05)

    async def silent() -> int:
        waiting = [{"type": "http.request", "body": b"a", "more_body": True}]

        async def receive() -> Mapping[str, Any]:
            return waiting.pop() if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

        sent: list[Mapping[str, Any]] = []

        async def send(message: Mapping[str, Any]) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/echo/", "headers": [(b"content-length", b"10")]}
        await handler(scope, receive, send)
        return len(sent)

    assert asyncio.run(silent()) == 0


def test_files_are_sent_in_pieces_without_a_warning(handler: Handler) -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        status, content, headers = asyncio.run(asked(handler, "/drip/", b"", method="GET"))
    assert (status, content) == (200, b"abc")
    assert [value for name, value in headers if name == b"Set-Cookie"] == [b"seen=1; Path=/"]
    assert not [one for one in seen if "iterator" in str(one.message)]


def test_a_server_that_ends_waits_for_no_sender(handler: Handler) -> None:
    async def ended() -> float:
        begun = asyncio.create_task(_never_ending(handler))
        await asyncio.sleep(0.3)
        begun.cancel()
        start = asyncio.get_running_loop().time()
        await asyncio.to_thread(handler._uploads.shutdown)
        return asyncio.get_running_loop().time() - start

    assert asyncio.run(ended()) < 10


async def _never_ending(handler: Handler) -> None:
    waiting = [{"type": "http.request", "body": b"a", "more_body": True}]

    async def receive() -> Mapping[str, Any]:
        return waiting.pop() if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(_: Mapping[str, Any]) -> None:
        """Nobody reads."""

    scope = {"type": "http", "method": "POST", "path": "/echo/", "headers": []}
    await handler(scope, receive, send)
