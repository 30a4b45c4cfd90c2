"""What every part of enquiries shares: their day, words that may stand in a log, the entry of each act."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from waspada.flows.case.texts import clean, without_values
from waspada.flows.enquiries import clocks
from waspada.store.db import folders
from waspada.store.db.models import Enquiry, User


def due(enquiry: Enquiry, kind: str, *, country: str = "") -> datetime:
    """By when it is answered."""
    return clocks.due(kind, enquiry.received, country=country, lang=enquiry.lang)


def worded(text: str) -> str:
    """A reason as it may stand in the log. Raises BadInput: none, or personal data in it."""
    text = clean(text, "the reason", lines=True)
    without_values([text], Path(settings.HOME) / "cache")
    return text


def noted(enquiry: Enquiry, who: User | str, action: str, now: float, **data: object) -> None:
    """An entry of the log, without anything that the enquiry holds."""
    opened = folders.opened(enquiry.case)
    folders.noted(opened, enquiry.case, who, action, now=now, enquiry=enquiry.number, **data)
