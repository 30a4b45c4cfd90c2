"""What a browser sends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from waspada.web.public import asked
from waspada.web.public.asked import Refused


def request(*pieces: bytes, query: str = "", never_ends: bool = False, **headers: str) -> Request:
    given = {"content_type": "application/x-www-form-urlencoded", **headers}
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    left = list(pieces)

    async def receive() -> dict[str, Any]:
        if left:
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left) or never_ends}
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    return Request(scope, receive)


def test_a_form_comes_whole_whatever_its_pieces() -> None:
    found = asyncio.run(asked.form(request(b"a=1&b=%C3", b"%A9+x&c=", content_length="20")))
    assert found == {"a": "1", "b": "é x", "c": ""}


@pytest.mark.parametrize(
    ("given", "status"),
    [(request(b"a=1", content_type="text/plain"), 415), (request(b"a=1", content_length="99999999"), 413),
     (request(b"a=1", content_length="-1"), 413), (request(b"x" * 20_000, b"x" * 20_000), 413),
     (request(b"&".join(b"a=1" for _ in range(30))), 413)],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_refused(given: Request, status: int) -> None:
    with pytest.raises(Refused) as caught:
        asyncio.run(asked.form(given))
    assert caught.value.status == status


def test_a_sender_who_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_SECONDS", 0.05)
    with pytest.raises(Refused) as caught:
        asyncio.run(asked.form(request(b"a=1", never_ends=True)))
    assert (caught.value.status, caught.value.key) == (408, "late")


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [("", "", "en"), ("lang=id", "en", "id"), ("lang=xx", "id", "id"), ("", "id-ID,en;q=0.8", "id"),
     ("", "en;q=0.2, id;q=0.9", "id"), ("", "de,fr", "en"), ("", "id;q=abc", "en"), ("", "en, id", "en")],
)  # fmt: skip
def test_the_language(query: str, header: str, lang: str) -> None:
    assert asked.language(request(query=query, accept_language=header)) == lang


def test_a_text_keeps_its_lines_and_nothing_that_cannot_be_seen() -> None:
    assert asked.text(" a\r\nb\rc\td\x00\x1b[31m\u202e ") == "a\nb\nc d[31m"
