"""The application that any ASGI server can load."""

from __future__ import annotations

import importlib

from django.conf import settings

from waspada.web.handler import Handler


def test_the_settings_name_it_and_it_is_one_handler() -> None:
    module, _, name = settings.ASGI_APPLICATION.rpartition(".")
    application = getattr(importlib.import_module(module), name)
    assert isinstance(application, Handler)
