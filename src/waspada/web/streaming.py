"""Bodies of requests as they come in: a view reads them piece by piece, and nothing of them is ever on disk.

Django's own ASGI handler first writes every body into a temporary file. Evidence must not lie there in the clear, so
ours (handler.py) hands the view this file, which takes each piece from the connection when it is read: a slow disk
slows the sender.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
SILENCE: Final = 60.0
"""Seconds without a byte after which a sender is given up."""


class BrokenOff(OSError):
    """The sender went away, or fell silent, before the end. An OSError: Django takes it for an unreadable body."""


class Body(io.RawIOBase):
    """What is left of a body, for a view in a thread of its own."""

    def __init__(self, first: bytes, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._held, self._receive, self._loop = first, receive, loop
        self._more, self._waiting = True, concurrent.futures.Future[Mapping[str, Any]]()

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """`size` bytes, fewer only at the end: Django asks for a form once, and takes what it gets for all of it.

        Raises:
            BrokenOff: the sender went away.
            RequestDataTooBig: all of it is asked for, and it is more than a form may hold. Django itself looks at the
                length that was announced, and a sender need not announce one.
        """
        if size < 0:
            return self._whole(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        pieces: list[bytes] = []
        while size and (self._held or self._more):
            if not self._held:
                self._next()
            pieces.append(self._held[:size])
            self._held = self._held[size:]
            size -= len(pieces[-1])
        return b"".join(pieces)

    def give_up(self) -> None:
        """Nothing more comes: the server ends."""
        self._more = False
        self._waiting.cancel()

    def _whole(self, most: int) -> bytes:
        content = bytearray()
        while piece := self.read(1 << 16):
            content += piece
            if len(content) > most:
                raise RequestDataTooBig("the request is larger than a form may be")
        return bytes(content)

    def _next(self) -> None:
        message: Mapping[str, Any] | None = None
        try:
            self._waiting = asyncio.run_coroutine_threadsafe(_message(self._receive), self._loop)
            message = self._waiting.result(SILENCE)
        except concurrent.futures.TimeoutError:
            self._waiting.cancel()
        except (concurrent.futures.CancelledError, RuntimeError):  # the loop ends, or has ended
            pass
        if message is None or message["type"] == "http.disconnect":
            self._more = False
            raise BrokenOff("the sender went away before the end of the request")
        self._held = message.get("body", b"")
        self._more = message.get("more_body", False)


async def _message(receive: Receive) -> Mapping[str, Any]:
    return await receive()
