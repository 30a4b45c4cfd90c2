"""The workbench over a case with a million people: how long its pages take, and whether memory grows.

Each database in a process of its own (`python bench/workbench.py HOME RESULTS PEOPLE REQUESTS`): it makes the case,
then asks for pages with Django's own test client. The time is the server's, from request to answer, without a socket;
one client, one request at a time, each page warmed first. PostgreSQL is started here, from Debian's binaries.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.figure import Figure
from bench.measure import Failed
from bench.setting import ROOT, Setting

PEOPLE: Final = 1_000_000
REQUESTS: Final = 200
"""A page, warm; the figures of memory take 2,000 over all pages."""
LOOK_AGAIN: Final = 2000
ASKED_MS: Final = 300.0
WARM: Final = 3
_POSTGRES: Final = Path("/usr/lib/postgresql")


def workbench(setting: Setting) -> list[Figure]:
    """SQLite, and PostgreSQL where its binaries are."""
    people = max(2000, round(PEOPLE * setting.scale))
    figures = _figures("sqlite", _measured(setting, "sqlite", people, ""))
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(_postgres(setting))
        if url:
            figures += _figures("postgresql", _measured(setting, "postgresql", people, url))
        else:
            setting.say("PostgreSQL: skipped, its binaries are not here")
    return figures


def _figures(database: str, found: dict[str, Any]) -> list[Figure]:
    slowest = max(found["pages"], key=lambda name: found["pages"][name]["p95"])
    pages = ", ".join(f"{name} {row['p95']:.0f}" for name, row in found["pages"].items())
    command = "python bench/run.py --only workbench"
    return [
        Figure(
            key=f"workbench.{database}", unit="ms", asked=ASKED_MS, measured=found["pages"][slowest]["p95"],
            what=f"95th percentile of the slowest page, {found['people']:,} people, {database}",
            reference=f"slowest: {slowest}; by page: {pages}", command=command,
            runs={name: row["times"] for name, row in found["pages"].items()},
            note="In the server, request to answer, without a socket; one client.",
        ),
        Figure(
            key=f"workbench.{database}.memory", unit="x", asked=1.1, measured=found["rss"][1] / found["rss"][0],
            what=f"Resident memory after {LOOK_AGAIN:,} requests, against that after {REQUESTS}, {database}",
            reference=f"{found['rss'][0] / 1e6:.0f} MB, then {found['rss'][1] / 1e6:.0f} MB", command=command,
        ),
        Figure(
            key=f"workbench.{database}.load", unit="s", aim=60, measured=found["load"], command=command,
            what=f"Make {found['people']:,} people searchable, {database}",
            reference=f"{found['database'] / 1e6:.0f} MB of database, {found['load_rss'] / 1e6:.0f} MB of memory",
        ),
    ]  # fmt: skip


def _measured(setting: Setting, database: str, people: int, url: str) -> dict[str, Any]:
    """A process of its own, so that its memory is only its own."""
    setting.say(f"{database}: {people:,} people")
    home = setting.work / f"workbench-{database}"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
    results = setting.data / f"crowd-{people}"
    command = [sys.executable, __file__, str(home), str(results), str(people), str(REQUESTS)]
    try:
        done = subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE, timeout=7200)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if done.returncode:
        raise Failed(f"the process for {database} ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextlib.contextmanager
def _postgres(setting: Setting) -> Iterator[str]:
    """A server of its own on a socket, gone at the end; its address, or nothing where there is none."""
    found = sorted(_POSTGRES.glob("*/bin/initdb"))
    if not found:
        yield ""
        return
    place, bin_folder = setting.work / "postgres", found[-1].parent
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    socket = Path("/tmp") / f"waspada-bench-{os.getpid()}"  # a socket's path has at most 107 bytes
    for folder in (place, socket):
        folder.mkdir(mode=0o700)
        if as_user:
            shutil.chown(folder, "postgres", "postgres")
    for above in place.parents if as_user else ():
        if above == ROOT:
            break
        above.chmod(above.stat().st_mode | 0o011)
    _run([*as_user, str(bin_folder / "initdb"), "-D", f"{place}/data", "-U", "waspada", "-A", "trust", "-N"])
    options = f"-c listen_addresses= -c unix_socket_directories={socket} -c shared_buffers=512MB"
    control = [*as_user, str(bin_folder / "pg_ctl"), "-D", f"{place}/data", "-w"]
    _run([*control, "-o", options, "-l", f"{place}/log", "start"])
    try:
        _run([*as_user, str(bin_folder / "createdb"), "-h", str(socket), "-U", "waspada", "waspada"])
        yield f"postgres://waspada@{str(socket).replace('/', '%2F')}/waspada"
    finally:
        _run([*control, "-m", "fast", "stop"])
        shutil.rmtree(socket, ignore_errors=True)
        shutil.rmtree(place, ignore_errors=True)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    if done.returncode:
        raise Failed(f"{Path(command[-1]).name}: PostgreSQL could not be started or stopped")


# --- inside the measured process ---


def main(home: Path, results: Path, people: int, requests: int) -> dict[str, Any]:
    """Make the case, ask for its pages, and answer what it took."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "waspada.web.settings"
    from waspada.web.load import load, migrate

    load()
    migrate()
    case, seconds, memory = _case(results, people)
    from django.conf import settings
    from django.test import Client

    from waspada.store.db.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email="bench@example.org"), backend=settings.AUTHENTICATION_BACKENDS[0])
    pages = _pages(client, case)
    for ask in pages.values():
        for _ in range(WARM):
            ask(0)
    times = {name: [_timed(ask, turn) for turn in range(requests)] for name, ask in pages.items()}
    return {
        "people": people,
        "load": seconds,
        "load_rss": memory,
        "pages": {name: {"p95": _p95(row), "times": [round(one, 2) for one in row]} for name, row in times.items()},
        "rss": _growth(pages, requests),
        "database": _database_bytes(home),
    }


