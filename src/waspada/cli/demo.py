"""`waspada demo`: the re-enactment of November 2025, made, assessed, and compared with its own truth."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from waspada.cli import demo_serve, options
from waspada.cli.progress import Bar
from waspada.cli.words import assessment_lines, demo_lines, directory_line, json_text
from waspada.core.language import Lang


@click.command()
@click.option("--people", type=click.IntRange(10), default=20_000, show_default=True, help="API accounts.")
@click.option("--organisations", type=click.IntRange(1), default=3_000, show_default=True, help="Their customers.")
@click.option("--events", type=click.IntRange(1), default=200_000, show_default=True, help="Events at the vendor.")
@click.option("--seed", type=int, default=20_251_109, show_default=True, help="The same seed makes the same bytes.")
@click.option(
    "--out", type=click.Path(file_okay=False), default="waspada-demo", show_default=True, help="For data and results."
)
@click.option("--no-serve", is_flag=True, help="Only make and assess; do not open the workbench.")
@options.as_json
@options.lang
@options.workers
def command(
    people: int,
    organisations: int,
    events: int,
    seed: int,
    out: str,
    no_serve: bool,
    as_json: bool,
    lang: Lang,
    workers: int,
) -> None:
    """Re-enact a real breach at a vendor with fictional people, and assess it.

    It is the case of November 2025.

    Makes a dataset as an analytics vendor would hand it over, an account directory, the published statement as claims,
    and the truth about all of it; assesses the dataset; then compares every count with the truth.

    Exit codes: 0 when all counts equal the truth, 1 when one does not.

    \b
    Examples:
      waspada demo
      waspada demo --people 500 --events 5000 --lang id
      waspada demo --json > assessment.json
    """
    from waspada.flows.demo import enact

    with Bar(lang) as bar:
        result, differences = enact.run(
            Path(out),
            enact.Size(people=people, organisations=organisations, events=events, seed=seed),
            cache=options.home() / "cache",
            workers=workers,
            lang=lang,
            progress=bar,
            announce=lambda found: bar.say(directory_line(found.name, found.recognised, lang)),
        )
    if as_json:
        click.echo(json_text(result.document))
    else:
        for line in assessment_lines(result, lang):
            click.echo(line)
    for line in demo_lines(differences, lang):
        click.echo(line, err=as_json)
    if not differences and not no_serve and not as_json and sys.stderr.isatty():
        demo_serve.serve(demo_serve.prepare(Path(out), lang), Path(out), lang)
    raise SystemExit(1 if differences else 0)
