"""`custody.ndjson`: appended under a lock, on disk before the call returns, never rewritten.

What a crash or a full disk may leave is the beginning of a line that no caller was told of. The next append moves it to
`custody.torn` and writes an entry that says so; anything else at the end that is no entry is an altered log, and
nothing is appended to it.

On read-only media the entries of commands that only read go to `WASPADA_HOME/custody-pending/<case_id>.ndjson`, a log
of the same form, and are joined to the chain before the next entry that can be written.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action, Entry, entry, line, parse
from waspada.core.errors import CannotWrite, EvidenceAltered, NothingReadable
from waspada.store.case.chain import Chain, follow, half_written
from waspada.store.case.guard import refuse_personal

NAME: Final = "custody.ndjson"
TORN: Final = "custody.torn"
PENDING: Final = "custody-pending"
READING: Final = frozenset((Action.READ, Action.REVEAL, Action.EXPORT))
"""What a command may do to a case that cannot be written."""
_READ_ONLY: Final = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))
_TAIL: Final = 1 << 16
_NO_LOCKS: Final = frozenset((errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EBADF))


class Log:
    """The log of one case folder."""

    def __init__(self, folder: Path, clock: Callable[[], float], *, home: Path | None = None) -> None:
        """`home` is WASPADA_HOME; without it nothing can be done with a case on read-only media."""
        self.path = folder / NAME
        self._folder, self._clock, self._home = folder, clock, home

    def append(self, action: Action, *, actor: str, reason: str = "", data: Mapping[str, Any]) -> Entry:
        """See `flows.case.ports.Custody`.

        Raises:
            CannotWrite: nothing was written, and nothing may be done that it would have recorded.
            BadInput: `data` or `reason` holds an e-mail address; see `guard`.
            EvidenceAltered: what stands in the log is no log any more.
        """
        refuse_personal(data, reason)
        failed: OSError | None = None
        try:
            with _opened(self.path) as log:
                self._must_begin_with_open(log, action)
                self._set_torn_aside(log, actor)
                self._join(log)
                return log.add(time=self._now(), actor=actor, action=action, reason=reason, data=data)
        except OSError as error:
            failed = error
        if failed.errno in _READ_ONLY and action in READING and self._home is not None:
            return self._pend(time=self._now(), actor=actor, action=action, reason=reason, data=data)
        raise _cannot("the log of the case could not be written", failed)

    def entries(self) -> list[Entry]:
        """See `flows.case.ports.Custody`. A last line that a crash left half written is left out."""
        found: list[Entry] = []
        chain = self.check(found.append)
        wrong = next((one for one in chain.altered if one.what != "tail"), None)
        if wrong is not None:
            raise EvidenceAltered(f"the log of the case was altered: {wrong.what} {wrong.where} ({wrong.why})")
        return found

    def check(self, seen: Callable[[Entry], None], trusted: Mapping[int, str] | None = None) -> Chain:
        """Read it from its start; names what is wrong instead of stopping there. See `chain.follow`.

        Raises:
            EvidenceAltered: the case has no log.
            NothingReadable: it cannot be read.
        """
        reason = "not a file" if self.path.exists() and not self.path.is_file() else ""
        if reason:
            raise NothingReadable(f"the log of the case could not be read: {reason}")
        try:
            with self.path.open("rb") as file:
                with _without_lock_where_there_is_none():
                    fcntl.flock(file, fcntl.LOCK_SH)
                return follow(file, NAME, seen, trusted)
        except FileNotFoundError:
            pass
        except OSError as error:
            reason = (error.strerror or "input/output error").lower()
        if reason:
            raise NothingReadable(f"the log of the case could not be read: {reason}")
        if self._is_case():
            raise EvidenceAltered("the log of the case is gone")
        return Chain(entries=0, reach=0, head=None, altered=(), digests={})

    def waiting(self) -> list[Entry]:
        """What was done while the case could not be written, and is not joined to the chain yet."""
        place = self._place()
        if place is None or not place.exists():
            return []
        with _opened(place) as kept:
            return kept.entries()

    def _now(self) -> str:
        return _text(self._clock())

    def _is_case(self) -> bool:
        return (self._folder / "case.json").exists()

    def _must_begin_with_open(self, log: _Opened, action: Action) -> None:
        if log.size() == 0 and action is not Action.OPEN and self._is_case():
            raise EvidenceAltered("the log of the case is gone: it would have to begin anew")

    def _set_torn_aside(self, log: _Opened, actor: str) -> None:
        rest = log.rest()
        if not rest:
            return
        if not half_written(rest):
            if not log.completes(rest):
                raise EvidenceAltered("the last entry of the log is broken")
            log.write(b"\n")
            return
        with _opened(self._folder / TORN) as torn:
            torn.write(rest + b"\n")
        log.cut(len(rest))
        told = {"bytes": len(rest), "sha256": hashlib.sha256(rest).hexdigest(), "kept": TORN}
        log.add(time=self._now(), actor=actor, action=Action.TORN, reason="", data=told)

    def _place(self) -> Path | None:
        """Where entries wait. The id comes from a folder that others may have made: nothing but a UUID names a file."""
        if self._home is None:
            return None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            case_id = uuid.UUID(json.loads((self._folder / "case.json").read_bytes())["case_id"])
            return self._home / PENDING / f"{case_id}.ndjson"
        return None

    def _pend(self, **fields: Any) -> Entry:
        place = self._place()
        if place is None:
            raise CannotWrite("the case has no id under which its entries could wait")
        failed: OSError | None = None
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.parent.chmod(0o700)
            with _opened(place) as kept:
                kept.entries()
                if rest := kept.rest():
                    kept.cut(len(rest))
                return kept.add(**fields)
        except OSError as error:
            failed = error
        raise _cannot("the case is read-only, and its entry could not be kept in WASPADA_HOME", failed)

    def _join(self, log: _Opened) -> None:
        """Bring waiting entries into the chain, each once, also when a crash came between writing and emptying."""
        place = self._place()
        if place is None or not place.exists() or not place.stat().st_size:
            return
        with _opened(place) as kept:
            waiting = kept.entries()
            latest: deque[Entry] = deque(maxlen=len(waiting) or 1)
            with self.path.open("rb") as file:
                follow(file, NAME, lambda one: None if one.action is Action.TORN else latest.append(one))
            ends = [one.data.get("pending") for one in latest]
            digests = [one.digest for one in waiting]
            joined = next((n for n in range(len(waiting), 0, -1) if ends[-n:] == digests[:n]), 0)
            for one in waiting[joined:]:
                data = {**one.data, "pending": one.digest, "joined": self._now()}
                log.add(time=one.time, actor=one.actor, action=one.action, reason=one.reason, data=data)
            kept.cut(kept.size())


class _Opened:
    """A log that is open for appending, and locked."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def size(self) -> int:
        return os.fstat(self._handle).st_size

    def rest(self) -> bytes:
        """What stands behind the last line end."""
        return self._tail()[1]

    def completes(self, rest: bytes) -> bool:
        """Whether `rest` is a whole entry, lacking only its line end, that follows the one before it."""
        before = self._last()
        try:
            one = parse(rest)
        except ValueError:
            return False
        return (one.number, one.previous) == ((before.number + 1, before.digest) if before else (1, one.previous))

    def entries(self) -> list[Entry]:
        """All whole entries. Raises EvidenceAltered when they are no chain."""
        found: list[Entry] = []
        os.lseek(self._handle, 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._handle), "rb") as file:
            chain = follow(file, "", found.append)
        if any(one.what != "tail" for one in chain.altered):
            raise EvidenceAltered(
                "the entries that wait in WASPADA_HOME for this case were altered",
                hint="Keep the file in WASPADA_HOME/custody-pending as evidence, then take it out of that folder.",
            )
        return found

    def add(self, *, time: str, actor: str, action: Action, reason: str, data: Mapping[str, Any]) -> Entry:
        """Write the next entry."""
        one = entry(self._last(), time=time, actor=actor, action=action, reason=reason, data=data)
        self.write(line(one) + b"\n")
        return one

    def write(self, content: bytes) -> None:
        """All of it, on disk; or none of it, as far as the disk lets us take it back."""
        before = self.size()
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(self._handle, view) :]
            os.fsync(self._handle)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, before)
            raise

    def cut(self, count: int) -> None:
        """Take so many bytes from the end."""
        os.ftruncate(self._handle, self.size() - count)
        os.fsync(self._handle)

    def _last(self) -> Entry | None:
        last = self._tail()[0]
        if last is None:
            return None
        one: Entry | None = None
        try:
            one = parse(last)
        except ValueError:
            one = None
        if one is None:
            raise EvidenceAltered("the last entry of the log is broken")
        return one

    def _tail(self) -> tuple[bytes | None, bytes]:
        """The last whole line, if there is one, and what stands behind it."""
        size, reach = self.size(), _TAIL
        while True:
            start = max(0, size - reach)
            above, end, rest = os.pread(self._handle, size - start, start).rpartition(b"\n")
            if b"\n" in above or not start:
                return above.rpartition(b"\n")[2] if end else None, rest
            reach *= 4


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Opened]:
    """Open and lock; made when it is not there, 0600, and its name on disk."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        handle = os.open(path, flags | os.O_CREAT, 0o600)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(folder)
        os.close(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield _Opened(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _without_lock_where_there_is_none() -> Iterator[None]:
    """Some media know no locks; reading there is reading what nobody writes."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _cannot(what: str, error: OSError) -> CannotWrite:
    return CannotWrite(
        f"{what}: {(error.strerror or 'input/output error').lower()}",
        hint="Nothing was done without an entry. Check free space and permissions of the case folder.",
    )


def _text(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
