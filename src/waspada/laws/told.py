"""The fact that says a duty was done: of the duty as a whole, of one state's authority, or towards one controller."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final

FAMILY: Final = "told."
_LONGEST: Final = 20


def told_key(duty: str, place: str = "", controller: str = "") -> str:
    """The name of the fact, without its family; the places of a duty, and its controllers, are told one by one.

    >>> told_key("eu_gdpr.authority", "IE")
    'eu_gdpr.authority.IE'
    >>> told_key("eu_gdpr.controller", controller="Bank Contoh, PT")
    'eu_gdpr.controller.bank-contoh-pt-c7da4d'
    """
    return ".".join(part for part in (duty, place, _slug(controller)) if part)


def told_fact(duty: str, place: str = "", controller: str = "") -> str:
    """The same with its family: `told.eu_gdpr.authority.IE`."""
    return FAMILY + told_key(duty, place, controller)


def _slug(name: str) -> str:
    """A name as a word that people still recognise, and that no other name has."""
    if not name:
        return ""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{word}-{sha256(name.encode()).hexdigest()[:6]}".strip("-")
