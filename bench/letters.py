"""How fast letters are made: planned for 200,000 people, composed with both parts of a mail, and set on paper.

Measured in a process of its own (`python bench/letters.py FOLDER PAPERS`), on the two cores of the run: paper takes
both, with a thread for each; planning and composing take one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.figure import Figure, middle
from bench.measure import Failed
from bench.setting import ROOT, Setting

PAPERS: Final = 1_000
PEOPLE: Final = 200_000
COMPOSED: Final = 5_000
_COMMAND: Final = "python bench/run.py --only letters"
_KINDS: Final = (
    *("account_id", "browser", "city", "country", "device_id", "email", "operating_system", "organisation_id"),
    *("page_url", "person_name", "referrer", "region"),
)


def letters(setting: Setting) -> list[Figure]:
    """Paper, which must hold its figure; planning and composing, for the record."""
    papers = max(40, round(PAPERS * setting.scale))
    runs: dict[str, list[float]] = {"paper": [], "plan": [], "compose": []}
    pages = 0.0
    for turn in range(setting.rounds):
        setting.say(f"round {turn + 1} of {setting.rounds}: {papers:,} letters on paper")
        found = _measured(setting, papers)
        pages = found["pages"]
        for name, times in runs.items():
            times.append(found[name])
    return [
        Figure(
            key="letters.paper", unit="/s", asked=100, bound="at least", measured=middle(runs["paper"]),
            what="Letters a second as PDF/UA-1, hashed and on disk, two threads", command=_COMMAND,
            reference=f"{papers:,} letters of {pages:.1f} pages", runs={"paper": runs["paper"]},
        ),
        Figure(
            key="letters.compose", unit="/s", measured=middle(runs["compose"]), command=_COMMAND,
            what="Letters a second composed, with hash, text and HTML", runs={"compose": runs["compose"]},
        ),
        Figure(
            key="letters.plan", unit="/s", measured=middle(runs["plan"]), command=_COMMAND,
            what="People a second from the tables of a run to recipients", runs={"plan": runs["plan"]},
        ),
    ]  # fmt: skip


def _measured(setting: Setting, papers: int) -> dict[str, float]:
    folder = setting.work / "letters"
    folder.mkdir(mode=0o700)
    people = max(1_000, round(PEOPLE * setting.scale))
    command = [sys.executable, __file__, str(folder), str(papers), str(people)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    try:
        done = subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE, timeout=3600)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if done.returncode:
        raise Failed(f"the process that makes letters ended with {done.returncode}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


# --- inside the measured process ---


def main(folder: Path, papers: int, people: int) -> dict[str, float]:
    """Each in turn, after one that warms up."""
    from waspada.notify.paper import Printed, write

    given = _material()
    list(write(folder, _posts(given, 8), given.postal_sender))
    start = time.perf_counter()
    printed = [row for row in write(folder, _posts(given, papers), given.postal_sender) if isinstance(row, Printed)]
    paper = len(printed) / (time.perf_counter() - start)
    pages = sum(row.pages for row in printed) / len(printed)
    return {"paper": paper, "pages": pages, "compose": _compose(given), "plan": _plan(people)}


def _material() -> Any:
    from waspada.notify.material import Material, Said, Stated

    def said(name: str, text: str) -> Said:
        return Said(id=name, text={"en": text, "id": text}, backing={"fact": name, "entry": 9})

    return Material(
        company="Contoh",
        vendor=Stated(fact="vendor", entry=3, value="Metrika"),
        occurred_from=Stated(fact="occurred_from", entry=4, value="2025-11-09T00:00:00Z"),
        told_us_at=Stated(fact="told_us_at", entry=5, value="2025-11-25T14:00:00Z"),
        what_happened=(said("acquired", "A file with data of customers was exported from its systems."),),
        what_we_did=(said("contained", "We no longer send data to this company, and are checking all others."),),
        absent=("user.authorization.password", "user.financial", "user.government_id", "user.content"),
        contact="incident@contoh.example",
        sender_domains=("contoh.example",),
        statement_url="https://contoh.example/incident",
        check_url="https://check.contoh.example",
        postal_sender=("Contoh", "Jl. Contoh 1", "Jakarta 10110"),
    )


def _recipient(number: int) -> Any:
    from waspada.notify.recipient import Audience, Recipient

    return Recipient(
        recipient_id=f"{number:032x}",
        address=f"person{number}@example.org",
        name=f"Person {number}",
        lang=("en", "id")[number % 2],
        audience=Audience.USER,
        people=(f"{number:032x}",),
        kinds=_KINDS[: 3 + number % 10],
        categories=("user.contact.email",),
    )


def _posts(given: Any, count: int) -> Iterator[Any]:
    from waspada.notify.compose import compose
    from waspada.notify.paper import Post
    from waspada.notify.texts import shipped

    for number in range(count):
        letter = compose(_recipient(number), given, shipped(), "00000-00000-00000-00000")
        to = (f"Person {number}", f"Jl. Melati {number}", "Bandung 40162", "INDONESIA")
        yield Post(recipient_id=f"{number:032x}", letter=letter, to=to)


def _compose(given: Any) -> float:
    from waspada.notify.compose import compose
    from waspada.notify.html import as_html
    from waspada.notify.plain import as_text
    from waspada.notify.texts import shipped

    start = time.perf_counter()
    for number in range(COMPOSED):
        letter = compose(_recipient(number), given, shipped(), "00000-00000-00000-00000")
        assert letter.sha256
        assert as_text(letter)
        assert as_html(letter)
    return COMPOSED / (time.perf_counter() - start)


def _plan(count: int) -> float:
    import pyarrow as pa

    from waspada.notify.audience import Run, plan

    ids = pa.array([f"{number:032x}" for number in range(count)])
    texts = {
        "person_id": ids,
        "account_id": ids,
        "name": pa.array([f"Person {number}" for number in range(count)]),
        "email": pa.array([f"person{number}@example.org" for number in range(count)]),
        **{name: pa.repeat(value, count) for name, value in (("locale", "en"), ("mfa", "on"), ("relation", "subject"))},
    }
    lists = pa.array([list(_KINDS)] * count, pa.list_(pa.string()))
    none = pa.array([], pa.string())
    run = Run(
        people=pa.table({**texts, "kinds": lists, "categories": lists}),
        memberships=pa.table({"person_id": none, "organisation_id": none, "role": none, "admin": none}),
        organisations=pa.table(
            {
                "organisation_id": none,
                "name": none,
                "people": none.cast(pa.int64()),
                "admins_without_mfa": none.cast(pa.int64()),
            }
        ),
        secrets=pa.table({"person_id": none, "kind": none, "provider": none}),
    )
    start = time.perf_counter()
    made = sum(1 for _ in plan(run, bytes(32), ("en", "id"), "en").recipients())
    return made / (time.perf_counter() - start)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
