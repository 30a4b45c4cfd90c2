"""`waspada duties`: who must be told, by when and why; and the places for which no rule is known."""

from __future__ import annotations

from pathlib import Path

import click

from waspada.cli import case_options, options
from waspada.cli.words import json_text
from waspada.core.language import Lang


@click.command()
@case_options.case
@click.option("--run", "number", type=click.IntRange(1), help="Count the people of this run. [default: the last one]")
@click.option("--all", "everything", is_flag=True, help="Also every duty that is not owed, each with its reason.")
@case_options.shared(case_options.actor, case_options.key_file, case_options.password_file)
@options.as_json
@options.lang
def command(
    case: Path,
    number: int | None,
    everything: bool,
    actor: str,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Duties of a CASE: law, people, deadline, and why; also why not.

    People come from the last run, or before any from the facts `people`, `countries` and `fields`. What is missing is
    named as the fact that would settle it; state it with `waspada case fact`. Research, not legal advice: each rule
    shows its source and how well it was read.

    Exit codes: 0 done, 10 no case or no such run, 11 done but something is open or a place has no rule.

    \b
    Examples:
      waspada duties acme
      waspada case fact acme eu_main_establishment none
      waspada case fact acme risk.all high --reason "names with addresses, already sold"
      waspada duties acme --json
    """
    from waspada.cli.case_runs import numbers, run_of
    from waspada.cli.duties_screen import lines
    from waspada.core.custody import Action
    from waspada.flows import duties as flow
    from waspada.flows.case.facts import facts_of
    from waspada.flows.profiles import from_facts, from_people, split_countries

    opened = case_options.opened_case(case)
    facts = facts_of(opened.custody.entries())
    chosen = number or max(numbers(opened), default=None)
    if chosen is None:
        profiles = from_facts(facts)
    else:
        opened = case_options.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
        run = run_of(opened, chosen)
        opened.custody.append(Action.READ, actor=actor, data={"runs": [chosen], "purpose": "duties"})
        split = split_countries(place for law in flow.laws_of() for place in law.places)
        profiles = from_people(
            run.table("people"), split=split, ambiguous=int(run.document["people"].get("ambiguous") or 0)
        )
    found = flow.duties_of(flow.situation_of(facts, profiles))
    if as_json:
        click.echo(json_text(flow.as_json(found, case_id=opened.case_id, run=chosen)))
    else:
        for line in lines(found, lang, everything=everything):
            click.echo(line)
    raise SystemExit(11 if found.incomplete else 0)
