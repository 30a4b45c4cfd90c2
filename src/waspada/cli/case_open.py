"""`waspada case open`: a case, before any dataset exists."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import case_options, options
from waspada.cli.case_words import OPEN, wrapped
from waspada.cli.words import json_text
from waspada.core.errors import BadInput, CannotWrite, WaspadaError
from waspada.core.language import Lang
from waspada.flows.case.texts import printable

if TYPE_CHECKING:
    from waspada.readers.age import Identity


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--vendor", required=True, help="The vendor that was breached.")
@click.option("--title", default="", help="What people call the case. [default: the vendor]")
@click.option("--encrypt", is_flag=True, help="Encrypt evidence and results at rest, with age.")
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --encrypt: file with an age key; a new one is written where there is none.",
)
@click.option("--passphrase", "by_passphrase", is_flag=True, help="With --encrypt: behind a passphrase; you are asked.")
@case_options.password_file
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    folder: Path,
    vendor: str,
    title: str,
    encrypt: bool,
    key_file: Path | None,
    by_passphrase: bool,
    password_file: Path | None,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """Open a case in FOLDER, which must be new or empty.

    No dataset is needed: a case begins with the vendor's first call. With --encrypt, what is sealed and found later is
    encrypted; the log stays readable, and holds no personal value.

    Exit codes: 0 opened, 2 not understood or the folder is in use, 21 not written, 26 the key cannot be used.

    \b
    Examples:
      waspada case open acme --vendor "Acme Desk"
      waspada case open acme --vendor "Acme Desk" --encrypt --key-file ~/keys/acme.txt
    """
    from waspada.flows.case.texts import clean, without_values
    from waspada.store.case import folder as store

    vendor = clean(vendor, "--vendor")
    title = clean(title, "--title") if title else vendor
    without_values([vendor, title, reason], options.home() / "cache")
    phrase = _phrase(encrypt, key_file, by_passphrase, password_file)
    identity, new = _identity(folder, key_file) if encrypt else (None, False)
    try:
        case = store.create(
            folder,
            title=title,
            vendor=vendor,
            actor=actor,
            clock=time.time,
            identity=identity,
            passphrase=phrase,
            reason=reason,
        )
    except WaspadaError:
        if new and key_file:
            key_file.unlink(missing_ok=True)
        raise
    if as_json:
        click.echo(json_text({"schema": store.SCHEMA, "case_id": case.case_id, "encrypted": case.encrypted}))
        return
    for line in _said(folder, title, key_file if encrypt else None, new, bool(phrase), lang):
        click.echo(line)


def _phrase(encrypt: bool, key_file: Path | None, asked: bool, password_file: Path | None) -> str:
    by_phrase = asked or password_file is not None
    if not encrypt and (key_file or by_phrase):
        raise click.UsageError("A key or a passphrase needs --encrypt beside it.")
    if encrypt and bool(key_file) == by_phrase:
        raise click.UsageError("--encrypt needs either --key-file FILE or --passphrase.")
    return case_options.passphrase(password_file, new=True) if by_phrase else ""


def _identity(folder: Path, key_file: Path | None) -> tuple[Identity, bool]:
    """The age identity to encrypt to, and whether its file was written now."""
    from waspada.readers.age import Identity

    if key_file is None:
        return Identity.new(), False
    if key_file.exists():
        return case_options.identity_in(key_file), False
    if key_file.resolve().is_relative_to(folder.resolve()):
        raise BadInput(
            "the key would lie in the case that it locks", hint="Name a file elsewhere, which travels apart from it."
        )
    identity, failed = Identity.new(), ""
    try:
        with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(identity.file())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the key file could not be written: {failed}", hint="Check the path given with --key-file.")
    return identity, True


def _said(folder: Path, title: str, key_file: Path | None, new: bool, phrase: bool, lang: Lang) -> Iterator[str]:
    words = OPEN[lang]
    yield from wrapped(words["opened"].format(title=printable(title), path=printable(str(folder))))
    if key_file:
        yield from wrapped(words["new_key" if new else "old_key"].format(path=key_file))
    else:
        yield from wrapped(words["passphrase" if phrase else "clear"])
    yield ""
    yield words["next"]
    for what, arguments in (("aware", "fact {} aware_at TIME"), ("ask", "ask {} --print"), ("all", "ask {} --all")):
        yield f"  waspada case {arguments.format(shlex.quote(str(folder))):<34} # {words[what]}"
