"""`waspada case proof`: was a notice delivered to this address? Also after the addresses were destroyed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from waspada.cli import options
from waspada.cli.case_words_custody import say
from waspada.cli.words import json_text
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.language import Lang, number


@click.command()
@click.argument("where", metavar="CASE_OR_CERTIFICATE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--address-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File with the address in its first line; without it you are asked, or standard input is read.",
)
@click.option(
    "--proof-key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Key of the proofs. [default: WASPADA_HOME/proofs/CASE_ID.key]",
)
@options.as_json
@options.lang
def command(where: Path, address_file: Path | None, proof_key: Path | None, as_json: bool, lang: Lang) -> None:
    """Which notices were delivered to an address, from the keyed hashes that a destruction leaves.

    Certificate and hashes are checked first. The address comes from a file, a prompt or standard input, never from an
    argument, and is not kept.

    Exit codes: 0 answered, 10 no certificate there, 12 certificate or hashes were altered, 26 the key is not here.

    \b
    Examples:
      waspada case proof acme --address-file address.txt
      waspada case proof certificate.json --proof-key key-from-the-safe --json < address.txt
    """
    from waspada.flows.case.proofs import delivered_to
    from waspada.store.case import proofs

    kept = proofs.read(where)
    key = proofs.key_in(proof_key or proofs.key_place(options.home(), kept.case_id))
    found = delivered_to(_address(address_file, lang), kept.lines, key)
    if as_json:
        rows = [
            {name: getattr(one, name) for name in ("version", "channel", "state", "at", "text_sha256")} for one in found
        ]
        click.echo(json_text({"schema": "waspada/proof/1", "case_id": kept.case_id, "deliveries": rows}))
        return
    click.echo(say("delivered" if found else "not_delivered", lang, count=number(len(found), lang)))
    for one in found:
        click.echo(say("delivery", lang, version=one.version, channel=one.channel, state=one.state, at=one.at))


def _address(file: Path | None, lang: Lang) -> str:
    text: str | None = None
    try:
        if file is not None:
            text = file.read_text(encoding="utf-8")
        elif sys.stdin.isatty():
            text = click.prompt(say("address", lang), err=True)
        else:
            text = sys.stdin.read()
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        raise NothingReadable("the address cannot be read", hint="Write it into the first line of a text file (UTF-8).")
    first = next((line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    if not first:
        raise BadInput("there is no address", hint="Write it into the first line of a text file (UTF-8).")
    return first
