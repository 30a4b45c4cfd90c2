"""The end of `waspada demo` on a terminal: the workbench, with the November case open, signed in by a link."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waspada.cli import options
from waspada.cli.progress import Bar
from waspada.core.errors import WaspadaError
from waspada.core.language import Lang

if TYPE_CHECKING:
    from waspada.store.db.models import Case, User

NOT_OURS = (
    "DATABASE_URL",
    "WASPADA_KEY_FILE",
    "WASPADA_HOSTS",
    "WASPADA_HTTPS",
    "WASPADA_SECRET_KEY",
)
"""Settings of a real workbench, of which the demonstration touches nothing."""
SAYS = {
    "en": "The workbench is at {link}\n  (works once; Ctrl-C ends the demonstration; its data lies in {home})",
    "id": "Meja kerja ada di {link}\n  (hanya sekali pakai; Ctrl-C mengakhiri demonstrasi; datanya ada di {home})",
}


def prepare(out: Path, lang: Lang) -> str:
    """Make the case in a home of its own, from what the demo made; where its owner begins (a path).

    Raises:
        WaspadaError: whatever the flows raise.
    """
    cache, home = options.home() / "cache", out.absolute() / "workbench"
    _remove(home)
    home.mkdir(mode=0o700, parents=True)
    if cache.is_dir():
        shutil.copytree(cache, home / "cache")
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ["WASPADA_HOME"] = str(home)
    from waspada.cli.django import loaded

    loaded()
    from waspada.store.db import people_in
    from waspada.web import load

    load.migrate()
    with Bar(lang) as bar:
        owner, case = _case(out / "data", bar)
    link = people_in.make_link(user=owner, now=time.time())
    return f"welcome/{link}/?next=/cases/{case.pk}/"


def serve(begin: str, out: Path, lang: Lang) -> None:
    """Serve it on the machine itself, on any free port, with a worker, until Ctrl-C."""
    from waspada.cli.serve import worker
    from waspada.web import server

    listening = server.listen("127.0.0.1", 0)
    click.echo(SAYS[lang].format(link=server.address(listening) + begin, home=out / "workbench"), err=True)
    with worker():
        server.run(listening)


def _remove(home: Path) -> None:
    """What an earlier demonstration left: what is under seal there may not be written to, so not removed either."""
    for folder, _, _ in os.walk(home):
        Path(folder).chmod(0o700)
    shutil.rmtree(home, ignore_errors=True)


def _case(data: Path, bar: Bar) -> tuple[User, Case]:
    from waspada.flows.case.seal import About, seal
    from waspada.flows.demo import november
    from waspada.store.case.vault import Vault
    from waspada.store.db import audit, directories, folders, jobs, worker
    from waspada.store.db.models import User, Workspace

    now = time.time()
    with audit.acting():
        owner = User.objects.create_user("owner@example.org", "Demo owner", is_demo=True, is_admin=True)
        workspace = Workspace.get()
        for name, value in november.WORKSPACE.items():
            setattr(workspace, name, value)
        workspace.save()
        audit.record("waspada demo", "workspace.make", now=now)
    case = folders.open_case(user=owner, vendor=november.VENDOR, title=november.TITLE, now=now, is_demo=True)
    opened = folders.opened(case)
    november.tell(opened, actor=owner.name, now=now, cache=options.home() / "cache")
    about = About(
        origin="vendor",
        handed_over_by="the vendor's security team",
        received_by=owner.name,
        received=datetime(2025, 11, 25, 14, 2, tzinfo=UTC).isoformat(),
        channel="SFTP",
    )
    vault = Vault(opened.path, opened.recipient)
    seal(opened, vault, [data / "dataset"], about, actor=owner.name, reason="demonstration", progress=bar)
    with (data / "directory.csv").open("rb") as file:
        kept = directories.keep(case, opened, "directory.csv", iter(lambda: file.read(1 << 20), b""))
    arguments = {"directory": kept, "claims": str((data / "claims.yaml").absolute()), "reason": "demonstration"}
    jobs.ask(case, "assess", owner, arguments, now=now)
    bar.stage("read")
    done = worker.work_once()
    if done is not None:
        done.refresh_from_db()
    if done is None or done.problem:
        raise WaspadaError(done.problem if done else "the demonstration could not be assessed")
    return owner, case
