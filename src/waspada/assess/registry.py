"""Every engine that can run the splits, by name, the default first."""

from __future__ import annotations

from collections.abc import Callable

from waspada.assess.engine import Engine
from waspada.assess.engines import local

ENGINES: tuple[tuple[str, Callable[[int], Engine]], ...] = (("local", local.LocalEngine),)
