"""The ASGI application, for `waspada serve` and for any other server."""

from __future__ import annotations

import os

import django

from waspada.web.handler import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waspada.web.settings")
django.setup(set_prefix=False)
application = Handler()
