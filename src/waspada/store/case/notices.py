"""`notices/<version>/` of a case: what was approved, and what became of every letter; written once, read-only.

An entry of the log comes before the folder gets its name, and before a file of deliveries gets its own. What a crash
leaves in between is settled by the log at the next writing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, Locked, NothingReadable
from waspada.readers.age import decrypt, encrypt
from waspada.store.case import durable
from waspada.store.case.folder import CaseFolder
from waspada.store.case.locks import exclusive

NOTICES: Final = "notices"
NOTICE: Final = "share/notice.json"
UNFINISHED: Final = ".approving"
PART: Final = ".part"
_AGE: Final = ".age"
_DOING: Final = "writing notices of this case"
_VERSION: Final = re.compile(r"[1-9][0-9]{0,5}")
_FILE: Final = re.compile(r"deliveries-(?P<number>[0-9]{1,6})\.ndjson(\.age)?")


def approve(
    case: CaseFolder, version: str, content: bytes, *, actor: str, reason: str, data: Mapping[str, Any]
) -> Entry:
    """Lock a notice: its entry stands in the log, then its folder appears.

    Args:
        version: number of the notice in the case.
        content: `share/notice.json`.
        data: what the entry says besides version and hash.

    Raises:
        BadInput: this version was approved already.
        CannotWrite: nothing was approved.
    """
    if not _VERSION.fullmatch(version):
        raise BadInput("a notice is named by its number", hint="1, 2 …")
    with _writing(case):
        final, unfinished = _folder(case, version), _folder(case, version, UNFINISHED)
        if final.exists():
            raise BadInput(f"notice {version} was approved already", hint="Make a new version of it.")
        with durable.trouble("the notice could not be locked"):
            (unfinished / "share").mkdir(mode=0o700, parents=True)
            durable.write(unfinished / NOTICE, content)
        stored = {NOTICE: hashlib.sha256(content).hexdigest()}
        said = {"version": version, **data, "stored": stored}
        entry = case.custody.append(Action.APPROVE, actor=actor, reason=reason, data=said)
        with durable.trouble("the notice is in the log, and its folder could not be named"):
            durable.close(unfinished, final)
        return entry


def phase(case: CaseFolder, version: str, name: str, *, actor: str, reason: str = "", **data: object) -> Entry:
    """Write down that letters begin to leave, stop, or have all left: `start`, `pause`, `resume`, `stop`, `done`."""
    said = {"version": version, "phase": name, **data}
    return case.custody.append(Action.SEND, actor=actor, reason=reason, data=said)


def add_deliveries(
    case: CaseFolder, version: str, lines: Sequence[bytes], *, actor: str, counts: Mapping[str, int]
) -> Entry:
    """Put a file of deliveries into the case, encrypted where the case is.

    Args:
        counts: rows by state, for the log.

    Raises:
        BadInput: this version was never approved.
        CannotWrite: nothing was added.
    """
    with _writing(case):
        folder = _folder(case, version)
        if not folder.is_dir():
            raise BadInput(f"notice {version} was not approved", hint="Only what was approved can be delivered.")
        number = 1 + max(_numbers(folder), default=0)
        name = f"deliveries-{number}.ndjson{_AGE if case.encrypted else ''}"
        content = b"".join(line + b"\n" for line in lines)
        stored = encrypt(content, case.recipient) if case.encrypted else content
        part = _part(case, version, name)
        with durable.trouble("the deliveries could not be written"):
            durable.write(part, stored)
        data = {
            "version": version,
            "file": name,
            "sha256": hashlib.sha256(stored).hexdigest(),
            "rows": len(lines),
            "states": dict(counts),
        }
        entry = case.custody.append(Action.DELIVERIES, actor=actor, data=data)
        with durable.trouble("the deliveries are in the log, and their file could not be named"):
            _into(part, folder / name)
        return entry


def deliveries(case: CaseFolder, version: str) -> Iterator[bytes]:
    """The lines that stand in the case, oldest file first.

    Raises:
        Locked: they are encrypted, and the key was not given.
        NothingReadable: a file cannot be read.
    """
    folder = _folder(case, version)
    for path in sorted(_files(folder), key=lambda path: _number(path.name)):
        content: bytes | None = None
        with contextlib.suppress(OSError):
            content = path.read_bytes()
        if content is None:
            raise NothingReadable(f"the file {path.name} of the notice cannot be read")
        if path.name.endswith(_AGE):
            if case.identity is None:
                raise Locked("the deliveries of this case are encrypted, and its key was not given")
            content = decrypt(content, case.identity)
        yield from (line for line in content.split(b"\n") if line)


def notice(case: CaseFolder, version: str) -> bytes:
    """`share/notice.json` as it was approved. Raises NothingReadable."""
    content: bytes | None = None
    with contextlib.suppress(OSError):
        content = (_folder(case, version) / NOTICE).read_bytes()
    if content is None:
        raise NothingReadable(f"notice {version} was not approved, or its folder is gone")
    return content


def settle(case: CaseFolder) -> None:
    """Finish what a crash left, as far as the log knows of it; the rest goes. Raises CannotWrite."""
    with _writing(case):
        pass


@contextlib.contextmanager
def _writing(case: CaseFolder) -> Iterator[None]:
    with exclusive(case.path / NOTICES, _DOING):
        with durable.trouble("what an interrupted writing left could not be settled"):
            _settle(case)
        yield


def _settle(case: CaseFolder) -> None:
    left = [path for path in (case.path / NOTICES).iterdir() if path.name.startswith(".")]
    if not left:
        return
    known: set[tuple[str, str]] = set()
    for entry in case.custody.entries():
        if entry.action is Action.APPROVE:
            known.add((f"{UNFINISHED}-{entry.data['version']}", str(entry.data.get("stored", {}).get(NOTICE))))
        elif entry.action is Action.DELIVERIES:
            name = _part(case, str(entry.data["version"]), str(entry.data["file"])).name
            known.add((name, str(entry.data["sha256"])))
    for path in left:
        if path.is_dir() and not path.is_symlink():
            final = _folder(case, path.name.rpartition("-")[2])
            if not final.exists() and (path.name, durable.digest(path / NOTICE)) in known:
                durable.close(path, final)
            else:
                shutil.rmtree(path)
        elif path.name.endswith(PART) and (path.name, durable.digest(path)) in known:
            version, _, name = path.name.removeprefix(".").removesuffix(PART).partition("-")
            _into(path, _folder(case, version) / name)
        else:
            path.unlink()


def _folder(case: CaseFolder, version: str, unfinished: str = "") -> Path:
    return case.path / NOTICES / (f"{unfinished}-{version}" if unfinished else version)


def _part(case: CaseFolder, version: str, name: str) -> Path:
    return case.path / NOTICES / f".{version}-{name}{PART}"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("deliveries-*") if _FILE.fullmatch(path.name)]


def _numbers(folder: Path) -> list[int]:
    return [_number(path.name) for path in _files(folder)]


def _number(name: str) -> int:
    found = _FILE.fullmatch(name)
    return int(found["number"]) if found else 0


def _into(part: Path, final: Path) -> None:
    part.chmod(0o400)
    final.parent.chmod(0o700)
    try:
        os.replace(part, final)
        durable.sync(final.parent)
    finally:
        final.parent.chmod(0o500)
    durable.sync(part.parent)
