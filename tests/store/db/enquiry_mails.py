"""Mail for the tests of enquiries."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

NOW = 1_772_000_000.0


def mail(text: str = "Which data of mine is affected?", *, sender: str = "ani@mail.example", number: int = 1) -> bytes:
    message = EmailMessage()
    message["From"] = f"Ani Wijaya <{sender}>"
    message["Subject"] = "My data"
    message["Message-ID"] = f"<{number}@mail.example>"
    message.set_content(text)
    return message.as_bytes()


def named(bench: Any) -> None:
    """The workspace says who it is, so that an answer can be put together."""
    from waspada.store.db import audit
    from waspada.store.db.models import Workspace

    with audit.acting():
        Workspace.objects.update(name="Toko", dpo="Data protection officer, Jalan 1")
        audit.record("tests", "workspace.change", now=NOW)
