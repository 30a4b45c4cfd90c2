"""`waspada case decide`: confirm or reject what the machine cannot settle."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from waspada.cli import case_options, options
from waspada.cli.case_words import decided_lines
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@case_options.case
@click.option("--field", default="", help="Path of a field, as the report names it.")
@click.option("--table", default="", help="Of the field, where two tables have such a field.")
@click.option("--meaning", default="", help="What the --field holds: a kind, or `nothing` of the kinds.")
@click.option("--finding", default="", help="A kind that was found, everywhere or in --field.")
@click.option("--match", default="", help="identity_id of ambiguous.parquet, or person_id of people.parquet.")
@click.option(
    "--confirm",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[PERSON]",
    help="It is right; with --match: who it is, a person id or an account id.",
)
@click.option("--reject", is_flag=True, help="It is wrong.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="A decisions file; each becomes an entry.")
@case_options.key_file
@case_options.password_file
@case_options.actor
@case_options.reason
@options.as_json
@options.lang
def command(
    case: Path,
    file: Path | None,
    key_file: Path | None,
    password_file: Path | None,
    actor: str,
    reason: str,
    as_json: bool,
    lang: Lang,
    **about: Any,
) -> None:
    """Put a decision on record: what a field means, whether a finding or a match is right, and why.

    Nothing is deleted. Of two decisions about the same thing the later one counts, whoever made it: nobody has the last
    word by rank. Where two people decided differently, both stay on record and the disagreement is shown until one of
    them decides as the other did. `waspada assess --case` counts anew with what is decided.

    Exit codes: 0 on record, 2 not understood, 10 no case there, 12 the log was altered, 21 not written, 26 locked.

    \b
    Examples:
      waspada case decide acme --field properties.note --meaning chat_content --reason "Support staff type there"
      waspada case decide acme --finding secret.generic --field properties.build --reject --reason "Build numbers"
      waspada case decide acme --match 3f1c… --confirm user-123 --reason "Same device and organisation"
      waspada case decide acme --file decisions.yaml
    """
    from waspada.flows.case import decide as flow

    now, cache = time.time(), options.home() / "cache"
    row = None if file else _row(reason=reason, **about)
    if file and any(value for value in about.values()):
        raise click.UsageError("Give a --file, or one decision.")
    locked = flow.file_needs_key(file) if file else row is not None and flow.needs_key(row)
    opened = case_options.opened_case(case, key_file=key_file, password_file=password_file, unlock=locked)
    again = 0
    if file:
        kept, again = flow.decide_file(opened, file, actor=actor, now=now, cache=cache)
    else:
        kept = flow.decide(opened, [row or {}], actor=actor, now=now, cache=cache)
    subjects = flow.subjects_of(opened.custody.entries())
    if as_json:
        click.echo(json_text({"decisions": [flow.as_json(one) for one in kept], "already_on_record": again}))
        return
    for line in decided_lines(kept, flow.against(kept, subjects), again, lang):
        click.echo(line)


def _row(
    *, field: str, table: str, meaning: str, finding: str, match: str, confirm: str | None, reject: bool, reason: str
) -> dict[str, Any]:
    """The decision as a decisions file writes it."""
    if not reason:
        raise click.UsageError("A decision needs its --reason.")
    place = {name: value for name, value in (("field", field), ("table", table)) if value}
    verdict: dict[str, Any] = {"reject": True} if reject else {}
    if confirm is not None:
        verdict["confirm"] = confirm or True
    if finding:
        if confirm:
            raise click.UsageError("--confirm takes a person only with --match.")
        return {"finding": {"kind": finding, **place}, **verdict, "reason": reason}
    if match:
        return {"match": match, **place, **verdict, "reason": reason}
    if not field:
        raise click.UsageError("Say what is decided: --field with --meaning, --finding, --match, or --file.")
    return {**place, **({"meaning": meaning} if meaning else {}), **verdict, "reason": reason}
