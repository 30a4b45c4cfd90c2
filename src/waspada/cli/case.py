"""`waspada case`: one case, from the first call to its destruction; a subcommand is a file `case_<name>.py`."""

from __future__ import annotations

from typing import Final

import click

from waspada.cli.lazy import LazyGroup

SUBCOMMANDS: Final = {
    "open": "Open a case, before any dataset exists.",
    "fact": "State a fact: what we know, what the vendor or the attacker claims.",
    "ask": "Ask the vendor: a question of our list, all of them, or one of your own.",
    "answer": "Put the vendor's answer on record.",
    "seal": "Seal what arrived, under hash and log.",
    "decide": "Confirm or reject a meaning, a finding or a match, with a reason.",
    "show": "Where the case stands, in one screen.",
    "verify": "Was anything altered? Names the first place.",
    "anchor": "Export the head of the log, against a cut tail.",
    "diff": "What a second hand-over changes.",
    "account": "Does what the vendor said it exported hold?",
    "access": "Write one person's own records, for an access request.",
    "export": "Copy restricted results out, for who must know, on record.",
    "bundle": "Write the whole case into one file, for another workbench.",
    "unbundle": "Take in a case that came as one file.",
    "copy": "Note that a copy exists elsewhere.",
    "hold": "Set or lift a legal hold.",
    "destroy": "Destroy the data of the case, with a certificate.",
    "proof": "Was a notice delivered to an address? Also after the destruction.",
    "reveal": "Show masked values, with a reason, on record.",
}
"""Name and short help, in the order of a case."""


@click.group(cls=LazyGroup, known=SUBCOMMANDS, prefix="waspada.cli.case_")
def command() -> None:
    """Keep a case from the vendor's first call.

    CASE is a folder. Everything that is done with it is one entry in its log, with actor, reason and time; the log is
    chained by hashes and never rewritten. Nothing in it holds a personal value.

    Exit codes: 0 done, 2 not understood, 10 no case there, 12 altered, 13 refused, 21 not written, 26 locked.

    \b
    Examples:
      waspada case open acme --vendor "Acme Desk"
      waspada case fact acme aware_at 2026-03-09T14:02:00Z --source "call of the vendor"
      waspada case ask acme --all
      waspada case show acme
    """
