"""A workbench to test with: a migrated database, five people, and cases they may or may not see."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from waspada.store.db.models import Case, User

HOST = {"host": "127.0.0.1"}


@dataclass
class Workbench:
    """People by first name, with their roles in `case`; Charlie is in no case, Nobody is not signed in."""

    home: Path
    people: dict[str, User] = field(default_factory=dict)

    def client(self, name: str = "", *, csrf: bool = False) -> Client:
        """A browser in which this person is signed in, second factor and all; without a name nobody is."""
        from django.conf import settings
        from django.test import Client

        client = Client(enforce_csrf_checks=csrf, headers=HOST)
        if name:
            client.force_login(self.people[name], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def case(self, title: str = "Tickets of March", vendor: str = "Acme Desk", **more: Any) -> Case:
        """A case with Alice as owner, Bob as responder, Carol as counsel and Rita as reader."""
        from waspada.store.db import audit, folders
        from waspada.store.db.models import Membership

        made = folders.open_case(user=self.people["Alice"], vendor=vendor, title=title, now=1_772_000_000.0, **more)
        with audit.acting():
            for name, role in (("Bob", "responder"), ("Carol", "counsel"), ("Rita", "reader")):
                Membership.objects.create(case=made, user=self.people[name], role=role)
            audit.record(self.people["Alice"], "case.members", now=1_772_000_000.0, case=made)
        return made


def load() -> None:
    """Load Django in this process, once, over settings that touch nobody's own home; models can be imported then."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WASPADA_HOME", tempfile.mkdtemp(prefix="waspada-settings-"))
        patch.setenv("WASPADA_SECRET_KEY", "only for tests")
        os.environ["DJANGO_SETTINGS_MODULE"] = "waspada.web.settings"
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        shutil.rmtree(settings.HOME)
    django.setup()


@functools.cache
def migrated() -> None:
    """Make the tables, once: in memory with SQLite, in a database of this process's own where DATABASE_URL says so."""
    from django.db import connection

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = f"waspada_test_{worker}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def closed() -> None:
    """Let go of the database at the end of the run."""
    from django.db import connections

    connections.close_all()


@contextmanager
def opened(home: Path) -> Iterator[Workbench]:
    """One test's workbench: everything that it writes to the database is taken back at the end."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import TestCase

    from waspada.store.db import audit
    from waspada.store.db.models import User

    class Rolled(TestCase):
        def runTest(self) -> None:
            """Nothing: only its transaction is used."""

    (home / "cases").mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ["WASPADA_HOME"]) / "cache"
    shared.mkdir(parents=True, exist_ok=True)
    (home / "cache").symlink_to(shared)  # the pattern database is compiled once for all tests, not for each
    before, settings.HOME = settings.HOME, home
    Rolled.setUpClass()
    case = Rolled()
    case._pre_setup()  # type: ignore[attr-defined]
    try:
        bench = Workbench(home)
        with audit.acting():
            for name in ("Alice", "Bob", "Carol", "Rita", "Charlie"):
                user = User.objects.create_user(f"{name.lower()}@example.org", name, is_admin=name == "Alice")
                Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "unused"})
                bench.people[name] = user
            audit.record("tests", "people.make", now=1_772_000_000.0)
        yield bench
    finally:
        case._post_teardown()  # type: ignore[attr-defined]
        Rolled.tearDownClass()
        Rolled.doClassCleanups()  # as a runner would: each leaves a layer around the connection otherwise
        settings.HOME = before
        shutil.rmtree(home / "cases", ignore_errors=True)


@functools.cache
def _handed_over() -> Path:
    """A small re-enactment of a hand-over, made once in a run: 60 people, 900 events, our directory of accounts."""
    from waspada.flows.demo.writer import generate

    made = Path(tempfile.mkdtemp(prefix="waspada-assessed-"))
    generate(made, people=60, organisations=8, events=900, seed=1)
    return made


def assessed(bench: Workbench, **more: Any) -> Case:
    """A case of `bench` with one hand-over under seal, assessed and searchable (run 1)."""
    from waspada.core.progress import Silent
    from waspada.flows.case.seal import About, seal
    from waspada.store.case.vault import Vault
    from waspada.store.db import directories, folders, jobs, worker

    case, data = bench.case(**more), _handed_over()
    made = folders.opened(case)
    received = "2026-03-09T08:30:00+00:00"
    about = About(origin="vendor", handed_over_by="Acme", received_by="Alice", received=received, channel="SFTP")
    vault = Vault(made.path, made.recipient)
    seal(made, vault, [data / "dataset"], about, actor="Alice", reason="", progress=Silent())
    kept = directories.keep(case, made, "directory.csv", [(data / "directory.csv").read_bytes()])
    asked = {"handovers": [1], "directory": kept}
    jobs.ask(case, "assess", bench.people["Alice"], asked, now=1_772_000_000.0)
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    assert job.problem == ""
    return case
