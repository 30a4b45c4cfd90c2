"""The public server (ASGI): the statement, letters by their code, and questions that go into the queue.

It holds no key but those that a code or a link brings along, and looks nobody up. It keeps no address, no code and no
IP: not in a log, not on disk, and in memory only as keyed hashes that end with the process.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from waspada.flows.public import bundle, fetches, letters
from waspada.flows.public.queue import Kind, Queue
from waspada.web.public import asked, pages, replies
from waspada.web.public.asked import Refused
from waspada.web.public.frame import STYLE, TABS, Frame
from waspada.web.public.limits import Bucket, Limits, network
from waspada.web.public.seen import Seen
from waspada.web.public.served import Served, styles

_LOG: Final = logging.getLogger("waspada.public")
_TELL_EVERY: Final = 60.0
_PROBLEMS: Final = {404: "missing", 405: "method"}
PROOF: Final = "waspada-proof="
"""With a random token behind it: the TXT record that proves a domain."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Public:
    """The application, over one bundle."""

    def __init__(
        self,
        place: Path,
        *,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
        https: bool = False,
    ) -> None:
        """Load the bundle. Raises NothingReadable, EvidenceAltered."""
        rates = limits or Limits()
        self._place, self._clock, self._https = place, clock, https
        self._served = Served(place)
        self._seen = Seen(place / bundle.STATE / "seen.json")
        self._wrong = Bucket(rates.wrong, rates.wrong_all)
        self._affected = Bucket(rates.affected, rates.affected_all)
        self._longer = Bucket(rates.longer, rates.longer_all)
        self._queue: tuple[str, Queue] | None = None
        self._queue_lock = threading.Lock()
        self._turned_away, self._told = 0, 0.0
        self._style = styles()
        both = ["GET", "POST"]
        self._app = Starlette(
            routes=[
                Route("/check", self._check, methods=both),
                Route("/affected", self._ask_affected, methods=both),
                Route("/organisation", self._ask_organisation, methods=both),
                Route("/fetch", self._fetch, methods=both),
                Route("/ask", self._ask, methods=both),
                Route("/healthz", self._health),
                Route(STYLE, self._css),
                Route("/{path:path}", self._statement),
            ],
            exception_handlers={HTTPException: self._http_problem, Refused: self._refused, Exception: self._broken},
        )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError("only HTTP is spoken here")
        silent = scope["method"] == "HEAD"

        async def out(message: Message) -> None:
            if silent and message["type"] == "http.response.body":
                message["body"] = b""
            if self._https and message["type"] == "http.response.start":
                message["headers"].append((b"strict-transport-security", replies.SECURE.encode()))
            await send(message)

        try:
            await self._app(scope, receive, out)
        except Exception as error:  # noqa: BLE001  (the last face; the page was sent, and no value may be printed)
            _LOG.warning("a request ended with %s", type(error).__name__)

    def close(self) -> None:
        """Write down what is only in memory."""
        self._seen.save()

    # --- pages ---

    async def _check(self, request: Request) -> Response:
        frame = self._frame(request, "check")
        if request.method != "POST":
            return replies.page(pages.check(frame))
        typed = (await asked.form(request)).get("code", "")[:200]
        place, now = _place(request), self._clock()
        if not self._wrong.has(place, now):
            return replies.page(pages.filled(pages.problem(frame, "slow")), 429)
        shown, places = await run_in_threadpool(self._looked_up, typed, place, now)
        if shown is None:
            self._wrong.take(place, now)
            return replies.page(pages.no_letter(frame))
        return replies.page(pages.letter(frame, shown, places))

    def _looked_up(self, typed: str, place: str, now: float) -> tuple[letters.Shown | None, int]:
        name, shown = letters.find(self._served.now.codes, typed)
        return shown, self._seen.note(name, place, now) if shown else 0

    async def _ask_affected(self, request: Request) -> Response:
        frame = self._frame(request, "affected")
        if request.method != "POST":
            return replies.page(pages.affected(frame))
        fields = await asked.form(request)
        address = fields.get("address", "")[: pages.ADDRESS_MOST]
        within = self._affected.take(_place(request), self._clock())
        if not within or not await self._put(Kind.AFFECTED, {"address": address}, frame):
            self._turn_away()
        return replies.page(pages.affected_done(frame))

    async def _ask_organisation(self, request: Request) -> Response:
        frame = self._frame(request, "organisation")
        if request.method != "POST":
            return replies.page(pages.organisation(frame))
        given = await asked.form(request)
        proof = PROOF + secrets.token_urlsafe(fetches.TOKEN_BYTES)
        fields = {"domain": given.get("domain", "")[:253], "contact": given.get("contact", "")[: pages.ADDRESS_MOST]}
        return await self._longer_question(
            request, frame, Kind.ORGANISATION, {**fields, "proof": proof}, pages.organisation_done(frame, proof)
        )

    async def _ask(self, request: Request) -> Response:
        frame = self._frame(request, "ask")
        if request.method != "POST":
            return replies.page(pages.ask(frame))
        given = await asked.form(request)
        address, text = given.get("address", "").strip(), asked.text(given.get("text", ""))
        if not address or not text or len(text) > pages.ASK_MOST or len(address) > pages.ADDRESS_MOST:
            return replies.page(pages.ask(frame, missing=True), 400)
        fields = {"address": address, "text": text}
        return await self._longer_question(request, frame, Kind.ENQUIRY, fields, pages.ask_done(frame))

    async def _longer_question(
        self, request: Request, frame: Frame, kind: Kind, fields: dict[str, str], done: bytes
    ) -> Response:
        """One whose asker is told when it was not taken; whether it was depends on nothing that they typed."""
        taken = self._longer.take(_place(request), self._clock()) and await self._put(kind, fields, frame)
        if taken:
            return replies.page(done)
        self._turn_away()
        return replies.page(pages.problem(frame, "full"), 503, **{"Retry-After": "3600"})

    async def _fetch(self, request: Request) -> Response:
        frame = self._frame(request, "")
        if request.method != "POST":
            return replies.page(pages.fetch(frame, request.query_params.get("token", "")[:200]))
        token = (await asked.form(request)).get("token", "").strip()[:200]
        place, now = _place(request), self._clock()
        if not self._wrong.has(place, now):
            return replies.page(pages.problem(frame, "slow"), 429)
        found = await run_in_threadpool(fetches.take, self._place / bundle.FETCH, token, now)
        if found is None:
            self._wrong.take(place, now)
            return replies.page(pages.no_list(frame), 404)
        return replies.attachment(found.content)

    async def _statement(self, request: Request) -> Response:
        files = self._served.now.files
        path = request.path_params["path"]
        found = files.get(f"{path}index.html" if not path or path.endswith("/") else path)
        if found is not None:
            return replies.file(found, request)
        if f"{path}/index.html" in files:
            return RedirectResponse(f"/{path}/", 308, dict(replies.ALWAYS))
        raise HTTPException(404)

    async def _css(self, request: Request) -> Response:
        return replies.file(self._style, request)

    async def _health(self, _request: Request) -> Response:
        content = {"ok": True, "version": self._served.now.bundle.version}
        return JSONResponse(content, headers={**replies.ALWAYS, "Cache-Control": "no-store"})

    # --- what does not go ---

    async def _http_problem(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        more = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        return replies.page(pages.problem(self._frame(request), _PROBLEMS.get(status, "broken")), status, **more)

    async def _refused(self, request: Request, error: Exception) -> Response:
        status, key = (error.status, error.key) if isinstance(error, Refused) else (500, "broken")
        return replies.page(pages.problem(self._frame(request), key), status)

    async def _broken(self, request: Request, _error: Exception) -> Response:
        return replies.page(pages.problem(self._frame(request), "broken"), 500)

    # --- parts ---

    def _frame(self, request: Request, tab: str | None = None) -> Frame:
        version, lang = self._served.now, asked.language(request)
        named = request.url.path.strip("/") if tab is None else tab
        return Frame(about=version.bundle.about, lang=lang, home=version.home(lang), tab=named if named in TABS else "")

    async def _put(self, kind: Kind, fields: dict[str, str], frame: Frame) -> bool:
        return await run_in_threadpool(self._put_now, kind, fields, frame.lang)

    def _put_now(self, kind: Kind, fields: dict[str, str], lang: str) -> bool:
        key = self._served.now.bundle.queue_key
        with self._queue_lock:
            if self._queue is None or self._queue[0] != key:
                self._queue = (key, Queue(self._place / bundle.QUEUE, key))
            queue = self._queue[1]
        return queue.put(kind, fields, lang=lang, now=self._clock())

    def _turn_away(self) -> None:
        """Count a question that was not taken; who runs the server is told how many, once a minute."""
        self._turned_away += 1
        now = self._clock()
        if now - self._told >= _TELL_EVERY:
            _LOG.warning("questions that were not taken, too many at once: %d", self._turned_away)
            self._turned_away, self._told = 0, now


def _place(request: Request) -> str:
    return network(request.client.host) if request.client else ""
