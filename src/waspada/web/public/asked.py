"""What a browser sends: its language, and a form, bounded in size and time."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from waspada.core.language import Lang

MOST_BYTES: Final = 32 << 10
MOST_SECONDS: Final = 10.0
_MOST_FIELDS: Final = 20


class Refused(Exception):
    """It does not go; `key` names the page that says why."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status, self.key = status, key


def language(request: Request) -> Lang:
    """As the address says, else as the browser prefers."""
    asked = request.query_params.get("lang", "")
    if asked in ("en", "id"):
        return "id" if asked == "id" else "en"
    best: tuple[float, Lang] = (0.0, "en")
    for part in request.headers.get("accept-language", "")[:500].split(","):
        name, _, weight = part.strip().lower().partition(";")
        short = name.strip().partition("-")[0]
        if short in ("en", "id"):
            known: Lang = "id" if short == "id" else "en"
            best = max(best, (_weight(weight), known), key=lambda pair: pair[0])
    return best[1]


async def form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises Refused: too large, too slow, or no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "form")
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > MOST_BYTES:
        raise Refused(413, "large")
    content = bytearray()
    try:
        async with asyncio.timeout(MOST_SECONDS):
            async for piece in request.stream():
                content += piece
                if len(content) > MOST_BYTES:
                    raise Refused(413, "large")
    except (TimeoutError, ClientDisconnect):
        content.clear()
        raise Refused(408, "late") from None
    try:
        pairs = parse_qsl(
            content.decode("utf-8", "replace"), keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        pairs = None
    if pairs is None:
        raise Refused(413, "large")
    return dict(pairs)


def text(given: str) -> str:
    """Several lines, as they are kept: line ends are one sign, and nothing stands in them that cannot be seen."""
    lines = given.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable()).strip()


def _weight(said: str) -> float:
    try:
        return float(said.strip().removeprefix("q=")) if said.strip() else 1.0
    except ValueError:
        return 0.0
