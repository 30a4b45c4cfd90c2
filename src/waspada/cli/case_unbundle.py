"""`waspada case unbundle`: take a case in that came as one file."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.language import Lang

_WORDS = {
    "en": "The case {case_id} is in {where}.\nSHA-256 of the bundle {digest}\nCompare it with what the sender says.",
    "id": "Kasus {case_id} ada di {where}.\nSHA-256 berkas {digest}\nBandingkan dengan yang disampaikan pengirim.",
}


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="A new folder, without any workbench.")
@click.option("--owner", default="", help="E-mail of somebody of this workbench, where no owner of the case is.")
@shared.actor
@options.lang
def command(file: Path, to: Path | None, owner: str, actor: str, lang: Lang) -> None:
    """Take in the case in FILE (`-`: standard input), with what the other workbench knew of it.

    The bundle is held against its manifest and the case against its log first; an altered one leaves nothing behind.
    People whom this workbench does not know become closed accounts. A case that is here already is never written over.

    Exit codes: 0 done, 2 no bundle, 10 not readable, 12 altered, 13 here already, 21 not written.

    \b
    Examples:
      waspada case unbundle acme.tar --owner dewi@example.org
      waspada case unbundle acme.tar --to acme
    """
    failed = ""
    try:
        stream = sys.stdin.buffer if str(file) == "-" else file.open("rb")
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise NothingReadable(f"the bundle cannot be opened: {failed}")
    with stream:
        if to is not None:
            case_id, digest = _only_folder(stream, to)
            where = str(to)
        else:
            from waspada.cli.django import loaded

            loaded()
            from waspada.store.db import bundle, known

            if not known.is_set_up():
                raise BadInput("there is no workbench here", hint="Start `waspada serve` once, or name a folder: --to")
            row, digest = bundle.take_in(stream, most=sys.maxsize, by=actor, owner=owner, now=time.time())
            case_id, where = str(row.pk), str(row.path)
    click.echo(_WORDS[lang].format(case_id=case_id, where=where, digest=digest))


def _only_folder(stream: BinaryIO, to: Path) -> tuple[str, str]:
    from waspada.store.case.pack import remove, unpack

    if to.exists():
        raise BadInput("the folder for the case is there already", hint="Name a new one with --to.")
    to.absolute().parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".arriving-", dir=to.absolute().parent))
    try:
        arrived = unpack(stream, staging, most=sys.maxsize)
        os.rename(arrived.folder, to)
    finally:
        remove(staging)
    return arrived.case_id, arrived.sha256
