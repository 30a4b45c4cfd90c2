"""The sentence that a case begins with."""

from __future__ import annotations

import time

from django.utils import translation
from tests.web.assessed import document
from tests.workbench import Workbench

from waspada.assess.report.text import plain
from waspada.flows.case import facts
from waspada.flows.case.show import standing
from waspada.store.db import folders
from waspada.web.clocks import clocks
from waspada.web.overview_words import digest, gaps


def test_it_is_in_the_readers_language_and_names_whose_word_it_is(workbench: Workbench) -> None:
    folder = folders.opened(workbench.case())
    facts.state(folder, "people", "300", actor="Dewi", now=time.time(), cache=None, by="press")
    shown = standing(folder, "Acme Desk", time.time())
    with translation.override("en"):
        assert plain(digest(shown, {}, 0)["first"][0]).startswith("The press says that the people affected number 300")
    with translation.override("id"):
        assert plain(digest(shown, {}, 0)["first"][0]).startswith("Menurut pers, orang yang terdampak: 300")


def test_gaps_come_from_the_run_and_from_the_facts(workbench: Workbench) -> None:
    shown = standing(folders.opened(workbench.case()), "Acme Desk", time.time())
    with translation.override("en"):
        before = gaps(shown, {}, clocks(shown.facts, shown.now))
        after = gaps(shown, document(), clocks(shown.facts, shown.now))
    assert any("nothing has been assessed yet" in one for one in before)
    assert any(one.startswith("2 records") for one in after)
    assert any(one.startswith("We are aware since") for one in after)
