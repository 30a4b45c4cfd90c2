"""`waspada notify`: letters to the people in a case; a subcommand is a file `notify_<name>.py`."""

from __future__ import annotations

from typing import Final

import click

from waspada.cli.lazy import LazyGroup

SUBCOMMANDS: Final = {
    "plan": "Draft a version: who gets which letter, and what stands in the way.",
    "preview": "Read a letter as its recipient will, address and names masked.",
    "test": "Send a letter with nobody's facts to an address of yours.",
    "send": "Lock what was approved, let letters go, pause, go on, or take the rest back.",
    "status": "What became of the letters.",
    "bounces": "Take what came back into the ledger.",
    "settle": "Say what became of a letter of which nobody knows.",
    "addresses": "Give letters whose mail came back their postal addresses.",
    "letters": "Print letters for post, with a manifest for a mailing house.",
    "proof": "Export who was told what, when, by which channel.",
}
"""Name and short help, in the order of their use."""


@click.group(cls=LazyGroup, known=SUBCOMMANDS, prefix="waspada.cli.notify_")
def command() -> None:
    """Tell the people in a case: one letter per address, each with that person's own facts.

    Letters rest on an assessment and on facts that you confirmed. Nothing leaves before two people approved exactly
    these texts and recipients (`--approval`, see the page of approvals). `waspada worker` sends; what may have gone out
    is never sent again by itself. How mail leaves is said in WASPADA_HOME/mail.yaml: docs/notify-mail.md.

    Exit codes: 0 done, 1 something blocks it, 2 not understood, 10 no case or no run, 11 done but something waits for a
    person, 13 refused, 28 the workbench is not installed.

    \b
    Examples:
      waspada notify plan --case acme
      waspada notify send --case acme --approval 7
      waspada notify status --case acme --json
    """
