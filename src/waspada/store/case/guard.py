"""Keeps personal values out of the log: an e-mail address, the value that people paste most, is refused.

Not looked at: the names of those who act (`by`, `to`, `source`, `contact`, `handed_over_by` …), the sender's reference
(a mail's Message-ID looks like an address), and the names of files, which are the evidence's own. A whole search for
personal data is `waspada scan`; this is a hand at the door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from waspada.core.errors import BadInput

ALLOWED: Final = frozenset(
    "by to source contact author channel reference handed_over_by received_by name files where in_place".split()
)
"""Keys under which an address may stand, at any depth."""
_ADDRESS: Final = re.compile(r"[^\s@<>\"'(),;:]@[^\s@<>\"'(),;:]+\.[^\W\d_]{2,}")


def refuse_personal(data: Mapping[str, Any], reason: str) -> None:
    """Stop an entry that holds an e-mail address.

    Raises:
        BadInput: it names the part of the entry, never the address.
    """
    wrong = "reason" if _ADDRESS.search(reason) else ""
    for key, value in data.items():
        if not wrong and any(_ADDRESS.search(text) for text in _texts({key: value})):
            wrong = "data" if _ADDRESS.search(str(key)) else str(key)
    if wrong:
        raise BadInput(
            f"the log keeps no e-mail address, and there is one in: {wrong}",
            hint="Name people by their person id or their role; their addresses stay in the evidence.",
        )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield str(key)
            if key not in ALLOWED:
                yield from _texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _texts(below)
