"""A provider's API as a way out: anymail's own test backend, and the form of a real one against a server of ours."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from tests.notify.test_message import MAIL

from waspada.core.errors import BadInput
from waspada.notify.message import content
from waspada.notify.transport import Answer, Outcome, Outgoing
from waspada.store.db.mail_api import Api

LETTER = Outgoing(row=1, sender="bounces+t@example.com", recipient="ani@example.org", content=content(MAIL))
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "m-1", "To": "ani@example.org", "SubmittedAt": "2026-03-09"}
DROPPED = 0


@dataclass
class Provider:
    """Answers as told, and keeps what it was asked."""

    status: int = 200
    answer: Any = field(default_factory=lambda: dict(TAKEN))
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    began: list[int] = field(default_factory=list)

    def api(self, **more: Any) -> Api:
        options = {"POSTMARK_SERVER_TOKEN": "made-up", "POSTMARK_API_URL": self.url, **more}
        return Api("anymail.backends.postmark.EmailBackend", options)

    def sent(self) -> Answer:
        with closing(self.api()) as api:
            return api.send(LETTER, lambda: self.began.append(len(self.asked)))


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if made.status == DROPPED:
                self.close_connection = True
                return
            body = json.dumps(made.answer).encode()
            self.send_response(made.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made
        server.shutdown()


def test_a_letter_goes_out_whole_and_unwatched(provider: Provider) -> None:
    assert provider.sent() == Answer(outcome=Outcome.ACCEPTED)
    assert provider.began == [0], "begun once, before the request"
    (asked,) = provider.asked
    assert (asked["To"], asked["Subject"]) == ("ani@example.org", MAIL.subject)
    assert (asked["TextBody"], asked["HtmlBody"]) == (MAIL.text, MAIL.html)
    assert (asked["TrackOpens"], asked["TrackLinks"]) == (False, "None")
    headers = {one["Name"]: one["Value"] for one in asked["Headers"]}
    assert headers == {"Message-ID": "<abc@example.com>", "Auto-Submitted": "auto-generated", "Content-Language": "en"}


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (DROPPED, {}, Answer(outcome=Outcome.UNKNOWN)),
        (500, {"Message": "ani@example.org broke us"}, Answer(outcome=Outcome.UNKNOWN, reply="500")),
        (503, {}, Answer(outcome=Outcome.UNKNOWN, reply="503")),
        (429, {}, Answer(outcome=Outcome.LATER, reply="429")),
        (401, {"ErrorCode": 10}, Answer(outcome=Outcome.LATER, reply="401")),
        (404, {}, Answer(outcome=Outcome.REFUSED, reply="404")),
        (
            422,
            {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ani@example.org'."},
            Answer(outcome=Outcome.REFUSED),
        ),
        (200, {"ErrorCode": 0, "Message": "what?"}, Answer(outcome=Outcome.UNKNOWN, reply="200")),
    ],
)
def test_what_became_of_it(provider: Provider, status: int, answer: Any, expected: Answer) -> None:
    provider.status, provider.answer = status, answer
    assert provider.sent() == expected
    assert len(provider.asked) == 1


def test_an_answer_that_never_comes(provider: Provider) -> None:
    with closing(provider.api(POSTMARK_TIMEOUT=0.2)) as api:
        provider.status = DROPPED
        assert api.send(LETTER, lambda: None).outcome is Outcome.UNKNOWN


def test_nobody_listens() -> None:
    gone = Provider(url="http://127.0.0.1:9/")
    assert gone.sent() == Answer(outcome=Outcome.LATER)


def test_where_the_ledger_says_no_nothing_is_asked(provider: Provider) -> None:
    def refuse() -> None:
        raise RuntimeError("not now")

    with closing(provider.api()) as api, pytest.raises(RuntimeError):
        api.send(LETTER, refuse)
    assert provider.asked == []


def test_what_is_no_address_is_not_begun(provider: Provider) -> None:
    letter = Outgoing(row=1, sender="b@example.com", recipient="ani@", content=LETTER.content)
    with closing(provider.api()) as api:
        assert api.send(letter, lambda: provider.began.append(1)).outcome is Outcome.REFUSED
    assert (provider.began, provider.asked) == ([], [])


def test_the_envelope_sender_is_handed_on_where_a_provider_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core import mail

    monkeypatch.setattr(mail, "outbox", [], raising=False)
    api = Api("anymail.backends.test.EmailBackend", {})
    assert api.send(LETTER, lambda: None) == Answer(outcome=Outcome.ACCEPTED)
    sent: Any = mail.outbox[0]
    assert sent.anymail_test_params["envelope_sender"] == "bounces+t@example.com"
    assert sent.anymail_test_params["track_opens"] is False


@pytest.mark.parametrize(
    ("backend", "options"),
    [
        ("anymail.backends.nobody.EmailBackend", {}),
        ("anymail.backends.postmark.EmailBackend", {}),
        ("os.path", {}),
    ],
)
def test_a_provider_that_cannot_be_used_is_said(backend: str, options: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="provider"):
        Api(backend, options)
