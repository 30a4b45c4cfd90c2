"""From how many networks a code was looked at: keyed hashes of networks, no address; so that a copied code shows.

The key is made at the first start and stays in a small file beside the counts, readable by the server alone; whoever
has neither cannot test a network against it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

FLAGGED: Final = 5
"""Networks from which a code looks copied: home, phone, work and one more are usual."""
MOST_PLACES: Final = 16
"""Of one code; more say nothing new."""
MOST_CODES: Final = 20_000
_SAVE_EVERY: Final = 30.0
_BYTES: Final = 8


class Seen:
    """Counts by code; what is in memory is written at most twice a minute, and at the end."""

    def __init__(self, path: Path, *, most: int = MOST_CODES) -> None:
        """Take up what was counted before, if anything."""
        self._path, self._most = path, most
        self._lock = threading.Lock()
        self._saved = 0.0
        self._salt, self._places = _read(path)

    def note(self, name: bytes, place: str, now: float) -> int:
        """Count a network for a code that exists; from how many it was looked at, this one included."""
        mark = hmac.new(self._salt, name + place.encode(), hashlib.sha256).digest()[:_BYTES].hex()
        with self._lock:
            places = self._places.setdefault(name.hex(), [])
            self._places.move_to_end(name.hex())
            new = mark not in places
            if new and len(places) < MOST_PLACES:
                places.append(mark)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
            if new and (now - self._saved >= _SAVE_EVERY or now < self._saved):
                self._saved = now
                self._save()
            return len(places)

    def save(self) -> None:
        """Write it down; what cannot be written is counted again."""
        with self._lock:
            self._save()

    def _save(self) -> None:
        new = self._path.with_name(f".{self._path.name}.new")
        content = json.dumps({"salt": self._salt.hex(), "codes": self._places})
        with contextlib.suppress(OSError):
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(content)
            new.replace(self._path)


def _read(path: Path) -> tuple[bytes, OrderedDict[str, list[str]]]:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(path.read_bytes())
        codes = {str(name): [str(place) for place in places] for name, places in content["codes"].items()}
        return bytes.fromhex(content["salt"]), OrderedDict(codes)
    return secrets.token_bytes(32), OrderedDict()
