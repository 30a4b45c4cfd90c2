"""`waspada public export`: makes the bundle, or a new version of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli.public_cases import known
from waspada.core.errors import CannotWrite

if TYPE_CHECKING:
    from waspada.flows.public.letters import Shown
    from waspada.flows.public.members import Facts
    from waspada.readers.age import Identity
    from waspada.store.db.models import Case

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("bundle", type=_FOLDER)
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the statement."
)
@click.option("--case", "cases", type=_FOLDER, multiple=True, help="Case of the workbench, for letters and people.")
@click.option("--letters", type=_FILE, help="NDJSON with the letters: code, sender, subject, date, text.")
@click.option("--members", type=_FILE, help="NDJSON with who is in the data: address, categories.")
@click.option("--key-file", type=_FILE, required=True, help="age key of the public side; made when it is not there.")
@click.option("--company", required=True, help="Who publishes; it stands on every page.")
@click.option("--contact", required=True, help="Where people reach a person.")
@click.option("--address", required=True, help="Where the public side is reached: https://notice.example.org")
def command(
    bundle: Path,
    site: Path,
    cases: tuple[Path, ...],
    letters: Path | None,
    members: Path | None,
    key_file: Path,
    company: str,
    contact: str,
    address: str,
) -> None:
    """Make the bundle that `waspada public serve` runs over, or a new version of it beside the old one.

    With --case, every approved notice of a case is in it: export before letters go out, so that their codes lead
    somewhere when they arrive. Without the workbench, letters and people come from files.

    Letters are sealed under their check codes, people stand under keyed names, and the key stays here: the bundle tells
    nothing to whoever has it. A server that runs over it takes the new version up within a second.

    Keep the key file: without it nobody can read what people asked.

    Exit codes: 0 done, 2 a file does not say what it must or may not be published, 10 no statement there, 21 not
    written, 26 the key is none or the case is locked, 28 --case without the workbench.

    \b
    Examples:
      waspada public export bundle --site site --key-file public.key --company "Acme" \\
        --contact privacy@acme.example --address https://notice.acme.example
      waspada public export bundle --site site --case cases/acme-desk --key-file public.key --company "Acme" \\
        --contact privacy@acme.example --address https://notice.acme.example
      waspada public export bundle --site site --letters letters.ndjson --members members.ndjson \\
        --key-file public.key --company "Acme" --contact privacy@acme.example --address https://notice.acme.example
    """
    rows = [known(case) for case in cases]
    os.umask(0o027)
    from waspada.flows.public import bundle as bundles
    from waspada.flows.public.keys import Keys
    from waspada.flows.public.rows import letters_in, members_in

    made = bundles.export(
        bundle,
        site=site,
        letters=chain(*(_letters(row) for row in rows), letters_in(letters) if letters else ()),
        members=chain(*(_members(row) for row in rows), members_in(members) if members else ()),
        keys=Keys.of(_identity(key_file)),
        about=bundles.About(company=company, contact=contact, address=address),
        now=time.time(),
    )
    size = sum(int(row["bytes"]) for row in made.files.values())
    click.echo(f"waspada: version {made.version} is in the bundle: {len(made.files)} files, {size:,} bytes.", err=True)


def _letters(case: Case) -> Iterator[Shown]:
    from waspada.store.db import public_rows

    return public_rows.letters(case)


def _members(case: Case) -> Iterator[tuple[str, Facts]]:
    from waspada.store.db import public_rows

    return public_rows.members(case)


def _identity(path: Path) -> Identity:
    """Of the public side; made at the first export, and never replaced."""
    from waspada.cli.case_options import identity_in
    from waspada.readers.age import Identity

    failed = ""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(Identity.new().file())
        click.echo("waspada: a new key was made. Keep the file, and keep it off the public server.", err=True)
    except FileExistsError:
        pass
    except OSError as error:
        failed = (error.strerror or "error").lower()
    if failed:
        raise CannotWrite(f"the key could not be made: {failed}")
    return identity_in(path)
