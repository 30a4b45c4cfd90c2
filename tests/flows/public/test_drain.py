"""The key holder's answers: true, to exactly that address, once; and nothing twice after any kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.flows.public.desk import KEYS, NOW, Office, Post, exported

from waspada.core.errors import BadInput, Locked
from waspada.flows.public import bundle, fetches, queue
from waspada.flows.public.drain import Drained, address_of, drain
from waspada.flows.public.journal import opened
from waspada.flows.public.keys import Keys
from waspada.flows.public.members import Facts
from waspada.flows.public.queue import Kind, Question
from waspada.notify.transport import Outcome
from waspada.readers.age import Identity

FACTS = Facts(categories=("user.contact.email",))
DAY = 86_400.0
PROOF = f"waspada-proof={'p' * 43}"
ACME = {
    "admins": ["it@acme.example"],
    "people": [{"address": "ani@acme.example", "name": "Ani"}, {"address": "x@freemail.example", "name": "Xi"}],
}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = exported(tmp_path / "b", members=[("budi@example.org", FACTS)])
    return Office(found=found, home=tmp_path / "home")


def test_members_and_strangers_each_get_the_truth_at_their_address(office: Office) -> None:
    office.ask(address=" Budi@Example.org ")
    office.ask(address="stranger@example.org", lang="id")
    assert office.drained() == Drained({"answered": 2})
    assert office.post.to == ["Budi@Example.org", "stranger@example.org"]
    assert "The answer is yes" in office.post.text(0)
    assert "- e-mail address" in office.post.text(0)
    assert "Jawabannya: tidak" in office.post.text(1)
    assert office.waiting == 0


def test_an_address_gets_one_answer_a_day(office: Office) -> None:
    for typed in ("budi@example.org", "BUDI@example.org", "budi@example.org"):
        office.ask(address=typed)
    assert office.drained() == Drained({"answered": 1, "skipped": 2})
    office.now += DAY + 1
    office.ask(address="budi@example.org")
    assert office.drained()["answered"] == 1
    assert len(office.post.sent) == 2


def test_a_question_that_comes_back_is_not_answered_again(office: Office) -> None:
    office.ask(address="budi@example.org")
    (path,) = queue.waiting(office.found.root / bundle.QUEUE)
    copy = path.read_bytes()
    office.drained()
    office.now += 10 * DAY
    path.write_bytes(copy)
    path.with_name("0" * 32 + queue.SUFFIX).write_bytes(copy)
    assert office.drained() == Drained({"done": 2})
    assert len(office.post.sent) == 1


@pytest.mark.parametrize(
    "typed", ["", "budi", "@example.org", "budi@", "a@b", "a b@example.org", "a@example.org, b@example.org",
              "a@example.org\r\nBcc: b@example.org", "<a@example.org>", "a@[127.0.0.1]", '"a b"@example.org',
              "a@-x.org", "x" * 65 + "@example.org", "a\x00@example.org", "a@b@example.org"],
)  # fmt: skip
def test_what_is_no_address_gets_no_mail(office: Office, typed: str) -> None:
    office.ask(address=typed)
    assert office.drained() == Drained({"no_address": 1})
    assert office.post.sent == []
    assert office.waiting == 0


@pytest.mark.parametrize("typed", ["a@example.org", "A.b+c@Example.org", "a@bücher.example", "o'brien@example.org"])
def test_what_is_an_address_is_used_as_it_was_typed(typed: str) -> None:
    assert address_of(f" {typed} ") == typed


def test_a_server_that_says_later_is_asked_again_then_let_go(office: Office) -> None:
    office.post.outcomes = [Outcome.LATER, Outcome.LATER, Outcome.ACCEPTED]
    office.ask(address="budi@example.org")
    assert office.drained() == Drained({"waiting": 1})
    assert office.drained() == Drained({"waiting": 1})
    assert office.drained() == Drained({"answered": 1})
    office.post.outcomes = [Outcome.LATER]
    office.ask(address="other@example.org")
    office.now += 6 * DAY
    assert office.drained() == Drained({"expired": 1})
    assert office.waiting == 0


def test_refused_and_unknown_do_not_go_again(office: Office) -> None:
    office.post.outcomes = [Outcome.REFUSED, Outcome.UNKNOWN]
    office.ask(address="a@example.org")
    office.ask(address="b@example.org")
    assert office.drained() == Drained({"refused": 1, "unknown": 1})
    assert (office.drained(), office.waiting) == (Drained({}), 0)


def test_with_another_key_nobody_is_told_that_they_are_not_in_it(office: Office) -> None:
    office.ask(address="budi@example.org")
    with opened(office.home / "answers.db") as journal:
        from dataclasses import replace

        with pytest.raises(Locked):
            drain(replace(office.desk(journal), keys=Keys.of(Identity.new())))
    assert office.post.sent == []
    assert office.waiting == 1


def test_what_cannot_be_read_is_put_aside_and_counted(office: Office) -> None:
    folder = office.found.root / bundle.QUEUE
    (folder / f"{'0' * 32}{queue.SUFFIX}").write_bytes(b"x" * queue.FRAME)
    assert office.drained() == Drained({"unreadable": 1})
    assert office.drained() == Drained({})
    assert len(list(folder.iterdir())) == 1


def test_enquiries_wait_until_somebody_takes_them(office: Office) -> None:
    taken: list[Question] = []
    office.ask(Kind.ENQUIRY, address="budi@example.org", text="Why?")
    assert office.drained() == Drained({"waiting": 1})
    office.enquiry = taken.append
    assert office.drained() == Drained({"enquiry": 1})
    assert [one.fields["text"] for one in taken] == ["Why?"]

    def refuse(_question: Question) -> None:
        raise BadInput("it says nothing")

    office.enquiry = refuse
    office.ask(Kind.ENQUIRY, address="budi@example.org", text="")
    assert office.drained() == Drained({"refused": 1})
    assert office.waiting == 0


# --- organisations ---


def link(office: Office) -> str:
    return office.post.text().partition("token=")[2].split()[0]


def listed(office: Office) -> str:
    found = fetches.take(office.found.root / bundle.FETCH, link(office), office.now)
    return found.content.decode("utf-8-sig") if found else ""


def test_an_administrator_gets_the_list_of_their_organisation_by_a_link(office: Office) -> None:
    office.know(ACME)
    office.ask(Kind.ORGANISATION, domain="acme.example", contact="IT@acme.example", proof=PROOF)
    assert office.drained() == Drained({"answered": 1})
    assert office.post.to == ["IT@acme.example"]
    assert listed(office).splitlines()[1:] == ["ani@acme.example,Ani,", "x@freemail.example,Xi,"]
    assert listed(office) == ""


def test_others_get_it_after_the_domain_shows_the_proof_and_only_its_people(office: Office) -> None:
    office.know(ACME)
    office.ask(Kind.ORGANISATION, domain="Acme.example", contact="new@acme.example", proof=PROOF)
    assert office.drained() == Drained({"waiting": 1})
    office.zone = {"acme.example": ["v=spf1 -all", PROOF + "x"]}
    assert office.drained() == Drained({"waiting": 1})
    office.zone = {"acme.example": ["v=spf1 -all", PROOF]}
    assert office.drained() == Drained({"answered": 1})
    assert listed(office).splitlines()[1:] == ["ani@acme.example,Ani,"]


def test_without_proof_nobody_is_told_anything(office: Office) -> None:
    office.know(ACME)
    for contact, proof in (("a@acme.example", "waspada-proof="), ("b@evil.example", ""), ("c@evil.example", "v=spf1")):
        office.ask(Kind.ORGANISATION, domain="acme.example", contact=contact, proof=proof)
    office.zone = {"acme.example": ["v=spf1", "waspada-proof=", ""]}
    assert office.drained() == Drained({"waiting": 3})
    office.now += 8 * DAY
    assert office.drained() == Drained({"unproven": 3})
    assert office.post.sent == []


def test_the_owner_of_a_domain_without_people_is_told_so(office: Office) -> None:
    office.zone = {"none.example": [PROOF]}
    office.ask(Kind.ORGANISATION, domain="none.example", contact="it@none.example", proof=PROOF)
    assert office.drained() == Drained({"answered": 1})
    assert "found nobody of this domain" in " ".join(office.post.text().split())
    assert list((office.found.root / bundle.FETCH).iterdir()) == []


def test_a_link_that_did_not_go_out_is_taken_back(office: Office) -> None:
    office.know(ACME)
    office.post.outcomes = [Outcome.LATER, Outcome.REFUSED]
    office.ask(Kind.ORGANISATION, domain="acme.example", contact="it@acme.example", proof=PROOF)
    assert office.drained() == Drained({"waiting": 1})
    assert office.drained() == Drained({"refused": 1})
    assert list((office.found.root / bundle.FETCH).iterdir()) == []


# --- kills ---

_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.flows.public import desk
from waspada.flows.public import bundle, journal
from waspada.notify.transport import Answer, Outcome
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
step, place, home, secret = sys.argv[1:]
desk.KEYS = desk.Keys.of(desk.Identity(secret))
class Post(desk.Post):
    def send(self, message, begin):
        if step == "before": die()
        begin()
        if step == "after the intention": die()
        with open(home + "/arrived", "a") as file:
            file.write(message.recipient + "\\n")
            file.flush(); os.fsync(file.fileno())
        if step == "after the mail": die()
        return Answer(outcome=Outcome.ACCEPTED)
if step == "after the note":
    Path.unlink = die
office = desk.Office(found=bundle.load(Path(place)), home=Path(home), post=Post())
office.drained()
"""


