"""Text that goes into the log of a case: the log is never erased, so it is read before it is written.

What is refused here is what our own search recognises by its form with certainty (e-mail addresses, phone numbers,
keys, card and government numbers). It catches the paste that nobody meant, and proves nothing about names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from waspada.core.errors import BadInput
from waspada.core.language import moment

MOST: Final = 20_000
"""Characters of one text; a longer answer is a document, and belongs into the seal."""
_COULD_HOLD: Final = re.compile(r"@|%40|\d(?:[ .()/-]{0,2}\d){6,}|[^\s,;]{16,}")
_NEVER: Final = (
    "user.contact",
    "user.authorization",
    "user.government_id",
    "user.financial",
    "user.health_and_medical",
)
_ZONED: Final = "Write it like 2025-11-25T14:02:00Z or 2025-11-25T21:02:00+07:00."


def clean(text: str, what: str, *, lines: bool = False) -> str:
    """The text without blanks around it.

    Args:
        what: how an error calls it.
        lines: whether it may hold more than one line.

    Raises:
        BadInput: it is empty, too long, or holds characters that steer a terminal.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise BadInput(f"{what} is empty", hint="Say it in a few words.")
    if len(text) > MOST:
        raise BadInput(f"{what} is longer than {MOST:,} characters", hint="Seal the document, and name it here.")
    if not all(sign.isprintable() or (lines and sign in "\n\t") for sign in text):
        raise BadInput(f"{what} holds a line break or a control character", hint="Write it as plain text.")
    return text


def without_values(texts: Iterable[str], cache: Path | None) -> None:
    """Refuse texts that hold a personal value or a secret.

    Args:
        cache: folder of the pattern database.

    Raises:
        BadInput: naming the kind, never the value.
    """
    suspects = [text for text in texts if _COULD_HOLD.search(text)]
    if not suspects:
        return
    from waspada.detect.registry import KINDS
    from waspada.flows.scan import scan_text

    for text in suspects:
        for finding in scan_text(text, cache=cache).findings:
            if finding["strength"] == "strong" and finding["category"].startswith(_NEVER):
                kind = KINDS[finding["kind"]].label
                raise BadInput(
                    f"the text holds personal data or a secret ({kind}), and the log of a case is never erased",
                    hint="Name the role or the document instead, for example: the vendor's security team.",
                )


def printable(text: str) -> str:
    """For a terminal: a log may come from elsewhere, and must not steer the screen of who reads it."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def zoned(text: str, now: float, what: str) -> datetime:
    """A moment that names its zone and is not in the future.

    Args:
        now: seconds since 1970.

    Raises:
        BadInput: it is something else.
    """
    value: datetime | None = None
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        value = None
    if value is None or len(text.strip()) <= len("2025-11-25"):
        raise BadInput(f"{what} is not a time", hint=_ZONED)
    if value.tzinfo is None:
        raise BadInput(f"{what} names no time zone", hint=_ZONED)
    if value.timestamp() > now + 60:
        raise BadInput(f"{what} lies in the future: {moment(value, 'en', value.tzinfo)}", hint="Check day and zone.")
    return value


def written(value: datetime) -> str:
    """RFC 3339, in the zone in which it was said."""
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
