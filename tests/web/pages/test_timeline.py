"""The timeline: what was stated of the attack and what we did, in the order in which it happened."""

from __future__ import annotations

import re
import time

from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.flows.case import facts, questions
from waspada.store.db import folders


def test_everything_stands_in_the_order_in_which_it_happened(workbench: Workbench) -> None:
    case = workbench.case()
    folder = folders.opened(case)
    for name, value, by in (
        ("aware_at", "2025-11-25T14:02:00Z", "us"),
        ("occurred_from", "2025-11-08T00:00:00Z/2025-11-09T00:00:00Z", "vendor"),
        ("detected_at", "2025-11-09T14:00:00Z", "vendor"),
    ):
        facts.state(folder, name, value, actor="Alice", now=time.time(), cache=None, by=by)
    questions.ask(folder, ["what", "when"], to="x", actor="Alice", now=time.time(), cache=None, on="2025-11-26")
    folder.custody.append(Action.DESTROY, actor="Alice", data={"phase": "done"})
    page = workbench.client("Rita").get(f"/cases/{case.pk}/timeline/").content.decode()
    listed = page.partition('<ol class="rows">')[2].partition("</ol>")[0]
    expected = [
        "Attack began", "Vendor noticed", "72 hours since the vendor noticed end", "We are aware since",
        "2 questions were put to the vendor", "72 hours since we knew end", "The case was opened",
        "The data was destroyed",
    ]  # fmt: skip
    places = [listed.index(words) for words in expected]
    assert places == sorted(places)
    assert "at the latest" in listed
    assert len(re.findall(r"<svg ", page)) == 4
    assert "style=" not in page


def test_it_begins_with_the_case_alone(workbench: Workbench) -> None:
    case = workbench.case()
    page = workbench.client("Rita").get(f"/cases/{case.pk}/timeline/", headers={"accept-language": "id"})
    assert "Kasus dibuka" in page.content.decode()
    assert workbench.client("Charlie").get(f"/cases/{case.pk}/timeline/").status_code == 404
