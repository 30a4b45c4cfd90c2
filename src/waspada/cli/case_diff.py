"""`waspada case diff`: what a second hand-over changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from waspada.cli import case_options, options
from waspada.cli.case_runs import numbers, run_of
from waspada.cli.case_words_diff import diff_lines, written_line
from waspada.cli.words import json_text
from waspada.core.errors import BadInput, NothingReadable
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.flows.case.results import Run
    from waspada.store.case.folder import CaseFolder


@click.command()
@case_options.case
@click.argument("first", type=click.IntRange(1), required=False)
@click.argument("second", type=click.IntRange(1), required=False)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Also write the differences here.")
@case_options.shared(case_options.actor, case_options.reason, case_options.key_file, case_options.password_file)
@options.as_json
@options.lang
def command(
    case: Path,
    first: int | None,
    second: int | None,
    out: Path | None,
    actor: str,
    reason: str,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Compare two runs of CASE: what a second hand-over changes.

    FIRST and SECOND are numbers of runs; by default the last two. Says who is new, gone or changed, and what differs in
    fields, kinds of data, secrets, claims, records and period. What it prints holds no personal value. With --out,
    OUT/restricted/diff_people.parquet names the people by id, so that later steps look at these alone.

    Exit codes: 0 done, 10 no such run, 11 done but a run was incomplete or nothing shows that both used one key.

    \b
    Examples:
      waspada case diff acme
      waspada case diff acme 1 3 --out changes
    """
    from waspada.core.custody import Action
    from waspada.flows.case import diff as flow

    opened = case_options.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    pair = chosen(opened, first, second)
    one, other = (run_of(opened, number, NAMES[lang]) for number in pair)
    opened.custody.append(Action.READ, actor=actor, reason=reason, data={"runs": list(pair), "purpose": "diff"})
    found = flow.diff(one, other)
    if out is not None:
        data = {"what": "diff", "runs": list(pair), "where": str(out.absolute())}
        opened.custody.append(Action.EXPORT, actor=actor, reason=reason, data=data)
        flow.write(found, out, protect=_protect(opened))
    if as_json:
        click.echo(json_text(found.document))
    else:
        for line in _lines(found.document, (one, other), lang):
            click.echo(line)
        if out is not None:
            click.echo(written_line(out, lang))
    raise SystemExit(11 if found.incomplete else 0)


NAMES: Final[dict[Lang, str]] = {"en": "Run {}", "id": "Pemeriksaan {}"}
"""How people call a run."""


def chosen(case: CaseFolder, first: int | None, second: int | None) -> tuple[int, int]:
    """The two runs to compare: those named, or the last two.

    Raises:
        BadInput: one is named, or both are the same.
        NothingReadable: there are fewer than two.
    """
    if first is not None:
        if second is None or second == first:
            raise BadInput("two different runs are compared", hint="Name both, or none for the last two: 1 2")
        return first, second
    there = numbers(case)
    if len(there) < 2:
        raise NothingReadable(
            "the case has fewer than two runs to compare", hint="Seal and assess the second hand-over first."
        )
    return there[-2], there[-1]


def _protect(case: CaseFolder) -> Any:
    from waspada.readers.age import encrypt

    return (lambda content: encrypt(content, case.recipient)) if case.encrypted else None


def _lines(document: Any, runs: tuple[Run, Run], lang: Lang) -> Iterator[str]:
    labels = {kind: row["label"] for run in runs for kind, row in run.document["kinds"].items()}
    return diff_lines(document, labels, lang)
