"""How Django knows this room."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables; their label is `waspada`, so that a table is called `waspada_case`."""

    name = "waspada.store.db"
    label = "waspada"
    default_auto_field = "django.db.models.BigAutoField"
