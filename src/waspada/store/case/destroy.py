"""Takes personal data out of a case for good: evidence, keys, restricted results, work folders.

Files are overwritten once before they go; where a file system keeps old blocks (copy-on-write, snapshots, flash) only
encryption makes sure, and there the key goes too. What stays: the log, `share/` (counts, no personal value), anchors,
proofs of delivery, and the certificate.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waspada.core.errors import CannotWrite
from waspada.core.progress import Progress
from waspada.store.case import durable, proofs

_KEYS: Final = ("key", "key.age", "identity.age")
_ZEROS: Final = bytes(1 << 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was destroyed."""

    files: int
    bytes: int
    digest: str
    """SHA-256 over the names and sizes, in order: tells whether two certificates are about the same."""


def destroy(case: Path, elsewhere: Iterable[Path], progress: Progress) -> Gone:
    """Destroy everything personal in the case folder, and the work folders named. Run it again after a crash.

    Raises:
        CannotWrite: something could not be destroyed; what is gone is gone, run it again. Or deliveries were not turned
            into proofs before; then nothing is gone.
    """
    if proofs.lacking(case):
        raise CannotWrite("no proofs of the deliveries were kept, so nothing was destroyed", hint="Report this.")
    found = list(_personal(case)) + [path for folder in elsewhere for path in _below(folder)]
    sizes = {path: path.lstat().st_size for path in found}
    progress.stage("destroy", sum(sizes.values()))
    digest = hashlib.sha256()
    reason = ""
    try:
        for path in found:
            digest.update(f"{path.name}\0{sizes[path]}\0".encode(errors="surrogateescape"))
            _erase(path)
            progress.advance(size=sizes[path])
        runs = sorted((case / "runs").glob("*"))
        emptied = [run if run.name.startswith(".") else run / "restricted" for run in runs]
        notices = [folder for folder in _versions(case) if folder.name != "share" and folder.is_dir()]
        for folder in (case / "sealed", *emptied, *notices, *elsewhere):
            if folder.is_dir():
                _writable(folder)
                shutil.rmtree(folder)
        durable.sync(case)
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        raise CannotWrite(
            f"not everything could be destroyed: {reason}", hint="Check the permissions, then run the same command."
        )
    return Gone(files=len(found), bytes=sum(sizes.values()), digest=digest.hexdigest())


def _personal(case: Path) -> Iterator[Path]:
    """Evidence, restricted results (also of interrupted runs), keys: the keys first, since they open the rest."""
    yield from (case / name for name in _KEYS if (case / name).exists())
    yield from _below(case / "sealed")
    for run in sorted((case / "runs").glob("*")) if (case / "runs").is_dir() else ():
        yield from _below(run if run.name.startswith(".") else run / "restricted")
    for one in _versions(case):
        if one.name != "share":
            yield from _below(one) if one.is_dir() and not one.is_symlink() else (one,)


def _versions(case: Path) -> Iterator[Path]:
    """What lies in `notices/` and in the folder of each version there: all but `share/` of a version goes."""
    if (case / "notices").is_symlink():
        yield case / "notices"
        return
    for version in sorted((case / "notices").glob("*")):
        yield from sorted(version.iterdir()) if version.is_dir() and not version.is_symlink() else (version,)


def _below(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _erase(path: Path) -> None:
    folder = path.parent
    folder.chmod(0o700)
    if not path.is_symlink() and path.is_file():
        path.chmod(0o600)
        left = path.stat().st_size
        with path.open("r+b", buffering=0) as file:
            while left > 0:
                left -= file.write(_ZEROS[: min(left, len(_ZEROS))])
            os.fsync(file.fileno())
    path.unlink()


def _writable(folder: Path) -> None:
    folder.chmod(0o700)
    folder.parent.chmod(0o700)
    for below in folder.rglob("*"):
        if below.is_dir() and not below.is_symlink():
            below.chmod(0o700)
