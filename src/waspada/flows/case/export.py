"""Take results out of a case for who must know, and note copies made elsewhere: on record, named at destruction."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, CannotWrite
from waspada.flows.case.ports import Case


def export(
    case: Case, run: Path, to: Path, read: Callable[[Path], bytes], *, actor: str, reason: str
) -> tuple[str, ...]:
    """Copy the restricted results of a run into a new folder (0700), decrypted.

    Args:
        run: folder of the run.
        read: content of a file of `restricted/`, named without `.age`.

    Returns:
        Names of the files.

    Raises:
        BadInput: no reason, or the folder is there already.
        Locked: the case is encrypted and its key was not given; nothing is written.
        CannotWrite: what was written before is still on record.
    """
    if not reason.strip():
        raise BadInput("an export needs a reason", hint="Add --reason: it stands in the log with your name.")
    if to.exists():
        raise BadInput("the folder for the export is there already", hint="Name a new one with --to.")
    names = sorted({path.name.removesuffix(".age") for path in (run / "restricted").iterdir()})
    contents = {name: read(run / "restricted" / name) for name in names}
    put_out(case, contents, to, f"restricted results of run {int(run.name)}", actor=actor, reason=reason)
    return tuple(names)


def put_out(case: Case, contents: Mapping[str, bytes], to: Path, what: str, *, actor: str, reason: str) -> None:
    """Put on record what leaves, then write it into a new folder, 0700.

    Raises:
        CannotWrite: what was written before is still on record.
    """
    data = {
        "what": what,
        "where": str(to.absolute()),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    case.custody.append(Action.EXPORT, actor=actor, reason=reason, data=data)
    failed = ""
    try:
        to.mkdir(mode=0o700, parents=True)
        for name, content in contents.items():
            with os.fdopen(os.open(to / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the export could not be written: {failed}")


def note_copy(case: Case, what: str, where: str, *, actor: str, reason: str) -> Entry:
    """Put on record that a copy exists somewhere. Raises BadInput when it does not say what or where."""
    if not what.strip() or not where.strip():
        raise BadInput("a copy is noted with what it is and where it is")
    return case.custody.append(
        Action.COPY, actor=actor, reason=reason, data={"what": what.strip(), "where": where.strip()}
    )
