"""Answers over HTTP: what every one carries, and how a file of the statement goes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from waspada.web.public.served import File

CSP: Final = (
    "default-src 'none'; style-src 'self'{styles}; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SECURE: Final = "max-age=63072000"
"""Two years, of Strict-Transport-Security."""
NOT_KEPT: Final = "no-store, no-transform"
"""No proxy may pack a page whose length was filled up."""
FRESH: Final = "public, max-age=60"
"""A correction is seen within a minute."""


def page(content: bytes, status: int = 200, **more: str) -> Response:
    """One of our own pages."""
    headers = {**ALWAYS, "Content-Security-Policy": CSP.format(styles=""), "Cache-Control": NOT_KEPT, **more}
    return Response(content, status, headers, media_type="text/html")


def attachment(content: bytes) -> Response:
    """A list, to be stored and not shown."""
    headers = {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": NOT_KEPT,
        "Content-Disposition": 'attachment; filename="list.csv"',
    }
    return Response(content, 200, headers, media_type="text/csv")


def file(found: File, request: Request) -> Response:
    """A file of the statement: packed where the browser takes it, and not at all where it has it already."""
    packed = bool(found.packed) and _takes_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{found.etag}{"-gz" if packed else ""}"'
    headers = {
        **ALWAYS,
        "Content-Security-Policy": CSP.format(styles=f" {found.styles}" if found.styles else ""),
        "Cache-Control": FRESH,
        "ETag": etag,
    }
    if found.packed:
        headers["Vary"] = "Accept-Encoding"
    if _has(request.headers.get("if-none-match", ""), found.etag):
        return Response(b"", 304, headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Type"] = found.kind
    return Response(found.packed if packed else found.content, 200, headers)


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _has(asked: str, etag: str) -> bool:
    """Whether one of the tags is this file's, packed or not (RFC 9110, weak comparison)."""
    tags = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gz") for tag in asked.split(",")}
    return "*" in tags or etag in tags
