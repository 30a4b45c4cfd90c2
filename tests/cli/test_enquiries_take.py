"""`waspada enquiries take`: files, a pipe, a mailbox; each mail once, and what has no case stays where it lies."""

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
from tests.store.db.enquiry_mails import mail

from waspada.cli.enquiries_take import command
from waspada.core.errors import BadInput, WaspadaError


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


def counts(done: Result) -> dict[str, Any]:
    """What it says."""
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_folder_and_a_pipe_each_mail_once(bench: made.Workbench, tmp_path: Path) -> None:
    bench.case()
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in (1, 2):
        (letters / f"{number}.eml").write_bytes(mail(number=number))
    first, again = (run(str(letters), "--json") for _ in range(2))
    assert counts(first) == {"schema": "waspada/enquiries/1", "taken": 2, "known": 0, "left": 0}
    assert (counts(again)["known"], again.exit_code) == (2, 0)
    piped = run("-", "--lang", "en", stdin=mail(number=3))
    assert "Taken in: 1." in piped.stdout
    assert "ani@" not in piped.output


def test_of_several_cases_one_is_named(bench: made.Workbench, tmp_path: Path) -> None:
    case = bench.case()
    bench.case(title="Another", vendor="Other")
    (tmp_path / "one.eml").write_bytes(mail())
    left = run(str(tmp_path / "one.eml"), "--json")
    assert (left.exit_code, counts(left)["left"]) == (11, 1)
    assert counts(run(str(tmp_path / "one.eml"), "--case", str(case.pk), "--json"))["taken"] == 1


@pytest.mark.parametrize("given", [(), ("--imap", "-"), ("-", "--case", "x"), ("-", "--case", "0" * 32)])
def test_what_is_not_understood_says_so(bench: made.Workbench, given: tuple[str, ...]) -> None:
    assert isinstance(run(*given, stdin=mail()).exception, WaspadaError)


def test_without_a_mailbox_in_the_settings_it_says_so(bench: made.Workbench) -> None:
    bench.case()
    done = run("--imap")
    assert isinstance(done.exception, BadInput)


def test_the_mailbox_is_read_and_what_is_left_stays_unread(
    bench: made.Workbench,
    small: Small,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = bench.case()
    monkeypatch.setattr("tests.notify.test_mailbox.ONE", mail(number=1).replace(b"\n", b"\r\n"))
    monkeypatch.setattr("tests.notify.test_mailbox.TWO", b"no mail at all")
    private(bench.home / "pw", "right")
    server = {"host": "127.0.0.1", "port": small.port, "security": "none", "user": "help", "password_file": "pw"}
    written(bench.home, imap={"enquiries": server})
    done = run("--imap", "--case", str(case.pk), "--json")
    assert (done.exit_code, counts(done)["taken"], counts(done)["left"]) == (11, 1, 1)
    assert small.seen == {"5"}
