"""What every answer carries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.requests import Request

from waspada.web.public import replies
from waspada.web.public.served import styles


def request(**headers: str) -> Request:
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": given})


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br;q=1, gzip;q=0.5", True), ("*", True), ("", False), ("br", False), ("gzip;q=0", False),
     ("gzip; q=0.0", False)],
)  # fmt: skip
def test_it_is_packed_for_who_takes_it(accepted: str, packed: bool) -> None:
    answer = replies.file(styles(), request(accept_encoding=accepted))
    assert ("content-encoding" in answer.headers) is packed
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("asked", ['"{}"', 'W/"{}"', '"x", "{}-gz"', "*"])
def test_it_is_not_sent_again_to_who_has_it(asked: str) -> None:
    file = styles()
    assert replies.file(file, request(if_none_match=asked.format(file.etag))).status_code == 304
    assert replies.file(replace(file, etag="other"), request(if_none_match=f'"{file.etag}"')).status_code == 200


def test_a_list_is_stored_and_never_shown_or_kept() -> None:
    answer = replies.attachment(b"x")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "no-store" in answer.headers["cache-control"]


def test_a_page_allows_nothing_from_elsewhere() -> None:
    policy = replies.page(b"x").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self';" in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
