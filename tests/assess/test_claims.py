"""The claims file: read as written, refused with the line where it says nothing that can be checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.assess.claims import read_claims, wanted_columns
from waspada.core.errors import BadInput

GOOD = """claims:
  - id: no-keys
    text: {en: No keys., id: Tidak ada kunci.}
    absent: [user.authorization.credentials, secret.acme]
  - id: list
    text: One text for both.
    exposed: [user.name]
    partial: true
  - id: api
    text: {en: Only API users.}
    only_people: {product: api, paid: true, plan: [pro, team]}
"""


def test_claims_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(GOOD)
    one, two, three = read_claims(path)
    assert (one.says, one.names, dict(one.text)) == (
        "absent", ("user.authorization.credentials", "secret.acme"), {"en": "No keys.", "id": "Tidak ada kunci."},
    )  # fmt: skip
    assert (two.says, two.partial, two.text["id"]) == ("exposed", True, "One text for both.")
    assert three.people == {"product": ("api",), "paid": ("true",), "plan": ("pro", "team")}
    assert wanted_columns((one, two, three)) == ("product", "paid", "plan")


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("claims:\n  - id: a\n    text: x\n", 2, "exactly one"),
        ("claims:\n  - id: a\n    text: x\n    absent: [b]\n    exposed: [c]\n", 2, "exactly one"),
        ("claims:\n  - text: x\n    absent: [b]\n", 2, "needs an `id`"),
        ("claims:\n  - id: a\n    absent: [b]\n", 2, "needs a `text`"),
        ("claims:\n  - id: a\n    text: {fr: x}\n    absent: [b]\n", 2, "needs a `text`"),
        ("claims:\n  - id: a\n    text: x\n    absent: []\n", 2, "list of categories"),
        ("claims:\n  - id: a\n    text: x\n    absent: [b]\n    partial: true\n", 2, "belongs to"),
        ("claims:\n  - id: a\n    text: x\n    only_people: api\n", 2, "mapping"),
        ("claims:\n  - id: a\n    text: x\n    only_people: {product: {x: y}}\n", 2, "needs a value"),
        ("claims:\n  - id: a\n    text: x\n    absent: [b]\n    extra: 1\n", 2, "unknown key"),
        ("claims:\n  - {id: a, text: x, absent: [b]}\n  - {id: a, text: x, absent: [b]}\n", 3, "same id"),
    ],
)
def test_a_claim_that_cannot_be_checked_is_refused_with_its_line(
    tmp_path: Path, content: str, line: int, problem: str
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(content)
    with pytest.raises(BadInput, match=f"claims.yaml, line {line}: .*{problem}"):
        read_claims(path)
