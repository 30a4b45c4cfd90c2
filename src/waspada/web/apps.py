"""How Django knows this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files; no tables."""

    name = "waspada.web"
    label = "web"
