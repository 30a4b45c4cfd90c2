"""Django under ASGI, each request whole in one thread of a pool.

Django's own handler makes a thread for every request, and with it a database connection that nobody uses again; and it
adapts every one of our views and middlewares, none of which is asynchronous. Here threads and their connections stay,
as under WSGI: several pages are made at once, and the page cache of SQLite stays warm. Large bodies, which may take
hours, have threads of their own, so that uploads never keep a page waiting; small ones have arrived before a thread is
taken, so that a slow sender holds none. No dependency is needed for it, and bodies stream, as no WSGI bridge lets them.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from waspada.web import streaming
from waspada.web.streaming import Body, BrokenOff, Receive

PAGES: Final = 16
"""Requests that are answered at once."""
UPLOADS: Final = 8
"""Large bodies that are taken in at once; the next one waits, and its sender with it."""

Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Handler(ASGIHandler):
    """The ASGI application."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._pages = ThreadPoolExecutor(PAGES, "page")
        self._uploads = ThreadPoolExecutor(UPLOADS, "upload")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError("only HTTP is spoken here")
        try:
            body = await self.read_body(receive, _announced(scope))
        except (RequestAborted, BrokenOff):
            return
        loop = asyncio.get_running_loop()
        pool = self._uploads if isinstance(body, Body) else self._pages
        context = contextvars.Context()
        try:
            for message in await loop.run_in_executor(pool, context.run, self._answer, scope, body, _Way(send, loop)):
                await send(message)
        except TimeoutError:  # whoever asked reads nothing any more
            return
        finally:
            if isinstance(body, Body):
                body.give_up()

    async def read_body(self, receive: Receive, announced: int | None = None) -> Any:
        """The body: whole where it came in one piece or is as small as a form, else as it comes.

        Raises:
            RequestAborted, BrokenOff: the sender left before its end.
        """
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestAborted
        content = bytearray(message.get("body", b""))
        small = announced is not None and announced <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        while small and message.get("more_body", False):
            try:
                message = await asyncio.wait_for(_awaited(receive), streaming.SILENCE)
            except TimeoutError:
                raise RequestAborted from None
            if message["type"] == "http.disconnect":
                raise RequestAborted
            content += message.get("body", b"")
        if not message.get("more_body", False):
            return io.BytesIO(content)
        return Body(bytes(content), receive, asyncio.get_running_loop())

    def _answer(self, scope: dict[str, Any], body: Any, way: _Way) -> list[Mapping[str, Any]]:
        """What is still to be sent: a page is sent without its thread, only files are read out in it."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response: Any = self.get_response(request) if request is not None else refused
        try:
            begin, end = _begin(response), {"type": "http.response.body", "body": b"", "more_body": False}
            if not response.streaming:
                return [begin, {**end, "body": response.content}]
            way.put(begin)
            for piece in response:
                way.put({**end, "body": piece, "more_body": True})
            return [end]
        finally:
            response.close()
            body.close()


class _Way:
    """The way back to the server, from a thread."""

    def __init__(self, send: Send, loop: asyncio.AbstractEventLoop) -> None:
        self._send, self._loop = send, loop

    def put(self, message: Mapping[str, Any]) -> None:
        """Send it. Raises TimeoutError: nobody reads."""
        asyncio.run_coroutine_threadsafe(_sent(self._send, message), self._loop).result(streaming.SILENCE)


def _begin(response: HttpResponseBase) -> Mapping[str, Any]:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    headers += [(b"Set-Cookie", one.output(header="").strip().encode("ascii")) for one in response.cookies.values()]
    return {"type": "http.response.start", "status": response.status_code, "headers": headers}


def _announced(scope: Mapping[str, Any]) -> int | None:
    found = [value for name, value in scope.get("headers", ()) if name == b"content-length"]
    return int(found[0]) if found and found[0].isdigit() else None


async def _awaited(receive: Receive) -> Mapping[str, Any]:
    return await receive()


async def _sent(send: Send, message: Mapping[str, Any]) -> None:
    await send(message)
