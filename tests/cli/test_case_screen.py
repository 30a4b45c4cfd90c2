"""The screens of a case: what a lead sees first, in 80 columns, in both languages, without a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.cli.case_screen import decision_lines, digest_lines, fact_lines, log_lines, question_lines
from waspada.core.custody import Action
from waspada.core.language import Lang
from waspada.flows.case.decide import decide
from waspada.flows.case.facts import state
from waspada.flows.case.questions import answer, ask
from waspada.flows.case.show import Standing, standing
from waspada.store.case.folder import CaseFolder, create

NOW = 1764079320.0  # 2025-11-25T14:02:00Z


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return create(tmp_path / "c", title="November", vendor="Mixpanel", actor="Alice", clock=lambda: NOW)


def full(case: CaseFolder) -> Standing:
    def fact(name: str, value: str, by: str = "us") -> None:
        state(case, name, value, actor="Bob", now=NOW, cache=None, by=by, source="letter")

    fact("aware_at", "2025-11-23T09:00:00+07:00")
    fact("people", "8000", "vendor")
    fact("people", "10000-12000", "vendor")
    fact("people", "14000")
    fact("records", "100", "vendor")
    fact("records", "100+")
    fact("note.insurer", "told")
    ask(case, ["what", "Who is Eve?"], to="Mixpanel", actor="Bob", now=NOW, cache=None, on="2025-11-22")
    answer(case, "own-1", "Nobody", actor="Charlie", now=NOW, cache=None, source="call")
    for actor, meaning in (("Alice", "chat_content"), ("Bob", "nothing"), ("Charlie", "nothing")):
        row = {"field": "note", "meaning": meaning, "reason": f"so {actor}"}
        decide(case, [row], actor=actor, now=NOW, cache=None)
    files = [{"name": "budi@example.org.csv", "bytes": 1_200_000, "sha256": "0"}]
    case.custody.append(Action.SEAL, actor="Alice", data={"handover": 1, "sha256": "0", "files": files})
    case.custody.append(Action.HOLD, actor="Alice", data={"hold": "court"}, reason="lawsuit")
    case.custody.append(Action.SCHEDULE, actor="Alice", data={"on": "2026-11-25"})
    return standing(case, case.vendor, NOW + 3600)


def test_the_digest(case: CaseFolder) -> None:
    assert list(digest_lines(full(case), "c", "en"))[4:] == [
        "Known since             23 November 2025 at 09:00 UTC+07:00",
        "                        61 hours (2 days) ago",
        "People affected         14,000 · confirmed by us",
        "                        ! but 10,000 to 12,000 claimed by the vendor",
        "Records affected        at least 100 · confirmed by us",
        "                        and 100 claimed by the vendor",
        "",
        "Hand-overs              1 sealed: 1 file, 1.2 MB; the last on 25 November 2025",
        "Assessments             none",
        "Questions               1 open, 1 answered, 21 of the list not asked yet",
        "                        longest open: what, 3 days",
        "Decisions               3 made · subjects: 1",
        "                        ! subjects on which people disagree: 1",
        "Legal hold              court",
        "To destroy on           2026-11-25",
        "Log                     17 entries, chain whole; no anchor exported",
        "",
        "Next:",
        "  waspada case show c --decisions           # read both, and talk",
        "  waspada assess --case c --directory FILE  # find out whose data it is",
    ]


def test_an_empty_case_says_what_to_do(case: CaseFolder) -> None:
    shown = "\n".join(digest_lines(standing(case, case.vendor, NOW), "c", "en"))
    assert "nobody stated it yet" in shown
    for command in ("case fact c aware_at TIME", "case ask c --print", "case seal c FILE"):
        assert command in shown


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_screen_fits_80_columns_and_shows_no_value(case: CaseFolder, lang: Lang) -> None:
    shown = full(case)
    screens = [
        list(digest_lines(shown, "c", lang)),
        list(fact_lines(shown, lang)),
        list(question_lines(shown.questions, shown.now, lang)),
        list(decision_lines(shown, lang)),
        list(log_lines(shown, lang)),
    ]
    assert all(len(lines) > 5 for lines in screens)
    for line in (line for lines in screens for line in lines):
        assert len(line) <= 80, line
        assert "budi" not in line


def test_facts_show_history_and_conflict(case: CaseFolder) -> None:
    lines = list(fact_lines(full(case), "en"))
    start = lines.index("People affected (people)")
    assert lines[start + 1] == "  14,000 · confirmed by us"
    assert "  ! These cannot both be true." in lines
    assert "  Earlier: 8,000 (claimed by the vendor; entry 3)" in lines
    assert lines.index("note.insurer") > start


def test_decisions_show_who_disagrees(case: CaseFolder) -> None:
    text = " ".join(" ".join(decision_lines(full(case), "en")).split())
    assert "Counts: Charlie, 25 November 2025 at 14:02 UTC: so Charlie" in text
    assert "Agrees: Bob, 25 November 2025 at 14:02 UTC: so Bob" in text
    assert "! Alice, 25 November 2025 at 14:02 UTC, decided: the field note is chat content. so Alice" in text


def test_a_log_from_elsewhere_cannot_steer_the_screen(case: CaseFolder) -> None:
    case.custody.append(Action.ASK, actor="eve\x1b[2J", data={"question": "a\x1b]0;x", "to": "v"}, reason="\x1b[31m")
    shown = standing(case, case.vendor, NOW)
    screens = [*log_lines(shown, "en"), *question_lines(shown.questions, NOW, "en"), *digest_lines(shown, "c", "en")]
    assert "\x1b" not in "".join(screens)
