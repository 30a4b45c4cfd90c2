"""Ten thousand members and ten thousand strangers: one answer, of one status and the same bytes."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from tests.web.public import visitor

from waspada.flows.public import bundle, queue
from waspada.flows.public.keys import Keys
from waspada.flows.public.members import Facts
from waspada.readers.age import Identity
from waspada.web.public.app import Public
from waspada.web.public.limits import Limits, Rate

EACH = 10_000
FREE = Rate(burst=10**9, per_second=1)


def test_members_and_strangers_get_the_same_status_and_bytes(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)  # what it costs is not asked here
    keys = Keys.of(Identity.new())
    members = [f"m{number}@example.org" for number in range(EACH)]
    strangers = [f"s{number}@example.org" for number in range(EACH)]
    facts = Facts(categories=("user.name",))
    visitor.bundle(tmp_path / "b", keys, members=((address, facts) for address in members))
    app = Public(tmp_path / "b", limits=Limits(affected=FREE, affected_all=FREE))
    asked = members + strangers
    random.Random(1).shuffle(asked)
    answers = asyncio.run(_answers(app, asked))
    assert len(answers) == 1
    ((status, body), count) = next(iter(answers.items()))
    assert (status, count) == (200, 2 * EACH)
    assert b"example.org" not in body
    assert len(queue.waiting(tmp_path / "b" / bundle.QUEUE)) == 2 * EACH


async def _answers(app: Public, addresses: list[str]) -> dict[tuple[int, bytes], int]:
    """How often each status with its headers and bytes came."""
    found: dict[tuple[int, bytes], int] = {}
    for address in addresses:
        body = f"address={quote_plus(address)}".encode()
        scope = {
            "type": "http", "http_version": "1.1", "method": "POST", "path": "/affected", "raw_path": b"/affected",
            "query_string": b"", "root_path": "", "scheme": "http", "server": ("x", 1), "client": ("203.0.113.7", 1),
            "headers": [(b"content-type", b"application/x-www-form-urlencoded")],
        }  # fmt: skip
        parts: list[Any] = []

        async def receive(body: bytes = body) -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any, parts: list[Any] = parts) -> None:
            parts.append(message)

        await app(scope, receive, send)
        whole = repr(parts[0]["headers"]).encode() + b"".join(part.get("body", b"") for part in parts[1:])
        key = (parts[0]["status"], whole)
        found[key] = found.get(key, 0) + 1
    return found
