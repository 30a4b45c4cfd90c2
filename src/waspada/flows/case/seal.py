"""Seal what arrived: streamed into the case under hash, wrapper and content apart, or left in place under hash.

The entry in the log comes before the hand-over appears under its number: nothing is sealed that the log does not know.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.progress import Progress
from waspada.flows.case.ports import Case, Vault, Writer
from waspada.readers.unwrap import open_wrapper, wrapper_of_file
from waspada.readers.wrapper import Secrets

SCHEMA: Final = "waspada/handover/1"
ORIGINS: Final = ("vendor", "own_export", "gateway", "attacker")
"""Whose copy it is: handed over by the vendor, our own export from it, the gateway's record, the attacker's sample."""
_CHUNK = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a hand-over besides its bytes."""

    origin: str
    """One of `ORIGINS`."""
    handed_over_by: str
    received_by: str
    received: str
    """When it arrived, RFC 3339 with zone."""
    channel: str
    """How it came: `SFTP`, `encrypted e-mail`, `vendor's portal` …"""
    reference: str = ""
    """The sender's, or a ticket of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What was sealed."""

    number: int
    folder: Path
    sha256: str
    """Of `handover.json`."""
    files: tuple[Mapping[str, Any], ...]
    troubles: tuple[str, ...]
    """What could not be unwrapped, and why: it is sealed as it came."""


def seal(
    case: Case,
    vault: Vault,
    paths: Sequence[Path],
    about: About,
    *,
    actor: str,
    progress: Progress,
    reason: str = "",
    secrets: Secrets | None = None,
    in_place: bool = False,
    mask: Callable[[str], str] = str,
) -> HandOver:
    """Take files or folders into the case.

    Args:
        secrets: passwords and keys for wrappers.
        in_place: keep hash, size and path only; the bytes stay where they are.
        mask: what the log may say of a file's name, since the log outlives the data.

    Raises:
        NothingReadable: no file, or one that cannot be read.
        BadInput: an origin that is none, or a file inside the case folder.
        Locked: a wrapper whose password is missing or wrong; nothing is sealed.
        CannotWrite: nothing is sealed.
    """
    if about.origin not in ORIGINS:
        raise BadInput(f"the origin of a hand-over is one of {', '.join(ORIGINS)}")
    found = list(_files(paths, case.path))
    progress.stage("seal", sum(os.path.getsize(path) for path, _ in found))
    with vault.handover(sealed(case.custody.entries())) as writer:
        troubles: list[str] = []
        rows = []
        for number, (path, name) in enumerate(found, 1):
            row = _one(path, name, number, writer, progress, in_place=in_place)
            if not in_place:
                row["contents"] = list(_contents(path, number, row["wrapper"], writer, secrets or Secrets(), troubles))
            rows.append({"number": number, **row})
        return concluded(case, writer, rows, troubles, about, actor=actor, reason=reason, in_place=in_place, mask=mask)


def concluded(
    case: Case,
    writer: Writer,
    rows: Sequence[Mapping[str, Any]],
    troubles: Sequence[str],
    about: About,
    *,
    actor: str,
    reason: str,
    in_place: bool = False,
    mask: Callable[[str], str] = str,
) -> HandOver:
    """Write what the files are, then the entry in the log; only then the hand-over appears."""
    about_it = {"number": writer.number, "encrypted": case.encrypted, **asdict(about)}
    handover = {"schema": SCHEMA, **about_it, "files": list(rows)}
    digest = writer.finish(handover)
    told = [{"name": mask(row["name"]), **{key: row[key] for key in ("bytes", "sha256", "wrapper")}} for row in rows]
    data = {"handover": writer.number, "sha256": digest, "in_place": in_place, **asdict(about), "files": told}
    case.custody.append(Action.SEAL, actor=actor, reason=reason, data=data)
    writer.promised = True
    folder = writer.keep()
    return HandOver(number=writer.number, folder=folder, sha256=digest, files=tuple(rows), troubles=tuple(troubles))


def sealed(entries: Iterable[Entry]) -> dict[int, str]:
    """Hand-over number → SHA-256 of its `handover.json`, as the log has it."""
    return {entry.data["handover"]: entry.data["sha256"] for entry in entries if entry.action is Action.SEAL}


def _one(path: Path, name: str, number: int, writer: Writer, progress: Progress, *, in_place: bool) -> dict[str, Any]:
    """The file as it arrived."""
    wrapper = wrapper_of_file(path)
    if not in_place:
        stored = writer.store(f"{number:04}", name, _chunks(path, progress))
        return {**stored, "wrapper": wrapper, "in_place": ""}
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(path, progress):
        digest.update(chunk)
        size += len(chunk)
    where = str(path.absolute())
    known = {"name": name, "bytes": size, "sha256": digest.hexdigest()}
    return {**known, "segments": [], "wrapper": wrapper, "in_place": where}


def _contents(
    path: Path, number: int, wrapper: str, writer: Writer, secrets: Secrets, troubles: list[str]
) -> Iterator[dict[str, Any]]:
    """What was inside a wrapper, each file stored and hashed on its own."""
    if not wrapper:
        return
    with open_wrapper(path, wrapper, secrets) as opened:
        for at, content in enumerate(opened, 1):
            yield writer.store(f"{number:04}.in/{at:04}", content.name, content.chunks)
    troubles += [f"{trouble.name}: {trouble.reason}" for trouble in opened.troubles]


def _chunks(path: Path, progress: Progress) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while data := file.read(_CHUNK):
            progress.advance(size=len(data))
            yield data


def _files(paths: Sequence[Path], case: Path) -> Iterator[tuple[Path, str]]:
    """Every file, in order, with its name relative to the argument; links are followed only when named themselves."""
    count = 0
    for given in paths:
        if given.resolve().is_relative_to(case.resolve()):
            raise BadInput("what is to be sealed lies inside the case folder", hint="Give the files as they arrived.")
        if given.is_file():
            count += 1
            yield given, given.name
            continue
        for path in sorted(given.rglob("*")) if given.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                count += 1
                yield path, path.relative_to(given).as_posix()
    if not count:
        raise NothingReadable("there is no file to seal", hint="Check the path: name a file, or a folder with files.")
