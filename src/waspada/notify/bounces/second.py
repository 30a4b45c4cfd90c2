"""A second opinion on reports without form: flufl.bounce, which knows the habits of many old mail systems."""

from __future__ import annotations

import email
import logging
from email.errors import MessageError

from flufl.bounce import all_failures

from waspada.notify.bounces.parts import bounded

_MOST_BYTES = 96 << 10
logging.getLogger("flufl.bounce").disabled = True  # its tracebacks quote what it read


def opinion(raw: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Addresses that it takes for still tried, and for failed. Both empty: it recognises nothing."""
    try:
        tried, failed = all_failures(email.message_from_bytes(bounded(raw[:_MOST_BYTES])))
    except (AttributeError, AssertionError, LookupError, MessageError, RecursionError, TypeError, ValueError):
        return frozenset(), frozenset()  # of a library that was not made for hostile mail
    return _texts(tried), _texts(failed)


def _texts(found: object) -> frozenset[str]:
    many = found if isinstance(found, set | frozenset) else ()
    texts = (one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in many)
    return frozenset(text.strip("<> ") for text in texts if "@" in text and len(text) <= 320)
