"""`waspada case bundle`: the whole case as one file, for another workbench."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import approved, options
from waspada.cli import case_options as shared
from waspada.core.errors import BadInput, CannotWrite
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.store.case.folder import CaseFolder

_WORDS = {
    "en": "The case is in {file}.\nSHA-256 {digest}\nTell it to whoever takes it in, by another way than the file.",
    "id": "Kasus ada di {file}.\nSHA-256 {digest}\nSampaikan kepada penerima lewat jalur lain, terpisah dari berkas.",
}


@click.command()
@shared.case
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@shared.actor
@shared.reason
@approved.option
@options.lang
def command(case: Path, file: Path, actor: str, reason: str, approval: int | None, lang: Lang) -> None:
    """Write the whole case into FILE: a plain tar of its folder, with what the workbench knows of it.

    What is encrypted stays encrypted. Needs a reason, and an approval where the workbench knows the case. Taken in
    elsewhere (`waspada case unbundle`), the case gives the same bundle.

    Exit codes: 0 done, 2 not understood, 10 no case there, 12 altered, 13 refused, 21 not written.

    \b
    Example:
      waspada case bundle acme acme.tar --reason "to outside counsel"
    """
    if file.exists():
        raise BadInput("the file for the bundle is there already", hint="Name a new one.")
    if not reason.strip():
        raise BadInput("a bundle needs a reason", hint="Add --reason: it stands in the log with your name.")
    if case.resolve() in file.resolve().parents:
        raise BadInput("the bundle cannot lie in the case itself", hint="Name a file outside of its folder.")
    opened = shared.opened_case(case)
    where = str(file.absolute())
    reason += approved.approved(opened, "export", {"bundle": True, "to": where}, approval)
    digest = _write(_pieces(opened, where, actor, reason), file)
    click.echo(_WORDS[lang].format(file=file, digest=digest))


def _pieces(opened: CaseFolder, where: str, actor: str, reason: str) -> Iterator[bytes]:
    if approved.has_database():
        from waspada.cli.django import loaded

        loaded()
        from waspada.store.db import bundle, known

        row = known.case(opened.case_id)
        if row is not None:
            return bundle.bundled(row, where=where, by=actor, reason=reason, now=time.time())
    from waspada.store.case.pack import pack

    return pack(opened, where=where, actor=actor, reason=reason)


def _write(pieces: Iterator[bytes], file: Path) -> str:
    """Whole, or nothing of it; its SHA-256."""
    digest, failed, done = hashlib.sha256(), "", False
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            for piece in pieces:
                digest.update(piece)
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        done = True
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    finally:
        if not done:
            file.unlink(missing_ok=True)
    if failed:
        raise CannotWrite(f"the bundle could not be written: {failed}")
    return digest.hexdigest()
