"""A workspace's own word: beside the rules, never in silence over them."""

from __future__ import annotations

import pytest
from tests.laws.small import DUTY, TOP, law, situation

from waspada.core.errors import BadInput
from waspada.laws.evaluate import evaluate
from waspada.laws.overlay import Overlay, read_overlay, unknown_duties, with_laws, with_words

INDENTED = "".join(f"  {line}\n" for line in (TOP + "duties:\n" + DUTY.replace("72", "24")).splitlines())
LAWS = "laws:\n-" + INDENTED[1:]
SIGNED = """\
counsel:
- {duty: aa_law.authority, verdict: not_owed, by: "A. Counsel", at: 2026-03-04, reason: "no personal data"}
- {duty: aa_law.authority, place: DE, verdict: owed, by: "A. Counsel", at: 2026-03-05, reason: "in Germany"}
disable:
- {duty: aa_law.authority, by: "A. Counsel", at: 2026-03-01, reason: "not our law"}
"""


def test_a_law_of_the_same_id_takes_the_place_of_ours() -> None:
    overlay = read_overlay(LAWS, "overlay.yaml")
    made = with_laws((law(),), overlay)
    assert [one.duties[0].clock.value for one in made] == [24]
    assert made[0].sha256 != law().sha256
    own = with_laws((), overlay)
    assert [one.id for one in own] == ["aa_law"]


def test_words_stand_beside_the_outcome() -> None:
    overlay = read_overlay(SIGNED, "overlay.yaml")
    (outcome,) = with_words(evaluate((law(),), situation()), overlay)
    assert outcome.status == "owed"
    assert [(word.verdict, word.by) for word in outcome.words] == [
        ("disabled", "A. Counsel"),
        ("not_owed", "A. Counsel"),
    ]
    assert [row["verdict"] for row in outcome.as_json()["words"]] == ["disabled", "not_owed"]


def test_a_word_about_no_duty_is_noticed() -> None:
    overlay = read_overlay(SIGNED.replace("aa_law.authority", "aa_law.autority"), "overlay.yaml")
    assert unknown_duties(evaluate((law(),), situation()), overlay) == ("aa_law.autority",)


@pytest.mark.parametrize(
    "text",
    [
        "rules: []\n",
        LAWS + LAWS.replace("laws:\n", ""),
        SIGNED.replace("not_owed", "perhaps"),
        SIGNED.replace('by: "A. Counsel"', 'by: ""'),
        SIGNED.replace('reason: "not our law"', 'why: "x"'),
        SIGNED + SIGNED.partition("disable:\n")[2],
    ],
)
def test_a_broken_overlay_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"overlay\.yaml, line \d+"):
        read_overlay(text, "overlay.yaml")


def test_without_an_overlay_nothing_changes() -> None:
    outcomes = evaluate((law(),), situation())
    assert with_words(outcomes, Overlay()) == outcomes
    assert with_laws((law(),), Overlay()) == (law(),)
