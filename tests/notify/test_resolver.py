"""Questions to a real server, on this machine: answers, names that do not exist, silence within the time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from tests.notify.settings import made, private

from waspada.notify.lookup import NoAnswer
from waspada.notify.resolver import live, lookup_of

RECORDS = {
    ("example.com.", "TXT"): '"v=spf1 " "-all"',
    ("example.com.", "MX"): "10 Mail.example.com.",
    ("mail.example.com.", "A"): "192.0.2.10",
}


def answer(question: bytes) -> bytes | None:
    """Of our server; None: it says nothing."""
    asked = dns.message.from_wire(question)
    name, kind = asked.question[0].name.to_text().lower(), dns.rdatatype.to_text(asked.question[0].rdtype)
    if name.startswith("silent."):
        return None
    said = dns.message.make_response(asked)
    if name.startswith("broken."):
        said.set_rcode(dns.rcode.SERVFAIL)
    elif (name, kind) in RECORDS:
        said.answer.append(dns.rrset.from_text(name, 60, "IN", kind, RECORDS[name, kind]))
    elif name not in {known for known, _ in RECORDS}:
        said.set_rcode(dns.rcode.NXDOMAIN)
    return said.to_wire()


@pytest.fixture
def resolver() -> Iterator[dns.resolver.Resolver]:
    """One that asks our server."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    question, who = server.recvfrom(4096)
                except TimeoutError:
                    continue
                said = answer(question)
                if said:
                    server.sendto(said, who)

        thread = threading.Thread(target=serve)
        thread.start()
        asks = dns.resolver.Resolver(configure=False)
        asks.nameservers, asks.port = ["127.0.0.1"], server.getsockname()[1]
        yield asks
        over.set()
        thread.join()


def test_answers_as_text(resolver: dns.resolver.Resolver) -> None:
    lookup = live(resolver=resolver)
    assert lookup("example.com", "TXT") == ("v=spf1 -all",)
    assert [one.lower() for one in lookup("EXAMPLE.com.", "MX")] == ["10 mail.example.com"]
    assert lookup("mail.example.com", "A") == ("192.0.2.10",)
    assert lookup("mail.example.com", "AAAA") == ()
    assert lookup("none.example.com", "TXT") == ()
    assert lookup(f"{'a' * 70}.example.com", "TXT") == ()


def test_no_answer_is_not_no_record(resolver: dns.resolver.Resolver) -> None:
    lookup = live(one=0.2, all_of_them=0.4, resolver=resolver)
    began = time.monotonic()
    for name in ("broken.example.com", "silent.example.com", "silent.example.com"):
        with pytest.raises(NoAnswer):
            lookup(name, "TXT")
    time.sleep(max(0.0, began + 0.5 - time.monotonic()))
    with pytest.raises(NoAnswer):
        lookup("example.com", "TXT")  # too late
    assert time.monotonic() - began < 3


def test_a_rehearsal_asks_a_file(tmp_path: Path) -> None:
    private(tmp_path / "zone.yaml", "example.com: {MX: ['10 mail.example.com']}\n")
    sending = made(tmp_path, dns={"zone_file": "zone.yaml"})
    assert lookup_of(sending)("example.com", "MX") == ["10 mail.example.com"]
