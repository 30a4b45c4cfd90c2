"""A mailbox over a socket: what is unread is fetched without a trace, and marked only when asked."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.notify.settings import made, private

from waspada.core.errors import BadInput, NothingReadable
from waspada.notify.mailbox import opened
from waspada.notify.sending import Server

ONE, TWO = b"Subject: one\r\n\r\nfirst\r\n", b"Subject: two\r\n\r\nsecond\r\n"


@dataclass
class Small:
    """A server that knows as much of IMAP as is needed."""

    port: int = 0
    said: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    breaks: bool = False

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                stream.write(b"* OK ready\r\n")
                stream.flush()
                while line := stream.readline():
                    self.said.append(line.decode().strip().partition(" ")[2])
                    if self.breaks and "FETCH" in self.said[-1]:
                        break
                    stream.write(self.answer(line.decode().strip()))
                    stream.flush()

    def answer(self, line: str) -> bytes:
        tag, _, command = line.partition(" ")
        done = f"{tag} OK done\r\n".encode()
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n" + done
        if command.startswith("LOGIN"):
            return done if '"right"' in command else f"{tag} NO wrong\r\n".encode()
        if command.startswith("SELECT"):
            return b"* 2 EXISTS\r\n" + done
        if command.startswith("UID SEARCH"):
            left = " ".join(uid for uid in ("5", "9") if uid not in self.seen)
            return f"* SEARCH {left}\r\n".encode() + done
        if command.startswith("UID FETCH"):
            raw = ONE if command.split()[2] == "5" else TWO
            return f"* 1 FETCH (UID 5 BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n" + done
        if command.startswith("UID STORE"):
            self.seen |= set(command.split()[2].split(","))
        return (b"* BYE\r\n" if command.startswith("LOGOUT") else b"") + done


@pytest.fixture
def small() -> Iterator[Small]:
    """The server, listening."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = Small(listener.getsockname()[1])
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)


def settings(folder: Path, port: int, password: str = "right") -> Server:
    """Of a mailbox on this machine."""
    private(folder / "pw", password)
    imap = {"host": "127.0.0.1", "port": port, "security": "none", "user": "bounces", "password_file": "pw"}
    server = made(folder, imap={"bounces": imap}).bounces
    assert server is not None
    return server


def test_fetched_without_a_trace_and_marked_when_asked(small: Small, tmp_path: Path) -> None:
    with opened(settings(tmp_path, small.port)) as inbox:
        found = list(inbox.unread())
        assert [one.raw for one in found] == [ONE, TWO]
        assert small.seen == set()
        inbox.mark(found[:1])
        assert [one.raw for one in inbox.unread()] == [TWO]
    said = "\n".join(small.said)
    assert small.seen == {"5"}
    assert "BODY.PEEK[]" in said
    assert not re.search(r"EXPUNGE|CLOSE|Deleted", said)
    assert "one" not in repr(found)


def test_a_wrong_password_is_said_without_it(small: Small, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not let us in") as caught, opened(settings(tmp_path, small.port, "wr0ng")):
        pass
    assert "wr0ng" not in str(caught.value)


def test_a_mailbox_that_breaks_off_or_is_not_there(small: Small, tmp_path: Path) -> None:
    small.breaks = True
    with pytest.raises(NothingReadable), opened(settings(tmp_path, small.port)) as inbox:
        list(inbox.unread())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NothingReadable), opened(settings(tmp_path, port)):
        pass
