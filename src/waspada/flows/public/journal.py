"""What was done about each question, so that none is answered twice: on disk before a mail leaves, and after.

A small SQLite file on the key holder's side. It holds random ids and keyed hashes, no address.
"""

from __future__ import annotations

import contextlib
import fcntl
import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from waspada.core.errors import CannotWrite

DAY: Final = 86_400.0
_KEPT: Final = 90 * DAY
_TABLE: Final = """
create table if not exists question (id text primary key, who blob not null, state text not null, at real not null);
create index if not exists by_who on question (who, at);
"""


class State(StrEnum):
    """Of one question."""

    BEGUN = "begun"
    """Nothing left yet: it may be tried again."""
    DATA = "data"
    """The mail is on its way, or was when the process died."""
    ANSWERED = "answered"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """It may have gone out; it does not go again by itself."""
    SKIPPED = "skipped"
    """The address had an answer that day."""


class Claim(StrEnum):
    """Whether to answer."""

    GO = "go"
    DONE = "done"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


_OVER: Final = (State.ANSWERED, State.REFUSED, State.UNKNOWN, State.SKIPPED)
_REACHED: Final = (State.DATA, State.ANSWERED, State.UNKNOWN)


class Journal:
    """The open file; each method is on disk when it returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def claim(self, question: str, who: bytes, now: float) -> Claim:
        """Begin with a question, unless it was dealt with, or its asker had an answer within a day."""
        with self._transaction():
            row = self._connection.execute("select state from question where id = ?", (question,)).fetchone()
            if row and row[0] == State.DATA:  # its process died between handing over and noting it
                self._set(question, who, State.UNKNOWN, now)
                return Claim.UNKNOWN
            if row and row[0] in _OVER:
                return Claim.DONE
            recent = self._connection.execute(
                "select 1 from question where who = ? and id <> ? and at > ? and state in (?, ?, ?)",
                (who, question, now - DAY, *_REACHED),
            ).fetchone()
            self._set(question, who, State.SKIPPED if recent else State.BEGUN, now)
            return Claim.SKIPPED if recent else Claim.GO

    def mark(self, question: str, state: State, now: float) -> None:
        """Write down where a question stands."""
        with self._transaction():
            self._connection.execute("update question set state = ?, at = ? where id = ?", (state, now, question))

    def forget(self, now: float) -> None:
        """Let go of what is long over."""
        with self._transaction():
            self._connection.execute("delete from question where at < ? and state <> ?", (now - _KEPT, State.DATA))

    def _set(self, question: str, who: bytes, state: State, now: float) -> None:
        self._connection.execute("insert or replace into question values (?, ?, ?, ?)", (question, who, state, now))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Journal]:
    """The journal, held by this process alone.

    Raises:
        CannotWrite: another drain is at work, or the file is none or cannot be written.
    """
    failed = ""
    with contextlib.ExitStack() as stack:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = stack.enter_context(path.with_name(f"{path.name}.lock").open("a"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            connection = sqlite3.connect(path, isolation_level=None)
            stack.callback(connection.close)
            path.chmod(0o600)
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.executescript(_TABLE)
        except BlockingIOError:
            failed = "another drain is at work"
        except (OSError, sqlite3.Error):
            failed = "the journal of answers could not be opened"
        if not failed:
            yield Journal(connection)
    if failed:
        raise CannotWrite(failed, hint="Let the other end, or check the file in WASPADA_HOME/public.")
