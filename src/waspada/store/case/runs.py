"""The results of assessments under `runs/<n>/`: written once, read-only, `restricted/` encrypted where the case is."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from waspada.assess.private_files import covered
from waspada.core.cover import SUFFIX, Cover
from waspada.core.errors import CannotWrite, Locked, NothingReadable
from waspada.readers.age import Identity, decrypt
from waspada.readers.sealed import AgeCover
from waspada.store.case import durable
from waspada.store.case.locks import exclusive

RUNS: Final = "runs"
_UNFINISHED: Final = ".running"
_DOING: Final = "keeping a run of this case"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """See `flows.case.ports.Kept`."""

    number: int
    folder: Path
    manifest: str
    stored: dict[str, str] = field(repr=False)
    held: ExitStack = field(repr=False)
    """The lock on `runs/`: nobody settles it for a crash while its entry is being written."""

    def keep(self) -> None:
        """See `Kept`."""
        with self.held:
            durable.close(self.folder.with_name(f"{_UNFINISHED}-{self.number:04}"), self.folder)

    def let_go(self) -> None:
        """See `Kept`."""
        self.held.close()


class RunFolder:
    """See `flows.case.ports.Runs`."""

    def __init__(self, case: Path, recipient: str) -> None:
        self._runs = case / RUNS
        self._cover = AgeCover(recipient) if recipient else None

    @property
    def cover(self) -> Cover | None:
        """See `Runs`."""
        return self._cover

    def finish_interrupted(self, known: Mapping[int, str]) -> None:
        """See `Runs`."""
        with exclusive(self._runs, _DOING):
            self._settle(known)

    def _settle(self, known: Mapping[int, str]) -> None:
        reason = ""
        try:
            for left in self._runs.glob(f"{_UNFINISHED}-*"):
                number = int(left.name.rpartition("-")[2])
                final = self._runs / f"{number:04}"
                manifest = left / "share" / "manifest.json"
                if not final.exists() and manifest.exists() and known.get(number) == durable.digest(manifest):
                    durable.close(left, final)
                else:
                    shutil.rmtree(left)
        except OSError as error:
            reason = (error.strerror or "input/output error").lower()
        if reason:
            raise CannotWrite(f"what an interrupted run left could not be settled: {reason}")

    def take(self, results: Path, known: Callable[[], Mapping[int, str]] = dict) -> KeptRun:
        """See `Runs`."""
        reason = ""
        with ExitStack() as stack:
            stack.enter_context(exclusive(self._runs, _DOING))
            logged = known()
            self._settle(logged)
            try:
                there = (int(path.name) for path in self._runs.iterdir() if path.name.isdigit())
                return self._take(results, 1 + max([*there, *logged], default=0), stack)
            except OSError as error:
                reason = (error.strerror or "input/output error").lower()
        raise CannotWrite(f"the results could not be put into the case: {reason}")

    def _take(self, results: Path, number: int, lock: ExitStack) -> KeptRun:
        unfinished = self._runs / f"{_UNFINISHED}-{number:04}"
        stored = {}
        for path in sorted(path for path in results.rglob("*") if path.is_file()):
            name = path.relative_to(results)
            if name.parts[0] == ".work":
                continue
            target, content = self._stored(path, unfinished / name, restricted=name.parts[0] == "restricted")
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                os.fsync(file.fileno())
            stored[str(target.relative_to(unfinished))] = hashlib.sha256(content).hexdigest()
        return KeptRun(
            number=number,
            folder=self._runs / f"{number:04}",
            manifest=stored["share/manifest.json"],
            stored=stored,
            held=lock.pop_all(),
        )

    def _stored(self, path: Path, target: Path, *, restricted: bool) -> tuple[Path, bytes]:
        """Where a file of the results goes in the case, and as what: with a cover, the restricted ones under it."""
        content = path.read_bytes()
        if self._cover is None:
            return target, content
        has_cover = path.suffix == SUFFIX
        target = target.with_suffix("") if has_cover else target
        if restricted:
            return covered(target, self._cover), content if has_cover else self._cover.close(content)
        return target, self._cover.open(content) if has_cover else content


def content_of(identity: Identity | None) -> Callable[[Path], bytes]:
    """Reads a file of `restricted/` by its name without `.age`: as it lies there, or decrypted.

    Raises (when called):
        NothingReadable: it is not there.
        Locked: it is encrypted, and the key is missing or another one.
    """

    def read(path: Path) -> bytes:
        closed = path.with_name(f"{path.name}.age")
        try:
            if not closed.exists():
                return path.read_bytes()
            content = closed.read_bytes()
        except OSError:
            content = b""
        if not content:
            raise NothingReadable(f"the file {path.name} of the run cannot be opened")
        if identity is None:
            raise Locked("the case is encrypted, and its key was not given")
        return decrypt(content, identity)

    return read
