"""Proof that a notice was delivered, which outlives the address: a keyed hash for each delivery.

HMAC-SHA256 (RFC 2104, FIPS 180-4) over version, address, channel, hash of the text, state and time. With the key and an
address anyone can tell what was delivered to it; without the key the hashes prove nothing and reveal no address.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from waspada.core.address import normal
from waspada.core.errors import EvidenceAltered

FILE: Final = "proofs.ndjson"
"""Beside the certificate, and always in the case folder."""
UNREADABLE: Final = "unreadable"
KEY_BYTES: Final = 32
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 1000
_NAMES: Final = ("version", "channel", "state", "at", "text_sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One delivery, without whom it went to."""

    version: str
    channel: str
    state: str
    at: str
    """RFC 3339, as it was recorded."""
    text_sha256: str

    def proof(self, key: bytes, address: str) -> str:
        """Its keyed hash, for one address."""
        parts = (self.version, normal(address), self.channel, self.text_sha256, self.state, self.at)
        return hmac.new(key, "|".join(parts).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """What is kept of the deliveries of a case."""

    sha256: str
    """Of `proofs.ndjson`."""
    rows: int
    unreadable: int
    """Rows that could not be read: destroyed like the others, and no proof of them."""
    counts: tuple[Mapping[str, Any], ...]
    """How many by `version`, `channel` and `state`."""

    def as_json(self, case_id: str) -> dict[str, Any]:
        """For the certificate."""
        return {
            "file": FILE,
            "sha256": self.sha256,
            "rows": self.rows,
            "unreadable": self.unreadable,
            "counts": list(self.counts),
            "hash": "HMAC-SHA256(key, version|address|channel|text_sha256|state|at)",
            "key": f"proofs/{case_id}.key in WASPADA_HOME of the installation: without it nobody can test an address",
        }


def lines_of(rows: Iterable[bytes], key: bytes) -> Iterator[str]:
    """For each row of `deliveries.ndjson` the line that is kept of it."""
    for raw in rows:
        read = _read(raw)
        if read is None:
            yield _line({UNREADABLE: hmac.new(key, b"unreadable|" + raw, hashlib.sha256).hexdigest()})
        else:
            address, row = read
            yield _line({"proof": row.proof(key, address), **{name: getattr(row, name) for name in _NAMES}})


def together(kept: Iterable[str], found: Iterable[str]) -> list[str]:
    """What an earlier try had kept and what is found now, each as often as it stands in one of them; sorted."""
    return sorted((Counter(kept) | Counter(found)).elements())


def summed(lines: Iterable[str], digest: str) -> Proofs:
    """What the certificate says of the lines."""
    counts: Counter[tuple[str, str, str]] = Counter()
    unreadable = 0
    for line in lines:
        row = json.loads(line)
        if UNREADABLE in row:
            unreadable += 1
        else:
            counts[row["version"], row["channel"], row["state"]] += 1
    listed = tuple(
        {"version": version, "channel": channel, "state": state, "count": count}
        for (version, channel, state), count in sorted(counts.items())
    )
    return Proofs(sha256=digest, rows=counts.total(), unreadable=unreadable, counts=listed)


def delivered_to(address: str, lines: Iterable[str], key: bytes) -> list[Delivered]:
    """What went to an address, oldest first.

    Raises:
        EvidenceAltered: a line is none of ours.
    """
    found, broken = [], False
    for line in lines:
        try:
            row = json.loads(line)
            if UNREADABLE in row:
                continue
            known = Delivered(**{name: row[name] for name in _NAMES})
            proof = str(row["proof"])
        except (ValueError, TypeError, KeyError):
            broken = True
            break
        if hmac.compare_digest(proof.encode(), known.proof(key, address).encode()):
            found.append(known)
    if broken:
        raise EvidenceAltered(f"{FILE} was altered: a line of it is no proof")
    return sorted(found, key=lambda one: (datetime.fromisoformat(one.at), one.version, one.channel, one.state))


def _read(raw: bytes) -> tuple[str, Delivered] | None:
    try:
        row = json.loads(raw)
        version = row["version"]
        given = {name: row[name] for name in _NAMES} | {"version": str(version)}
        at = datetime.fromisoformat(row["at"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    address = row.get("address")
    sound = isinstance(version, int | str) and not isinstance(version, bool) and isinstance(address, str)
    sound = sound and bool(address.strip()) and at.tzinfo is not None and all(map(_plain, given.values()))
    if not sound or not _DIGEST.fullmatch(given["text_sha256"]) or not _encodable(address):
        return None
    return address, Delivered(**given)


def _plain(text: object) -> bool:
    """Short, printable, and without the sign that stands between the parts: no two deliveries can look the same."""
    return isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable() and "|" not in text


def _encodable(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _line(row: Mapping[str, str]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
