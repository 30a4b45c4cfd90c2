"""The decisions file: what is decided, by whom, when and why; the last word on each thing counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.assess.decisions import decision_of, last_words, read_decisions
from waspada.core.errors import BadInput

SIGNED = "reason: why, author: dewi, time: '2025-11-26T09:00:00Z'"


def test_the_three_things_that_can_be_decided(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"""decisions:
  - {{field: note, meaning: chat_content, {SIGNED}}}
  - {{finding: {{kind: phone, field: build}}, reject: true, {SIGNED}}}
  - {{finding: {{kind: phone, field: mobile}}, confirm: true, {SIGNED}}}
  - {{match: 3f1c, confirm: u5, {SIGNED}}}
  - {{match: 77aa, reject: true, {SIGNED}}}
""")
    found = read_decisions(path)
    assert found.meanings() == {("", "note"): "chat_content"}
    assert [(one.kind, one.field, one.rejected) for one in found.findings] == [
        ("phone", "build", True), ("phone", "mobile", False),
    ]  # fmt: skip
    assert [(one.match, one.person, one.rejected) for one in found.matches] == [
        ("3f1c", "u5", False),
        ("77aa", "", True),
    ]
    assert len(found.everything) == 5


def test_the_later_of_two_decisions_counts(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("""decisions:
  - {field: note, meaning: nothing, reason: r, author: a, time: '2025-11-27T09:00:00+07:00'}
  - {field: note, meaning: chat_content, reason: r, author: b, time: '2025-11-26T09:00:00Z'}
""")
    assert read_decisions(path).meanings() == {("", "note"): "nothing"}


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("{field: a, meaning: b, author: x, time: '2025-11-26T09:00:00Z'}", "needs a `reason`"),
        ("{field: a, meaning: b, reason: r, time: '2025-11-26T09:00:00Z'}", "needs `author`"),
        ("{field: a, meaning: b, reason: r, author: x}", "needs `time`"),
        ("{field: a, meaning: b, reason: r, author: x, time: yesterday}", "`time` is like"),
        ("{field: a, meaning: b, reason: r, author: x, time: '2025-11-26'}", "`time` is like"),
        (f"{{field: a, {SIGNED}}}", "needs its `meaning`"),
        (f"{{field: a, meaning: b, confirm: true, {SIGNED}}}", "neither"),
        (f"{{field: a, meaning: b, match: c, {SIGNED}}}", "exactly one"),
        (f"{{meaning: b, {SIGNED}}}", "exactly one"),
        (f"{{finding: {{field: a}}, reject: true, {SIGNED}}}", "needs the `kind`"),
        (f"{{finding: {{kind: a}}, {SIGNED}}}", "`confirm: true` or `reject: true`"),
        (f"{{finding: {{kind: a}}, confirm: true, reject: true, {SIGNED}}}", "`confirm: true` or `reject: true`"),
        (f"{{finding: phone, confirm: true, {SIGNED}}}", "`finding` has"),
        (f"{{match: a, confirm: true, {SIGNED}}}", "a match has"),
        (f"{{match: a, {SIGNED}}}", "a match has"),
        (f"{{match: a, confirm: u1, other: x, {SIGNED}}}", "unknown key"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(tmp_path: Path, item: str, problem: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"decisions:\n  - {item}\n")
    with pytest.raises(BadInput, match=f"line 2: .*{problem}"):
        read_decisions(path)


def test_one_decision_is_held_to_the_same_rules_as_a_file() -> None:
    row = {"field": "note", "meaning": "nothing", "reason": "r", "author": "a", "time": "2025-11-26T09:00:00Z"}
    assert decision_of(row).meaning == "nothing"
    with pytest.raises(BadInput, match=r"^the decision: a decision needs a `reason`"):
        decision_of({**row, "reason": ""})
    with pytest.raises(BadInput, match=r"^log, line 7: "):
        decision_of({**row, "author": 5}, Path("log"), 7)


def test_of_two_at_one_time_the_later_in_order_counts() -> None:
    row = {"field": "note", "reason": "r", "author": "a", "time": "2025-11-26T09:00:00Z"}
    words = last_words(decision_of({**row, "meaning": meaning}) for meaning in ("email", "nothing"))
    assert words.meanings() == {("", "note"): "nothing"}
