"""What the frame of every page needs."""

from __future__ import annotations

from tests.workbench import Workbench

from waspada import __version__


def test_language_zone_and_version_stand_on_every_page(workbench: Workbench) -> None:
    for language in ("en", "id"):
        browser = workbench.client()
        browser.cookies["waspada_lang"] = language
        page = browser.get("/account/login/").content.decode()
        assert f'<html lang="{language}">' in page
        assert __version__ in page
        assert "UTC" in page
