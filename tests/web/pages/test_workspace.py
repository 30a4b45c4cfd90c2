"""What holds for the whole workspace."""

from __future__ import annotations

from tests.workbench import Workbench

RIGHT = {"name": "Toko Maju", "zone": "Asia/Jakarta", "established_in": "ID", "break_glass_minutes": "60"}


def test_it_is_saved_and_says_what_nobody_stated(workbench: Workbench) -> None:
    from waspada.store.db.models import Workspace

    assert b"What we cannot say" in workbench.client("Alice").get("/workspace/").content
    assert workbench.client("Alice").post("/workspace/", RIGHT).status_code == 302
    assert (Workspace.get().name, Workspace.get().established_in) == ("Toko Maju", ["ID"])


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(workbench: Workbench) -> None:
    from waspada.store.db.models import Workspace

    given = {**RIGHT, "contracts": "party,contract\nBank <b>,y\n", "zone": "Asia/Jakarta"}
    answer = workbench.client("Alice").post("/workspace/", given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="contracts" name="contracts" aria-describedby="contracts-hint" spellcheck="false" aria-inv' in page
    assert "Bank &lt;b&gt;,y" in page
    assert Workspace.get().name == ""
