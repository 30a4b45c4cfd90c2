"""`waspada case seal`: take what arrived under hash and log."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_words_custody import say
from waspada.cli.progress import Bar
from waspada.cli.words import json_text
from waspada.core.language import Lang, number, size

if TYPE_CHECKING:
    from waspada.flows.case.seal import About, HandOver
    from waspada.readers.wrapper import Secrets


@click.command()
@shared.case
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--origin",
    type=click.Choice(["vendor", "own_export", "gateway", "attacker"]),
    default="vendor",
    show_default=True,
    help="Whose copy it is.",
)
@click.option("--by", "handed_over_by", default="", help="Who handed it over.")
@click.option("--to", "received_by", default="", help="Who received it. [default: the actor]")
@click.option("--received", default="", help="When it arrived: 2026-03-09T14:02:00Z. [default: now]")
@click.option("--channel", default="", help="How it came: SFTP, portal, encrypted e-mail …")
@click.option("--reference", default="", help="The sender's reference, or a ticket of yours.")
@click.option("--in-place", is_flag=True, help="Keep hash, size and path only; the bytes stay where they are.")
@click.option(
    "--wrapper-password-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File with the password of the archive or workbook.",
)
@click.option(
    "--wrapper-key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="age identity or OpenPGP secret key that opens the wrapper.",
)
@shared.actor
@shared.reason
@options.as_json
@options.lang
def command(
    case: Path,
    paths: tuple[Path, ...],
    in_place: bool,
    wrapper_password_file: Path | None,
    wrapper_key_file: Path | None,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
    **about: str,
) -> None:
    """Seal what arrived, as it arrived.

    Files are streamed into the case with SHA-256 for each; password-protected ZIP, 7z, OpenPGP, age and Office files
    are kept as they came and their content is sealed beside them. An encrypted case encrypts it; nothing is unpacked to
    disk in the clear. Passwords are asked for or read from a file, never given as an argument.

    \b
    Example:
      waspada case seal acme handover.zip --by "Vendor Inc." --channel SFTP --reference T-123
    """
    from waspada.flows.case.seal import seal
    from waspada.flows.dataset import detector
    from waspada.flows.paths import mask_name
    from waspada.store.case.vault import Vault

    opened = shared.opened_case(case)
    secrets = _secrets(wrapper_password_file, wrapper_key_file)
    if not (wrapper_password_file or wrapper_key_file) and sys.stdin.isatty() and _locked(paths):
        secrets = replace(secrets, password=click.prompt(say("password", lang), hide_input=True, default="", err=True))
    with Bar(lang) as bar:
        done = seal(
            opened,
            Vault(opened.path, opened.recipient),
            list(paths),
            _about(actor, **about),
            actor=actor,
            reason=reason,
            progress=bar,
            secrets=secrets,
            in_place=in_place,
            mask=lambda name: mask_name(detector(options.home() / "cache"), name),
        )
    if as_json:
        content = {"schema": "waspada/handover/1", "number": done.number, "sha256": done.sha256, "files": done.files}
        click.echo(json_text({**content, "troubles": list(done.troubles)}))
    else:
        _tell(done, case, lang, in_place=in_place)
    raise SystemExit(11 if done.troubles else 0)


def _about(actor: str, *, received_by: str, received: str, **said: str) -> About:
    """What is known of the hand-over; who received it is the actor, and now, where nothing else was said."""
    from waspada.flows.case.seal import About

    now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds")
    return About(received_by=received_by or actor, received=received or now, **said)


def _secrets(password: Path | None, key: Path | None) -> Secrets:
    from waspada.readers.wrapper import Secrets

    text = shared.passphrase(password) if password else ""
    if key is None:
        return Secrets(password=text)
    content = key.read_bytes()
    if b"AGE-SECRET-KEY-1" in content.upper():
        return Secrets(password=text, identities=(shared.identity_in(key),))
    return Secrets(password=text, openpgp_key=content)


def _locked(paths: Sequence[Path]) -> bool:
    """Whether a password may be needed."""
    from waspada.readers.unwrap import wrapper_of_file

    return any(path.is_file() and wrapper_of_file(path) not in ("", "age") for path in paths)


def _tell(done: HandOver, case: Path, lang: Lang, *, in_place: bool) -> None:
    whole = sum(file["bytes"] for file in done.files)
    files = say("files", lang, count=number(len(done.files), lang))
    click.echo(say("sealed", lang, number=done.number, files=files, size=size(whole, lang)))
    for file in done.files:
        click.echo(say("file", lang, name=file["name"], size=size(file["bytes"], lang), sha256=file["sha256"]))
        for inner in file.get("contents", ()):
            click.echo(say("inside", lang, name=inner["name"], size=size(inner["bytes"], lang)))
    if in_place:
        click.echo(say("in_place", lang))
    for trouble in done.troubles:
        click.echo(say("trouble", lang, what=trouble))
    click.echo(say("next", lang, case=case))
