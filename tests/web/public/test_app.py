"""The public server: what it shows, what it never says, and that all addresses get the same answer."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.public import visitor
from tests.web.public.visitor import NOW, ask, letter

from waspada.flows.public import bundle, fetches, queue
from waspada.flows.public.keys import Keys
from waspada.flows.public.members import Facts
from waspada.readers.age import Identity
from waspada.web.public.app import Public
from waspada.web.public.limits import Limits, Rate

KEYS = Keys.of(Identity.new())
FREE = Rate(burst=10**9, per_second=1)
OPEN = Limits(wrong=FREE, wrong_all=FREE, affected=FREE, affected_all=FREE, longer=FREE, longer_all=FREE)
LETTERS = [letter(number) for number in range(3)]


class Clock:
    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def place(tmp_path: Path) -> Path:
    visitor.bundle(tmp_path / "bundle", KEYS, letters=LETTERS, members=[("budi@example.org", Facts(categories=()))])
    return tmp_path / "bundle"


@pytest.fixture
def app(place: Path) -> Iterator[Public]:
    public = Public(place, limits=OPEN, clock=Clock())
    yield public
    public.close()


def asked(place: Path) -> list[queue.Question]:
    return [one for _, one in queue.questions(place / bundle.QUEUE, KEYS.identity) if one]


# --- the statement ---


def test_the_statement_and_its_feeds_are_served(app: Public) -> None:
    home = ask(app, "/")
    assert (home.status, home.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert ask(app, "/id/").text.endswith("Kami diberi tahu")
    assert ask(app, "/feed.xml").headers["content-type"].startswith("application/atom+xml")
    assert ask(app, "/feed.json").headers["content-type"].startswith("application/feed+json")
    moved = ask(app, "/id")
    assert (moved.status, moved.headers["location"]) == (308, "/id/")


def test_what_the_browser_has_already_does_not_travel_again(app: Public) -> None:
    plain = ask(app, "/")
    packed = ask(app, "/", headers={"accept-encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body)
    assert plain.headers["etag"] != packed.headers["etag"]
    for reply in (plain, packed):
        again = ask(app, "/", headers={"if-none-match": reply.headers["etag"]})
        assert (again.status, again.body) == (304, b"")
    assert ask(app, "/", headers={"accept-encoding": "gzip;q=0"}).body == plain.body


def test_styles_inside_a_page_are_allowed_by_their_hash_and_no_script_is(app: Public) -> None:
    policy = ask(app, "/").headers["content-security-policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script" not in policy


@pytest.mark.parametrize(
    "path",
    ["/../bundle.json", "/..%2fbundle.json", "/%2e%2e/bundle.json", "/../../etc/passwd", "//etc/passwd", "/bundle.json",
     "/codes.bin", "/queue.pub", "/queue/", "/site/index.html", "/index.html\x00.png", "/.lock", "/v-1/codes.bin",
     "/id/../index.html", "/state/seen.json", "/…"],
)  # fmt: skip
def test_only_the_statement_can_be_asked_for(app: Public, path: str) -> None:
    reply = ask(app, path)
    assert reply.status == 404
    assert "There is no such page" in reply.text


def test_a_new_version_is_taken_up_while_it_runs(app: Public, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place.parent / "site" / "index.html").write_text("<p>Corrected", encoding="utf-8")
    new = letter(77)
    bundle.export(place, site=place.parent / "site", letters=[new], members=[], keys=KEYS, about=visitor.ABOUT, now=NOW)
    monkeypatch.setattr("waspada.web.public.served._LOOK_EVERY", 0.0)
    for _ in range(500):
        if ask(app, "/").text == "<p>Corrected":
            break
    assert ask(app, "/").text == "<p>Corrected"
    assert TEXT_LINE in ask(app, "/check", form={"code": new.code}).text


def test_a_broken_version_leaves_the_old_one_standing(
    app: Public, place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (place / "bundle.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("waspada.web.public.served._LOOK_EVERY", 0.0)
    for _ in range(200):
        assert ask(app, "/").status == 200
        if caplog.records:
            break
    assert "the old one stays" in caplog.text


# --- letters ---

TEXT_LINE = "your &lt;e-mail address&gt; was in a file"


def test_a_code_shows_the_letter_to_compare_and_never_says_that_a_copy_is_genuine(app: Public) -> None:
    shown = ask(app, "/check", form={"code": LETTERS[1].code.lower().replace("-", " ")})
    assert shown.status == 200
    for part in (TEXT_LINE, "Kopi &amp; Co &lt;notice@kopi.example&gt;", "Your data at a vendor", "b•••@e•••.org",
                 "23 November 2026", "A code can be copied", "says nothing about the letter that you"):  # fmt: skip
        assert part in shown.text, part
    assert "genuine" not in shown.text
    indonesian = ask(app, "/check?lang=id", form={"code": LETTERS[1].code})
    assert "Kode dapat disalin" in indonesian.text
    assert '<html lang="id">' in indonesian.text
    assert "asli" not in indonesian.text


def test_a_wrong_code_gives_one_page_of_the_same_status_and_size(app: Public) -> None:
    right = ask(app, "/check", form={"code": LETTERS[0].code})
    unknown = letter(999).code
    wrong = [ask(app, "/check", form={"code": typed}) for typed in ("", "x", unknown, "0" * 5000, unknown[:-1], "💥")]
    wrong.append(ask(app, "/check", form={"other": "x"}))
    assert {(one.status, one.body) for one in wrong} == {(200, wrong[0].body)}
    assert (right.status, len(right.body)) == (200, len(wrong[0].body))
    assert unknown not in wrong[2].text
    assert right.headers["cache-control"] == "no-store, no-transform"


def test_wrong_codes_are_limited_by_network_and_right_ones_wait_too(place: Path) -> None:
    clock = Clock()
    limited = Limits(wrong=Rate(burst=3, per_second=0.1), wrong_all=Rate(burst=5, per_second=0.1))
    app = Public(place, limits=limited, clock=clock)
    tries = [ask(app, "/check", form={"code": "wrong"}, host=f"203.0.113.{number}").status for number in range(5)]
    assert tries == [200, 200, 200, 429, 429]
    assert ask(app, "/check", form={"code": LETTERS[0].code}, host="203.0.113.200").status == 429
    assert ask(app, "/check", form={"code": LETTERS[0].code}, host="198.51.100.1").status == 200
    assert [ask(app, "/check", form={"code": "x"}, host=f"2001:db8:{n}::1").status for n in range(3)] == [200, 200, 429]
    clock.now += 30
    assert ask(app, "/check", form={"code": LETTERS[0].code}, host="203.0.113.200").status == 200


def test_a_code_that_is_seen_from_many_places_is_flagged(app: Public, place: Path) -> None:
    def look(host: str) -> str:
        return ask(app, "/check", form={"code": LETTERS[2].code}, host=host).text

    for last in range(20):
        assert "from one network" in look(f"203.0.113.{last}")
    for number in range(2, 5):
        assert f"from {number} different networks" in look(f"198.51.{number}.1")
    flagged = look("2001:db8:1::1")
    assert "Take care: this code was looked up from 5 different networks" in flagged
    assert "Take care" not in ask(app, "/check", form={"code": LETTERS[1].code}).text
    app.close()
    again = Public(place, limits=OPEN, clock=Clock())
    assert "Take care" in ask(again, "/check", form={"code": LETTERS[2].code}).text, "the counts outlive the process"
    kept = (place / bundle.STATE / "seen.json").read_text()
    assert not [one for one in ("203.0.113", "198.51", "2001:db8", LETTERS[2].code) if one in kept]


# --- questions ---


def test_members_and_strangers_get_the_same_answer(app: Public, place: Path) -> None:
    addresses = [
        "budi@example.org",
        "stranger@example.org",
        "",
        "no address",
        "x" * 5000,
        "a@b\r\nBcc: c@d",
        "ü@ö.example",
    ]
    replies = [ask(app, "/affected", form={"address": address}) for address in addresses]
    replies.append(ask(app, "/affected", form={}))
    assert {(one.status, one.body, tuple(one.headers.items())) for one in replies} == {
        (200, replies[0].body, tuple(replies[0].headers.items()))
    }
    waiting = asked(place)
    assert [one.kind for one in waiting] == [queue.Kind.AFFECTED] * len(replies)
    assert waiting[0].fields == {"address": "budi@example.org"}
    assert {path.stat().st_size for path in (place / bundle.QUEUE).iterdir()} == {queue.FRAME}


def test_over_its_limit_the_answer_is_still_the_same_and_who_runs_it_is_told(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    few = Rate(burst=2, per_second=0.001)
    app = Public(place, limits=Limits(affected=few, affected_all=FREE), clock=Clock())
    bodies = {ask(app, "/affected", form={"address": f"n{number}@example.org"}).body for number in range(5)}
    assert len(bodies) == 1
    assert len(asked(place)) == 2
    assert "not taken" in caplog.text
    assert "example.org" not in caplog.text


def test_an_organisation_gets_a_proof_of_its_own_each_time(app: Public, place: Path) -> None:
    first = ask(app, "/organisation", form={"domain": "example.org", "contact": "it@example.org"})
    second = ask(app, "/organisation", form={"domain": "unknown.example", "contact": "x"})
    assert first.status == second.status == 200
    assert len(first.body) == len(second.body)
    question = asked(place)[0]
    assert question.kind is queue.Kind.ORGANISATION
    assert question.fields["proof"] in first.text
    assert question.fields["proof"] not in second.text
    assert len(question.fields["proof"]) == len("waspada-proof=") + 43


def test_an_enquiry_goes_into_the_queue_or_its_sender_is_told(app: Public, place: Path) -> None:
    done = ask(app, "/ask?lang=id", form={"address": "budi@example.org", "text": "Apa yang\r\nhilang? " + "é" * 1000})
    assert "Pertanyaan Anda sudah kami terima" in done.text
    question = asked(place)[0]
    assert (question.kind, question.lang) == (queue.Kind.ENQUIRY, "id")
    assert question.fields["text"].startswith("Apa yang\nhilang?")
    for wrong in ({"address": "", "text": "x"}, {"address": "a@b.example", "text": " "},
                  {"address": "a@b.example", "text": "x" * 2001}):  # fmt: skip
        assert ask(app, "/ask", form=wrong).status == 400
    full = Public(place, limits=Limits(longer=Rate(burst=1, per_second=0.001)), clock=Clock())
    given = {"address": "a@b.example", "text": "x"}
    assert [ask(full, "/ask", form=given).status for _ in range(2)] == [200, 503]


def test_the_longest_enquiry_in_any_script_fits_into_the_queue(app: Public, place: Path) -> None:
    for sign in ("x", "é", "字", "💥", '"', "\n"):
        text = "a" + sign * 1998 + "b"
        reply = ask(app, "/ask", form={"address": "a" * 250, "text": text})
        assert reply.status == 200, sign
        assert asked(place)[-1].fields["text"] == text


def test_a_list_is_fetched_once(app: Public, place: Path) -> None:
    token = fetches.new_token()
    fetches.put(place / bundle.FETCH, token, b"name\nBudi\n", expires=NOW + 60)
    for _ in range(3):
        page = ask(app, f"/fetch?token={token}")
        assert page.status == 200
        assert b"Budi" not in page.body
    got = ask(app, "/fetch", form={"token": f" {token} "})
    assert (got.status, got.body) == (200, b"name\nBudi\n")
    assert got.headers["content-disposition"].startswith("attachment")
    again, never = ask(app, "/fetch", form={"token": token}), ask(app, "/fetch", form={"token": "x"})
    assert again.status == never.status == 404
    assert again.body == never.body
    log = (place / bundle.FETCH / fetches.LOG).read_text()
    assert fetches.link_name(token) in log
    assert token not in log


# --- every answer ---


@pytest.mark.parametrize("path", ["/", "/check", "/affected", "/organisation", "/ask", "/fetch", "/healthz", "/none",
                                  "/public.css", "/id"])  # fmt: skip
def test_every_answer_is_safe_and_sets_no_cookie(app: Public, path: str) -> None:
    reply = ask(app, path)
    assert "set-cookie" not in reply.headers
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert b"<script" not in reply.body
    assert not [one for one in ("http://", "//cdn", "<img", "onclick") if one in reply.text]
    head = ask(app, path, method="HEAD")
    assert (head.status, head.body) == (reply.status, b"")
    assert head.headers == reply.headers


@pytest.mark.parametrize("path", ["/", "/check", "/affected", "/healthz", "/none"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_turned_away_calmly(app: Public, path: str, method: str) -> None:
    reply = ask(app, path, method=method)
    assert reply.status == 405
    assert "cannot be asked in this way" in reply.text
    assert "GET" in reply.headers["allow"]


@pytest.mark.parametrize("path", ["/check", "/affected", "/organisation", "/ask", "/fetch"])
def test_bodies_are_bounded_and_must_be_forms(app: Public, path: str) -> None:
    assert ask(app, path, body=b"a=" + b"x" * 40_000).status == 413
    assert ask(app, path, body=b"a=" + b"x" * 40_000, headers={"content-length": "5"}).status == 413
    assert ask(app, path, body=b"a=1&" * 100).status == 413
    assert ask(app, path, body=b"{}", headers={"content-type": "application/json"}).status == 415


def test_a_defect_is_a_calm_page_and_no_value_is_logged(
    app: Public, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("budi@example.org")

    monkeypatch.setattr("waspada.web.public.app.letters.find", breaks)
    reply = ask(app, "/check", form={"code": LETTERS[0].code})
    assert reply.status == 500
    assert "Something of ours broke" in reply.text
    assert "RuntimeError" in caplog.text
    assert "budi" not in caplog.text + reply.text


def test_nothing_that_is_asked_is_logged(app: Public, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(app, "/affected", form={"address": "canary@example.org"}, host="198.51.100.77")
    ask(app, "/check", form={"code": LETTERS[0].code}, host="198.51.100.77")
    ask(app, "/fetch?token=canarytoken")
    said = caplog.text
    assert not [one for one in ("canary", "198.51", LETTERS[0].code, LETTERS[0].code[:5]) if one in said]


def test_behind_tls_browsers_are_told_to_stay_there(place: Path) -> None:
    app = Public(place, https=True)
    assert ask(app, "/check").headers["strict-transport-security"].startswith("max-age=")


def test_the_language_is_that_of_the_address_else_of_the_browser(app: Public) -> None:
    asked_for = {"accept-language": "id-ID,id;q=0.9,en;q=0.5"}
    assert '<html lang="id">' in ask(app, "/check", headers=asked_for).text
    assert '<html lang="en">' in ask(app, "/check?lang=en", headers=asked_for).text
    assert '<html lang="en">' in ask(app, "/check", headers={"accept-language": "de;q=0.9, xx;q=oops"}).text


def test_it_loads_neither_django_nor_the_store_nor_a_way_to_send() -> None:
    code = (
        "import sys, waspada.web.public.app; print(sorted({name for name in sys.modules if name.split('.')[0] in "
        "('django', 'smtplib', 'dns', 'duckdb', 'sqlite3') or name.startswith(('waspada.store', 'waspada.assess'))}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
