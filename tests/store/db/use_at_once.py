"""A program for `test_approvals.py`: several processes use one approval at the same moment; prints how many could."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "waspada.web.settings"


def use(number: int, case_id: str, at: float, done: multiprocessing.Queue[str]) -> None:
    """One worker."""
    import django

    django.setup()
    from waspada.core.errors import Refused
    from waspada.store.db import approvals
    from waspada.store.db.models import Case

    case = Case.objects.get(pk=case_id)
    time.sleep(max(0.0, at - time.time()))
    try:
        approvals.use(case, number, "destroy", {}, who="tests", now=time.time())
        done.put("used")
    except Refused as error:
        done.put(str(error))


def main(workers: int) -> None:
    """Make the case, let them race, say how it ended."""
    import django

    django.setup()
    from django.db import connection

    from waspada.store.db import access, approvals, audit, folders
    from waspada.store.db.models import Approval, Membership, User
    from waspada.web import load

    load.migrate()
    with audit.acting():
        people = [User.objects.create_user(f"{name}@example.org", name) for name in ("Alice", "Carol")]
        case = folders.open_case(user=people[0], vendor="Acme Desk", title="Race", now=time.time())
        Membership.objects.create(case=case, user=people[1], role="counsel")
        audit.record("tests", "people.make", now=time.time())
    asked = approvals.ask(access.grant(people[0], case.pk), "destroy", {}, reason="over", now=time.time())
    approvals.decide(access.grant(people[1], case.pk), asked.pk, yes=True, reason="seen", now=time.time())
    connection.close()
    start = multiprocessing.get_context("spawn")
    done: multiprocessing.Queue[str] = start.Queue()
    at = time.time() + 2.5
    racing = [start.Process(target=use, args=(asked.pk, str(case.pk), at, done)) for _ in range(workers)]
    for one in racing:
        one.start()
    answers = sorted(done.get(timeout=60) for _ in racing)
    for one in racing:
        one.join()
    sys.stdout.write(f"{answers.count('used')} {Approval.objects.get().state} {len(audit.verify())}\n")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))
    main(int(sys.argv[1]))
