"""Loads Django for the commands that need the database; no other command waits for it."""

from __future__ import annotations

import os
from importlib.util import find_spec

from waspada.cli import options
from waspada.core.errors import NotInstalled


def loaded() -> None:
    """Load Django over WASPADA_HOME and DATABASE_URL.

    Raises:
        NotInstalled: the extra is missing.
    """
    if find_spec("django") is None or find_spec("allauth") is None:
        raise NotInstalled("the workbench is not installed")
    os.environ["WASPADA_HOME"] = str(options.home())
    os.environ["DJANGO_SETTINGS_MODULE"] = "waspada.web.settings"
    options.home().mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)
    from waspada.web.load import load

    load()
