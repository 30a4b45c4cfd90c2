"""`waspada enquiries`: what people ask us about a case; a subcommand is a file `enquiries_<name>.py`."""

from __future__ import annotations

from typing import Final

import click

from waspada.cli.lazy import LazyGroup

SUBCOMMANDS: Final = {"take": "Take in mail: a file, a folder, a pipe or the mailbox."}
"""Name and short help."""


@click.group(cls=LazyGroup, known=SUBCOMMANDS, prefix="waspada.cli.enquiries_")
def command() -> None:
    """Take in what people ask about a case; the workbench shows it, with its owner and its day.

    Exit codes: 0 done, 2 not understood, 10 nothing to read, 11 done but something was left where it lay.

    \b
    Examples:
      waspada enquiries take --imap
      waspada enquiries take letters/ --case 0199…
    """