@pytest.mark.parametrize("step", ["before", "after the intention", "after the mail", "after the note"])
def test_a_kill_at_any_step_never_sends_twice(office: Office, step: str) -> None:
    office.home.mkdir()
    office.ask(address="budi@example.org")
    run = [sys.executable, "-c", _KILLED]
    given = [str(office.found.root), str(office.home), KEYS.identity.secret]
    env = {**os.environ, "PYTHONPATH": f"src{os.pathsep}."}
    there = Path(__file__).parents[3]
    done = subprocess.run([*run, step, *given], check=False, timeout=60, env=env, cwd=there)
    assert done.returncode == -signal.SIGKILL
    for _ in range(2):
        assert subprocess.run([*run, "", *given], check=False, timeout=60, env=env, cwd=there).returncode == 0
    arrived = (office.home / "arrived").read_text().splitlines() if (office.home / "arrived").exists() else []
    lost = step == "after the intention"
    assert arrived == ([] if lost else ["budi@example.org"])
    assert office.waiting == 0


def test_a_mail_on_whose_way_the_process_died_is_counted_as_unknown(office: Office) -> None:
    class Dies(Exception):
        pass

    def dies() -> None:
        raise Dies

    office.post = Post(dies=dies)
    office.ask(address="budi@example.org")
    with pytest.raises(Dies):
        office.drained()
    office.post = Post()
    assert office.drained() == Drained({"unknown": 1})
    assert office.post.sent == []
    assert office.now == NOW


def test_nothing_of_an_address_stays_on_the_key_holders_side(office: Office) -> None:
    office.ask(address="budi@example.org")
    office.drained()
    kept = b"".join(path.read_bytes() for path in office.home.glob("answers.db*"))
    assert kept
    assert b"budi" not in kept
    assert b"example.org" not in kept
