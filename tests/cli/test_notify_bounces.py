"""`waspada notify bounces`: files, a pipe that a mail server can trust, a mailbox that keeps what we did not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests import workbench as made
from tests.notify.settings import private, written
from tests.notify.test_mailbox import Small, small  # noqa: F401  (a fixture)

from waspada.cli.notify_bounces import TRY_AGAIN, WORDS, command, lines
from waspada.core.errors import BadInput


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the command finds, with settings for mail."""
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        monkeypatch.setenv("WASPADA_HOME", str(bench.home))
        written(bench.home)
        yield bench


def run(*arguments: str, stdin: bytes = b"") -> Result:
    """The command."""
    return CliRunner().invoke(command, arguments, input=stdin)


def sent(bench: made.Workbench, count: int = 2) -> list[Any]:
    """Rows that were accepted."""
    from tests.store.db.letters import notice

    from waspada.notify import verp
    from waspada.store.db.models import Delivery

    rows = list(Delivery.objects.filter(notice=notice(bench.case(), count)).order_by("pk"))
    for row in rows:
        row.token, row.state = verp.new_token(), "accepted"
        row.save()
    return rows


def report(row: Any) -> bytes:
    """That a letter failed."""
    from tests.store.db.test_bounced import report as text

    return text(row)


def test_a_file_an_mbox_and_a_folder(bench: made.Workbench, tmp_path: Path) -> None:
    rows = sent(bench, 3)
    (tmp_path / "one.eml").write_bytes(report(rows[0]))
    answer = json.loads(run(str(tmp_path / "one.eml"), "--json").stdout)
    assert (answer["schema"], answer["messages"], answer["bounced"], answer["by_post"]) == (
        "waspada/bounces/1",
        1,
        1,
        1,
    )
    (tmp_path / "box").write_bytes(b"".join(b"From x\n" + report(row) + b"\n" for row in rows))
    found = run(str(tmp_path / "box"), "--lang", "en")
    assert found.exit_code == 0
    assert "did not arrive: 2" in found.stdout
    assert "known already: 1" in found.stdout
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.eml").write_bytes(b"From: a@example.org\nSubject: hello\n\nWho are you?\n")
    found = run(str(tmp_path / "folder"), "--lang", "id")
    assert found.exit_code == 11
    assert "disimpan di WASPADA_HOME/bounces/unmatched" in found.stdout


def test_a_pipe_takes_whatever_comes_and_says_nothing(bench: made.Workbench) -> None:
    (row,) = sent(bench, 1)
    for message in (report(row), b"not a mail at all"):
        found = run("-", stdin=message)
        assert (found.exit_code, found.output) == (0, "")
    row.refresh_from_db()
    assert row.state == "bounced"


def test_a_pipe_asks_for_the_message_again_when_something_is_wrong(bench: made.Workbench) -> None:
    (bench.home / "mail.yaml").unlink()
    found = run("-", stdin=b"x")
    assert found.exit_code == TRY_AGAIN
    assert "mail.yaml" in found.stderr
    written(bench.home)
    (bench.home / "bounces").write_text("in the way")
    assert run("-", stdin=b"From: secret@example.org\n\nx").exit_code == TRY_AGAIN


def test_a_mailbox_is_marked_once_its_messages_are_on_disk(
    bench: made.Workbench,
    small: Small,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (row,) = sent(bench, 1)
    monkeypatch.setattr("tests.notify.test_mailbox.ONE", report(row).replace(b"\n", b"\r\n"))
    private(bench.home / "pw", "right")
    server = {"host": "127.0.0.1", "port": small.port, "security": "none", "user": "bounces", "password_file": "pw"}
    written(bench.home, imap={"bounces": server})
    answer = json.loads(run("--imap", "--json").stdout)
    assert (answer["bounced"], answer["unmatched"]) == (1, 1)
    assert small.seen == {"5", "9"}
    assert json.loads(run("--imap", "--json").stdout)["messages"] == 0


def test_a_message_that_was_not_kept_stays_unread(bench: made.Workbench, small: Small) -> None:  # noqa: F811
    private(bench.home / "pw", "right")
    server = {"host": "127.0.0.1", "port": small.port, "security": "none", "user": "bounces", "password_file": "pw"}
    written(bench.home, imap={"bounces": server})
    (bench.home / "bounces").write_text("in the way")
    assert run("--imap").exit_code != 0
    assert small.seen == set()


def test_where_to_read_must_be_said_once(bench: made.Workbench, tmp_path: Path) -> None:
    for arguments in ((), (str(tmp_path), "--imap"), ("--imap",)):
        assert isinstance(run(*arguments).exception, BadInput)


def test_both_languages_say_the_same() -> None:
    assert list(WORDS["en"]) == list(WORDS["id"])
    every = dict.fromkeys(WORDS["en"], 1)
    assert len(lines(every, "en")) == len(lines(every, "id")) == len(WORDS["en"])
