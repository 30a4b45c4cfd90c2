"""Options that the commands of `waspada notify` share, and how they come to a case and its notices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from waspada.cli import case_options
from waspada.cli.notify_words import say
from waspada.core.errors import BadInput, NothingReadable, Refused
from waspada.core.language import Lang, number

if TYPE_CHECKING:
    from waspada.store.db.access import Grant
    from waspada.store.db.models import Case, Notice

_LOST: Final = ("without_address", "ambiguous", "keys_of_nobody")
case = click.option("--case", "case", required=True, help="Folder of the case, or its id.")
notice = click.option("--notice", "version", type=click.IntRange(1), help="Number of the version. [default: the last]")
actor = click.option(
    "--actor", default=None, help="Your name in the workbench; you must take part. [default: your login name]"
)
to = click.option(
    "--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="New folder, 0700."
)


def row(given: str) -> Case:
    """The case that the workbench knows.

    Raises:
        NothingReadable: it knows none of this folder or id.
    """
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import known

    case_id = given
    place = Path(given) / "case.json"
    if place.exists():
        try:
            case_id = str(json.loads(place.read_text(encoding="utf-8")).get("case_id", ""))
        except (OSError, ValueError, AttributeError):
            case_id = ""
    found = None
    try:
        found = known.case(case_id)
    except ValueError:
        found = None
    if found is None:
        hint = "Letters are kept in its database: open the case there, or import it."
        raise NothingReadable("the workbench knows no such case", hint=hint)
    return found


def granted(case: Case, name: str | None, right: str = "ask") -> Grant:
    """What this person may do in the case.

    Raises:
        Refused: nobody of this name takes part, or not with this right.
    """
    from waspada.store.db import access
    from waspada.store.db.models import Membership
    from waspada.store.db.rights import Right

    wanted = name if name is not None else case_options.login_name()
    found = Membership.objects.filter(case=case, user__name=wanted, user__is_active=True).select_related("user")
    people = list(found[:2])
    if len(people) != 1:
        raise Refused("nobody of this name takes part in the case", hint="Give the name of a member: --actor NAME")
    found_grant = access.grant(people[0].user, case.pk)
    if not found_grant.may(Right(right)):
        raise Refused("this part in the case does not allow it", hint="An owner of the case can change that.")
    return found_grant


def named(case: Case, version: int | None) -> Notice:
    """A notice of the case; by default the last.

    Raises:
        NothingReadable: there is none yet.
        BadInput: there is none of this number.
    """
    from waspada.store.db import notices
    from waspada.store.db.models import Notice

    if version is not None:
        return notices.one(case, version)
    last = Notice.objects.filter(case=case).select_related("case", "corrects", "approval").order_by("-number").first()
    if last is None:
        raise NothingReadable("the case has no notice yet", hint="Draft one: waspada notify plan --case CASE")
    return last


def first_line(file: Path) -> str:
    """The first line of a file that holds an address: never an argument, others could see it."""
    text = ""
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise BadInput("the file holds no address", hint="Write one address into its first line.")
    return text.splitlines()[0].strip()


def findings_told(found: list[Any], lang: Lang) -> None:
    """What the checks say, those that block first."""
    for one in found:
        click.echo(say("blocks" if one.blocks else "knows", lang, what=one.words[lang]))
        if one.hint.get(lang):
            click.echo(f"    {one.hint[lang]}")


def counts_told(rows: list[Any], lang: Lang) -> None:
    """Letters by audience, language and channel."""
    for one in rows:
        values = {"audience": say(f"audience.{one.audience}", lang), "channel": say(f"channel.{one.channel}", lang)}
        count, state = number(one.letters, lang), say(f"state.{one.state}", lang)
        click.echo(say("group", lang, count=count, language=one.lang, state=state, **values))


def document(notice: Notice) -> dict[str, Any]:
    """A notice for `--json`; no personal value is in it."""
    from waspada.store.db import notice_rows

    return {
        "schema": "waspada/notice-status/1",
        "case_id": str(notice.case_id),
        "notice": notice.number,
        "state": notice.state,
        "run": notice.run,
        "why": notice.why,
        "digest": notice.digest,
        "corrects": notice.corrects.number if notice.corrects else None,
        "languages": list(notice.languages),
        "letters": [
            {
                "audience": one.audience,
                "lang": one.lang,
                "channel": one.channel,
                "state": one.state,
                "count": one.letters,
            }
            for one in notice_rows.counts(notice)
        ],
        "states": notice_rows.by_state(notice),
        "domains": [{"domain": domain, "states": states} for domain, states in notice_rows.by_domain(notice)],
        "not_reached": {
            name: notice.counts.get(name, 0) for name in ("without_address", "ambiguous", "keys_of_nobody")
        },
    }
