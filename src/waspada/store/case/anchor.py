"""Anchors: the head of the log as a small file to keep elsewhere, with a time stamp by an authority where there is one.

The chain alone cannot show that its end was cut off, or that all of it was written anew: an anchor kept where the case
is not can.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, WaspadaError
from waspada.flows.case.ports import Case

SCHEMA: Final = "waspada/anchor/1"
ANCHORS: Final = "anchors"
TOKEN: Final = ".tsr"
_LARGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The head of a log at a time."""

    case_id: str
    number: int
    digest: str
    """Of the entry with this number."""
    time: str
    """When it was exported: RFC 3339, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What `export` wrote."""

    anchor: Anchor
    file: Path
    """In the case folder."""
    stamped: str = ""
    """Time by the authority; empty: none was asked."""
    proved: bool = False
    """Whether the authority's signature was checked against a certificate."""


def document(anchor: Anchor) -> bytes:
    """The anchor as it stands in its file; what a time stamp is about."""
    content = {
        "schema": SCHEMA,
        "case_id": anchor.case_id,
        "number": anchor.number,
        "digest": anchor.digest,
        "time": anchor.time,
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def read(path: Path) -> Anchor:
    """Read an anchor file. Raises BadInput when it is none."""
    content: Any = None
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if path.is_file():  # to open a pipe would wait for ever
            with path.open("rb") as file:
                content = json.loads(file.read(_LARGEST))
    if isinstance(content, dict) and content.get("schema") == SCHEMA:
        texts = [content.get(name) for name in ("case_id", "digest", "time")]
        number = content.get("number")
        if all(isinstance(text, str) for text in texts) and type(number) is int and number > 0:
            return Anchor(case_id=str(texts[0]), number=number, digest=str(texts[1]), time=str(texts[2]))
    raise BadInput(f"{path.name} is not an anchor", hint="Give a file that `waspada case anchor` wrote.")


def export(
    case: Case,
    *,
    actor: str,
    time: str,
    reason: str = "",
    out: Path | None = None,
    authority: str = "",
    certificate: bytes | None = None,
) -> Exported:
    """Write the head of the log into the case folder, and to `out`; nothing is written unless all of it can be.

    Args:
        time: RFC 3339, UTC.
        out: a second copy, to be carried away; the token goes beside it.
        authority: URL of a time-stamp authority (RFC 3161); it is sent one hash, no content.
        certificate: PEM with the root of the authority; the token must be signed under it.

    Raises:
        EvidenceAltered: the log is broken; what is broken is not anchored.
        WaspadaError: the authority did not answer, or its answer proves nothing.
        BadInput: `out` exists already.
        CannotWrite: the case or `out` cannot be written.
    """
    head = case.custody.entries()[-1]
    anchor = Anchor(case_id=case.case_id, number=head.number, digest=head.digest, time=time)
    content = document(anchor)
    if out is not None and (out.exists() or out.with_suffix(TOKEN).exists()):
        raise BadInput(f"{out.name} exists already, or its token does", hint="An anchor is never overwritten.")
    files, stamp = {".json": content}, None
    if authority:
        from waspada.store.case.timestamp import stamp as ask

        stamp = ask(content, authority, certificate)
        files[TOKEN] = stamp.token
    file = _written(case.path / ANCHORS, out, head.number, files)
    told: dict[str, Any] = {
        "number": head.number,
        "digest": head.digest,
        "file": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if stamp is not None:
        told |= {"token_sha256": hashlib.sha256(stamp.token).hexdigest(), "stamped": stamp.time, "by": stamp.host}
    case.custody.append(Action.ANCHOR, actor=actor, reason=reason, data=told)
    return Exported(anchor=anchor, file=file, stamped=stamp.time if stamp else "", proved=bool(stamp and stamp.proved))


def _written(folder: Path, out: Path | None, number: int, files: dict[str, bytes]) -> Path:
    """Put the files into the folder, under a name that is free, and beside `out`."""
    done: list[Path] = []
    reason = ""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        stem, again = folder / f"{number:06}", 1
        while stem.with_suffix(".json").exists() or stem.with_suffix(TOKEN).exists():
            again += 1
            stem = folder / f"{number:06}-{again}"
        for suffix, content in files.items():
            places = [stem.with_suffix(suffix)]
            if out is not None:
                places.append(out if suffix == ".json" else out.with_suffix(suffix))
            for place in places:
                with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    done.append(place)
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
        return stem.with_suffix(".json")
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
        for place in done:
            with contextlib.suppress(OSError):
                place.unlink()
    failed: WaspadaError = CannotWrite(
        f"the anchor could not be written: {reason}", hint="It needs the case folder and the place of --out writable."
    )
    raise failed
