"""Facts by page: previewed, put on record under a name, superseded and never overwritten."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case


def said(case: Case, name: str) -> list[tuple[object, object]]:
    """Values and parties of a fact, oldest first."""
    entries = folders.opened(case).custody.entries()
    facts = [entry.data for entry in entries if entry.action is Action.FACT and entry.data["fact"] == name]
    return [(fact["value"], fact["by"]) for fact in facts]


@pytest.mark.parametrize(
    ("name", "sent", "value"),
    [
        ("aware_at", {"at": "2026-03-09T08:30", "zone": "Asia/Jakarta"}, "2026-03-09T08:30:00+07:00"),
        (
            "occurred_from",
            {"at": "2026-03-01T00:00", "until": "2026-03-02T00:00", "zone": "UTC"},
            {"from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z"},
        ),
        ("people", {"at_least": "12000", "at_most": "12000"}, 12000),
        ("people", {"at_least": "12000"}, {"at_least": 12000}),
        ("people", {"at_least": "10000", "at_most": "12000"}, {"at_least": 10000, "at_most": 12000}),
        ("fields", {"value": "name\nemail, phone"}, ["name", "email", "phone"]),
        ("countries", {"value": "id, sg"}, ["ID", "SG"]),
        ("encrypted", {"value": "no"}, False),
        ("role", {"value": "processor"}, "processor"),
        ("cause", {"value": "A stolen session"}, "A stolen session"),
        ("note.mood", {"value": "calm"}, "calm"),
        ("people", {"unknown": "1", "at_least": "7"}, None),
    ],
)
def test_each_shape_is_previewed_and_then_saved(
    workbench: Workbench, name: str, sent: dict[str, str], value: object
) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/facts/{name}/"
    preview = bob.post(url, {**sent, "step": "preview", "by": "us"})
    assert (preview.status_code, said(case, name)) == (200, [])
    assert b'name="step" value="save"' in preview.content
    answer = bob.post(url, {**sent, "step": "save", "by": "us", "source": "call"})
    assert (answer.status_code, said(case, name)) == (302, [(value, "us")])
    assert AuditEntry.objects.order_by("-number")[0].action == "fact.state"
    assert audit.verify() == []


def test_a_claim_stands_beside_ours_and_a_new_word_supersedes(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/facts/people/"
    for least, by in (("100", "us"), ("90000", "vendor"), ("200", "us")):
        bob.post(url, {"at_least": least, "at_most": least, "by": by, "step": "save"})
    assert said(case, "people") == [(100, "us"), (90000, "vendor"), (200, "us")]
    page = bob.get(url).content.decode()
    assert "disputed" in page
    assert "supersedes entry" in page
    assert "90,000" in bob.get(f"/cases/{case.pk}/facts/").content.decode()


def test_what_is_wrong_is_said_and_nothing_is_written(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    for name, sent in (
        ("aware_at", {"at": "2026-03-09T08:30", "zone": "Mars/Olympus"}),
        ("aware_at", {"at": "2126-03-09T08:30", "zone": "UTC"}),
        ("people", {"at_least": "many"}),
        ("people", {}),
        ("countries", {"value": "Atlantis"}),
        ("cause", {"value": "ask ani.wijaya@example.org"}),
        ("cause", {"value": "x", "by": "nobody"}),
    ):
        answer = bob.post(f"/cases/{case.pk}/facts/{name}/", {"by": "us", **sent, "step": "save"})
        assert (answer.status_code, said(case, name)) == (400, []), name
        assert b'role="alert"' in answer.content
        assert b"ani.wijaya" not in answer.content.partition(b'role="alert"')[2].partition(b"</p>")[0]


def test_who_may_state(workbench: Workbench) -> None:
    case = workbench.case()
    url = f"/cases/{case.pk}/facts/people/"
    sent = {"at_least": "1", "by": "us", "step": "save"}
    assert [workbench.client(name).post(url, sent).status_code for name in ("Rita", "Charlie", "")] == [403, 404, 302]
    assert said(case, "people") == []
    rita = workbench.client("Rita").get(url)
    assert rita.status_code == 200
    assert b'name="step"' not in rita.content
    assert [workbench.client(name).get(url).status_code for name in ("Charlie", "")] == [404, 302]


def test_a_name_that_is_none_is_no_page(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    for name in ("nope", "note.", "note.<b>", "..", "__class__"):
        assert bob.get(f"/cases/{case.pk}/facts/{name}/").status_code == 404, name
    to = bob.get(f"/cases/{case.pk}/facts/note/", {"word": "Call Log!"})
    assert to["location"].endswith("/facts/note.call_log/")
