"""What other rooms are told about kinds."""

from __future__ import annotations

from waspada.core.categories import is_known
from waspada.detect.registry import KINDS
from waspada.flows.kinds import kind_rows


def test_every_kind_has_a_known_category_and_a_name_in_both_languages() -> None:
    rows = kind_rows()
    assert rows.keys() == KINDS.keys()
    for kind, row in rows.items():
        assert is_known(row["category"]), kind
        assert row["label"]["en"], kind
        assert row["label"]["id"], kind
        assert row["by"] in {"form", "check", "meaning"}


def test_every_provider_key_says_how_to_revoke_it() -> None:
    assert all(row["revoke"] for row in kind_rows().values() if row["provider"])
