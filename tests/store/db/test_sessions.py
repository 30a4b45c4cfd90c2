"""Who is signed in where."""

from __future__ import annotations

import time

from tests.workbench import Workbench


def test_sessions_are_listed_and_ended_one_or_all(workbench: Workbench) -> None:
    from waspada.store.db import sessions

    alice = workbench.people["Alice"]
    browsers = [workbench.client("Alice") for _ in range(3)]
    assert [one.get("/account/").status_code for one in browsers] == [200, 200, 200]
    found = sessions.of(alice)
    assert len(found) == 3
    key = browsers[0].session.session_key or ""
    chosen = next(one for one in found if one.session_key == key)
    assert sessions.end(alice, by=alice, now=time.time(), number=chosen.pk) == 1
    assert [one.get("/account/").status_code for one in browsers] == [302, 200, 200]
    spare = browsers[1].session.session_key or ""
    assert sessions.end(alice, by=alice, now=time.time(), spare=spare) == 1
    assert [one.get("/account/").status_code for one in browsers] == [302, 200, 302]


def test_nobody_ends_anothers(workbench: Workbench) -> None:
    from waspada.store.db import sessions

    workbench.client("Alice").get("/account/")
    theirs = sessions.of(workbench.people["Alice"])[0]
    bob = workbench.people["Bob"]
    assert sessions.end(bob, by=bob, now=time.time(), number=theirs.pk) == 0
    assert sessions.of(workbench.people["Alice"])


def test_a_page_view_is_written_down_at_most_once_a_minute(workbench: Workbench) -> None:
    from waspada.store.db import sessions

    workbench.client("Alice").get("/account/")
    one = sessions.of(workbench.people["Alice"])[0]
    start = one.last_seen_at.timestamp()
    for after, seen in ((30, 0), (61, 61), (90, 61)):
        sessions.seen(one.session_key, now=start + after)
        one.refresh_from_db()
        assert round(one.last_seen_at.timestamp() - start) == seen
