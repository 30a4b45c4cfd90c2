"""The output folder: one run at a time, work that can be resumed, and results that appear whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from waspada.assess.private_files import writing
from waspada.core.cover import Cover
from waspada.core.errors import BadInput, CannotWrite

WORK = ".work"
_RESULTS = {"restricted": "people.parquet", "share": "manifest.json"}
"""With a file by which each is known. In the order in which they appear: `share` last, so that it is never alone."""
_WITHDRAWN = "withdrawn"
_SCRATCH = "waspada-scan-"


@contextlib.contextmanager
def _our_errors(what: str) -> Iterator[None]:
    reason = ""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        message = f"{what}: {reason}"
        raise CannotWrite(message)


@contextlib.contextmanager
def opened(out: Path) -> Iterator[Path]:
    """The work folder of `out` (0700), held by this process alone.

    Raises:
        BadInput: something that is not of ours stands where the results go.
        CannotWrite: no rights, no space, or another run is at work here.
    """
    _check(out)
    work = out / WORK
    with _our_errors("the output folder could not be made"):
        out.mkdir(parents=True, exist_ok=True)
    handle = _held(work)
    try:
        yield work
    finally:
        os.close(handle)


def _check(out: Path) -> None:
    """Nobody's own folder is replaced because it happens to have the name of one of ours."""
    for name, mark in _RESULTS.items():
        place = out / name
        if os.path.lexists(place) and (place.is_symlink() or not (place / mark).is_file()):
            message = f"the output folder holds something called `{name}` that is no result of an assessment"
            raise BadInput(message, hint="Choose another folder with --out, or move it away.")


def _held(folder: Path) -> int:
    """A lock on the folder, made if it is not there; the system lets go of it when this process ends."""
    while True:
        with _our_errors(f"the folder {folder.name} could not be made"):
            folder.mkdir(mode=0o700, exist_ok=True)
            handle = _lock(folder)
        if handle >= 0:
            return handle


def _lock(folder: Path) -> int:
    """-1 when another run took the folder away before the lock was ours."""
    handle = -1
    busy = False
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), os.lstat(folder)):
            return handle
    except BlockingIOError:
        busy = True
    except FileNotFoundError:
        busy = False
    if handle >= 0:
        os.close(handle)
    if busy:
        message = "another run is at work in the output folder"
        raise CannotWrite(message, hint="Wait until it has ended, or choose another folder with --out.")
    return -1


def resumable(work: Path, name: str) -> Path:
    """The folder for this run's parts; what any other run left is cleared first.

    Raises:
        CannotWrite: no rights or no space.
    """
    mine = work / name
    with _our_errors("the work folder could not be prepared"):
        for other in work.iterdir():
            if other != mine:
                _remove(other)
        mine.mkdir(mode=0o700, exist_ok=True)
        for unfinished in (*mine.glob("split-*.*"), mine / "results", mine / "spill"):
            _remove(unfinished)
    return mine


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def withdraw(out: Path) -> None:
    """Take away the results of an earlier run: they are not this run's. Each is whole until it is gone.

    Raises:
        CannotWrite: no rights.
    """
    with _our_errors("the results of an earlier run could not be removed"):
        for name in reversed(_RESULTS):
            if (out / name).exists():
                away = out / WORK / f"{_WITHDRAWN}-{name}"
                (out / name).replace(away)
                shutil.rmtree(away)


def results_in(work: Path) -> Path:
    """An empty folder for the results while they are being written.

    Raises:
        CannotWrite: no rights or no space.
    """
    results = work / "results"
    with _our_errors("the results could not be written"):
        results.mkdir(mode=0o700)
    return results


def write_private(path: Path, text: str, cover: Cover | None = None) -> None:
    """Write one file that only its owner can read.

    Raises:
        CannotWrite: no rights or no space.
    """
    with _our_errors("the report could not be written"):
        with writing(path, cover) as file:
            file.write(text.encode())


def publish(results: Path, out: Path) -> None:
    """Give the finished results their place, then clear the work folder.

    Raises:
        CannotWrite: the disk failed; the results are not presented.
    """
    with _our_errors("the results could not be put into the output folder"):
        for path in sorted(results.rglob("*")):
            _sync(path)
        for name in _RESULTS:
            (results / name).replace(out / name)
        _sync(out)
    clear(results.parent)


def clear(mine: Path) -> None:
    """Take the work folder away; the output folder too, where nothing is in it."""
    # Renamed first: were this process killed while it clears, no half of a part could be taken for a whole one.
    with contextlib.suppress(OSError):
        mine.replace(mine.with_name(_WITHDRAWN))
    shutil.rmtree(mine.parent, ignore_errors=True)
    with contextlib.suppress(OSError):
        mine.parent.parent.rmdir()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder (0700) for work that nobody resumes; what a killed run left behind goes with the next one.

    Raises:
        CannotWrite: the folder for temporary files cannot be written.
    """
    with _our_errors("the folder for temporary files could not be used"):
        for left in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
            _clear_abandoned(left)
        folder = Path(tempfile.mkdtemp(prefix=_SCRATCH))
        handle = _held(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _clear_abandoned(left: Path) -> None:
    """Remove a scratch folder of ours whose run has ended: then nobody holds its lock."""
    handle = -1
    try:
        handle = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        if os.fstat(handle).st_uid == os.getuid():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
    except OSError:
        return  # at work, or not ours
    finally:
        if handle >= 0:
            os.close(handle)
