"""An export is fetched by who asked for it, for a day, and each time is on record."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.core.errors import Refused

NOW = 1_772_000_100.0
HOUR = 3600.0


@pytest.fixture
def granted(workbench: Workbench) -> Any:
    """Bob's export of run 1, granted by Carol, used, and written."""
    from waspada.store.db import access, acts, approvals

    case = workbench.case()
    bob, carol = (access.grant(workbench.people[name], case.pk) for name in ("Bob", "Carol"))
    made = approvals.ask(bob, "export", acts.exporting(1, ""), reason="for counsel", now=NOW)
    approvals.decide(carol, made.pk, yes=True, reason="seen", now=NOW)
    approvals.use(case, made.pk, "export", made.parameters, who=workbench.people["Bob"], now=NOW)
    place = acts.exports(case) / str(made.pk)
    (place / "letters").mkdir(parents=True)
    (place / "people.csv").write_bytes(b"id\n" * 1_000_000)
    (place / "letters" / "1.pdf").write_bytes(b"%PDF-")
    (place / "else").symlink_to("/etc/hostname")
    made.refresh_from_db()
    return made


def test_the_zip_holds_the_files_and_both_logs_tell_before_the_first_byte(workbench: Workbench, granted: Any) -> None:
    from waspada.store.db import audit, fetching, folders
    from waspada.store.db.models import AuditEntry

    bob = workbench.people["Bob"]
    pieces = fetching.fetched(granted.case, granted, bob, now=NOW + HOUR)
    last, entry = folders.opened(granted.case).custody.entries()[-1], AuditEntry.objects.order_by("-number")[0]
    assert (last.action, last.actor, last.data["files"]) == (Action.EXPORT, "Bob", ["letters/1.pdf", "people.csv"])
    assert (entry.action, entry.custody, entry.data["files"]) == ("export.fetch", last.digest, 2)
    found = list(pieces)
    assert len(found) > 3
    with zipfile.ZipFile(io.BytesIO(b"".join(found))) as made:
        assert made.testzip() is None
        assert {one: len(made.read(one)) for one in made.namelist()} == {"people.csv": 3_000_000, "letters/1.pdf": 5}
    assert audit.verify() == []


def test_nobody_else_fetches_it_and_nobody_after_a_day(workbench: Workbench, granted: Any) -> None:
    from waspada.store.db import fetching

    bob = workbench.people["Bob"]
    assert list(fetching.files(granted, bob, NOW + 24 * HOUR - 1)) == ["letters/1.pdf", "people.csv"]
    for name, after in (("Alice", HOUR), ("Carol", HOUR), ("Bob", 24 * HOUR)):
        user = workbench.people[name]
        assert fetching.files(granted, user, NOW + after) == {}
        with pytest.raises(Refused):
            fetching.fetched(granted.case, granted, user, now=NOW + after)


def test_nothing_is_left_after_destruction_or_before_use(workbench: Workbench, granted: Any) -> None:
    from waspada.store.db import acts, fetching

    bob = workbench.people["Bob"]
    acts.purge(granted.case, by=bob, now=NOW)
    assert fetching.files(granted, bob, NOW + 1) == {}
    granted.used = None
    assert fetching.until(granted) is None
    assert fetching.files(granted, bob, NOW + 1) == {}
