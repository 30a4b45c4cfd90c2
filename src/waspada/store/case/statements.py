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
from waspada.core.errors import BadInput, EvidenceAltered, NothingReadable
from waspada.store.case import durable
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
        with self._writing(), durable.trouble("the draft could not be kept"):
            part = self._folder / PART
            part.unlink(missing_ok=True)
            durable.write(part, content)
            os.replace(part, self._folder / DRAFT)
            durable.sync(self._folder)

    def versions(self) -> Sequence[Mapping[str, Any]]:
        """See `Statements`."""
        return [self._version(one) for one in self._entries()]

    def _version(self, entry: Entry) -> Mapping[str, Any]:
        number = int(entry.data["version"])
        path = self._folder / str(number) / FILE
        if not path.exists():
            path = self._folder / f"{UNFINISHED}-{number}" / FILE
        if durable.digest(path) != entry.data.get("sha256"):
            raise EvidenceAltered(f"version {number} of the statement is not what the log says")
        return _object(path)

    def publish(self, number: int, content: bytes, *, actor: str, reason: str, data: Mapping[str, Any]) -> Entry:
        """See `Statements`."""
        with self._writing():
            last = max((int(one.data["version"]) for one in self._entries()), default=0)
            final, unfinished = self._folder / str(number), self._folder / f"{UNFINISHED}-{number}"
            if number != last + 1 or final.exists():
                raise BadInput(f"version {number} is not the next one", hint="Look at what was published since.")
            with durable.trouble("the statement could not be written"):
                unfinished.mkdir(mode=0o700)
                durable.write(unfinished / FILE, content)
                durable.sync(unfinished)
            said = {**data, "version": number, "sha256": hashlib.sha256(content).hexdigest()}
            entry = self._case.custody.append(Action.PUBLISH, actor=actor, reason=reason, data=said)
            with durable.trouble("the statement is in the log, and its folder could not be named"):
                durable.close(unfinished, final)
            return entry

    def _entries(self) -> list[Entry]:
        return [one for one in self._case.custody.entries() if one.action is Action.PUBLISH]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with exclusive(self._folder, _DOING):
            with durable.trouble("what an interrupted writing left could not be settled"):
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
            if not final.exists() and number in known and known[number] == durable.digest(path / FILE):
                durable.close(path, final)
            else:
                shutil.rmtree(path)


def _object(path: Path) -> dict[str, Any]:
    found: Any = None
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(path.read_bytes())
    if not isinstance(found, dict):
        raise NothingReadable(f"the file {path.name} of the statement cannot be read", hint="Compose the draft anew.")
    return found
