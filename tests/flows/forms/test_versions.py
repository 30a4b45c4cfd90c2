"""What left the case is on record, and a later version says what changed since the one that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.flows.forms.made import FACTS, case, log, stated

from waspada.core.custody import Action
from waspada.flows.case.facts import facts_of
from waspada.flows.forms import versions
from waspada.flows.forms.fill import filled
from waspada.flows.forms.registry import BY_ID
from waspada.flows.forms.versions import Version
from waspada.store.case.folder import create

KEY = ("id_pdp.authority", "", "")


def version(answers: Mapping[str, str], stage: Any = "preliminary", day: int = 25, entry: int = 9) -> Version:
    at = datetime(2025, 11, day, 12, tzinfo=UTC)
    return Version(entry=entry, at=at, form="id46", key=KEY, stage=stage, lang="en", answers=answers)


def test_a_version_is_read_back_from_the_log(tmp_path: Path) -> None:
    folder = create(tmp_path / "case", title="T", vendor="V", actor="alice", clock=lambda: 1_764_000_000.0)
    made = filled(BY_ID["id46"], case(duty="id_pdp.authority"))
    versions.note(folder, made, KEY, lang="id", ending="pdf", sha256="0" * 64, actor="alice")
    (found,) = versions.versions_of(folder.custody.entries(), "id46", KEY)
    assert (found.stage, found.lang, found.sent) == ("preliminary", "id", False)
    assert found.answers["how"] == made.answers[2].text("id")
    assert versions.versions_of(folder.custody.entries(), "id46", ("id_pdp.individuals", "", "")) == []
    entry = folder.custody.entries()[-1]
    assert (entry.action, entry.data["what"]) == (Action.EXPORT, "form id46, preliminary, id, .pdf")


def test_an_address_of_an_authority_is_no_reason_to_refuse_a_form_and_no_change(tmp_path: Path) -> None:
    folder = create(tmp_path / "case", title="T", vendor="V", actor="alice", clock=lambda: 1_764_000_000.0)
    log_with = log({**FACTS, "cause": "A leaked key, as desk@authority.example says"})
    made = filled(BY_ID["id46"], case(log_with, duty="id_pdp.authority"))
    versions.note(folder, made, KEY, lang="en", ending="txt", sha256="0" * 64, actor="alice")
    (found,) = versions.versions_of(folder.custody.entries(), "id46", KEY)
    assert not [text for text in found.answers.values() if "@" in text]
    later = filled(BY_ID["id46"], case(log_with, duty="id_pdp.authority", stage="supplementary"), before=found)
    assert later.changes == ()


def test_what_was_sent_is_what_was_taken_out_before_the_duty_was_done() -> None:
    taken = [version({}, day=25, entry=5), version({}, day=26, entry=7), version({}, "supplementary", 28, 9)]
    told = facts_of(log({}, stated("told.id_pdp.authority", "2025-11-27T08:00:00Z")))
    found = versions.before(taken, "supplementary", told)
    assert found is not None
    assert (found.entry, found.sent) == (7, True)


def test_without_a_word_about_sending_the_last_of_an_earlier_stage_counts() -> None:
    taken = [version({}, entry=5), version({}, "supplementary", 26, 7)]
    found = versions.before(taken, "supplementary", {})
    assert found is not None
    assert (found.entry, found.sent) == (5, False)
    assert versions.before(taken, "preliminary", {}) is None
    assert versions.before([], "final", {}) is None


def test_a_supplement_says_what_changed_since() -> None:
    first = filled(BY_ID["id46"], case(duty="id_pdp.authority"))
    before = version({one.ask.id: one.text("en") for one in first.answers if one.sentences})
    later = case(log({**FACTS, "cause": "A leaked key"}), duty="id_pdp.authority", stage="supplementary")
    made = filled(BY_ID["id46"], later, before=before)
    (change,) = made.changes
    assert change.ask.id == "how"
    assert change.before == "A stolen session of a support agent was used to export tickets."
    assert change.now["en"] == "A leaked key."
    assert made.against is not None
    assert "log entry 9 (not on record as sent)" in made.against["en"]


def test_nothing_changed_is_said_too() -> None:
    first = filled(BY_ID["id46"], case(duty="id_pdp.authority"))
    before = version({one.ask.id: one.text("en") for one in first.answers if one.sentences})
    again = filled(BY_ID["id46"], case(duty="id_pdp.authority", stage="final"), before=before)
    assert again.changes == ()


def test_no_address_stands_in_the_log_and_a_change_still_shows(tmp_path: Path) -> None:
    folder = create(tmp_path / "case", title="T", vendor="V", actor="alice", clock=lambda: 1_764_000_000.0)
    versions.note(folder, filled(BY_ID["id46"], case()), KEY, lang="en", ending="txt", sha256="", actor="alice")
    (before,) = versions.versions_of(folder.custody.entries(), "id46", KEY)
    assert "@" not in before.answers["contact"]
    assert filled(BY_ID["id46"], case(stage="final"), before=before).changes == ()
    other = filled(BY_ID["id46"], case(stage="final", contact="dpo@example.org"), before=before)
    assert [change.ask.id for change in other.changes] == ["contact"]
