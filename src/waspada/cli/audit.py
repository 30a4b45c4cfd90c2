"""`waspada audit`: was anything in the log of the workbench altered?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from waspada.cli import options
from waspada.cli.words import json_text
from waspada.core.errors import EvidenceAltered, NothingReadable
from waspada.core.language import Lang, number

if TYPE_CHECKING:
    from waspada.store.db.audit import Problem

SCHEMA: Final = "waspada/audit/1"


@click.command()
@options.as_json
@options.lang
def command(as_json: bool, lang: Lang) -> None:
    """Was anything in the log of the workbench altered, or written past it?

    Checks every entry, that each follows the one before, and that every change of a watched row belongs to an entry.
    The log of a case is checked by `waspada case verify`. Keep the head elsewhere: a log that was written anew as a
    whole shows against it alone.

    Exit codes: 0 nothing was altered, 10 there is no workbench, 12 something was, 28 the workbench is not installed.

    \b
    Examples:
      waspada audit
      waspada audit --json
    """
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import audit, known

    if not known.is_set_up():
        raise NothingReadable("there is no workbench here", hint="Check WASPADA_HOME and DATABASE_URL.")
    problems, entries, head = audit.verify(), audit.count(), audit.head()
    if as_json:
        altered = [{"what": one.what, "where": one.where, "why": one.why} for one in problems]
        click.echo(json_text({"schema": SCHEMA, "entries": entries, "head": head, "altered": altered}))
    else:
        click.echo("\n".join(lines(problems, entries, head, lang)))
    raise SystemExit(EvidenceAltered.exit_code if problems else 0)


def lines(problems: Sequence[Problem], entries: int, head: str, lang: Lang) -> list[str]:
    """The answer for people."""
    words = WORDS[lang]
    found = [words["sound"]]
    if problems:
        found = [words["altered"].format(count=number(len(problems), lang))]
        found += [f"  {one.where}: {one.why}" for one in problems]
    return [*found, words["log"].format(entries=number(entries, lang), head=head)]


WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "sound": "Nothing was altered.",
        "altered": "ALTERED, places: {count}. The first one is first:",
        "log": "Log: {entries} entries, head {head}",
    },
    "id": {
        "sound": "Tidak ada yang diubah.",
        "altered": "ADA PERUBAHAN di {count} tempat. Yang pertama disebut lebih dahulu:",
        "log": "Log: {entries} entri, ujung {head}",
    },
}
