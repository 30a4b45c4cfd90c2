"""`waspada case destroy`: take the personal data of a case out of the world, with a certificate."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waspada.cli import approved, options
from waspada.cli import case_options as shared
from waspada.cli.case_words_custody import say, translated
from waspada.cli.progress import Bar
from waspada.core.language import Lang, number, size

if TYPE_CHECKING:
    from waspada.flows.case.destroy import Certificate
    from waspada.store.case.folder import CaseFolder


@click.command()
@shared.case
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Do nothing now; set the day it must be done.")
@click.option("--due", is_flag=True, help="Destroy only if the day that was set has come; for a daily job.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--certificate", type=click.Path(dir_okay=False, path_type=Path), help="Where the certificate goes.")
@shared.actor
@shared.reason
@approved.option
@shared.key_file
@shared.password_file
@options.as_json
@options.lang
def command(
    case: Path,
    day: datetime | None,
    due: bool,
    yes: bool,
    certificate: Path | None,
    actor: str,
    reason: str,
    approval: int | None,
    key_file: Path | None,
    password_file: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Destroy evidence, keys, restricted results, deliveries of notices and work files of a case.

    Refused while a legal hold is in force, and without an approval where the workbench knows the case. The log, the
    counts in share/ and the anchors stay; of every delivery a keyed hash stays, which proves it and names nobody
    (waspada case proof). The certificate is signed and lists the copies that cannot be reached from here. The key
    of a case is needed only where deliveries are encrypted.

    Exit codes: 0 done or not due, 11 done, but some deliveries could not be read, 13 a hold forbids it, 21 not
    everything could be destroyed (run it again), 26 locked.

    \b
    Examples:
      waspada case destroy acme --on 2027-03-31 --reason "12 months after the last notice"
      waspada case destroy acme --reason "retention period over"
    """
    from waspada.flows.case.destroy import schedule

    opened = _opened(case, key_file, password_file)
    if day is not None:
        schedule(opened, day.date(), actor=actor, reason=reason)
        click.echo(say("scheduled", lang, day=day.date().isoformat()))
        return
    if not (yes or due):
        click.echo(say("sure", lang, title=opened.title), err=True)
        click.confirm(say("go_on", lang), abort=True, err=True)
    if reason.strip() and _may_go(opened, only_due=due):
        approved.deliveries(opened, actor)
        opened = _opened(case, key_file, password_file)  # deliveries of an encrypted case need its key from now on
        reason += approved.approved(opened, "destroy", {}, approval)
    done = _destroyed(opened, actor, reason, lang, only_due=due)
    if done is None:
        click.echo(say("not_due", lang))
        return
    where = certificate or opened.path / "destroyed.json"
    _certify(done, opened, where)
    approved.destroyed(opened, actor)
    if as_json:
        click.echo(done.text(), nl=False)
    else:
        _tell(done.content, opened.case_id, where, lang)
    raise SystemExit(11 if done.content.get("proofs", {}).get("unreadable") else 0)


def _opened(case: Path, key_file: Path | None, password_file: Path | None) -> CaseFolder:
    from waspada.store.case.proofs import needs_key

    if key_file or password_file or needs_key(case):
        return shared.opened_case(case, key_file=key_file, password_file=password_file, unlock=True)
    return shared.opened_case(case)


def _may_go(opened: CaseFolder, *, only_due: bool) -> bool:
    """Whether anything will happen at all: no approval is used up for what is refused, or not due."""
    from waspada.flows.case import destroy as flow

    entries = opened.custody.entries()
    day = flow.due(entries)
    return not flow.holds(entries) and (not only_due or (day is not None and day <= _today()))


def _destroyed(opened: CaseFolder, actor: str, reason: str, lang: Lang, *, only_due: bool) -> Certificate | None:
    from waspada.flows.case import destroy as flow
    from waspada.store.case import proofs
    from waspada.store.case.destroy import destroy
    from waspada.store.case.signing import SigningKey

    home = options.home()
    work = [home / "cache" / opened.case_id, home / "custody-pending" / opened.case_id]
    with Bar(lang) as bar:
        return flow.destroy(
            opened,
            lambda: destroy(opened.path, work, bar),
            SigningKey.of_installation(home),
            actor=actor,
            reason=reason,
            today=_today(),
            only_due=only_due,
            prove=lambda: proofs.keep(opened.path, home, opened.case_id, opened.identity),
        )


def _certify(done: Certificate, opened: CaseFolder, where: Path) -> None:
    from waspada.store.case.proofs import copy_beside

    where.write_text(done.text(), encoding="utf-8")
    copy_beside(opened.path, where)


def _tell(content: Mapping[str, Any], case_id: str, where: Path, lang: Lang) -> None:
    gone, proofs = content["destroyed"], content.get("proofs")
    files = say("files", lang, count=number(gone["files"], lang))
    click.echo(say("destroyed", lang, files=files, size=size(gone["bytes"], lang), where=where))
    if proofs:
        from waspada.store.case.proofs import key_place

        place = key_place(options.home(), case_id)
        click.echo(say("proofs", lang, count=number(proofs["rows"], lang), place=place))
    if proofs and proofs["unreadable"]:
        click.echo(say("unproved", lang, count=number(proofs["unreadable"], lang)))
    if content["not_reached"]:
        click.echo(say("see_to", lang))
    for copy in content["not_reached"]:
        click.echo(say("copy", lang, what=translated(copy["what"], lang), where=translated(copy["where"], lang)))


def _today() -> date:
    return datetime.fromtimestamp(time.time(), UTC).date()
