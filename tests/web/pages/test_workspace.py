"""What holds for the whole workspace."""

from __future__ import annotations

import re
from importlib import resources

from tests.workbench import Workbench

from waspada.store.db.models import Workspace
from waspada.web.words.registry import said

RIGHT = {"name": "Toko Maju", "zone": "Asia/Jakarta", "established_in": "ID", "break_glass_minutes": "60"}


def test_it_is_saved_and_says_what_nobody_stated(workbench: Workbench) -> None:
    assert b"What we cannot say" in workbench.client("Alice").get("/workspace/").content
    assert workbench.client("Alice").post("/workspace/", RIGHT).status_code == 302
    assert (Workspace.get().name, Workspace.get().established_in) == ("Toko Maju", ["ID"])


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(workbench: Workbench) -> None:
    given = {**RIGHT, "contracts": "party,contract\nBank <b>,y\n", "zone": "Asia/Jakarta"}
    answer = workbench.client("Alice").post("/workspace/", given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="contracts" name="contracts" aria-describedby="contracts-hint" spellcheck="false" aria-inv' in page
    assert "Bank &lt;b&gt;,y" in page
    assert Workspace.get().name == ""


def test_none_is_a_statement_and_stays_one(workbench: Workbench) -> None:
    alice = workbench.client("Alice")
    sent = {"zone": "UTC", "break_glass_minutes": "60", "sectors": "none", "established_in": "NONE"}
    assert alice.post("/workspace/", sent).status_code == 302
    kept = Workspace.get()
    assert (kept.sectors, kept.established_in, kept.does_business_in) == ([], [], None)
    assert b'value="none"' in alice.get("/workspace/").content


def test_the_hint_names_every_sector_that_a_rule_asks_for() -> None:
    asked = {
        word.strip()
        for path in resources.files("waspada.laws").joinpath("texts").iterdir()
        for found in re.findall(r"sector: \[([^\]]*)\]", path.read_text(encoding="utf-8"))
        for word in found.split(",")
    }
    assert asked
    for lang in ("en", "id"):
        hint = said("workspace.hint.sectors", lang)
        assert not [word for word in asked if word not in hint]
