"""What every answer carries."""

from __future__ import annotations

import re

from tests.workbench import Workbench


def test_nothing_from_outside_nothing_inline_nothing_kept(workbench: Workbench) -> None:
    for path in ("/account/login/", "/account/", "/nothing/here/"):
        answer = workbench.client("Alice" if path != "/account/login/" else "").get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        page = answer.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
        assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_cookies_stay_in_the_browser_and_on_this_site(workbench: Workbench) -> None:
    cookies = workbench.client().get("/account/login/").cookies
    assert cookies["waspada_csrf"]["httponly"]
    assert cookies["waspada_csrf"]["samesite"] == "Lax"
