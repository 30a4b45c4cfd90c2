"""`waspada public`: the public side; a subcommand is a file `public_<name>.py`."""

from __future__ import annotations

from typing import Final

import click

from waspada.cli.lazy import LazyGroup

SUBCOMMANDS: Final = {
    "export": "Make the bundle: statement, sealed letters, keyed look-up table.",
    "serve": "Serve a bundle to everybody, without key, case or database.",
    "drain": "Answer what people asked, to exactly their address.",
}
"""Name and short help, in the order of their use."""


@click.group(cls=LazyGroup, known=SUBCOMMANDS, prefix="waspada.cli.public_")
def command() -> None:
    """What the public sees: a statement, letters by their check code, and an answer to "am I affected?".

    `export` and `drain` run where the key is. `serve` runs anywhere else, over the bundle alone: whoever takes that
    server over finds no name, no address and no case.

    Exit codes: 0 done, 2 not understood, 10 nothing to read, 12 altered, 21 not written, 26 wrong key, 28 not
    installed, 29 port taken.

    \b
    Examples:
      waspada public export bundle --site site --letters letters.ndjson --members members.ndjson \\
        --key-file public.key --company "Acme" --contact privacy@acme.example --address https://notice.acme.example
      waspada public serve bundle
      waspada public drain bundle --key-file public.key --mail mail.yaml
    """
