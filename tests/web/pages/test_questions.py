"""Questions to the vendor by page: asked, answered, waiting, and the text to send."""

from __future__ import annotations

from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.flows.case.question_list import QUESTIONS
from waspada.store.db import folders


def test_asked_and_answered(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/questions/"
    assert bob.post(url, {"question": ["what", "when"], "own": "Who is on call?"}).status_code == 302
    page = bob.get(url).content.decode()
    assert "3 questions wait for an answer" in page
    assert "Who is on call?" in page
    answer = {"answer": "A stolen session.\nFrom a laptop.", "source": "call"}
    assert bob.post(f"{url}what/", answer).status_code == 302
    assert "From a laptop." in bob.get(f"{url}what/").content.decode()
    assert "2 questions wait for an answer" in bob.get(url).content.decode()
    assert bob.post(f"{url}own-1/", {"answer": "Nobody"}).status_code == 302


def test_what_is_wrong_is_said(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/questions/"
    assert bob.post(url, {}).status_code == 400
    assert bob.post(url, {"question": "nope"}).status_code == 400
    assert bob.post(url, {"own": "Is ani.wijaya@example.org in it?"}).status_code == 400
    assert bob.post(f"{url}what/", {"answer": ""}).status_code == 400
    assert bob.post(f"{url}what/", {"answer": "x", "on": "2126-01-01"}).status_code == 400
    assert bob.get(f"{url}nope/").status_code == 404
    assert all(entry.action not in (Action.ASK, Action.ANSWER) for entry in folders.opened(case).custody.entries())


def test_the_text_to_send_is_in_both_languages(workbench: Workbench) -> None:
    case, rita = workbench.case(), workbench.client("Rita")
    page = rita.get(f"/cases/{case.pk}/questions/letter/").content.decode()
    assert page.count(f"{len(QUESTIONS)}. ") == 2
    assert "Apa yang terjadi" in page
    assert "What happened" in page


def test_who_may_ask(workbench: Workbench) -> None:
    case = workbench.case()
    url = f"/cases/{case.pk}/questions/"
    for path in ("", "what/"):
        sent = {"question": "what", "answer": "x"}
        codes = [workbench.client(name).post(url + path, sent).status_code for name in ("Rita", "Charlie", "")]
        assert codes == [403, 404, 302]
    for path in ("", "what/", "letter/"):
        assert [workbench.client(name).get(url + path).status_code for name in ("Rita", "Charlie")] == [200, 404]
