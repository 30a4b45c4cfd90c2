"""What people judge: groups, risk and counsel's word, each an entry, the later one counting."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.flows.case import judged
from waspada.flows.case.judged import Group
from waspada.store.case import folder
from waspada.store.case.folder import CaseFolder


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return folder.create(
        tmp_path / "case", title="t", vendor="Acme", actor="Alice", clock=lambda: 1_772_000_000.0, identity=None
    )


def risk(case: CaseFolder, waspada_home: Path, **given: str) -> None:
    words = {"severity": "high", "likelihood": "likely", "level": "high", "reason": "sold already", **given}
    judged.assess_risk(case, words.pop("group", "all"), actor="Carol", cache=waspada_home / "cache", **words)


@pytest.mark.parametrize(
    ("severity", "likelihood", "level"),
    [
        ("low", "unlikely", "unlikely"),
        ("low", "possible", "risk"),
        ("low", "likely", "risk"),
        ("medium", "possible", "risk"),
        ("medium", "likely", "high"),
        ("high", "unlikely", "risk"),
        ("high", "likely", "high"),
    ],
)
def test_a_level_is_suggested_from_both(severity: str, likelihood: str, level: str) -> None:
    assert judged.suggested(severity, likelihood) == level


def test_the_later_word_on_a_group_counts_and_keeps_its_place(case: CaseFolder, waspada_home: Path) -> None:
    cache = waspada_home / "cache"
    judged.state_group(case, Group(id="staff", role="controller"), actor="Bob", cache=cache)
    judged.state_group(case, Group(id="leads", role="unknown"), actor="Bob", cache=cache)
    later = Group(id="staff", role="processor", controllers=("Acme Bank",), products=("hr",), reason="their contract")
    judged.state_group(case, later, actor="Carol", cache=cache)
    groups = judged.groups_of(case.custody.entries())
    assert [(group.id, group.role, group.actor) for group in groups] == [
        ("staff", "processor", "Carol"),
        ("leads", "unknown", "Bob"),
    ]
    assert judged.as_groups(groups) == [
        {"id": "staff", "role": "processor", "controllers": ["Acme Bank"]},
        {"id": "leads", "role": "unknown"},
    ]


@pytest.mark.parametrize(
    "group",
    [
        Group(id="Staff", role="controller"),
        Group(id="", role="controller"),
        Group(id="staff", role="owner"),
        Group(id="staff", role="controller", controllers=("Acme Bank",)),
        Group(id="all", role="controller", products=("hr",)),
        Group(id="staff", role="controller", reason="asked by eve@corp.example"),
        Group(id="staff", role="processor", controllers=("eve@corp.example",)),
    ],
)
def test_a_group_that_says_nothing_or_too_much_is_refused(case: CaseFolder, waspada_home: Path, group: Group) -> None:
    before = len(case.custody.entries())
    with pytest.raises(BadInput):
        judged.state_group(case, group, actor="Bob", cache=waspada_home / "cache")
    assert len(case.custody.entries()) == before


def test_a_risk_is_signed_and_the_last_one_counts(case: CaseFolder, waspada_home: Path) -> None:
    risk(case, waspada_home)
    risk(case, waspada_home, severity="low", level="risk")
    risks = judged.risks_of(case.custody.entries())
    assert [one.level for one in risks["all"]] == ["high", "risk"]
    last = risks["all"][-1]
    assert judged.as_risk(risks) == {
        "all": {"severity": "low", "likelihood": "likely", "level": "risk", "signed_by": "Carol", "at": last.at}
    }
    assert "sold" not in repr(last)


@pytest.mark.parametrize(
    "given",
    [
        {"severity": "huge"},
        {"likelihood": ""},
        {"level": "none"},
        {"reason": ""},
        {"reason": "eve@corp.example was seen"},
        {"group": "All"},
    ],
)
def test_a_risk_without_its_words_is_refused(case: CaseFolder, waspada_home: Path, given: dict[str, str]) -> None:
    before = len(case.custody.entries())
    with pytest.raises(BadInput):
        risk(case, waspada_home, **given)
    assert len(case.custody.entries()) == before


def test_words_of_another_version_say_nothing(case: CaseFolder, waspada_home: Path) -> None:
    risk(case, waspada_home)
    for action, data in (
        (Action.GROUP, {"group": "staff", "role": "friend", "controllers": ["Bank"], "products": [1, "chat"]}),
        (Action.GROUP, {"group": "all"}),
        (Action.RISK, {"group": "all", "severity": "low", "likelihood": "never", "level": "tiny"}),
        (Action.COUNSEL, {"duty": "id_pdp.authority", "verdict": "perhaps"}),
    ):
        case.custody.append(action, actor="Carol", reason="", data=data)
    entries = case.custody.entries()
    assert [(one.id, one.role, one.controllers, one.products) for one in judged.groups_of(entries)] == [
        ("staff", "unknown", (), ("chat",)),
        ("all", "unknown", (), ()),
    ]
    assert [one.level for one in judged.risks_of(entries)["all"]] == ["high"]
    assert judged.words_of(entries) == []


def test_counsel_speaks_of_one_duty_in_one_place(case: CaseFolder, waspada_home: Path) -> None:
    for place, verdict in (("ID", "owed"), ("SG", "not_owed"), ("ID", "not_owed")):
        judged.judge(
            case, "id.authority", verdict, reason="read it", actor="Carol", cache=waspada_home / "cache", place=place
        )
    words = judged.words_of(case.custody.entries())
    assert [(word.place, word.verdict) for word in words] == [("ID", "not_owed"), ("SG", "not_owed")]
    with pytest.raises(BadInput):
        judged.judge(case, "id.authority", "maybe", reason="r", actor="Carol", cache=waspada_home / "cache")
    with pytest.raises(BadInput):
        judged.judge(case, "id.authority", "owed", reason=" ", actor="Carol", cache=waspada_home / "cache")


def test_people_belong_to_the_first_group_whose_product_they_use() -> None:
    groups = [
        Group(id="staff", role="controller", products=("hr",)),
        Group(id="leads", role="unknown", products=("crm", "hr")),
        Group(id="all", role="controller"),
    ]
    assert judged.group_column(groups, [["crm"], ["hr", "crm"], ["mail"], [], None]) == ["leads", "staff", "", "", ""]
