"""The closing report: honest about what was late, unknown or never done, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from waspada.core.custody import Action, Entry, entry
from waspada.flows.case.closing import Asked, Duty, Sent, Told, as_html, as_text, ended, report

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(days=3), NOW + timedelta(days=3)


def log() -> list[Entry]:
    made: list[Entry] = []
    for action, data in ((Action.OPEN, {"title": "x"}), (Action.PUBLISH, {}), (Action.PUBLISH, {})):
        before = made[-1] if made else None
        made.append(entry(before, time="2026-03-10T09:00:00Z", actor="dewi", action=action, data=data))
    return made


def asked(number: int, state: str, **more: datetime | None) -> Asked:
    given = {"received": EARLIER, "due": EARLIER, "answered": None, **more}
    return Asked(number=number, kind="access", state=state, **given)  # type: ignore[arg-type]


TOLD = Told(
    title="Acme & Sons",
    vendor="Acme",
    entries=log(),
    run=2,
    assessment={
        "people": {"total_at_least": 9, "total_at_most": 12, "matched": 9, "ambiguous": 3, "device_only": 0},
        "accounting": {"records": 1200, "records_quarantined": 4},
    },
    duties=[
        Duty(what="The authority", status="owed", due=EARLIER, done=EARLIER - timedelta(days=1)),
        Duty(what="The people", status="owed", due=EARLIER, done=NOW),
        Duty(what="The regulator", status="owed", due=EARLIER, done=None),
        Duty(what="Another", status="open", due=LATER, done=None),
    ],
    notices=[Sent(number=1, state="done", approved=EARLIER, corrects=None, rows={"accepted": 8, "unknown": 2})],
    enquiries=[asked(1, "answered", answered=NOW), asked(2, "open"), asked(3, "closed")],
    mfa=[(EARLIER, 5, 6), (NOW, 2, 6)],
    open_tasks=1,
    now=NOW,
)


def test_everything_stands_in_it_in_english() -> None:
    text = as_text(report(TOLD, "en"))
    for part in (
        "Closing report: Acme & Sons",
        "At least 9 and at most 12 people",
        "2 duties were done late or are overdue.",
        "overdue, not done",
        "accepted 8, unknown 2",
        "published again",
        "3 came in, 1 were answered, 1 of them late.",
        "1 is unresolved:",
        "2 of 6 had no MFA",
        "It was 5",
        "1 task is open.",
        "Whose 3 identities",
        "Whether 1 duty applies.",
        "Whether 2 letters arrived.",
    ):
        assert part in text
    assert "Another" not in text  # open: it is said among what we cannot say


def test_in_indonesian_nothing_stays_english() -> None:
    text = as_text(report(TOLD, "id"))
    assert "Laporan penutup: Acme & Sons" in text
    assert "2 kewajiban terlambat atau terlewat" in text
    for word in (" the ", "answered", "duties", " unknown"):
        assert word not in text


def test_what_was_never_done_is_left_out() -> None:
    bare = replace(
        TOLD, entries=log()[:1], run=None, assessment={}, duties=[], notices=[], enquiries=[], mfa=[], open_tasks=0
    )
    made = report(bare, "en")
    assert [section.id for section in made.sections] == ["happened", "numbers"]
    assert made.sections[1].sentences == ("No hand-over was assessed.",)
    assert made.gaps == ("What whoever took the data has done with it, or will do.",)


def test_the_file_asks_nobody_for_anything() -> None:
    html = as_html(report(TOLD, "en"))
    assert "Acme &amp; Sons" in html
    for word in ("http", "src=", "href=", "<script"):
        assert word not in html


@pytest.mark.parametrize(
    ("due", "done", "how"),
    [
        (EARLIER, EARLIER, "in_time"),
        (EARLIER, NOW, "late"),
        (None, NOW, "done"),
        (EARLIER, None, "overdue"),
        (LATER, None, "waits"),
        (None, None, "open"),
    ],
)
def test_how_a_duty_ended(due: datetime | None, done: datetime | None, how: str) -> None:
    assert ended(Duty(what="x", status="owed", due=due, done=done), NOW) == how
