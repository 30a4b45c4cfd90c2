"""`waspada case fact`: state a fact."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

import click

from waspada.cli import case_options, options
from waspada.cli.case_words import stated_lines
from waspada.cli.words import json_text
from waspada.core.language import Lang
from waspada.flows.case.fact_names import KNOWN, NOTE


@click.command(
    epilog=f"Names: {', '.join(KNOWN)}, and {NOTE}WORD for anything else.",
)
@case_options.case
@click.argument("name")
@click.argument("value")
@click.option(
    "--by",
    default="us",
    show_default=True,
    help="Whose word it is: us, vendor, attacker, authority, press or researcher.",
)
@click.option(
    "--status",
    type=click.Choice(["claimed", "confirmed", "unknown"]),
    help="How sure it is. [default: confirmed when it is ours, claimed when it is theirs]",
)
@case_options.source
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    case: Path,
    name: str,
    value: str,
    by: str,
    status: str | None,
    source: str,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """State a fact NAME of a CASE: its VALUE, or `unknown`.

    Times name their zone (2026-03-09T14:02:00Z); where only a day is known, give a range with a slash. Counts may be
    a range (10000-12000) or a bound (10000+). A new word supersedes the old one of the same party; the old one stays on
    record. What the vendor or the attacker says is a claim, and never hides what we confirmed.

    Exit codes: 0 on record, 2 not understood, 10 no case there, 12 the log was altered, 21 not written.

    \b
    Examples:
      waspada case fact acme aware_at 2026-03-09T14:02:00Z --source "call of the vendor"
      waspada case fact acme people 10000-12000 --by vendor --source "their letter of 9 March"
      waspada case fact acme detected_at 2026-02-20T00:00:00Z/2026-02-21T00:00:00Z --by vendor
      waspada case fact acme key_taken unknown
    """
    from waspada.flows.case import facts

    opened = case_options.opened_case(case)
    now = time.time()
    cache = options.home() / "cache"
    stated = facts.state(
        opened,
        name,
        value,
        actor=actor,
        now=now,
        cache=cache,
        by=by,
        status=status or "",
        source=source,
        reason=reason,
    )
    fact = facts.facts_of(opened.custody.entries())[stated.name]
    if as_json:
        click.echo(json_text({"entry": stated.entry, **facts.as_json(fact)}))
        return
    before = next((one for one in fact.history if one.entry == stated.supersedes), None)
    for line in stated_lines(stated, before, fact.disputed, shlex.quote(str(case)), lang):
        click.echo(line)
