"""Asks the public application as a browser does, without a socket; and makes bundles to ask of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from waspada.flows.public.bundle import About, Bundle, export
from waspada.flows.public.keys import Keys
from waspada.flows.public.letters import Shown
from waspada.flows.public.members import Facts
from waspada.notify import code
from waspada.web.public.app import Public

KEY = bytes(range(32))
"""Of the case, behind the codes."""
NOW = 1_795_000_000.0
ABOUT = About(company="Kopi & Co", contact="privacy@kopi.example", address="https://notice.kopi.example")
TEXT = "Dear Budi,\n\nyour <e-mail address> was in a file that was taken from a vendor of ours.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """As text."""
        return self.body.decode("utf-8", "replace")


def ask(
    app: Public,
    path: str,
    *,
    method: str = "",
    form: Mapping[str, str] | None = None,
    body: bytes | None = None,
    host: str = "203.0.113.7",
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """One request."""
    content = body if body is not None else urlencode(form or {}).encode()
    posts = form is not None or body is not None
    sent = {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(content))} if posts else {}
    sent |= headers or {}
    place, _, query = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": method or ("POST" if posts else "GET"), "path": place,
        "raw_path": place.encode(), "query_string": query.encode(), "root_path": "", "scheme": "http",
        "server": ("notice.kopi.example", 443), "client": (host, 1), "asgi": {"version": "3.0"},
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }  # fmt: skip
    messages: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    start = messages[0]
    return Reply(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        body=b"".join(message.get("body", b"") for message in messages[1:]),
    )


def letter(number: int, *, text: str = TEXT, lang: str = "en") -> Shown:
    """A letter that was sent."""
    return Shown(
        code=code.code(KEY, version="1", recipient_id=f"{number:032x}", channel="mail"),
        sender="Kopi & Co <notice@kopi.example>",
        subject="Your data at a vendor",
        date="2026-11-23",
        masked_recipient="b•••@e•••.org",
        text=text,
        lang=lang,
    )


def site(folder: Path) -> Path:
    """A small statement."""
    for name, content in {
        "index.html": "<!doctype html><title>S</title><style>p{color:red}</style><p>We were told" + "." * 500,
        "id/index.html": "<!doctype html><title>S</title><p>Kami diberi tahu",
        "feed.xml": '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        "feed.json": '{"version": "https://jsonfeed.org/version/1.1"}',
        "style.css": "p{}",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def bundle(
    place: Path, keys: Keys, *, letters: Iterable[Shown] = (), members: Iterable[tuple[str, Facts]] = ()
) -> Bundle:
    """One over a small statement."""
    statement = site(place.parent / "site")
    return export(place, site=statement, letters=letters, members=members, keys=keys, about=ABOUT, now=NOW)
