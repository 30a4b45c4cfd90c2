"""`waspada case access`: exactly one person's own records out of the sealed evidence, for an access request."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import click

from waspada.cli import case_options as shared
from waspada.cli import options
from waspada.cli.case_runs import run_of
from waspada.cli.progress import Bar
from waspada.cli.words import json_text
from waspada.core.language import Lang, counted, number

_SAID: Final[dict[Lang, str]] = {
    "en": "Written to {where}: {records} of this person, and {places} where others name them. It stands in the log.\n"
    "Read the records before you hand them over: they may hold words of other people.",
    "id": "Ditulis ke {where}: {records} milik orang ini, dan {places} tempat orang lain menyebutnya. Ini tercatat di "
    "log.\nBaca rekaman itu sebelum diserahkan: isinya dapat memuat tulisan orang lain.",
}


@click.command()
@shared.case
@click.argument("person_id")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A new zip file.")
@click.option("--run", "run_number", type=click.IntRange(1), help="Run that the person is from. [default: the last]")
@click.option(
    "--directory", help="The account directory of that run, where the accounts that the run kept are not enough."
)
@click.option("--query", default="", help="SQL that selects the accounts, where --directory is a database URL.")
@click.option("--map", "mapping", multiple=True, help="Name a column of the directory: email=mail.")
@shared.shared(shared.actor, shared.reason, shared.key_file, shared.password_file)
@options.as_json
@options.lang
@options.workers
def command(
    case: Path,
    person_id: str,
    out: Path,
    run_number: int | None,
    directory: str | None,
    query: str,
    mapping: tuple[str, ...],
    actor: str,
    reason: str,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
    workers: int,
) -> None:
    """Write everything that is one person's own, for an access request (GDPR Art. 15; UU PDP Art. 7).

    Reads the sealed evidence again and keeps the records that the run gave to PERSON_ID, as they came. Records that
    only mention the person are listed by position, without what others wrote. The zip file also holds a manifest and a
    summary in English and Indonesian. Where the records found are not those that the run counted, nothing is written.
    The export stands in the log before anything is written.

    Read the records before you hand them over: they may hold words of other people.

    Exit codes: 0 done, 2 no reason, no such person or the file is there, 10 no run yet, 12 altered, 21 not written,
    22 the numbers differ, 26 locked.

    \b
    Examples:
      waspada case access acme 3f1c… --out request-88.zip --reason "access request, T-88"
      waspada case access acme 3f1c… --out request-88.zip --directory accounts.csv --reason "access request, T-88"
    """
    from waspada.assess.directory import DirectorySource, open_directory
    from waspada.flows.case.access_export import Place, Request, access_export
    from waspada.store.case.runs import RunFolder

    opened = shared.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    run = run_of(opened, run_number)
    source = DirectorySource(location=directory, query=query, mapping=mapping) if directory else None
    home = options.home()
    with Bar(lang) as bar:
        answer = access_export(
            opened,
            run,
            Request(
                person_id=person_id,
                out=out,
                reason=reason,
                vendor=opened.vendor,
                directory=open_directory(source) if source else None,
                workers=workers,
            ),
            Place(
                staging=home / "cache" / opened.case_id / "access",
                cache=home / "cache",
                cover=RunFolder(opened.path, opened.recipient).cover,
            ),
            actor=actor,
            progress=bar,
            now=time.time(),
        )
    if as_json:
        told = {"path": str(answer.path), "sha256": answer.sha256, "records": answer.records}
        click.echo(json_text({**told, "mentions": answer.mentions, "files": dict(answer.files)}))
    else:
        english = lang == "en"
        records = counted(answer.records, "record", "records") if english else f"{number(answer.records, lang)} rekaman"
        places = counted(answer.mentions, "place", "places") if english else number(answer.mentions, lang)
        click.echo(_SAID[lang].format(where=answer.path, records=records, places=places))
