"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from waspada import __version__


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, zone and version; the frame shows them."""
    return {"lang": getattr(request, "LANGUAGE_CODE", "en")[:2], "version": __version__}