def _case(results: Path, people: int) -> tuple[Any, float, int]:
    from waspada.core.custody import Action
    from waspada.store.case.runs import RunFolder
    from waspada.store.db import folders, project
    from waspada.store.db.models import User

    if not results.exists():
        subprocess.run(
            [sys.executable, "-c", "import sys; from pathlib import Path; from bench.crowd import crowd; "
             "crowd(Path(sys.argv[1]), int(sys.argv[2]))", str(results), str(people)],
            check=True, cwd=ROOT,
        )  # fmt: skip
    user = User.objects.create_user("bench@example.org", "Bench", is_demo=True)
    case = folders.open_case(user=user, vendor="Crowd", title="A million people", now=time.time(), is_demo=True)
    made = folders.opened(case)
    kept = RunFolder(made.path, made.recipient).take(results)
    data = {"run": kept.number, "handovers": [], "outputs": kept.manifest, "stored": dict(kept.stored), "exit_code": 0}
    made.custody.append(Action.RUN, actor="Bench", data=data)
    kept.keep()
    began = time.perf_counter()
    project.project(case, kept.number)
    return case, time.perf_counter() - began, _rss()


def _pages(client: Any, case: Any) -> dict[str, Callable[[int], None]]:
    """Name → one request; each turn asks for somebody or something else."""
    from waspada.store.db import project
    from waspada.store.db.models import Organisation, Person

    projection = project.current(case)
    assert projection
    ids = list(Person.objects.filter(projection=projection).order_by("person_id").values_list("person_id", flat=True))
    ids = ids[:: max(1, len(ids) // 500)]
    emails = list(Person.objects.filter(person_id__in=ids[:300]).values_list("email", "name"))
    keys = list(Organisation.objects.filter(projection=projection, number__lte=100).values_list("key", flat=True))
    here = f"/cases/{case.pk}/"
    filters = (
        "country=ID&mfa=off", "kind=secret.openai", "category=user.contact.phone_number&admin=yes", "country=none",
        "matched_by=contact&country=NO", "kind=id.nik&mfa=unknown", "relation=mentioned", "mfa=off&admin=yes",
    )  # fmt: skip
    following: dict[str, str] = {}

    def get(path: str) -> str:
        answer = client.get(here + path)
        if answer.status_code != 200:
            raise SystemExit(f"{path.partition('?')[0]}: {answer.status_code}")
        text: str = answer.content.decode()
        return text

    def post(**given: str) -> None:
        answer = client.post(f"{here}people/", given)
        if answer.status_code != 200:
            raise SystemExit(f"search: {answer.status_code}")

    def walk(name: str, path: str) -> None:
        """Page after page, from the beginning again at the end."""
        text = get(f"{path}?{following.get(name, '')}")
        found = text.partition('" rel="next"')
        following[name] = found[0].rpartition('href="?')[2].replace("&amp;", "&") if found[1] else ""

    pages: dict[str, Callable[[int], None]] = {
        "overview": lambda turn: void(get("")),
        "people": lambda turn: walk("people", "people/"),
        "filtered": lambda turn: void(get(f"people/?{filters[turn % len(filters)]}")),
        "in the largest": lambda turn: void(get(f"people/?organisation={keys[0]}&mfa=off")),
        "search e-mail": lambda turn: post(q=emails[turn % len(emails)][0][: 5 + turn % 40], by="email"),
        "search name": lambda turn: post(q=emails[turn % len(emails)][1], by="name"),
        "search domain": lambda turn: post(q=emails[turn % len(emails)][0].rpartition("@")[2], by="domain"),
        "person": lambda turn: void(get(f"people/{ids[turn % len(ids)]}/")),
        "organisations": lambda turn: walk("organisations", "organisations/"),
        "organisation": lambda turn: void(get(f"organisations/{keys[turn % len(keys)]}/")),
    }
    if client.get(f"{here}duties/").status_code == 200:
        pages["duties"] = lambda turn: void(get("duties/"))
    return pages


def void(_: object) -> None:
    """Lets go of an answer."""


def _timed(ask: Callable[[int], None], turn: int) -> float:
    began = time.perf_counter()
    ask(turn)
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _growth(pages: dict[str, Callable[[int], None]], requests: int) -> tuple[int, int]:
    """Memory after so many requests over all pages, and after ten times that."""
    every = list(pages.values())
    for turn in range(requests):
        every[turn % len(every)](turn)
    before = _rss()
    for turn in range(requests, requests * LOOK_AGAIN // REQUESTS):
        every[turn % len(every)](turn)
    return before, _rss()


def _rss() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _database_bytes(home: Path) -> int:
    from django.db import connection

    if connection.vendor == "sqlite":
        return sum(path.stat().st_size for path in home.glob("waspada.db*"))
    with connection.cursor() as cursor:
        cursor.execute("select pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
