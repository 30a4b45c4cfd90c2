"""`waspada assess`: the main job, from a vendor's file to the people in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waspada.cli import case_assess, case_options, options
from waspada.cli.progress import Bar
from waspada.cli.words import assessment_lines, directory_line, json_text
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.assess.directory import Directory
    from waspada.flows.assess import Request


@click.command()
@click.argument("dataset", nargs=-1, type=click.Path())
@click.option(
    "--directory", required=True, help="Your own account list: CSV, Parquet or NDJSON file, or a database URL."
)
@click.option("--query", help="SQL that selects the accounts, where --directory is a database URL.")
@click.option(
    "--map", "mapping", multiple=True, help="Name a column or a value: email=mail or role:admin=Owner,Pemilik."
)
@click.option("--admin-roles", default="", help="Roles that administer an organisation, with commas between them.")
@click.option(
    "--source-timezone", default="UTC", show_default=True, help="Zone of times in the dataset that name none."
)
@click.option("--claims", type=click.Path(), help="YAML file of published claims to check against every cell.")
@click.option("--decisions", type=click.Path(), help="YAML file of what people confirmed or rejected, with reasons.")
@click.option(
    "--out", type=click.Path(file_okay=False), default="waspada-out", show_default=True, help="Output folder."
)
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True, help="Who runs the splits.")
@click.option("--strict", is_flag=True, help="Exit 1 when a claim is contradicted.")
@click.option("--title", default="", help="What the report calls the dataset.")
@click.option(
    "--case",
    type=click.Path(file_okay=False, path_type=Path),
    help="Read what is sealed in this case; the results become a run of it. DATASET then names hand-overs by number.",
)
@case_options.shared(case_options.actor, case_options.reason, case_options.key_file, case_options.password_file)
@options.as_json
@options.lang
@options.workers
def command(*, strict: bool, as_json: bool, lang: Lang, case: Path | None, **asked: Any) -> None:
    """Find out whose data is in a dataset, and what is not in it.

    Reads every cell of DATASET, finds personal data and secrets, matches records to the people of your
    directory, checks your published claims, and writes a report. OUT/share holds no personal value; OUT/restricted
    does, and only you can read it. The same command resumes after a stop.

    Exit codes: 0 done, 1 a claim is contradicted (with --strict), 10 nothing readable, 11 done but incomplete,
    12 what was sealed was altered, 13 the path is not sealed.

    \b
    Examples:
      waspada assess export.jsonl --directory accounts.csv
      waspada assess handover/ --directory accounts.parquet --claims statement.yaml --strict
      waspada assess --case acme --directory accounts.parquet
    """
    from waspada.flows import assess as flow

    who = case_assess.Who(**{name: asked.pop(name) for name in ("actor", "reason", "key_file", "password_file")})
    with Bar(lang) as bar:

        def announce(found: Directory) -> None:
            bar.say(directory_line(found.name, found.recognised, lang))

        if case is not None:
            named = asked.pop("dataset")
            request = _request(lang=lang, dataset=("sealed",), **asked)
            result = case_assess.assess(case, named, request, who, bar, announce)
        else:
            result = flow.assess(
                _request(lang=lang, **asked),
                cache=options.home() / "cache",
                key=options.installation_key(),
                progress=bar,
                announce=announce,
            )
    if as_json:
        click.echo(json_text(result.document))
    else:
        for line in assessment_lines(result, lang):
            click.echo(line)
    raise SystemExit(result.exit_code(strict=strict))


def _request(
    *,
    dataset: tuple[str, ...],
    directory: str,
    query: str | None,
    mapping: tuple[str, ...],
    admin_roles: str,
    source_timezone: str,
    claims: str | None,
    decisions: str | None,
    out: str,
    engine: str,
    title: str,
    lang: Lang,
    workers: int,
) -> Request:
    from waspada.flows.assess import Request

    if not dataset:
        raise click.UsageError("Name the dataset: at least one file or folder.")
    return Request(
        datasets=tuple(Path(path) for path in dataset),
        directory=directory,
        query=query,
        mapping=mapping,
        admin_roles=tuple(role.strip() for role in admin_roles.split(",") if role.strip()),
        timezone=source_timezone,
        claims=Path(claims) if claims else None,
        decisions=Path(decisions) if decisions else None,
        out=Path(out),
        workers=workers,
        title=title,
        lang=lang,
    )
