"""What an approval locks: texts, audience and evidence together, under one digest.

The digest is over the hashes of the parts, so that whoever holds `share/notice.json` can form it again; the audience
stands in it as a hash over its rows, each a keyed hash of an address with its letter, and never as an address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

SCHEMA: Final = "waspada/notice/1"
FILE: Final = "share/notice.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the letters rest on."""

    run: int
    manifest: str
    """SHA-256 of the run's `share/manifest.json`."""
    entries: Sequence[int]
    """Numbers of the entries that state the attested facts, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Letters that are alike."""

    audience: str
    lang: str
    channel: str
    state: str
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who gets one, counted."""

    sha256: str
    counts: Sequence[Count]

    @property
    def letters(self) -> int:
        """How many would go."""
        return sum(one.letters for one in self.counts if one.state == "queued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A notice as it was approved, or would be."""

    version: str
    texts: Mapping[str, Any] = field(repr=False)
    material: Mapping[str, Any] = field(repr=False)
    sender: Mapping[str, Any] = field(repr=False)
    audience: Audience
    evidence: Evidence
    corrects: str = ""
    """Version that it corrects; empty: none."""

    @property
    def parts(self) -> dict[str, str]:
        """SHA-256 of each part."""
        return {
            "texts": _sha256(self.texts),
            "material": _sha256(self.material),
            "sender": _sha256(self.sender),
            "audience": self.audience.sha256,
            "evidence": _sha256(
                {
                    "run": self.evidence.run,
                    "manifest": self.evidence.manifest,
                    "entries": list(self.evidence.entries),
                    "corrects": self.corrects,
                }
            ),
        }

    @property
    def digest(self) -> str:
        """Over all parts and the version."""
        return _sha256({"version": self.version, **self.parts})


def audience_sha256(rows: Iterable[tuple[str, str, str, str, str, str]]) -> str:
    """Over the letters: recipient, channel, state, audience, language and hash of the text.

    Args:
        rows: in the order of recipient and channel.
    """
    whole = hashlib.sha256()
    for row in rows:
        whole.update("\x1f".join(row).encode() + b"\n")
    return whole.hexdigest()


def document(locked: Locked, *, case_id: str, vendor: str) -> dict[str, Any]:
    """`share/notice.json`. No personal value is in it."""
    return {
        "schema": SCHEMA,
        "case_id": case_id,
        "version": locked.version,
        "vendor": vendor,
        "corrects": locked.corrects,
        "evidence": {
            "run": locked.evidence.run,
            "manifest": locked.evidence.manifest,
            "entries": list(locked.evidence.entries),
        },
        "audience": {
            "letters": locked.audience.letters,
            "counts": [
                {
                    "audience": one.audience,
                    "lang": one.lang,
                    "channel": one.channel,
                    "state": one.state,
                    "letters": one.letters,
                }
                for one in locked.audience.counts
            ],
        },
        "sender": dict(locked.sender),
        "material": dict(locked.material),
        "texts": dict(locked.texts),
        "sha256": locked.parts,
        "digest": locked.digest,
    }


def content(locked: Locked, *, case_id: str, vendor: str) -> bytes:
    """The same as it is written."""
    whole = document(locked, case_id=case_id, vendor=vendor)
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parameters(locked: Locked) -> dict[str, Any]:
    """What an approval of the act `send` says exactly."""
    return sending(locked.version, locked.digest, locked.evidence.run, locked.audience.letters)


def sending(version: str, digest: str, run: int, letters: int) -> dict[str, Any]:
    """The same from its parts."""
    return {"notice": version, "digest": digest, "run": run, "letters": letters}


def _sha256(part: Mapping[str, Any]) -> str:
    text = json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
