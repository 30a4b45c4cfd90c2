"""`waspada case anchor`: the head of the log as a file to keep elsewhere."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from waspada.cli import case_options, options
from waspada.core.language import Lang, number


@click.command()
@case_options.case
@click.option("--out", type=click.Path(path_type=Path), help="A second copy, to be kept where the case is not.")
@click.option("--tsa", default="", envvar="WASPADA_TSA", help="URL of a time-stamp authority (RFC 3161).")
@click.option(
    "--tsa-certificate",
    "certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    envvar="WASPADA_TSA_CERTIFICATE",
    help="PEM file with the root of the authority: its time stamp must be signed under it.",
)
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    case: Path,
    out: Path | None,
    tsa: str,
    certificate: Path | None,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """Write the head of the log as a file to keep elsewhere.

    `waspada case verify CASE --anchor FILE` then shows whether the end of the log was cut off, or all of it written
    anew. With --tsa a time-stamp authority certifies the time; it is sent one hash, and its token is kept beside the
    anchor (.tsr).

    \b
    Examples:
      waspada case anchor case-acme --out /media/usb/anchor.json
      waspada case anchor case-acme --tsa https://freetsa.org/tsr --tsa-certificate cacert.pem
    """
    from waspada.store.case.anchor import document, export

    exported = export(
        case_options.opened_case(case),
        actor=actor,
        time=datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        reason=reason,
        out=out,
        authority=tsa,
        certificate=certificate.read_bytes() if certificate else None,
    )
    if as_json:
        click.echo(document(exported.anchor).decode().rstrip("\n"))
        return
    words, anchor = WORDS[lang], exported.anchor
    click.echo(words["anchor"].format(number=number(anchor.number, lang), digest=anchor.digest))
    click.echo(words["file"].format(path=out or exported.file))
    if exported.stamped:
        click.echo(words["proved" if exported.proved else "stamped"].format(time=exported.stamped))
    click.echo(words["keep" if out else "carry"])


WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "anchor": "Anchor: entry {number}, {digest}",
        "file": "Written: {path}",
        "stamped": "Time stamp: {time}. Its signature was not checked: give --tsa-certificate.",
        "proved": "Time stamp: {time}, signed by the authority.",
        "keep": "Keep it where nobody who can change the case can change it too.",
        "carry": "Copy it to a place where nobody who can change the case can change it too.",
    },
    "id": {
        "anchor": "Jangkar: entri {number}, {digest}",
        "file": "Ditulis: {path}",
        "stamped": "Stempel waktu: {time}. Tanda tangannya belum diperiksa: berikan --tsa-certificate.",
        "proved": "Stempel waktu: {time}, ditandatangani oleh otoritasnya.",
        "keep": "Simpan di tempat yang tidak dapat diubah oleh orang yang dapat mengubah kasus ini.",
        "carry": "Salin ke tempat yang tidak dapat diubah oleh orang yang dapat mengubah kasus ini.",
    },
}
