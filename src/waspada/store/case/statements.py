"""`statement/` of a case: the draft, and `statement/<n>/statement.json`, written once and read-only.

An entry of the log comes before the folder gets its name. What a crash leaves in between is settled by the log at the
next writing. Nothing here is personal, so nothing is encrypted: it is what the public reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, NothingReadable
from waspada.store.case.folder import CaseFolder
from waspada.store.case.locks import exclusive

STATEMENT: Final = "statement"
FILE: Final = "statement.json"
DRAFT: Final = "draft.json"
UNFINISHED: Final = ".publishing"
PART: Final = ".draft.part"
_DOING: Final = "writing the statement of this case"


class StatementFolder:
    """See `flows.statement.ports.Statements`."""

    def __init__(self, case: CaseFolder) -> None:
        self._case, self._folder = case, case.path / STATEMENT

    def draft(self) -> Mapping[str, Any] | None:
        """See `Statements`."""
        path = self._folder / DRAFT
        return _object(path) if path.exists() else None

    def keep_draft(self, content: bytes) -> None:
        """See `Statements`."""
        with self._writing(), _trouble("the draft could not be kept"):
            part = self._folder / PART
            _write(part, content)
            os.replace(part, self._folder / DRAFT)
            _sync(self._folder)

    def versions(self) -> Sequence[Mapping[str, Any]]:
        """See `Statements`."""
        return [self._version(one) for one in self._entries()]

    def _version(self, entry: Entry) -> Mapping[str, Any]:
        number = int(entry.data["version"])
        path = self._folder / str(number) / FILE
        if not path.exists():
            path = self._folder / f"{UNFINISHED}-{number}" / FILE
        if _sha256(path) != entry.data.get("sha256"):
            raise EvidenceAltered(f"version {number} of the statement is not what the log says")
        return _object(path)

    def publish(self, number: int, content: bytes, *, actor: str, reason: str, data: Mapping[str, Any]) -> Entry:
        """See `Statements`."""
        with self._writing():
            last = max((int(one.data["version"]) for one in self._entries()), default=0)
            final, unfinished = self._folder / str(number), self._folder / f"{UNFINISHED}-{number}"
            if number != last + 1 or final.exists():
                raise BadInput(f"version {number} is not the next one", hint="Look at what was published since.")
            with _trouble("the statement could not be written"):
                unfinished.mkdir(mode=0o700)
                _write(unfinished / FILE, content)
                _sync(unfinished)
            said = {**data, "version": number, "sha256": hashlib.sha256(content).hexdigest()}
            entry = self._case.custody.append(Action.PUBLISH, actor=actor, reason=reason, data=said)
            with _trouble("the statement is in the log, and its folder could not be named"):
                _close(unfinished, final)
            return entry

    def _entries(self) -> list[Entry]:
        return [one for one in self._case.custody.entries() if one.action is Action.PUBLISH]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with exclusive(self._folder, _DOING):
            with _trouble("what an interrupted writing left could not be settled"):
                self._settle()
            yield

    def _settle(self) -> None:
        left = [path for path in self._folder.iterdir() if path.name.startswith(".")]
        known = {str(one.data["version"]): one.data.get("sha256") for one in self._entries()} if left else {}
        for path in left:
            if not path.is_dir() or path.is_symlink():
                path.unlink()
                continue
            number = path.name.rpartition("-")[2]
            final = self._folder / number
            if not final.exists() and number in known and known[number] == _sha256(path / FILE):
                _close(path, final)
            else:
                shutil.rmtree(path)


@contextlib.contextmanager
def _trouble(what: str) -> Iterator[None]:
    reason = ""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(f"{what}: {reason}")


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _close(unfinished: Path, final: Path) -> None:
    for path in unfinished.iterdir():
        path.chmod(0o400)
    unfinished.rename(final)
    final.chmod(0o500)
    _sync(final.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    content = b""
    with contextlib.suppress(OSError):
        content = path.read_bytes()
    return hashlib.sha256(content).hexdigest()


def _object(path: Path) -> dict[str, Any]:
    found: Any = None
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(path.read_bytes())
    if not isinstance(found, dict):
        raise NothingReadable(f"the file {path.name} of the statement cannot be read", hint="Compose the draft anew.")
    return found
